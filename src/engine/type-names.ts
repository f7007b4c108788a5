// The type names of a bare value: its .NET type and the types that it derives from.
import { elementTypeOf } from '../psobject/array.ts';
import { netTypeName } from '../psobject/type-name.ts';

/** Full .NET name of the type of a value that is no PSObject; empty for $null. */
export function typeNameOfBase(base: unknown): string {
  switch (typeof base) {
    case 'number':
      return 'System.Int32';
    case 'string':
      return 'System.String';
    case 'boolean':
      return 'System.Boolean';
    case 'object':
      if (base === null) return '';
      if (Array.isArray(base) || base instanceof Uint8Array) return `${elementTypeOf(base)}[]`;
      return (base as { [netTypeName]?: string })[netTypeName] ?? 'System.Object';
    default:
      return 'System.Object';
  }
}

export function typeNamesOfBase(base: unknown): readonly string[] {
  const name = typeNameOfBase(base);
  return name === '' ? [] : [name, 'System.Object'];
}
