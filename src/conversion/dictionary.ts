// What every IDictionary of the runtime offers to conversion: its entries in order. Generic dictionaries implement the interface.
import { Dictionary } from '../psobject/collections.ts';

/** The part of IDictionary that the language needs; src/dotnet's generic dictionaries have it, and so has Dictionary. */
export interface DictionaryLike {
  readonly count: number;
  has(key: unknown): boolean;
  get(key: unknown): unknown;
  set(key: unknown, value: unknown): void;
  delete(key: unknown): boolean;
  clear(): void;
  keys(): Iterable<unknown>;
  values(): Iterable<unknown>;
  entries(): Iterable<readonly [key: unknown, value: unknown]>;
}

/** Marks dictionary classes that do not derive from Dictionary. */
export const dictionaryMark: unique symbol = Symbol('psremoting.dictionary');

/** The dictionary behind a value, or undefined. */
export function dictionaryOf(value: unknown): DictionaryLike | undefined {
  if (value instanceof Dictionary) return value;
  return typeof value === 'object' && value !== null && dictionaryMark in value
    ? (value as unknown as DictionaryLike)
    : undefined;
}

export function dictionaryEntries(value: unknown): Iterable<readonly [unknown, unknown]> | undefined {
  return dictionaryOf(value)?.entries();
}
