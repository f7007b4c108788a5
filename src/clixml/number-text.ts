// The text of numbers as XmlConvert and the invariant culture of .NET write and read them: exact both ways, free of locales.
import { Decimal } from '../psobject/numbers.ts';

/** Where .NET's "R" format changes to scientific notation: with more than this many digits before the decimal point. */
const doubleDigits = 17;
const singleDigits = 9;

/** System.Double: the shortest text that reads back as the same number. */
export function doubleText(value: number): string {
  return floatText(value, String(value), doubleDigits);
}

/** System.Single: the shortest text that reads back as the same single-precision number. */
export function singleText(value: number): string {
  let shortest = String(value);
  for (let precision = 1; precision <= 9; precision++) {
    const text = value.toPrecision(precision);
    if (Math.fround(Number(text)) === value) {
      shortest = text;
      break;
    }
  }
  return floatText(value, shortest, singleDigits);
}

function floatText(value: number, shortest: string, maxDigits: number): string {
  if (Number.isNaN(value)) return 'NaN';
  if (value === Number.POSITIVE_INFINITY) return 'INF';
  if (value === Number.NEGATIVE_INFINITY) return '-INF';
  if (value === 0) return Object.is(value, -0) ? '-0' : '0';
  const { negative, digits, point } = decompose(shortest);
  const sign = negative ? '-' : '';
  if (point > maxDigits || point < -3) {
    const fraction = digits.length > 1 ? `.${digits.slice(1)}` : '';
    const exponent = point - 1;
    return `${sign}${digits[0]}${fraction}E${exponent < 0 ? '-' : '+'}${String(Math.abs(exponent)).padStart(2, '0')}`;
  }
  if (point <= 0) return `${sign}0.${'0'.repeat(-point)}${digits}`;
  if (digits.length <= point) return sign + digits.padEnd(point, '0');
  return `${sign}${digits.slice(0, point)}.${digits.slice(point)}`;
}

/** Significant digits without zeros at either end, and where the decimal point stands in them. */
function decompose(text: string): { negative: boolean; digits: string; point: number } {
  const negative = text.startsWith('-');
  const [mantissa = '', exponent = '0'] = (negative ? text.slice(1) : text).split('e');
  const [whole = '', fraction = ''] = mantissa.split('.');
  const all = whole + fraction;
  const leading = all.length - all.replace(/^0+/, '').length;
  return {
    negative,
    digits: all.slice(leading).replace(/0+$/, ''),
    point: whole.length + Number(exponent) - leading,
  };
}

const floatForm = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;
const namedFloats = new Map([
  ['INF', Number.POSITIVE_INFINITY],
  ['-INF', Number.NEGATIVE_INFINITY],
  ['Infinity', Number.POSITIVE_INFINITY],
  ['-Infinity', Number.NEGATIVE_INFINITY],
  ['NaN', Number.NaN],
]);

/** Reads a Double (or, rounded by the caller, a Single); undefined when the text is none. */
export function parseFloatText(text: string): number | undefined {
  const trimmed = text.trim();
  return floatForm.test(trimmed) ? Number(trimmed) : namedFloats.get(trimmed);
}

/** System.Decimal with its scale: `1.50` keeps the zero. */
export function decimalText(value: Decimal): string {
  if (value.scale === 0) return value.unscaled.toString();
  const negative = value.unscaled < 0n;
  const digits = (negative ? -value.unscaled : value.unscaled).toString().padStart(value.scale + 1, '0');
  const point = digits.length - value.scale;
  return `${negative ? '-' : ''}${digits.slice(0, point)}.${digits.slice(point)}`;
}

const decimalForm = /^([+-]?)(\d*)(?:\.(\d*))?$/;
const maxScale = 28;
const maxUnscaled = (1n << 96n) - 1n;

/** Reads a Decimal; digits beyond its precision are rounded half to even, as .NET does; undefined when the text is none. */
export function parseDecimalText(text: string): Decimal | undefined {
  const match = decimalForm.exec(text.trim());
  if (match === null) return undefined;
  const [, sign = '', whole = '', fraction = ''] = match;
  if (whole.length + fraction.length === 0 || whole.length + fraction.length > 1000) return undefined;
  for (let scale = Math.min(fraction.length, maxScale); scale >= 0; scale--) {
    const unscaled = roundHalfEven(whole, fraction, scale);
    if (unscaled <= maxUnscaled) return new Decimal(sign === '-' ? -unscaled : unscaled, scale);
  }
  return undefined;
}

function roundHalfEven(whole: string, fraction: string, scale: number): bigint {
  const kept = BigInt(whole + fraction.slice(0, scale) || '0');
  const dropped = fraction.slice(scale);
  if (dropped === '' || dropped < '5') return kept;
  const isTie = /^50*$/.test(dropped);
  return isTie && kept % 2n === 0n ? kept : kept + 1n;
}

/** Reads a whole number within bounds as a JavaScript number; undefined when the text is none or out of them. */
export function parseInteger(text: string, min: number, max: number): number | undefined {
  const length = text.length;
  let at = 0;
  let negative = false;
  const first = text.charCodeAt(0);
  if (first === 0x2d || first === 0x2b) {
    negative = first === 0x2d;
    at = 1;
  }
  // Longer texts (leading zeros, blanks) are rare and go the slow way.
  if (length === at || length - at > exactDigits) return parseSlowly(text, min, max);
  let value = 0;
  for (; at < length; at++) {
    const digit = text.charCodeAt(at) - 0x30;
    if (digit < 0 || digit > 9) return parseSlowly(text, min, max);
    value = value * 10 + digit;
  }
  if (negative) value = value === 0 ? 0 : -value;
  return value >= min && value <= max ? value : undefined;
}

function parseSlowly(text: string, min: number, max: number): number | undefined {
  const value = parseLong(text, BigInt(min), BigInt(max));
  return value === undefined ? undefined : Number(value);
}

/** Digits that a double holds exactly. */
const exactDigits = 15;
const integerForm = /^[+-]?\d{1,400}$/;

/** Reads a whole number within bounds; blanks around it are allowed, as XmlConvert allows them. */
export function parseBigInteger(text: string, min: bigint, max: bigint): bigint | undefined {
  if (text.length <= exactDigits) {
    const small = parseInteger(text, Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER);
    const value = small === undefined ? undefined : BigInt(small);
    return value !== undefined && value >= min && value <= max ? value : undefined;
  }
  return parseLong(text, min, max);
}

function parseLong(text: string, min: bigint, max: bigint): bigint | undefined {
  const trimmed = text.trim();
  if (!integerForm.test(trimmed)) return undefined;
  const value = BigInt(trimmed.startsWith('+') ? trimmed.slice(1) : trimmed);
  return value >= min && value <= max ? value : undefined;
}
