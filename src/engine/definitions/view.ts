// What a format view is: how objects of a type are laid out (PowerShell's format.ps1xml, as data).
import type { ScriptBlock } from '../script-block.ts';

/** Reads a property of the object that is shown; null where it has none. Works on deserialized objects as on live ones. */
export type PropertyReader = (name: string) => unknown;

/** A value shown: a property's name, or a function of the object. */
export type ViewExpression =
  | string
  | ((object: unknown, get: PropertyReader) => unknown)
  | { readonly scriptBlock: ScriptBlock };

export interface TableColumn {
  readonly label?: string;
  readonly value: ViewExpression;
  readonly width?: number;
  readonly alignment?: 'Left' | 'Center' | 'Right';
  readonly formatString?: string;
}

export interface ListEntry {
  readonly label?: string;
  readonly value: ViewExpression;
  readonly formatString?: string;
  /** Shown only for objects of which this is true. */
  readonly when?: (object: unknown, get: PropertyReader) => boolean;
}

/** Objects of consecutive equal group keys share a header. */
export interface ViewGroup {
  readonly by: ViewExpression;
  readonly label?: string;
  /** The header's lines, written instead of `   Label: key`. */
  readonly customHeader?: (object: unknown, get: PropertyReader) => readonly string[];
}

export interface ViewDefinition {
  readonly name: string;
  /** Full type names, compared with PSTypeNames (Deserialized. is tried as PowerShell tries it). */
  readonly typeNames: readonly string[];
  readonly group?: ViewGroup;
  /** Stands alone, between tables and lists, without ending them: the views of records such as errors. */
  readonly outOfBand?: boolean;
  readonly table?: {
    readonly columns: readonly TableColumn[];
    readonly hideHeaders?: boolean;
    readonly autoSize?: boolean;
    readonly wrap?: boolean;
  };
  readonly list?: { readonly entries: readonly ListEntry[] };
  readonly wide?: { readonly value: ViewExpression; readonly columns?: number; readonly autoSize?: boolean };
  readonly custom?: (object: unknown, get: PropertyReader) => readonly string[];
}
