// What a pipeline, foreach and -join take apart, and what they pass as one object (LanguagePrimitives.GetEnumerable).
import { Dictionary } from '../psobject/collections.ts';
import { Byte } from '../psobject/numbers.ts';
import { baseOf, PSObject } from '../psobject/ps-object.ts';

/** Marks objects that are IEnumerable for .NET but that PowerShell passes whole (XmlNode, DataTable's rows apart). */
export const passedWhole: unique symbol = Symbol('psremoting.passedWhole');

function* bytes(array: Uint8Array): Generator<Byte> {
  for (const value of array) yield new Byte(value);
}

/**
 * The items of a value that a pipeline enumerates; undefined for a scalar. Runtime classes show what they enumerate by
 * Symbol.iterator; dictionaries and strings have items too but count as scalars.
 */
export function enumerationOf(value: unknown): Iterable<unknown> | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  if (Array.isArray(value)) return value;
  if (value instanceof PSObject) return enumerationOf(value.baseObject);
  if (value instanceof Uint8Array) return bytes(value);
  if (value instanceof Dictionary || passedWhole in value) return undefined;
  return Symbol.iterator in value ? (value as Iterable<unknown>) : undefined;
}

/** The items of a collection, or the value itself as the only item. $null is one item. */
export function itemsOf(value: unknown): unknown[] {
  const items = enumerationOf(value);
  if (items === undefined) return [value];
  return Array.isArray(items) ? items : [...items];
}

/** The items as .NET's IEnumerable gives them: dictionaries yield entries too. Undefined for what is not enumerable. */
export function netEnumerationOf(value: unknown): Iterable<unknown> | undefined {
  const base = baseOf(value);
  const items = enumerationOf(base);
  if (items !== undefined) return items;
  if (typeof base === 'object' && base !== null && Symbol.iterator in base) return base as Iterable<unknown>;
  return undefined;
}
