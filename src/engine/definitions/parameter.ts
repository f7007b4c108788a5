// What a parameter of a cmdlet is, and how its declared type shows in TypeScript.
import type { Hashtable } from '../../psobject/collections.ts';
import type { DateTime, PSCredential, SecureString, TimeSpan } from '../../psobject/values.ts';
import type { ScriptBlock } from '../script-block.ts';

/** How the declared type names arrive in a cmdlet's body. A type that is not here arrives as `unknown`. */
export interface ParameterTypes {
  object: unknown;
  psobject: unknown;
  'object[]': unknown[];
  'psobject[]': unknown[];
  string: string;
  'string[]': string[];
  int: number;
  'int[]': number[];
  bool: boolean;
  /** A switch arrives as a plain boolean. */
  switch: boolean;
  scriptblock: ScriptBlock;
  'scriptblock[]': ScriptBlock[];
  hashtable: Hashtable;
  datetime: DateTime;
  timespan: TimeSpan;
  pscredential: PSCredential;
  securestring: SecureString;
}

/** Attributes of a parameter within one parameter set. */
export interface ParameterSetEntry {
  readonly position?: number;
  readonly mandatory?: boolean;
  /** ValueFromPipeline. */
  readonly pipeline?: boolean;
  /** ValueFromPipelineByPropertyName. */
  readonly pipelineByName?: boolean;
  /** ValueFromRemainingArguments. */
  readonly remaining?: boolean;
  readonly helpMessage?: string;
}

/** A [Validate...] or [Allow...] attribute. */
export type Validation =
  | {
      readonly kind:
        | 'notNull'
        | 'notNullOrEmpty'
        | 'notNullOrWhiteSpace'
        | 'allowNull'
        | 'allowEmptyString'
        | 'allowEmptyCollection';
    }
  | { readonly kind: 'set'; readonly values: readonly string[]; readonly ignoreCase?: boolean }
  | { readonly kind: 'range'; readonly min: unknown; readonly max: unknown }
  | { readonly kind: 'rangeKind'; readonly rangeKind: 'Positive' | 'NonNegative' | 'Negative' | 'NonPositive' }
  | { readonly kind: 'count' | 'length'; readonly min: number; readonly max: number }
  | { readonly kind: 'pattern'; readonly pattern: string }
  | { readonly kind: 'script'; readonly script: ScriptBlock };

/** A parameter of a cmdlet. Set attributes written here hold for every set; `sets` names the sets it is in, with their own. */
export interface ParameterDefinition extends ParameterSetEntry {
  /** PowerShell's type name: an accelerator, a full .NET name, or an enum declared in src/dotnet. Default object. */
  readonly type?: string;
  readonly aliases?: readonly string[];
  readonly sets?: Readonly<Record<string, ParameterSetEntry>>;
  readonly validate?: readonly Validation[];
  /** Shown by help and completion only where false. */
  readonly dontShow?: boolean;
}

type ValueOf<D> = D extends { readonly type: infer T }
  ? T extends keyof ParameterTypes
    ? ParameterTypes[T]
    : unknown
  : unknown;

/** The bound values of a cmdlet with these parameters; a switch that was not given is false, anything else undefined. */
export type Parameters<D extends Readonly<Record<string, ParameterDefinition>>> = {
  readonly [K in keyof D]: D[K] extends { readonly type: 'switch' }
    ? boolean
    : D[K] extends { readonly mandatory: true }
      ? ValueOf<D[K]>
      : ValueOf<D[K]> | undefined;
};
