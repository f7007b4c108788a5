// Exact arithmetic of System.Decimal: 96-bit integers with a scale of 0 to 28, results rounded half to even where they must be.
import { Decimal } from '../psobject/numbers.ts';
import { throwNet } from '../psobject/thrown.ts';
import { exactDigits, roundDigits, trimDigits } from './digits.ts';

const limit = 1n << 96n;
const maxScale = 28;
const abs = (value: bigint): bigint => (value < 0n ? -value : value);
const power = (exponent: number): bigint => 10n ** BigInt(exponent);

export function decimalOverflow(): never {
  throwNet('System.OverflowException', 'Value was either too large or too small for a Decimal.', {
    hResult: -2146233066,
  });
}

/** Divides rounding half to even; the divisor is positive. */
function divideHalfEven(value: bigint, divisor: bigint): bigint {
  const magnitude = abs(value);
  let quotient = magnitude / divisor;
  const twice = (magnitude % divisor) * 2n;
  if (twice > divisor || (twice === divisor && quotient % 2n === 1n)) quotient++;
  return value < 0n ? -quotient : quotient;
}

/** A Decimal of this value, rounded until it fits; throws OverflowException where it cannot. */
export function makeDecimal(unscaled: bigint, scale: number): Decimal {
  if (scale <= maxScale && abs(unscaled) < limit) return new Decimal(unscaled, scale);
  // Rounded once, from the exact value, to the most places that fit.
  const digits = abs(unscaled).toString().length;
  for (let places = Math.min(scale, maxScale, scale - Math.max(0, digits - 29)); places >= 0; places--) {
    const rounded = divideHalfEven(unscaled, power(scale - places));
    if (abs(rounded) < limit) return new Decimal(rounded, places);
  }
  decimalOverflow();
}

function aligned(a: Decimal, b: Decimal): [bigint, bigint, number] {
  const scale = Math.max(a.scale, b.scale);
  return [a.unscaled * power(scale - a.scale), b.unscaled * power(scale - b.scale), scale];
}

export function addDecimals(a: Decimal, b: Decimal): Decimal {
  const [x, y, scale] = aligned(a, b);
  return makeDecimal(x + y, scale);
}
export function subtractDecimals(a: Decimal, b: Decimal): Decimal {
  const [x, y, scale] = aligned(a, b);
  return makeDecimal(x - y, scale);
}
export function multiplyDecimals(a: Decimal, b: Decimal): Decimal {
  return makeDecimal(a.unscaled * b.unscaled, a.scale + b.scale);
}
/** Throws DivideByZeroException. An exact quotient keeps the scale a - b where it can; another has all places that fit. */
export function divideDecimals(a: Decimal, b: Decimal): Decimal {
  if (b.unscaled === 0n)
    throwNet('System.DivideByZeroException', 'Attempted to divide by zero.', { hResult: -2147352558 });
  const preferred = Math.max(a.scale - b.scale, 0);
  const negative = a.unscaled < 0n !== b.unscaled < 0n;
  const divisor = abs(b.unscaled);
  for (let scale = maxScale; scale >= 0; scale--) {
    const shift = scale - (a.scale - b.scale);
    const magnitude = abs(a.unscaled);
    const numerator = shift >= 0 ? magnitude * power(shift) : magnitude;
    const denominator = shift >= 0 ? divisor : divisor * power(-shift);
    const quotient = divideHalfEven(numerator, denominator);
    if (quotient >= limit) continue;
    let places = scale;
    let value = quotient;
    if (numerator % denominator === 0n) {
      while (places > preferred && value % 10n === 0n) {
        value /= 10n;
        places--;
      }
    }
    return new Decimal(negative ? -value : value, places);
  }
  decimalOverflow();
}
export function remainderDecimals(a: Decimal, b: Decimal): Decimal {
  if (b.unscaled === 0n)
    throwNet('System.DivideByZeroException', 'Attempted to divide by zero.', { hResult: -2147352558 });
  const [x, y, scale] = aligned(a, b);
  return makeDecimal(x % y, scale);
}
export function compareDecimals(a: Decimal, b: Decimal): number {
  const [x, y] = aligned(a, b);
  return x < y ? -1 : x > y ? 1 : 0;
}
export function negateDecimal(value: Decimal): Decimal {
  return new Decimal(-value.unscaled, value.scale);
}

export type RoundingMode = 'ToEven' | 'AwayFromZero' | 'ToZero' | 'ToNegativeInfinity' | 'ToPositiveInfinity';

/** Rounds to `places` decimals; fewer places than asked stay as they are. */
export function roundDecimal(value: Decimal, places = 0, mode: RoundingMode = 'ToEven'): Decimal {
  if (places >= value.scale) return value;
  const divisor = power(value.scale - places);
  const truncated = value.unscaled / divisor;
  const rest = value.unscaled % divisor;
  const sign = value.unscaled < 0n ? -1n : 1n;
  const half = abs(rest) * 2n;
  const away = {
    ToEven: half > divisor || (half === divisor && abs(truncated) % 2n === 1n),
    AwayFromZero: half >= divisor,
    ToZero: false,
    ToNegativeInfinity: rest < 0n,
    ToPositiveInfinity: rest > 0n,
  }[mode];
  return new Decimal(away ? truncated + sign : truncated, places);
}

/** The whole part, rounded half to even. */
export function decimalToBigint(value: Decimal): bigint {
  return roundDecimal(value).unscaled;
}
export function decimalToNumber(value: Decimal): number {
  return Number(`${value.unscaled}e-${value.scale}`);
}

/** As `(decimal)double` does: 15 significant digits of a double, 7 of a single. */
export function decimalFromReal(value: number, significant = 15): Decimal {
  if (!Number.isFinite(value) || Math.abs(value) >= 7.922816251426434e28) decimalOverflow();
  const digits = trimDigits(roundDigits(exactDigits(value), significant));
  if (digits.digits === '') return new Decimal(0n);
  const scale = digits.digits.length - digits.point;
  const unscaled = BigInt(digits.digits) * (digits.negative ? -1n : 1n);
  return scale < 0 ? makeDecimal(unscaled * power(-scale), 0) : makeDecimal(unscaled, Math.min(scale, 1000));
}

/** Reads plain decimal text (`-12.50`, `1e3`), or gives undefined. The text is bounded by the caller. */
export function decimalFromText(text: string): Decimal | undefined {
  const match = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,6}))?$/.exec(text);
  if (!match || (match[2] === '' && (match[3] ?? '') === '')) return undefined;
  const fraction = match[3] ?? '';
  const unscaled = BigInt(match[2]! + fraction || '0') * (match[1] === '-' ? -1n : 1n);
  const scale = fraction.length - Number(match[4] ?? '0');
  if (unscaled === 0n) return new Decimal(0n, Math.min(Math.max(scale, 0), maxScale));
  if (scale < -60) decimalOverflow();
  if (scale < 0) return makeDecimal(unscaled * power(-scale), 0);
  if (scale > 60 + unscaled.toString().length) return new Decimal(0n, maxScale);
  return makeDecimal(unscaled, scale);
}

export function decimalFromBigint(value: bigint): Decimal {
  if (abs(value) >= limit) decimalOverflow();
  return new Decimal(value);
}
