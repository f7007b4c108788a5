// Parameters of a command as the binder sees them: made once for each cmdlet or script block.
import type { ParameterSetEntry } from './definitions/parameter.ts';
import type { Expr } from './eval/frame.ts';
import type { ArgumentAttribute } from './variable.ts';

/** What a parameter is in one parameter set. */
export interface SetFacts extends ParameterSetEntry {
  readonly position?: number;
}

export const allSets = '__AllParameterSets';

export interface ParameterMetadata {
  readonly name: string;
  readonly aliases: readonly string[];
  /** Full .NET type name. */
  readonly typeName: string;
  readonly isSwitch: boolean;
  /** By set name; `__AllParameterSets` for a parameter that is in every set. */
  readonly sets: ReadonlyMap<string, SetFacts>;
  /** Transformations and validations, the type's conversion among them, in the order in which they apply. */
  readonly attributes: readonly ArgumentAttribute[];
  readonly allowNull: boolean;
  readonly allowEmptyString: boolean;
  readonly allowEmptyCollection: boolean;
  /** Of a script's parameter. */
  readonly defaultValue?: Expr;
  /** Slot of a script's parameter. */
  readonly slot: number;
  /** What an unbound parameter holds. */
  readonly initialValue: unknown;
}

export interface CommandMetadata {
  readonly parameters: readonly ParameterMetadata[];
  /** Parameters by lower-case name and alias, common parameters included where the command has them. */
  readonly byName: ReadonlyMap<string, ParameterMetadata>;
  readonly defaultParameterSet: string | undefined;
  readonly supportsShouldProcess: boolean;
  readonly hasCommonParameters: boolean;
  readonly positionalBinding: boolean;
}
