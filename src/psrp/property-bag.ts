// Message bodies as property bags, declared field by field: wire name, type, and whether it may be missing.
//
// Names compare without case (clients write `CI` and `ci`). Enumerations arrive as numbers, as objects around a number, or as
// text, and are all accepted, as PowerShell's RemotingDecoder does.
import { ArrayList, Dictionary, Hashtable, Queue, Stack } from '../psobject/collections.ts';
import { Byte, Int16, Int64, SByte, UInt16, UInt32, UInt64 } from '../psobject/numbers.ts';
import { baseOf, noteValue, PSObject } from '../psobject/ps-object.ts';
import { EnumValue, Guid, Version } from '../psobject/values.ts';
import { peerFault } from './psrp-error.ts';

/** How one property's value is written and read. `decode` throws PsrpError for a value of another type. */
export interface FieldCodec<T> {
  encode(value: T): unknown;
  decode(value: unknown, name: string): T;
  /** The property may be absent or null; when undefined it is left out, or written as null. */
  readonly optional?: boolean;
  readonly writesNull?: boolean;
}

function mismatch(name: string, expected: string): never {
  throw peerFault('InvalidMessage', `The property ${name} is not ${expected}.`);
}

const whole = (value: unknown): bigint | undefined => {
  const base = baseOf(value);
  if (typeof base === 'number' && Number.isInteger(base)) return BigInt(base);
  if (base instanceof Int64 || base instanceof UInt64 || base instanceof EnumValue) return base.value;
  if (
    base instanceof UInt32 ||
    base instanceof Int16 ||
    base instanceof UInt16 ||
    base instanceof Byte ||
    base instanceof SByte
  ) {
    return BigInt(base.value);
  }
  return undefined;
};

/** Reads a number of any integral type; undefined for anything else. */
export function integerOf(value: unknown): number | undefined {
  const result = whole(value);
  return result === undefined ? undefined : Number(result);
}

export const int32: FieldCodec<number> = {
  encode: (value) => value,
  decode: (value, name) => {
    const result = whole(value);
    if (result === undefined || result < -0x80000000n || result > 0x7fffffffn) return mismatch(name, 'an Int32');
    return Number(result);
  },
};

export const int64: FieldCodec<bigint> = {
  encode: (value) => new Int64(value),
  decode: (value, name) => whole(value) ?? mismatch(name, 'an Int64'),
};

export const boolean: FieldCodec<boolean> = {
  encode: (value) => value,
  decode: (value, name) => {
    const base = baseOf(value);
    return typeof base === 'boolean' ? base : mismatch(name, 'a Boolean');
  },
};

export const string: FieldCodec<string> = {
  encode: (value) => value,
  decode: (value, name) => {
    const base = baseOf(value);
    if (typeof base === 'string') return base;
    // Some clients write versions and identifiers in their own types where text is expected, and the other way round.
    if (base instanceof Version || base instanceof Guid) return base.toString();
    return mismatch(name, 'a String');
  },
};

/** System.Version as its text, such as `2.3`. */
export const version: FieldCodec<string> = {
  encode: (value) => {
    const [major = 0, minor = 0, build = -1, revision = -1] = value.split('.').map(Number);
    return new Version(major, minor, build, revision);
  },
  decode: string.decode,
};

export const guid: FieldCodec<string> = {
  encode: (value) => new Guid(value),
  decode: (value, name) => string.decode(value, name).toLowerCase(),
};

/** Any value, null included. */
export const anything: FieldCodec<unknown> = { encode: (value) => value, decode: (value) => value };

/** A dictionary, such as application arguments; other bags come as they are. */
export const dictionary: FieldCodec<Dictionary> = {
  encode: (value) => value,
  decode: (value, name) => {
    const base = baseOf(value);
    return base instanceof Dictionary ? base : mismatch(name, 'a dictionary');
  },
};

/** A one-field-after-another enumeration: `names[i]` has the number `first + i`. */
export function enumeration<N extends string>(typeName: string, names: readonly N[], first = 0): FieldCodec<N> {
  const byName = new Map(names.map((name) => [name.toLowerCase(), name]));
  return {
    encode: (value) => new EnumValue(typeName, names.indexOf(value) + first, value),
    decode: (value, property) => {
      const base = baseOf(value);
      const result =
        typeof base === 'string' ? byName.get(base.toLowerCase()) : names[(integerOf(value) ?? -1) - first];
      return result ?? mismatch(property, `a ${typeName}`);
    },
  };
}

/** The same enumeration where the wire wants a bare number. */
export function numbered<N extends string>(codec: FieldCodec<N>): FieldCodec<N> {
  return { ...codec, encode: (value) => integerOf(codec.encode(value)) };
}

/** Flags as their number; `typeName` is written with it. */
export function flags(typeName: string): FieldCodec<number> {
  return { encode: (value) => new EnumValue(typeName, value, String(value)), decode: int32.decode };
}

/** The items of any list; undefined when `value` is none. */
export function itemsOf(value: unknown): readonly unknown[] | undefined {
  const base = baseOf(value);
  if (Array.isArray(base)) return base;
  return base instanceof ArrayList || base instanceof Queue || base instanceof Stack ? base.items : undefined;
}

/** A list of one element type, written as an ArrayList. */
export function list<T>(element: FieldCodec<T>): FieldCodec<readonly T[]> {
  return {
    encode: (items) => new ArrayList(items.map((item) => element.encode(item))),
    decode: (value, name) => {
      // An array of one type comes as its elements and lengths (MS-PSRP 2.2.6.1.4), a list of one perhaps as its item.
      const items =
        itemsOf(property(value, 'mae')) ?? itemsOf(value) ?? (value === null ? mismatch(name, 'a list') : [value]);
      return items.map((item) => element.decode(item, name));
    },
  };
}

/** Marks a property that may be absent or null when it is read, and is written as null: PowerShell asks that it be there. */
export function nullable<T>(codec: FieldCodec<T>): FieldCodec<T | undefined> & { readonly optional: true } {
  return { ...optional(codec), writesNull: true };
}

/** Marks a property that may be absent or null, and is left out. */
export function optional<T>(codec: FieldCodec<T>): FieldCodec<T | undefined> & { readonly optional: true } {
  return {
    optional: true,
    encode: (value) => (value === undefined ? null : codec.encode(value)),
    decode: (value, name) => (value === null || value === undefined ? undefined : codec.decode(value, name)),
  };
}

type Fields = Readonly<Record<string, readonly [wireName: string, codec: FieldCodec<unknown>]>>;
type Field = FieldCodec<unknown>;

/** The object type that a declaration of fields describes. */
export type BagOf<F> = {
  -readonly [K in keyof F as F[K] extends readonly [string, { readonly optional: true }]
    ? never
    : K]: F[K] extends readonly [string, FieldCodec<infer T>] ? T : never;
} & {
  -readonly [K in keyof F as F[K] extends readonly [string, { readonly optional: true }]
    ? K
    : never]?: F[K] extends readonly [string, FieldCodec<infer T>] ? T : never;
};

/** A property bag without type names, as PowerShell writes all its messages. */
export function bag<const F extends Fields>(fields: F): FieldCodec<BagOf<F>> {
  const entries = Object.entries(fields) as unknown as (readonly [string, readonly [string, Field]])[];
  return {
    encode: (value) => {
      const result = PSObject.of([], []);
      for (const [key, [wireName, codec]] of entries) {
        const field = (value as Record<string, unknown>)[key];
        if (field === undefined && codec.optional && !codec.writesNull) continue;
        result.members.setNote(wireName, codec.encode(field));
      }
      return result;
    },
    decode: (value, name) => {
      if (!(value instanceof PSObject)) return mismatch(name, 'a property bag');
      const result: Record<string, unknown> = {};
      for (const [key, [wireName, codec]] of entries) {
        const field = noteValue(value, wireName);
        if (field === undefined && !codec.optional) {
          throw peerFault('InvalidMessage', `The property ${wireName} is missing in ${name}.`);
        }
        const decoded = codec.decode(field, wireName);
        if (decoded !== undefined || !codec.optional) result[key] = decoded;
      }
      return result as BagOf<F>;
    },
  };
}

/** The value of a note of any object that has notes, by name without case; undefined where there is none. */
export function property(value: unknown, name: string): unknown {
  return value instanceof PSObject ? noteValue(value, name) : undefined;
}

/** An ordered set of key and value as the .NET Dictionary<int, object> of HostDefaultData. */
export function hashtable(entries: Iterable<readonly [unknown, unknown]>): Hashtable {
  return Hashtable.of(entries);
}
