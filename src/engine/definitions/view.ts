// What a format view is: how objects of a type are laid out (PowerShell's format.ps1xml, as data).
import type { ScriptBlock } from '../script-block.ts';

/** A value shown: a property's name, or a function of the object. */
export type ViewExpression = string | ((object: unknown) => unknown) | { readonly scriptBlock: ScriptBlock };

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
}

/** Objects of consecutive equal group keys share a header. */
export interface ViewGroup {
  readonly by: ViewExpression;
  readonly label?: string;
  readonly customHeader?: (object: unknown) => string;
}

export interface ViewDefinition {
  readonly name: string;
  /** Full type names, compared with PSTypeNames (Deserialized. is tried as PowerShell tries it). */
  readonly typeNames: readonly string[];
  readonly group?: ViewGroup;
  readonly table?: {
    readonly columns: readonly TableColumn[];
    readonly hideHeaders?: boolean;
    readonly autoSize?: boolean;
    readonly wrap?: boolean;
  };
  readonly list?: { readonly entries: readonly ListEntry[] };
  readonly wide?: { readonly value: ViewExpression; readonly columns?: number; readonly autoSize?: boolean };
  readonly custom?: (object: unknown) => readonly string[];
}
