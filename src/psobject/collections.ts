// The collections that both the wire and the language know: Hashtable, OrderedDictionary, ArrayList, Stack, Queue.
// Generic collections are in src/dotnet and reach the wire through an adapter.
import { Char, Double, Int64 } from './numbers.ts';
import { netTypeName } from './type-name.ts';

/** How a dictionary compares its keys. PowerShell's own literals ignore the case of strings; `new` does not. */
export type KeyComparison = 'ordinal' | 'ignoreCase';

/**
 * A key under which equal .NET values meet in one Map slot: strings by their (folded) text, Int32 by itself, boxed numbers and
 * characters by type and value, an object with a `keyText` by that, any other object by its identity.
 */
export function dictionaryKey(key: unknown, comparison: KeyComparison): unknown {
  if (typeof key === 'string') return comparison === 'ignoreCase' ? `s${key.toUpperCase()}` : `s${key}`;
  if (typeof key === 'number' || typeof key === 'boolean' || key === null) return key;
  if (key instanceof Char) return `c${key.code}`;
  if (key instanceof Int64) return `l${key.value}`;
  if (key instanceof Double) return `d${key.value}`;
  const valueKey = (key as { valueKey?: string }).valueKey;
  return valueKey === undefined ? key : `v${valueKey}`;
}

/** Entries in the order of insertion with .NET's key equality; shared by the dictionary types. */
export class Dictionary {
  readonly comparison: KeyComparison;
  readonly #entries = new Map<unknown, [key: unknown, value: unknown]>();
  /** Counts changes, so that an enumeration can tell that the collection changed under it. */
  version = 0;

  constructor(comparison: KeyComparison = 'ignoreCase') {
    this.comparison = comparison;
  }
  get count(): number {
    return this.#entries.size;
  }
  has(key: unknown): boolean {
    return this.#entries.has(dictionaryKey(key, this.comparison));
  }
  get(key: unknown): unknown {
    return this.#entries.get(dictionaryKey(key, this.comparison))?.[1];
  }
  set(key: unknown, value: unknown): void {
    this.version++;
    const slot = dictionaryKey(key, this.comparison);
    const entry = this.#entries.get(slot);
    if (entry) entry[1] = value;
    else this.#entries.set(slot, [key, value]);
  }
  delete(key: unknown): boolean {
    this.version++;
    return this.#entries.delete(dictionaryKey(key, this.comparison));
  }
  clear(): void {
    this.version++;
    this.#entries.clear();
  }
  *keys(): Generator<unknown> {
    for (const entry of this.#entries.values()) yield entry[0];
  }
  *values(): Generator<unknown> {
    for (const entry of this.#entries.values()) yield entry[1];
  }
  entries(): MapIterator<[key: unknown, value: unknown]> {
    return this.#entries.values();
  }
}

/** System.Collections.Hashtable: what `@{}` makes. */
export class Hashtable extends Dictionary {
  get [netTypeName](): string {
    return 'System.Collections.Hashtable';
  }
  static of(entries: Iterable<readonly [unknown, unknown]>, comparison: KeyComparison = 'ignoreCase'): Hashtable {
    const result = new Hashtable(comparison);
    for (const [key, value] of entries) result.set(key, value);
    return result;
  }
}

/** System.Collections.Specialized.OrderedDictionary: what `[ordered]@{}` makes. */
export class OrderedDictionary extends Dictionary {
  get [netTypeName](): string {
    return 'System.Collections.Specialized.OrderedDictionary';
  }
}

/** System.Collections.ArrayList. */
export class ArrayList {
  readonly items: unknown[];
  constructor(items: unknown[] = []) {
    this.items = items;
  }
  get [netTypeName](): string {
    return 'System.Collections.ArrayList';
  }
  /** What a pipeline enumerates. */
  [Symbol.iterator](): Iterator<unknown> {
    return this.items[Symbol.iterator]();
  }
}

/** System.Collections.Stack; the top is the last item. */
export class Stack {
  readonly items: unknown[];
  constructor(items: unknown[] = []) {
    this.items = items;
  }
  get [netTypeName](): string {
    return 'System.Collections.Stack';
  }
  /** From the top down. */
  *[Symbol.iterator](): Generator<unknown> {
    for (let i = this.items.length - 1; i >= 0; i--) yield this.items[i];
  }
}

/** System.Collections.Queue; the head is the first item. */
export class Queue {
  readonly items: unknown[];
  constructor(items: unknown[] = []) {
    this.items = items;
  }
  get [netTypeName](): string {
    return 'System.Collections.Queue';
  }
  [Symbol.iterator](): Iterator<unknown> {
    return this.items[Symbol.iterator]();
  }
}
