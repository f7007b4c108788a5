// PowerShell values as plain JavaScript, and back: the library's edge.
import { ArrayList, Dictionary, Hashtable, Queue, Stack } from '../psobject/collections.ts';
import { ErrorRecord } from '../psobject/error-record.ts';
import { NetException } from '../psobject/exception.ts';
import {
  BigInteger,
  Byte,
  Char,
  Decimal,
  Double,
  Int16,
  Int64,
  int32Max,
  int32Min,
  SByte,
  Single,
  UInt16,
  UInt32,
  UInt64,
} from '../psobject/numbers.ts';
import { baseOf, isPropertyBag, NoteProperty, type PSObject } from '../psobject/ps-object.ts';
import { InformationalRecord, InformationRecord, ProgressRecord } from '../psobject/records.ts';
import {
  DateTime,
  DateTimeOffset,
  EnumValue,
  Guid,
  ScriptBlockText,
  SwitchParameter,
  TimeSpan,
  Uri,
  Version,
  XmlDocument,
} from '../psobject/values.ts';

export interface ToPlainOptions {
  /** Int64, UInt64 and BigInteger: `bigint` always (the default), or a number where it is a safe integer. */
  readonly integers?: 'bigint' | 'number';
  /** Dictionaries and property bags: objects without a prototype (the default), or Maps. */
  readonly objects?: 'object' | 'map';
}

const ticksPerMillisecond = 10_000n;
const unixEpochTicks = 621_355_968_000_000_000n;
const ticksPerMinute = 600_000_000n;

function dateOf(ticks: bigint): Date {
  return new Date(Number((ticks - unixEpochTicks) / ticksPerMillisecond));
}

function decimalText({ unscaled, scale }: Decimal): string {
  const digits = (unscaled < 0n ? -unscaled : unscaled).toString().padStart(scale + 1, '0');
  const whole = digits.slice(0, digits.length - scale);
  const sign = unscaled < 0n ? '-' : '';
  return scale === 0 ? sign + whole : `${sign}${whole}.${digits.slice(-scale)}`;
}

/**
 * Converts a value to plain JavaScript: numbers, strings, Date (UTC; a local time is taken in this machine's zone), arrays,
 * Uint8Array, and objects or Maps for dictionaries and property bags. A TimeSpan becomes milliseconds, a Decimal its text
 * (no JavaScript number holds it), an enumeration its name, a character a string of one. A SecureString stays what it is. An
 * object that contains itself comes out as one that contains itself. Of a value that carries added members only the value is
 * kept.
 */
export function toPlain(value: unknown, options: ToPlainOptions = {}): unknown {
  return new PlainConversion(options).convert(value);
}

class PlainConversion {
  readonly #options: ToPlainOptions;
  readonly #seen = new Map<unknown, unknown>();

  constructor(options: ToPlainOptions) {
    this.#options = options;
  }

  convert(value: unknown): unknown {
    if (typeof value !== 'object' || value === null) return value;
    const done = this.#seen.get(value);
    if (done !== undefined) return done;
    if (isPropertyBag(value)) return this.#bag(value, notesOf(value));
    const base = baseOf(value);
    if (typeof base !== 'object' || base === null) return base;
    if (Array.isArray(base)) return this.#list(value, base);
    if (base instanceof ArrayList || base instanceof Queue) return this.#list(value, base.items);
    // The top of a stack comes first, as enumerating one gives it.
    if (base instanceof Stack) return this.#list(value, base.items.toReversed());
    if (base instanceof Dictionary) return this.#bag(value, base.entries());
    return this.#scalar(base);
  }

  #scalar(value: object): unknown {
    if (value instanceof Int64 || value instanceof UInt64 || value instanceof BigInteger)
      return this.#integer(value.value);
    if (
      value instanceof Double ||
      value instanceof Single ||
      value instanceof Byte ||
      value instanceof SByte ||
      value instanceof Int16 ||
      value instanceof UInt16 ||
      value instanceof UInt32
    ) {
      return value.value;
    }
    if (value instanceof Decimal) return decimalText(value);
    if (value instanceof DateTime) return plainDate(value);
    if (value instanceof DateTimeOffset) return dateOf(value.ticks - BigInt(value.offsetMinutes) * ticksPerMinute);
    if (value instanceof TimeSpan) return Number(value.ticks) / Number(ticksPerMillisecond);
    if (value instanceof SwitchParameter) return value.isPresent;
    if (value instanceof XmlDocument || value instanceof ScriptBlockText) return value.text;
    if (
      value instanceof Guid ||
      value instanceof Version ||
      value instanceof Uri ||
      value instanceof EnumValue ||
      value instanceof Char
    ) {
      return value.toString();
    }
    return this.#record(value);
  }

  /** Records and exceptions as objects of their fields. */
  #record(value: object): unknown {
    if (value instanceof ErrorRecord) {
      const { exception, categoryInfo, targetObject, fullyQualifiedErrorIdOverride, errorId, scriptStackTrace } = value;
      return this.#bag(value, [
        ['message', value.errorDetails?.message ?? exception.message],
        ['exceptionType', exception.typeName],
        ['fullyQualifiedErrorId', fullyQualifiedErrorIdOverride ?? errorId],
        ['category', categoryInfo.category],
        ['targetObject', targetObject],
        ['scriptStackTrace', scriptStackTrace ?? null],
      ]);
    }
    if (value instanceof NetException) {
      return this.#bag(value, [
        ['message', value.message],
        ['exceptionType', value.typeName],
        ['inner', value.inner ?? null],
      ]);
    }
    if (value instanceof InformationalRecord) return value.message;
    if (value instanceof InformationRecord || value instanceof ProgressRecord) {
      return this.#bag(
        value,
        Object.entries(value).filter(([, field]) => field !== undefined),
      );
    }
    return value;
  }

  #integer(value: bigint): bigint | number {
    const fits = value >= BigInt(Number.MIN_SAFE_INTEGER) && value <= BigInt(Number.MAX_SAFE_INTEGER);
    return this.#options.integers === 'number' && fits ? Number(value) : value;
  }

  #list(original: unknown, items: readonly unknown[]): unknown[] {
    const result: unknown[] = [];
    this.#seen.set(original, result);
    for (const item of items) result.push(this.convert(item));
    return result;
  }

  #bag(original: unknown, entries: Iterable<readonly [unknown, unknown]>): unknown {
    if (this.#options.objects === 'map') {
      const result = new Map<unknown, unknown>();
      this.#seen.set(original, result);
      for (const [key, value] of entries) result.set(this.convert(key), this.convert(value));
      return result;
    }
    // Without a prototype, `__proto__` is a name like any other.
    const result = Object.create(null) as Record<string, unknown>;
    this.#seen.set(original, result);
    for (const [key, value] of entries) result[String(this.convert(key))] = this.convert(value);
    return result;
  }
}

function* notesOf(object: PSObject): Generator<readonly [string, unknown]> {
  for (const member of object.members.values()) if (member instanceof NoteProperty) yield [member.name, member.value];
}

function plainDate({ ticks, kind }: DateTime): Date {
  const asUtc = dateOf(ticks);
  if (kind === 'Utc') return asUtc;
  return new Date(
    asUtc.getUTCFullYear(),
    asUtc.getUTCMonth(),
    asUtc.getUTCDate(),
    asUtc.getUTCHours(),
    asUtc.getUTCMinutes(),
    asUtc.getUTCSeconds(),
    asUtc.getUTCMilliseconds(),
  );
}

/**
 * The other way, for input and arguments: an integral number within Int32 stays, other numbers become Double, a bigint Int64 (or
 * BigInteger), a Date a UTC DateTime, Map and plain objects Hashtables, `undefined` null. PowerShell's own values stay as they
 * are.
 */
export function fromPlain(value: unknown): unknown {
  switch (typeof value) {
    case 'undefined':
      return null;
    case 'number':
      return Number.isInteger(value) && value >= int32Min && value <= int32Max && !Object.is(value, -0)
        ? value
        : new Double(value);
    case 'bigint':
      return BigInt.asIntN(64, value) === value ? new Int64(value) : new BigInteger(value);
    case 'object':
      return fromPlainObject(value);
    default:
      return value;
  }
}

function fromPlainObject(value: object | null): unknown {
  if (value instanceof Date) return new DateTime(unixEpochTicks + BigInt(value.getTime()) * ticksPerMillisecond, 'Utc');
  if (Array.isArray(value)) return value.map(fromPlain);
  if (value instanceof Map) return Hashtable.of([...value].map(([key, item]) => [fromPlain(key), fromPlain(item)]));
  if (value === null) return null;
  const prototype = Object.getPrototypeOf(value) as unknown;
  if (prototype !== Object.prototype && prototype !== null) return value;
  return Hashtable.of(Object.entries(value).map(([key, item]) => [key, fromPlain(item)]));
}
