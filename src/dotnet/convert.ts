// System.Convert and System.BitConverter.
import { convertTo } from '../conversion/convert.ts';
import type { NetType } from '../conversion/net-type.ts';
import { parseNumber } from '../conversion/number-text.ts';
import {
  boxInteger,
  changeKind,
  type NumericKind,
  numberFromScalar,
  numericKind,
  numericKinds,
} from '../conversion/numeric.ts';
import { types } from '../conversion/thread-context.ts';
import { toBoolean } from '../conversion/to-boolean.ts';
import { netToString } from '../conversion/to-string.ts';
import { type MemberDefinition, method, property, type TypeDefinition } from '../conversion/type-definition.ts';
import { typeOf } from '../conversion/type-of.ts';
import { Char, Double, Int16, Int64, Single, UInt16, UInt32, UInt64 } from '../psobject/numbers.ts';
import { throwNet } from '../psobject/thrown.ts';
import { DateTime } from '../psobject/values.ts';
import { argumentError, argumentNull, formatError, outOfRange } from './arguments.ts';
import { cultureOf, numberFormatOf } from './culture-info.ts';
import { parseDateTime } from './date-time.ts';

function invalidCast(value: unknown, to: string): never {
  throwNet('System.InvalidCastException', `Invalid cast from '${typeOf(value)?.name}' to '${to}'.`, {
    hResult: -2147467262,
  });
}

function toNumber(value: unknown, kind: NumericKind, provider: unknown = null): unknown {
  if (value === null) return changeKind(0, kind);
  if (typeof value === 'string') return parseNumber(value, kind, numberFormatOf(provider));
  return numberFromScalar(value, kind) ?? notConvertible(value, kind);
}
function notConvertible(value: unknown, kind: string): never {
  if (value instanceof DateTime) invalidCast(value, kind);
  throwNet(
    'System.InvalidCastException',
    `Unable to cast object of type '${typeOf(value)}' to type 'System.IConvertible'.`,
    { hResult: -2147467262 },
  );
}

function toBool(value: unknown): boolean {
  if (value === null) return false;
  if (typeof value !== 'string')
    return numericKind(value) === undefined && typeof value !== 'boolean'
      ? notConvertible(value, 'Boolean')
      : toBoolean(value);
  const text = value.trim().toLowerCase();
  return (
    text === 'true' ||
    (text === 'false' ? false : formatError(`String '${value}' was not recognized as a valid Boolean.`))
  );
}

/** Digits in base 2, 8 or 16 are the two's complement of the type. */
function fromBase(
  text: string,
  base: number,
  kind: 'Byte' | 'SByte' | 'Int16' | 'UInt16' | 'Int32' | 'UInt32' | 'Int64' | 'UInt64',
): unknown {
  if (![2, 8, 10, 16].includes(base)) argumentError('Invalid Base.');
  if (base === 10) return parseNumber(text, kind, numberFormatOf(null));
  const digits = base === 16 ? text.replace(/^0x/i, '') : text;
  const allowed = base === 16 ? /^[0-9a-f]+$/i : base === 8 ? /^[0-7]+$/ : /^[01]+$/;
  if (digits === '')
    throwNet(
      'System.ArgumentOutOfRangeException',
      "Index was out of range. Must be non-negative and less than the size of the collection. (Parameter 'startIndex')",
      { hResult: -2146233086 },
    );
  if (!allowed.test(digits))
    formatError(
      allowed.test(digits[0]!)
        ? 'Additional non-parsable characters are at the end of the string.'
        : 'Could not find any recognizable digits.',
    );
  const value = BigInt((base === 16 ? '0x' : base === 8 ? '0o' : '0b') + digits);
  const bits = { Byte: 8, SByte: 8, Int16: 16, UInt16: 16, Int32: 32, UInt32: 32, Int64: 64, UInt64: 64 }[kind];
  if (value >= 1n << BigInt(bits))
    throwNet(
      'System.OverflowException',
      `Value was either too large or too small for ${kind.startsWith('U') ? 'a' : 'an'} ${kind}.`,
      { hResult: -2146233066 },
    );
  return boxInteger(kind, kind.startsWith('U') || kind === 'Byte' ? value : BigInt.asIntN(bits, value));
}
function toBase(value: number | bigint, base: number, bits: number): string {
  if (![2, 8, 10, 16].includes(base)) argumentError('Invalid Base.');
  return base === 10 ? String(value) : BigInt.asUintN(bits, BigInt(value)).toString(base);
}

const perKind: MemberDefinition[] = numericKinds.flatMap((kind) => {
  const type = `System.${kind}`;
  const members = [
    method(`static ${type} To${kind}(System.Object value)`, (value) => toNumber(value, kind)),
    method(`static ${type} To${kind}(System.Object value, System.IFormatProvider provider)`, (value, provider) =>
      toNumber(value, kind, provider),
    ),
  ];
  if (!['Single', 'Double', 'Decimal'].includes(kind)) {
    members.push(
      method(`static ${type} To${kind}(string value, int fromBase)`, (value: string, base: number) =>
        fromBase(value, base, kind as 'Int32'),
      ),
    );
  }
  return members;
});

function changeType(value: unknown, type: NetType): unknown {
  if (type.isEnum || type.isArray) invalidCast(value, type.toString());
  switch (type.name) {
    case 'String':
      return value === null ? null : netToString(value);
    case 'Boolean':
      return toBool(value);
    case 'Char':
      return toChar(value);
    case 'DateTime':
      return typeof value === 'string'
        ? parseDateTime(value, null)
        : value instanceof DateTime
          ? value
          : invalidCast(value, 'DateTime');
    case 'Object':
      return value;
  }
  if ((numericKinds as readonly string[]).includes(type.name)) return toNumber(value, type.name as NumericKind);
  if (typeOf(value) === type) return value;
  return invalidCast(value, type.toString());
}

function toChar(value: unknown): unknown {
  if (typeof value === 'string')
    return value.length === 1 ? value : formatError('String must be exactly one character long.');
  if (value instanceof Char) return value;
  return convertTo(value, types().get('System.Char'));
}

function base64(bytes: Uint8Array, breaks = false): string {
  const text = Buffer.from(bytes).toString('base64');
  return breaks ? text.replace(/(.{76})(?=.)/g, '$1\r\n') : text;
}
function fromBase64(text: string | null): Uint8Array {
  if (text === null) argumentNull('s');
  const plain = text.replace(/[ \t\r\n]/g, '');
  if (plain.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(plain)) {
    formatError(
      'The input is not a valid Base-64 string as it contains a non-base 64 character, more than two padding characters, or an illegal character among the padding characters.',
    );
  }
  return Uint8Array.from(Buffer.from(plain, 'base64'));
}

export const convertType: TypeDefinition = {
  name: 'System.Convert',
  isAbstract: true,
  isSealed: true,
  members: [
    ...perKind,
    method(['static bool ToBoolean(System.Object value)', 'static bool ToBoolean(string value)'], toBool),
    method('static char ToChar(System.Object value)', toChar),
    method('static datetime ToDateTime(System.Object value)', (value) =>
      value instanceof DateTime ? value : parseDateTime(value as string, null),
    ),
    method(
      [
        'static datetime ToDateTime(string value)',
        'static datetime ToDateTime(string value, System.IFormatProvider provider)',
      ],
      (value: string, provider = null) => parseDateTime(value, provider),
    ),
    method(['static string ToString(System.Object value)'], (value) => (value === null ? '' : netToString(value))),
    method('static string ToString(System.Object value, System.IFormatProvider provider)', (value, provider) =>
      netToString(value, null, cultureOf(provider)),
    ),
    method('static string ToString(byte value, int toBase)', (value: number, base: number) => toBase(value, base, 8)),
    method('static string ToString(short value, int toBase)', (value: number, base: number) => toBase(value, base, 16)),
    method('static string ToString(int value, int toBase)', (value: number, base: number) => toBase(value, base, 32)),
    method('static string ToString(long value, int toBase)', (value: bigint, base: number) => toBase(value, base, 64)),
    method('static System.Object ChangeType(System.Object value, type conversionType)', changeType),
    method(
      'static System.Object ChangeType(System.Object value, type conversionType, System.IFormatProvider provider)',
      changeType,
    ),
    method('static string ToBase64String(byte[] inArray)', (bytes: Uint8Array | null) =>
      bytes === null ? argumentNull('inArray') : base64(bytes),
    ),
    method(
      'static string ToBase64String(byte[] inArray, System.Base64FormattingOptions options)',
      (bytes: Uint8Array, options) => base64(bytes, options.value === 1n),
    ),
    method(
      'static string ToBase64String(byte[] inArray, int offset, int length)',
      (bytes: Uint8Array, offset: number, length: number) => base64(bytes.slice(offset, offset + length)),
    ),
    method('static byte[] FromBase64String(string s)', fromBase64),
    method('static string ToHexString(byte[] inArray)', (bytes: Uint8Array) =>
      Buffer.from(bytes).toString('hex').toUpperCase(),
    ),
    method('static string ToHexStringLower(byte[] inArray)', (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')),
    method('static byte[] FromHexString(string s)', (s: string) =>
      /^([0-9a-f]{2})*$/i.test(s)
        ? Uint8Array.from(Buffer.from(s, 'hex'))
        : formatError('The input is not a valid hex string as its length is not a multiple of 2.'),
    ),
    method('static bool IsDBNull(System.Object value)', (value) => typeOf(value)?.name === 'DBNull'),
  ],
};

/** One width of BitConverter: how to write and read it. */
interface Width {
  readonly type: string;
  readonly size: number;
  readonly write: (view: DataView, value: never) => void;
  readonly read: (view: DataView, at: number) => unknown;
}
const widths: readonly Width[] = [
  {
    type: 'Int16',
    size: 2,
    write: (v, x: number) => v.setInt16(0, x, true),
    read: (v, at) => new Int16(v.getInt16(at, true)),
  },
  {
    type: 'UInt16',
    size: 2,
    write: (v, x: number) => v.setUint16(0, x, true),
    read: (v, at) => new UInt16(v.getUint16(at, true)),
  },
  { type: 'Int32', size: 4, write: (v, x: number) => v.setInt32(0, x, true), read: (v, at) => v.getInt32(at, true) },
  {
    type: 'UInt32',
    size: 4,
    write: (v, x: number) => v.setUint32(0, x, true),
    read: (v, at) => new UInt32(v.getUint32(at, true)),
  },
  {
    type: 'Int64',
    size: 8,
    write: (v, x: bigint) => v.setBigInt64(0, x, true),
    read: (v, at) => new Int64(v.getBigInt64(at, true)),
  },
  {
    type: 'UInt64',
    size: 8,
    write: (v, x: bigint) => v.setBigUint64(0, x, true),
    read: (v, at) => new UInt64(v.getBigUint64(at, true)),
  },
  {
    type: 'Single',
    size: 4,
    write: (v, x: number) => v.setFloat32(0, x, true),
    read: (v, at) => new Single(v.getFloat32(at, true)),
  },
  {
    type: 'Double',
    size: 8,
    write: (v, x: number) => v.setFloat64(0, x, true),
    read: (v, at) => new Double(v.getFloat64(at, true)),
  },
];
const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

export const bitConverterType: TypeDefinition = {
  name: 'System.BitConverter',
  isAbstract: true,
  isSealed: true,
  members: [
    property('static bool IsLittleEndian {get;}', () => true),
    method('static byte[] GetBytes(bool value)', (value: boolean) => Uint8Array.of(Number(value))),
    method('static byte[] GetBytes(char value)', (value: string) =>
      Uint8Array.of(value.charCodeAt(0) & 255, value.charCodeAt(0) >> 8),
    ),
    ...widths.flatMap(({ type, size, write, read }) => [
      method(`static byte[] GetBytes(System.${type} value)`, (value: never) => {
        const bytes = new Uint8Array(size);
        write(viewOf(bytes), value);
        return bytes;
      }),
      method(`static System.${type} To${type}(byte[] value, int startIndex)`, (bytes: Uint8Array, at: number) => {
        if (at < 0 || at >= bytes.length)
          outOfRange(
            'startIndex',
            'Index was out of range. Must be non-negative and less than the size of the collection.',
          );
        if (at + size > bytes.length)
          argumentError(
            'Destination array is not long enough to copy all the items in the collection. Check array index and length.',
            'value',
          );
        return read(viewOf(bytes), at);
      }),
    ]),
    method('static bool ToBoolean(byte[] value, int startIndex)', (bytes: Uint8Array, at: number) => bytes[at] !== 0),
    method('static char ToChar(byte[] value, int startIndex)', (bytes: Uint8Array, at: number) =>
      String.fromCharCode(bytes[at]! | (bytes[at + 1]! << 8)),
    ),
    method(
      [
        'static string ToString(byte[] value)',
        'static string ToString(byte[] value, int startIndex)',
        'static string ToString(byte[] value, int startIndex, int length)',
      ],
      (bytes: Uint8Array, start = 0, length = bytes.length - start) =>
        Array.from(bytes.slice(start, start + length), (b) => b.toString(16).toUpperCase().padStart(2, '0')).join('-'),
    ),
    method('static long DoubleToInt64Bits(double value)', (value: number) => {
      const view = new DataView(new ArrayBuffer(8));
      view.setFloat64(0, value);
      return view.getBigInt64(0);
    }),
    method('static double Int64BitsToDouble(long value)', (value: bigint) => {
      const view = new DataView(new ArrayBuffer(8));
      view.setBigInt64(0, value);
      return view.getFloat64(0);
    }),
  ],
};
