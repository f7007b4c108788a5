// Reading the notes of a received record: types are checked, absence and null are allowed where PowerShell allows them.
import { ArrayList, Dictionary } from '../../psobject/collections.ts';
import { Int64, UInt32 } from '../../psobject/numbers.ts';
import { baseOf, noteValue, PSObject } from '../../psobject/ps-object.ts';
import { EnumValue } from '../../psobject/values.ts';
import { ClixmlError } from '../clixml-error.ts';

export type Note = readonly [name: string, value: unknown];

/** The notes of one received record. */
export class Notes {
  readonly #bag: PSObject;

  constructor(bag: unknown, record: string) {
    if (!(bag instanceof PSObject)) throw new ClixmlError('ClixmlUnexpected', `The ${record} is not a property bag.`);
    this.#bag = bag;
  }

  /** The value as it came; null where it is absent. */
  value(name: string): unknown {
    return noteValue(this.#bag, name) ?? null;
  }

  text(name: string): string | undefined {
    const value = baseOf(this.value(name));
    if (value === null) return undefined;
    return typeof value === 'string' ? value : this.#mismatch(name, 'a String');
  }

  flag(name: string): boolean {
    const value = baseOf(this.value(name));
    if (value === null) return false;
    return typeof value === 'boolean' ? value : this.#mismatch(name, 'a Boolean');
  }

  /** A whole number of any type, or an enumeration value, as a bigint; undefined where it is absent. */
  whole(name: string): bigint | undefined {
    const value = baseOf(this.value(name));
    if (value === null) return undefined;
    if (typeof value === 'number') return BigInt(value);
    if (value instanceof Int64 || value instanceof EnumValue) return value.value;
    return value instanceof UInt32 ? BigInt(value.value) : this.#mismatch(name, 'a whole number');
  }

  integer(name: string, absent = 0): number {
    const value = this.whole(name);
    return value === undefined ? absent : Number(value);
  }

  /** One of `names`, given by its number or by its text in any case; the first where it is absent or unknown. */
  choice<N extends string>(name: string, names: readonly N[]): N {
    const value = baseOf(this.value(name));
    if (typeof value !== 'string') return names[this.integer(name)] ?? names[0]!;
    return names.find((known) => known.toLowerCase() === value.toLowerCase()) ?? names[0]!;
  }

  items(name: string): readonly unknown[] {
    const value = baseOf(this.value(name));
    if (value === null) return [];
    if (Array.isArray(value)) return value;
    return value instanceof ArrayList ? value.items : this.#mismatch(name, 'a list');
  }

  integers(name: string): number[] {
    return this.items(name).filter((item) => typeof item === 'number');
  }

  /** Entries whose keys are strings. */
  dictionary(name: string): Map<string, unknown> {
    const value = baseOf(this.value(name));
    if (value === null) return new Map();
    if (!(value instanceof Dictionary)) return this.#mismatch(name, 'a dictionary');
    const result = new Map<string, unknown>();
    for (const [key, item] of value.entries()) {
      const text = baseOf(key);
      if (typeof text === 'string') result.set(text, item);
    }
    return result;
  }

  #mismatch(name: string, expected: string): never {
    throw new ClixmlError('ClixmlUnexpected', `The property ${name} is not ${expected}.`);
  }
}
