// System.Decimal and System.Numerics.BigInteger: members; the arithmetic itself is in conversion.
import { netCompare } from '../conversion/compare.ts';
import type { FormatProvider } from '../conversion/culture.ts';
import {
  addDecimals,
  compareDecimals,
  decimalFromReal,
  divideDecimals,
  multiplyDecimals,
  negateDecimal,
  type RoundingMode,
  remainderDecimals,
  roundDecimal,
  subtractDecimals,
} from '../conversion/decimal.ts';
import { formatNumber } from '../conversion/number-format.ts';
import { badNumber, integerStyle, parseBigint, parseNumber, tryParseNumber } from '../conversion/number-text.ts';
import { boxInteger, changeKind, type NumericKind } from '../conversion/numeric.ts';
import { defineType, type MemberDefinition, method, property } from '../conversion/type-definition.ts';
import { arrayOf } from '../psobject/array.ts';
import { BigInteger, Decimal } from '../psobject/numbers.ts';
import type { PSReference } from '../psobject/ps-reference.ts';
import { throwNet } from '../psobject/thrown.ts';
import type { EnumValue } from '../psobject/values.ts';
import { argumentNull } from './arguments.ts';
import { cultureOf, numberFormatOf } from './culture-info.ts';
import { stylesOf } from './number-styles.ts';

const text = (self: unknown, format: string | null, provider?: unknown): string =>
  formatNumber(self, format, numberFormatOf(provider ?? null));

/** ToString in its four forms. */
const toStrings: readonly MemberDefinition[] = [
  method('string ToString()', (self) => text(self, null)),
  method('string ToString(string format)', (self, format) => text(self, format)),
  method('string ToString(System.IFormatProvider provider)', (self, provider) => text(self, null, provider)),
  method('string ToString(string format, System.IFormatProvider provider)', text),
];

const rounding = (name: string, mode: RoundingMode): MemberDefinition =>
  method(`static decimal ${name}(decimal d)`, (value: Decimal) => roundDecimal(value, 0, mode));
const modes: readonly RoundingMode[] = ['ToEven', 'AwayFromZero', 'ToZero', 'ToNegativeInfinity', 'ToPositiveInfinity'];
const two = (name: string, operator: string, body: (a: Decimal, b: Decimal) => Decimal): MemberDefinition =>
  method(
    [`static decimal ${name}(decimal d1, decimal d2)`, `static decimal ${operator}(decimal d1, decimal d2)`],
    body,
  );

export const decimalType = defineType<Decimal>({
  name: 'System.Decimal',
  kind: 'struct',
  interfaces: ['System.IComparable', 'System.IConvertible', 'System.IFormattable', 'System.IComparable[decimal]'],
  toText: (value, format, provider: FormatProvider | null) => text(value, format, cultureOf(provider)),
  compare: compareDecimals,
  equals: (a, b) => b instanceof Decimal && compareDecimals(a, b) === 0,
  members: [
    {
      kind: 'constructor',
      texts: [
        'decimal new(int value)',
        'decimal new(uint value)',
        'decimal new(long value)',
        'decimal new(ulong value)',
      ],
      body: (value: number | bigint) => new Decimal(BigInt(value)),
    },
    { kind: 'constructor', texts: ['decimal new(double value)'], body: (value: number) => decimalFromReal(value) },
    {
      kind: 'constructor',
      texts: ['decimal new(int lo, int mid, int hi, bool isNegative, byte scale)'],
      body: (lo: number, mid: number, hi: number, negative: boolean, scale: number) => {
        const value =
          BigInt.asUintN(32, BigInt(lo)) |
          (BigInt.asUintN(32, BigInt(mid)) << 32n) |
          (BigInt.asUintN(32, BigInt(hi)) << 64n);
        return new Decimal(negative ? -value : value, scale);
      },
    },
    property('static decimal MaxValue {get;}', () => new Decimal(2n ** 96n - 1n)),
    property('static decimal MinValue {get;}', () => new Decimal(1n - 2n ** 96n)),
    property('static decimal Zero {get;}', () => new Decimal(0n)),
    property('static decimal One {get;}', () => new Decimal(1n)),
    property('static decimal MinusOne {get;}', () => new Decimal(-1n)),
    property('byte Scale {get;}', (self: Decimal) => self.scale),
    ...toStrings,
    method(['int CompareTo(System.Object value)', 'int CompareTo(decimal value)'], (a: Decimal, b: Decimal | null) =>
      b === null ? 1 : netCompare(a, b),
    ),
    method('bool Equals(decimal value)', (a: Decimal, b: Decimal) => compareDecimals(a, b) === 0),
    method('System.TypeCode GetTypeCode()', () => 'Decimal'),
    two('Add', 'op_Addition', addDecimals),
    two('Subtract', 'op_Subtraction', subtractDecimals),
    two('Multiply', 'op_Multiply', multiplyDecimals),
    two('Divide', 'op_Division', divideDecimals),
    two('Remainder', 'op_Modulus', remainderDecimals),
    method('static decimal Negate(decimal d)', negateDecimal),
    method('static decimal Abs(decimal value)', (value: Decimal) =>
      value.unscaled < 0n ? negateDecimal(value) : value,
    ),
    method('static int Compare(decimal d1, decimal d2)', compareDecimals),
    rounding('Floor', 'ToNegativeInfinity'),
    rounding('Ceiling', 'ToPositiveInfinity'),
    rounding('Truncate', 'ToZero'),
    method('static decimal Round(decimal d)', (value: Decimal) => roundDecimal(value)),
    method('static decimal Round(decimal d, int decimals)', (value: Decimal, places: number) =>
      roundDecimal(value, places),
    ),
    method('static decimal Round(decimal d, System.MidpointRounding mode)', (value: Decimal, mode: EnumValue) =>
      roundDecimal(value, 0, modes[Number(mode.value)]),
    ),
    method(
      'static decimal Round(decimal d, int decimals, System.MidpointRounding mode)',
      (value: Decimal, places: number, mode: EnumValue) => roundDecimal(value, places, modes[Number(mode.value)]),
    ),
    method('static int[] GetBits(decimal d)', (value: Decimal) => {
      const magnitude = value.unscaled < 0n ? -value.unscaled : value.unscaled;
      const word = (shift: bigint): number => Number(BigInt.asIntN(32, magnitude >> shift));
      return arrayOf('System.Int32', [
        word(0n),
        word(32n),
        word(64n),
        (value.scale << 16) | (value.unscaled < 0n ? 0x80000000 : 0),
      ]);
    }),
    ...(['Byte', 'SByte', 'Int16', 'UInt16', 'Int32', 'UInt32', 'Int64', 'UInt64', 'Double', 'Single'] as const).map(
      (kind: NumericKind) =>
        method(`static System.${kind} To${kind}(decimal value)`, (value: Decimal) =>
          changeKind(kind.includes('nt') || kind.includes('yte') ? roundDecimal(value, 0, 'ToZero') : value, kind),
        ),
    ),
    method('static decimal Parse(string s)', (s: string | null) =>
      s === null ? argumentNull('s') : parseNumber(s, 'Decimal', numberFormatOf(null)),
    ),
    method('static decimal Parse(string s, System.IFormatProvider provider)', (s: string, provider) =>
      parseNumber(s, 'Decimal', numberFormatOf(provider)),
    ),
    method('static decimal Parse(string s, System.Globalization.NumberStyles style)', (s: string, style) =>
      parseNumber(s, 'Decimal', numberFormatOf(null), stylesOf(style)),
    ),
    method(
      'static decimal Parse(string s, System.Globalization.NumberStyles style, System.IFormatProvider provider)',
      (s: string, style, provider) => parseNumber(s, 'Decimal', numberFormatOf(provider), stylesOf(style)),
    ),
    method('static bool TryParse(string s, [ref] decimal result)', (s: string, result: PSReference) => {
      const value = tryParseNumber(s, 'Decimal', numberFormatOf(null));
      result.value = value ?? new Decimal(0n);
      return value !== undefined;
    }),
    method(
      'static bool TryParse(string s, System.Globalization.NumberStyles style, System.IFormatProvider provider, [ref] decimal result)',
      (s: string, style, provider, result: PSReference) => {
        const value = tryParseNumber(s, 'Decimal', numberFormatOf(provider), stylesOf(style));
        result.value = value ?? new Decimal(0n);
        return value !== undefined;
      },
    ),
  ],
});

const big = 'bigint';
const divideByZero = (): never =>
  throwNet('System.DivideByZeroException', 'Attempted to divide by zero.', { hResult: -2147352558 });
const nonZero = (value: bigint): bigint => (value === 0n ? divideByZero() : value);
const abs = (value: bigint): bigint => (value < 0n ? -value : value);
const gcd = (a: bigint, b: bigint): bigint => (b === 0n ? abs(a) : gcd(b, a % b));
function modPow(base: bigint, exponent: bigint, modulus: bigint): bigint {
  let result = 1n;
  for (let b = base % nonZero(modulus), e = exponent; e > 0n; e >>= 1n, b = (b * b) % modulus)
    if (e & 1n) result = (result * b) % modulus;
  return result % modulus;
}
/** Exponents that would fill memory are refused. */
function pow(base: bigint, exponent: number): bigint {
  if (exponent < 0) argumentNegative();
  if (exponent * abs(base).toString(2).length > 10_000_000)
    throwNet('System.OutOfMemoryException', "Exception of type 'System.OutOfMemoryException' was thrown.", {
      hResult: -2147024882,
    });
  return base ** BigInt(exponent);
}
function argumentNegative(): never {
  throwNet(
    'System.ArgumentOutOfRangeException',
    "The number must be greater than or equal to zero. (Parameter 'exponent')",
    { hResult: -2146233086 },
  );
}
function parseBig(s: string | null): bigint {
  if (s === null) argumentNull('value');
  return parseBigint(s, integerStyle, numberFormatOf(null)) ?? badNumber(s);
}
const operator = (names: string, body: (a: bigint, b: bigint) => bigint): MemberDefinition =>
  method(
    names.split(' ').map((name) => `static ${big} ${name}(${big} left, ${big} right)`),
    body,
  );

const explicit = (['SByte', 'Byte', 'Int16', 'UInt16', 'Int32', 'UInt32', 'Int64', 'UInt64'] as const).map((kind) =>
  method(`static System.${kind} op_Explicit(${big} value)`, (value: bigint) => boxInteger(kind, value)),
);
const implicit = ['byte', 'sbyte', 'short', 'ushort', 'int', 'uint', 'long', 'ulong'].map((type) =>
  method(`static ${big} op_Implicit(${type} value)`, (value: number | bigint) => BigInt(value)),
);

export const bigIntegerType = defineType<BigInteger>({
  name: 'System.Numerics.BigInteger',
  assembly: 'System.Runtime.Numerics',
  kind: 'struct',
  interfaces: ['System.IComparable', 'System.IFormattable', `System.IComparable[${big}]`],
  defaultValue: () => new BigInteger(0n),
  toText: (value, format, provider: FormatProvider | null) => text(value, format, cultureOf(provider)),
  compare: (a, b) => (a.value < b.value ? -1 : a.value > b.value ? 1 : 0),
  equals: (a, b) => b instanceof BigInteger && a.value === b.value,
  members: [
    {
      kind: 'constructor',
      texts: ['bigint new(int value)', 'bigint new(uint value)', 'bigint new(long value)', 'bigint new(ulong value)'],
      body: (value: number | bigint) => new BigInteger(BigInt(value)),
    },
    {
      kind: 'constructor',
      texts: ['bigint new(double value)'],
      body: (value: number) => new BigInteger(BigInt(Math.trunc(value))),
    },
    {
      kind: 'constructor',
      texts: ['bigint new(decimal value)'],
      body: (value: Decimal) => new BigInteger(roundDecimal(value, 0, 'ToZero').unscaled),
    },
    {
      kind: 'constructor',
      texts: ['bigint new(byte[] value)'],
      body: (bytes: Uint8Array) =>
        new BigInteger(
          bytes.length === 0
            ? 0n
            : BigInt.asIntN(bytes.length * 8, BigInt(`0x${Buffer.from(bytes).reverse().toString('hex')}`)),
        ),
    },
    property('static bigint Zero {get;}', () => 0n),
    property('static bigint One {get;}', () => 1n),
    property('static bigint MinusOne {get;}', () => -1n),
    property('bool IsZero {get;}', (self: BigInteger) => self.value === 0n),
    property('bool IsOne {get;}', (self: BigInteger) => self.value === 1n),
    property('bool IsEven {get;}', (self: BigInteger) => self.value % 2n === 0n),
    property(
      'bool IsPowerOfTwo {get;}',
      (self: BigInteger) => self.value > 0n && (self.value & (self.value - 1n)) === 0n,
    ),
    property('int Sign {get;}', (self: BigInteger) => (self.value > 0n ? 1 : self.value < 0n ? -1 : 0)),
    ...toStrings,
    method(`int CompareTo(${big} other)`, (self: BigInteger, other: bigint) =>
      self.value < other ? -1 : self.value > other ? 1 : 0,
    ),
    method(`bool Equals(${big} other)`, (self: BigInteger, other: bigint) => self.value === other),
    method('byte[] ToByteArray()', (self: BigInteger) => {
      let length = 1;
      while (self.value < -(1n << BigInt(length * 8 - 1)) || self.value >= 1n << BigInt(length * 8 - 1)) length++;
      return Uint8Array.from({ length }, (_, i) => Number((self.value >> BigInt(i * 8)) & 255n));
    }),
    operator('Add op_Addition', (a, b) => a + b),
    operator('Subtract op_Subtraction', (a, b) => a - b),
    operator('Multiply op_Multiply', (a, b) => a * b),
    operator('Divide op_Division', (a, b) => a / nonZero(b)),
    operator('Remainder op_Modulus', (a, b) => a % nonZero(b)),
    operator('Max', (a, b) => (a > b ? a : b)),
    operator('Min', (a, b) => (a < b ? a : b)),
    operator('GreatestCommonDivisor', gcd),
    operator('op_BitwiseAnd', (a, b) => a & b),
    operator('op_BitwiseOr', (a, b) => a | b),
    operator('op_ExclusiveOr', (a, b) => a ^ b),
    method('static bigint op_LeftShift(bigint value, int shift)', (value: bigint, by: number) => value << BigInt(by)),
    method('static bigint op_RightShift(bigint value, int shift)', (value: bigint, by: number) => value >> BigInt(by)),
    method('static bigint op_OnesComplement(bigint value)', (value: bigint) => ~value),
    method(
      ['static bigint Negate(bigint value)', 'static bigint op_UnaryNegation(bigint value)'],
      (value: bigint) => -value,
    ),
    method('static bigint Abs(bigint value)', abs),
    method('static bigint Pow(bigint value, int exponent)', pow),
    method('static bigint ModPow(bigint value, bigint exponent, bigint modulus)', modPow),
    method('static int Compare(bigint left, bigint right)', (a: bigint, b: bigint) => (a < b ? -1 : a > b ? 1 : 0)),
    method('static double Log(bigint value)', (value: bigint) => Math.log(Number(value))),
    method('static double Log10(bigint value)', (value: bigint) => Math.log10(Number(value))),
    method(
      'static bigint DivRem(bigint dividend, bigint divisor, [ref] bigint remainder)',
      (a: bigint, b: bigint, rest: PSReference) => {
        rest.value = a % nonZero(b);
        return a / b;
      },
    ),
    method('static bigint Parse(string value)', parseBig),
    method('static bool TryParse(string value, [ref] bigint result)', (s: string | null, result: PSReference) => {
      const value = s === null ? undefined : parseBigint(s, integerStyle, numberFormatOf(null));
      result.value = value ?? 0n;
      return value !== undefined;
    }),
    ...implicit,
    method('static bigint op_Explicit(double value)', (value: number) => BigInt(Math.trunc(value))),
    method('static bigint op_Explicit(float value)', (value: number) => BigInt(Math.trunc(value))),
    method('static bigint op_Explicit(decimal value)', (value: Decimal) => roundDecimal(value, 0, 'ToZero').unscaled),
    ...explicit,
    method('static double op_Explicit(bigint value)', (value: bigint) => Number(value)),
    method('static decimal op_Explicit(bigint value)', (value: bigint) => new Decimal(value)),
  ],
});
