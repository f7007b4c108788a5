// The value of a numeric literal: from its digits, suffix and multiplier to the type that holds it. The types are those of
// PowerShell (about_Numeric_Literals): without suffix the first of Int32, Int64, Decimal, Double that can hold an integer.
import {
  BigInteger,
  type BoxedNumber,
  Byte,
  Decimal,
  Double,
  Int16,
  Int64,
  int32Max,
  int32Min,
  SByte,
  UInt16,
  UInt32,
  UInt64,
} from '../psobject/numbers.ts';

export type NumberFormat = 'decimal' | 'hex' | 'binary';

/** The suffix letters in lower case: '' means that the value decides. */
export type NumberSuffix = '' | 'u' | 'y' | 'uy' | 's' | 'us' | 'l' | 'ul' | 'd' | 'n';

export interface NumberLiteral {
  /** Sign and digits, without prefix, suffix and multiplier; for real numbers with point and exponent. */
  readonly digits: string;
  readonly format: NumberFormat;
  readonly suffix: NumberSuffix;
  /** True with a point or exponent. */
  readonly real: boolean;
  /** 1, or the power of 1024 that kb, mb, gb, tb, pb stand for. */
  readonly multiplier: number;
}

/** How each suffix holds an integer; undefined when out of range. */
const integerTypes: Record<Exclude<NumberSuffix, '' | 'd'>, (value: bigint) => BoxedNumber | undefined> = {
  u: (value) => holdUInt32(value) ?? holdUInt64(value),
  y: (value) => (value >= -128n && value <= 127n ? new SByte(Number(value)) : undefined),
  uy: (value) => (value >= 0n && value <= 255n ? new Byte(Number(value)) : undefined),
  s: (value) => (value >= -32768n && value <= 32767n ? new Int16(Number(value)) : undefined),
  us: (value) => (value >= 0n && value <= 65535n ? new UInt16(Number(value)) : undefined),
  l: holdInt64,
  ul: holdUInt64,
  n: (value) => new BigInteger(value),
};

function holdUInt32(value: bigint): UInt32 | undefined {
  return value >= 0n && value <= 0xffffffffn ? new UInt32(Number(value)) : undefined;
}

function holdUInt64(value: bigint): UInt64 | undefined {
  return value >= 0n && value <= 0xffffffffffffffffn ? new UInt64(value) : undefined;
}

function holdInt64(value: bigint): Int64 | undefined {
  return value >= -(2n ** 63n) && value < 2n ** 63n ? new Int64(value) : undefined;
}

/** The value of a literal, or undefined when no type that it may have can hold it. */
export function numberLiteralValue(literal: NumberLiteral): number | BoxedNumber | undefined {
  if (literal.real) return realValue(literal);
  // The common case: a short decimal without anything.
  if (literal.format === 'decimal' && literal.suffix === '' && literal.digits.length <= 9) {
    const value = Number(literal.digits) * literal.multiplier;
    if (value >= int32Min && value <= int32Max) return value === 0 ? 0 : value;
  }
  const { digits, suffix } = integerDigits(literal);
  if (digits === undefined) return undefined;
  const value = digits * BigInt(literal.multiplier);
  if (suffix === 'd') return holdDecimal(value);
  if (suffix !== '') return integerTypes[suffix](value);
  if (value >= BigInt(int32Min) && value <= BigInt(int32Max)) return Number(value);
  const long = holdInt64(value);
  if (long !== undefined) return long;
  if (literal.format !== 'decimal') return undefined;
  const decimal = holdDecimal(value);
  if (decimal !== undefined) return decimal;
  return holdDouble(value);
}

const doubleMax = BigInt(Number.MAX_VALUE);

/** .NET cuts the digits of a BigInteger that a Double has no room for, where JavaScript rounds (measured on 300 literals). */
function holdDouble(value: bigint): Double | undefined {
  const magnitude = value < 0n ? -value : value;
  if (magnitude > doubleMax) return undefined;
  const surplus = BigInt(Math.max(0, magnitude.toString(2).length - 53));
  const double = Number((magnitude >> surplus) << surplus);
  return new Double(value < 0n ? -double : double);
}

/** The integer that the digits write, and the suffix, which the length of a hexadecimal or binary literal may add to. */
function integerDigits(literal: NumberLiteral): { digits: bigint | undefined; suffix: NumberSuffix } {
  const negative = literal.digits.startsWith('-');
  const digits = /^[-+]/.test(literal.digits) ? literal.digits.slice(1) : literal.digits;
  // `0x` alone is zero, `0b` alone is no number.
  if (digits === '' && literal.format !== 'hex') return { digits: undefined, suffix: literal.suffix };
  let { suffix } = literal;
  if (literal.format === 'decimal') return { digits: negative ? -BigInt(digits) : BigInt(digits), suffix };
  const unsigned = suffix.startsWith('u');
  let value: bigint;
  if (literal.format === 'hex') {
    value = BigInt(`0x0${digits}`);
    // With as many digits as the type has, the first bit is its sign. More digits than a type has are a plain number.
    const width = hexWidths[suffix] ?? (digits.length < 16 ? 8 : 16);
    if (!unsigned && digits.length === width && value >> BigInt(width * 4 - 1) === 1n) value -= 1n << BigInt(width * 4);
    // PowerShell counts a zero that it puts before the digits, unless it is dropped for a sign: 15 digits suffice.
    if (suffix === '' && (digits.length === 15 || digits.length === 16)) suffix = 'l';
    else if (suffix === 'u' && digits.length === 15) suffix = 'ul';
  } else {
    value = BigInt(`0b${digits}`);
    const bits = digits.length;
    const signed =
      digits[0] === '1' && (bits === 8 || bits === 16 || bits === 32 || bits === 64 || bits === 96 || bits >= 128);
    // From 128 on, the sign bit is the first of a whole number of bytes.
    if (!unsigned && signed && bits % 8 === 0) value -= 1n << BigInt(bits);
    if (bits === 64 && suffix === '') suffix = 'l';
    else if (bits === 64 && suffix === 'u') suffix = 'ul';
  }
  return { digits: negative ? -value : value, suffix };
}

/** Hexadecimal digits of the types that have a suffix of their own. */
const hexWidths: Partial<Record<NumberSuffix, number>> = { y: 2, s: 4, l: 16 };

function realValue(literal: NumberLiteral): BoxedNumber | undefined {
  if (literal.suffix === 'd') return decimalValue(literal.digits, literal.multiplier);
  const value = Number(literal.digits) * literal.multiplier;
  if (literal.suffix === '') return new Double(value);
  if (!Number.isFinite(value)) return undefined;
  return integerTypes[literal.suffix](BigInt(roundHalfEven(value)));
}

function roundHalfEven(value: number): number {
  const floor = Math.floor(value);
  const rest = value - floor;
  if (rest < 0.5) return floor;
  if (rest > 0.5) return floor + 1;
  return floor % 2 === 0 ? floor : floor + 1;
}

const decimalLimit = 2n ** 96n;
const decimalMaxScale = 28;
/** More digits or a larger exponent than this cannot matter to a decimal. */
const decimalMaxExponent = 100_000;

function holdDecimal(value: bigint): Decimal | undefined {
  return value > -decimalLimit && value < decimalLimit ? new Decimal(value) : undefined;
}

/** System.Decimal of `[-]digits[.digits][e[+-]digits]`, rounded half to even, times `multiplier`. */
function decimalValue(text: string, multiplier: number): Decimal | undefined {
  const match = /^([-+]?)(\d*)\.?(\d*)(?:[eE]([-+]?\d+))?$/.exec(text);
  if (match === null) return undefined;
  const [, sign, whole, fraction, exponentText] = match;
  const exponent = Number(exponentText ?? 0);
  if (Math.abs(exponent) > decimalMaxExponent) return exponent > 0 ? undefined : new Decimal(0n, decimalMaxScale);
  const unscaled = BigInt(`${whole}${fraction}` || '0');
  const parsed = fitDecimal(unscaled, fraction!.length - exponent);
  if (parsed === undefined) return undefined;
  const product = fitDecimal(parsed.unscaled * BigInt(multiplier), parsed.scale);
  if (product === undefined) return undefined;
  return sign === '-' ? new Decimal(-product.unscaled, product.scale) : product;
}

/** `unscaled` x 10^-`scale` with as many digits after the point as fit. */
function fitDecimal(unscaled: bigint, scale: number): Decimal | undefined {
  if (scale < 0) {
    if (unscaled === 0n) return new Decimal(0n);
    // 10^29 exceeds every decimal.
    if (scale < -decimalMaxScale - 1) return undefined;
    const value = unscaled * 10n ** BigInt(-scale);
    return value < decimalLimit ? new Decimal(value) : undefined;
  }
  let drop = Math.max(0, scale - decimalMaxScale);
  while (true) {
    const rounded = divideHalfEven(unscaled, 10n ** BigInt(drop));
    if (rounded < decimalLimit) return new Decimal(rounded, scale - drop);
    // Each digit too many is one to drop; the last may need a second look because of rounding.
    drop += Math.max(1, rounded.toString().length - 29);
    if (drop > scale) return undefined;
  }
}

function divideHalfEven(value: bigint, divisor: bigint): bigint {
  const quotient = value / divisor;
  const twice = (value % divisor) * 2n;
  if (twice > divisor || (twice === divisor && quotient % 2n === 1n)) return quotient + 1n;
  return quotient;
}
