// Decimal digits of numbers, as formatting wants them: the sign, the digits without leading zeros, and where the point stands.
import type { Decimal } from '../psobject/numbers.ts';

/** value = 0.digits x 10^point; zero has no digits and point 0 (or a negative one where a scale must show). */
export interface Digits {
  readonly negative: boolean;
  readonly digits: string;
  readonly point: number;
  /** How a digit five with nothing after it rounds: .NET goes to even for binary reals (which are exact here), up for others. */
  readonly halfToEven: boolean;
}

function digitsOf(negative: boolean, text: string, point: number, halfToEven: boolean): Digits {
  const digits = text.replace(/^0+/, '');
  return digits === ''
    ? { negative, digits, point: 0, halfToEven }
    : { negative, digits, point: point - (text.length - digits.length), halfToEven };
}

export function bigintDigits(value: bigint): Digits {
  const text = (value < 0n ? -value : value).toString();
  return digitsOf(value < 0n, text, text.length, false);
}

/** The digits of a Decimal, trailing zeros of its scale included. */
export function decimalDigits(value: Decimal): Digits {
  const text = (value.unscaled < 0n ? -value.unscaled : value.unscaled).toString();
  return digitsOf(value.unscaled < 0n, text, text.length - value.scale, false);
}

const isNegative = (value: number): boolean => value < 0 || Object.is(value, -0);

/** The shortest digits that read back as this double. */
export function shortestDigits(value: number): Digits {
  return fromExponential(Math.abs(value).toExponential(), isNegative(value));
}
/** The shortest digits that read back as this single. */
export function shortestSingleDigits(value: number): Digits {
  const magnitude = Math.abs(value);
  for (let precision = 1; precision < 9; precision++) {
    const text = magnitude.toExponential(precision - 1);
    if (Math.fround(Number(text)) === magnitude) return fromExponential(text, isNegative(value));
  }
  return fromExponential(magnitude.toExponential(8), isNegative(value));
}
function fromExponential(text: string, negative: boolean): Digits {
  const [mantissa, exponent] = text.split('e') as [string, string];
  const digits = mantissa.replace('.', '').replace(/0+$/, '');
  return digitsOf(negative, digits, Number(exponent) + 1, true);
}

const view = new DataView(new ArrayBuffer(8));

/** Every digit of a double's exact value; up to 767 of them. */
export function exactDigits(value: number): Digits {
  view.setFloat64(0, Math.abs(value));
  const bits = view.getBigUint64(0);
  const exponent = Number(bits >> 52n);
  const fraction = bits & 0xfffffffffffffn;
  const mantissa = exponent === 0 ? fraction : fraction | 0x10000000000000n;
  const power = (exponent === 0 ? 1 : exponent) - 1075;
  if (power >= 0) {
    const text = (mantissa << BigInt(power)).toString();
    return digitsOf(isNegative(value), text, text.length, true);
  }
  const text = (mantissa * 5n ** BigInt(-power)).toString();
  return digitsOf(isNegative(value), text, text.length + power, true);
}

/** Keeps `count` digits (may be zero or negative: all are cut), rounding the last. Trailing zeros are not removed. */
export function roundDigits(value: Digits, count: number): Digits {
  const { digits, point } = value;
  if (count >= digits.length) return value;
  if (count < 0) return { ...value, digits: '', point: 0 };
  const kept = digits.slice(0, count);
  const next = digits.charCodeAt(count) - 48;
  const exactHalf = next === 5 && /^0*$/.test(digits.slice(count + 1));
  const last = count === 0 ? 0 : digits.charCodeAt(count - 1) - 48;
  const up = next > 5 || (next === 5 && (!exactHalf || !value.halfToEven || last % 2 === 1));
  if (!up) return kept === '' ? { ...value, digits: '', point: 0 } : { ...value, digits: kept };
  const increased = (BigInt(kept === '' ? '0' : kept) + 1n).toString();
  return { ...value, digits: increased, point: point + (increased.length - kept.length) };
}

/** Without trailing zeros. */
export function trimDigits(value: Digits): Digits {
  const digits = value.digits.replace(/0+$/, '');
  return digits === '' ? { ...value, digits, point: 0 } : { ...value, digits };
}
