// The numeric types: Byte to UInt64, Single, Double. Their members are the same, so one function writes all definitions.
import { compareNumbers, netCompare } from '../conversion/compare.ts';
import type { FormatProvider } from '../conversion/culture.ts';
import { formatNumber } from '../conversion/number-format.ts';
import { parseNumber, tryParseNumber } from '../conversion/number-text.ts';
import {
  boxInteger,
  changeKind,
  integerFacts,
  isIntegerKind,
  isSignedKind,
  type NumericKind,
  realOf,
} from '../conversion/numeric.ts';
import { threadContext } from '../conversion/thread-context.ts';
import {
  defineType,
  type MemberDefinition,
  method,
  property,
  type TypeDefinition,
} from '../conversion/type-definition.ts';
import { Double, Single } from '../psobject/numbers.ts';
import type { PSReference } from '../psobject/ps-reference.ts';
import type { EnumValue } from '../psobject/values.ts';
import { argumentNull } from './arguments.ts';
import { numberFormatOf } from './culture-info.ts';
import { kindSize } from './integer-size.ts';
import { stylesOf } from './number-styles.ts';

/** Boxes what the bodies get plain. */
const boxed = (kind: NumericKind, value: number | bigint): unknown =>
  isIntegerKind(kind)
    ? integerFacts(kind)!.make(BigInt(value))
    : kind === 'Double'
      ? new Double(Number(value))
      : new Single(Number(value));

function commonMembers(kind: NumericKind, type: string): MemberDefinition[] {
  const format = (self: unknown, text: string | null, provider?: unknown): string =>
    formatNumber(self, text, numberFormatOf(provider ?? null));
  const parse = (text: string | null, style: EnumValue | undefined, provider: unknown): unknown =>
    text === null
      ? argumentNull('s')
      : parseNumber(text, kind, numberFormatOf(provider ?? null), style && stylesOf(style));
  const tryParse = (
    text: string | null,
    style: EnumValue | undefined,
    provider: unknown,
    result: PSReference,
  ): boolean => {
    const value = tryParseNumber(text, kind, numberFormatOf(provider ?? null), style && stylesOf(style));
    result.value = value ?? changeKind(0, kind);
    return value !== undefined;
  };
  return [
    method('string ToString()', (self) => format(self, null)),
    method('string ToString(string format)', (self, text) => format(self, text)),
    method('string ToString(System.IFormatProvider provider)', (self, provider) => format(self, null, provider)),
    method('string ToString(string format, System.IFormatProvider provider)', format),
    method([`int CompareTo(System.Object value)`, `int CompareTo(${type} value)`], (self, other) =>
      other === null ? 1 : Math.sign(netCompare(self, boxedArgument(kind, other))),
    ),
    method(`bool Equals(${type} obj)`, (self, other) => {
      const value = boxedArgument(kind, other);
      return compareNumbers(self, value) === 0 || (Number.isNaN(realOf(self)) && Number.isNaN(realOf(value)));
    }),
    method('System.TypeCode GetTypeCode()', () => kind),
    method(`static ${type} Parse(string s)`, (text) => parse(text, undefined, null)),
    method(`static ${type} Parse(string s, System.Globalization.NumberStyles style)`, (text, style) =>
      parse(text, style, null),
    ),
    method(`static ${type} Parse(string s, System.IFormatProvider provider)`, (text, provider) =>
      parse(text, undefined, provider),
    ),
    method(
      `static ${type} Parse(string s, System.Globalization.NumberStyles style, System.IFormatProvider provider)`,
      parse,
    ),
    method(`static bool TryParse(string s, [ref] ${type} result)`, (text, result) =>
      tryParse(text, undefined, null, result),
    ),
    method(
      `static bool TryParse(string s, System.IFormatProvider provider, [ref] ${type} result)`,
      (text, provider, result) => tryParse(text, undefined, provider, result),
    ),
    method(
      `static bool TryParse(string s, System.Globalization.NumberStyles style, System.IFormatProvider provider, [ref] ${type} result)`,
      tryParse,
    ),
  ];
}

function boxedArgument(kind: NumericKind, value: unknown): unknown {
  return typeof value === 'number' && kind !== 'Int32'
    ? boxed(kind, value)
    : typeof value === 'bigint'
      ? boxed(kind, value)
      : value;
}

function integerMembers(kind: NumericKind, type: string): MemberDefinition[] {
  const { min, max } = integerFacts(kind)!;
  const bits = BigInt(kindSize(kind) * 8);
  const unsigned = (value: number | bigint): bigint => BigInt.asUintN(Number(bits), BigInt(value));
  const wrap = (value: bigint): unknown =>
    boxInteger(kind, isSignedKind(kind) ? BigInt.asIntN(Number(bits), value) : BigInt.asUintN(Number(bits), value));
  const sized = (value: bigint): number | bigint => (kindSize(kind) === 8 ? value : Number(value));
  return [
    property(`static ${type} MaxValue {get;}`, () => sized(max)),
    property(`static ${type} MinValue {get;}`, () => sized(min)),
    method(`static ${type} Abs(${type} value)`, (value: number | bigint) => (value < 0 ? -value : value)),
    method(`static ${type} Max(${type} x, ${type} y)`, (a, b) => (a > b ? a : b)),
    method(`static ${type} Min(${type} x, ${type} y)`, (a, b) => (a < b ? a : b)),
    method(`static ${type} Clamp(${type} value, ${type} min, ${type} max)`, (v, a, b) => (v < a ? a : v > b ? b : v)),
    method(`static int Sign(${type} value)`, (value) => (value > 0 ? 1 : value < 0 ? -1 : 0)),
    method(`static ${type} PopCount(${type} value)`, (value) =>
      wrap(BigInt(unsigned(value).toString(2).replaceAll('0', '').length)),
    ),
    method(`static ${type} LeadingZeroCount(${type} value)`, (value) =>
      wrap(unsigned(value) === 0n ? bits : bits - BigInt(unsigned(value).toString(2).length)),
    ),
    method(`static ${type} RotateLeft(${type} value, int rotateAmount)`, (value, by) =>
      wrap((unsigned(value) << BigInt(by % Number(bits))) | (unsigned(value) >> (bits - BigInt(by % Number(bits))))),
    ),
    method(`static ${type} RotateRight(${type} value, int rotateAmount)`, (value, by) =>
      wrap((unsigned(value) >> BigInt(by % Number(bits))) | (unsigned(value) << (bits - BigInt(by % Number(bits))))),
    ),
    method(`static bool IsEvenInteger(${type} value)`, (value) => BigInt(value) % 2n === 0n),
    method(`static bool IsOddInteger(${type} value)`, (value) => BigInt(value) % 2n !== 0n),
    method(
      `static bool IsPow2(${type} value)`,
      (value) => BigInt(value) > 0n && (BigInt(value) & (BigInt(value) - 1n)) === 0n,
    ),
    method(`static bool IsNegative(${type} value)`, (value) => value < 0),
    method(`static bool IsPositive(${type} value)`, (value) => value >= 0),
  ];
}

function realMembers(kind: 'Double' | 'Single', type: string): MemberDefinition[] {
  const constants: Readonly<Record<string, number>> =
    kind === 'Double'
      ? { MaxValue: Number.MAX_VALUE, MinValue: -Number.MAX_VALUE, Epsilon: Number.MIN_VALUE }
      : { MaxValue: 3.4028234663852886e38, MinValue: -3.4028234663852886e38, Epsilon: 1.401298464324817e-45 };
  const all = {
    ...constants,
    NaN: Number.NaN,
    PositiveInfinity: Number.POSITIVE_INFINITY,
    NegativeInfinity: Number.NEGATIVE_INFINITY,
    Pi: Math.PI,
    E: Math.E,
    Tau: 2 * Math.PI,
    NegativeZero: -0,
  };
  return [
    ...Object.entries(all).map(([name, value]) => property(`static ${type} ${name} {get;}`, () => value)),
    method(`static bool IsNaN(${type} d)`, (value) => Number.isNaN(value)),
    method(
      `static bool IsInfinity(${type} d)`,
      (value) => value === Number.POSITIVE_INFINITY || value === Number.NEGATIVE_INFINITY,
    ),
    method(`static bool IsPositiveInfinity(${type} d)`, (value) => value === Number.POSITIVE_INFINITY),
    method(`static bool IsNegativeInfinity(${type} d)`, (value) => value === Number.NEGATIVE_INFINITY),
    method(`static bool IsFinite(${type} d)`, (value) => Number.isFinite(value)),
    method(`static bool IsNegative(${type} d)`, (value) => value < 0 || Object.is(value, -0)),
    method(`static bool IsInteger(${type} value)`, (value) => Number.isInteger(value)),
    method(`static ${type} Abs(${type} value)`, Math.abs),
    method(`static ${type} Max(${type} x, ${type} y)`, (a: number, b: number) => Math.max(a, b)),
    method(`static ${type} Min(${type} x, ${type} y)`, (a: number, b: number) => Math.min(a, b)),
    method(`static ${type} Round(${type} x)`, (value: number) => roundEven(value)),
  ];
}

function roundEven(value: number): number {
  const floor = Math.floor(value);
  if (value - floor !== 0.5) return Math.round(value);
  return floor % 2 === 0 ? floor : floor + 1;
}

const names: Readonly<Record<string, string>> = {
  SByte: 'sbyte',
  Byte: 'byte',
  Int16: 'short',
  UInt16: 'ushort',
  Int32: 'int',
  UInt32: 'uint',
  Int64: 'long',
  UInt64: 'ulong',
  Single: 'float',
  Double: 'double',
};

export const numericTypes: readonly TypeDefinition[] = Object.entries(names).map(([kind, type]) =>
  defineType<unknown>({
    name: `System.${kind}`,
    kind: 'struct',
    interfaces: [
      'System.IComparable',
      'System.IConvertible',
      'System.IFormattable',
      `System.IComparable[${type}]`,
      `System.IEquatable[${type}]`,
    ],
    toText: (value, format, provider: FormatProvider | null) =>
      formatNumber(value, format, (provider ?? threadContext().culture).numberFormat),
    compare: compareNumbers,
    members: () => [
      ...commonMembers(kind as NumericKind, type),
      ...(kind === 'Single' || kind === 'Double' ? realMembers(kind, type) : integerMembers(kind as NumericKind, type)),
    ],
  }),
);
