// .NET's numeric format strings: standard (C D E F G N P R X B) and custom pictures, for every numeric type.

import { BigInteger, Decimal, Double, Int64, Single, UInt64 } from '../psobject/numbers.ts';
import { throwNet } from '../psobject/thrown.ts';
import { type NetObject, netTypeName } from '../psobject/type-name.ts';
import type { NumberFormat } from './culture.ts';
import {
  bigintDigits,
  type Digits,
  decimalDigits,
  exactDigits,
  roundDigits,
  shortestDigits,
  shortestSingleDigits,
  trimDigits,
} from './digits.ts';
import { formatPicture } from './number-picture.ts';

function badFormat(): never {
  throwNet('System.FormatException', 'Format specifier was invalid.', { hResult: -2146233033 });
}

/** Bits of the integer types, for X and B. */
const widths: ReadonlyMap<string, number> = new Map([
  ['System.Byte', 8],
  ['System.SByte', 8],
  ['System.Int16', 16],
  ['System.UInt16', 16],
  ['System.UInt32', 32],
  ['System.Int64', 64],
  ['System.UInt64', 64],
]);

/** A number's ToString(format, provider). Any numeric runtime value; an empty format is "G". */
export function formatNumber(value: unknown, format: string | null, info: NumberFormat): string {
  if (value instanceof Double || value instanceof Single) return formatReal(value, format, info);
  if (value instanceof Decimal) return formatDigits(decimalDigits(value), 'decimal', format, info, value);
  const integer =
    value instanceof Int64 || value instanceof UInt64 || value instanceof BigInteger
      ? value.value
      : BigInt(typeof value === 'number' ? value : (value as { value: number }).value);
  return formatDigits(bigintDigits(integer), 'integer', format, info, value, integer);
}

function formatReal(value: Double | Single, format: string | null, info: NumberFormat): string {
  const real = value.value;
  if (Number.isNaN(real)) return info.nanSymbol;
  if (real === Number.POSITIVE_INFINITY) return info.positiveInfinity;
  if (real === Number.NEGATIVE_INFINITY) return info.negativeInfinity;
  const isSingle = value instanceof Single;
  const standard = parseStandard(format);
  if (!standard) {
    // Pictures work on 15 (7) significant digits, and round what is cut away from zero.
    const digits = trimDigits(roundDigits(exactDigits(real), isSingle ? 7 : 15));
    return formatPicture({ ...digits, halfToEven: false }, format!, info);
  }
  const { letter, precision } = standard;
  const upper = letter.toUpperCase();
  if (upper === 'D' || upper === 'X' || upper === 'B') badFormat();
  if (upper === 'R' || (upper === 'G' && (precision === undefined || precision === 0))) {
    const digits = isSingle ? shortestSingleDigits(real) : shortestDigits(real);
    return general(digits, isSingle ? 9 : 17, letter === 'g' || letter === 'r' ? 'e' : 'E', info);
  }
  return formatStandard(exactDigits(real), letter, precision, info);
}

function formatDigits(
  digits: Digits,
  kind: 'integer' | 'decimal',
  format: string | null,
  info: NumberFormat,
  value: unknown,
  integer = 0n,
): string {
  const standard = parseStandard(format);
  if (!standard) return formatPicture(digits, format!, info);
  const { letter, precision } = standard;
  switch (letter.toUpperCase()) {
    case 'G':
      if (precision === undefined || precision === 0) {
        return kind === 'decimal' ? fixed(digits, (value as Decimal).scale, info) : plainInteger(integer, info);
      }
      return formatStandard(digits, letter, precision, info);
    case 'D':
      if (kind !== 'integer') badFormat();
      return plainInteger(integer, info, precision);
    case 'R':
      if (kind === 'decimal') badFormat();
      return plainInteger(integer, info);
    case 'X':
      if (kind !== 'integer') badFormat();
      return radix(integer, value, 16, letter === 'x', precision);
    case 'B':
      if (kind !== 'integer') badFormat();
      return radix(integer, value, 2, true, precision);
    default:
      return formatStandard(digits, letter, precision, info);
  }
}

function plainInteger(value: bigint, info: NumberFormat, minimum = 0): string {
  const text = (value < 0n ? -value : value).toString().padStart(minimum, '0');
  return value < 0n ? info.negativeSign + text : text;
}

function radix(integer: bigint, value: unknown, base: 2 | 16, lower: boolean, precision = 0): string {
  const width = typeof value === 'number' ? 32 : widths.get((value as NetObject)[netTypeName]);
  let text: string;
  if (width !== undefined) text = BigInt.asUintN(width, integer).toString(base);
  else {
    // BigInteger: as many whole digits as hold the sign.
    const bits = base === 16 ? 4 : 1;
    let digits = 1;
    while (integer < -(1n << BigInt(digits * bits - 1)) || integer >= 1n << BigInt(digits * bits - 1)) digits++;
    text = BigInt.asUintN(digits * bits, integer)
      .toString(base)
      .padStart(digits, '0');
  }
  const sign = width === undefined && integer < 0n ? (base === 16 ? 'f' : '1') : '0';
  text = text.padStart(precision, sign);
  return lower ? text : text.toUpperCase();
}

/** A standard format's letter and precision; undefined for a picture. */
function parseStandard(format: string | null): { letter: string; precision: number | undefined } | undefined {
  if (format === null || format === '') return { letter: 'G', precision: undefined };
  const match = /^([A-Za-z])(\d{0,9})$/.exec(format);
  if (!match) return undefined;
  const precision = match[2] === '' ? undefined : Number(match[2]);
  if (precision !== undefined && precision > 999_999) badFormat();
  return { letter: match[1]!, precision };
}

function formatStandard(digits: Digits, letter: string, precision: number | undefined, info: NumberFormat): string {
  switch (letter.toUpperCase()) {
    case 'G':
      return general(trimDigits(roundDigits(digits, precision!)), precision!, letter === 'g' ? 'e' : 'E', info);
    case 'F':
      return fixed(digits, precision ?? info.decimalDigits, info);
    case 'N':
      return withSign(
        digits.negative,
        grouped(digits, precision ?? info.decimalDigits, info.groupSizes, info.groupSeparator, info.decimalSeparator),
        numberNegative[info.negativePattern]!,
        'n',
        info,
        '',
      );
    case 'E':
      return exponential(digits, precision ?? 6, letter, info);
    case 'C': {
      const text = grouped(
        digits,
        precision ?? info.currencyDecimalDigits,
        info.currencyGroupSizes,
        info.currencyGroupSeparator,
        info.currencyDecimalSeparator,
      );
      const negative = currencyNegative[info.currencyNegativePattern]!;
      return withSign(
        digits.negative,
        text,
        negative,
        currencyPositive[info.currencyPositivePattern]!,
        info,
        info.currencySymbol,
      );
    }
    case 'P': {
      const scaled = digits.digits === '' ? digits : { ...digits, point: digits.point + 2 };
      const text = grouped(
        scaled,
        precision ?? info.percentDecimalDigits,
        info.groupSizes,
        info.percentGroupSeparator,
        info.percentDecimalSeparator,
      );
      const negative = percentNegative[info.percentNegativePattern]!;
      return withSign(
        digits.negative,
        text,
        negative,
        percentPositive[info.percentPositivePattern]!,
        info,
        info.percentSymbol,
      );
    }
    default:
      badFormat();
  }
}

// Patterns of NumberFormatInfo: n the number, - the sign, $ the currency or percent symbol.
const numberNegative = ['(n)', '-n', '- n', 'n-', 'n -'];
const currencyPositive = ['$n', 'n$', '$ n', 'n $'];
const currencyNegative = [
  '($n)',
  '-$n',
  '$-n',
  '$n-',
  '(n$)',
  '-n$',
  'n-$',
  'n$-',
  '-n $',
  '-$ n',
  'n $-',
  '$ n-',
  '$ -n',
  'n- $',
  '($ n)',
  '(n $)',
  '$- n',
];
const percentPositive = ['n $', 'n$', '$n', '$ n'];
const percentNegative = ['-n $', '-n$', '-$n', '$-n', '$n-', 'n-$', 'n$-', '-$ n', 'n $-', '$ n-', '$ -n', 'n- $'];

function withSign(
  negative: boolean,
  text: string,
  negativePattern: string,
  positivePattern: string,
  info: NumberFormat,
  symbol: string,
): string {
  const pattern = negative ? negativePattern : positivePattern;
  return pattern.replace(/[n$-]/g, (c) => (c === 'n' ? text : c === '$' ? symbol : info.negativeSign));
}

/** Whole and fraction digits with `decimals` places. */
function places(value: Digits, decimals: number): [whole: string, fraction: string] {
  const rounded = roundDigits(value, value.point + decimals);
  const { digits, point } = rounded;
  const whole = point <= 0 ? '' : digits.slice(0, point).padEnd(point, '0');
  const fraction = (point < 0 ? '0'.repeat(-point) + digits : digits.slice(Math.max(point, 0)))
    .padEnd(decimals, '0')
    .slice(0, decimals);
  return [whole === '' ? '0' : whole, fraction];
}

function fixed(value: Digits, decimals: number, info: NumberFormat): string {
  const [whole, fraction] = places(value, decimals);
  const text = fraction === '' ? whole : whole + info.decimalSeparator + fraction;
  return value.negative ? info.negativeSign + text : text;
}

/** Puts separators into whole digits by .NET's group sizes: the last size repeats, a final 0 ends grouping. */
export function groupDigits(whole: string, sizes: readonly number[], separator: string): string {
  let rest = whole;
  let result = '';
  for (let i = 0; rest !== ''; i++) {
    const size = sizes[Math.min(i, sizes.length - 1)] ?? 0;
    if (size === 0 || rest.length <= size) return rest + result;
    result = separator + rest.slice(-size) + result;
    rest = rest.slice(0, -size);
  }
  return result;
}

function grouped(value: Digits, decimals: number, sizes: readonly number[], group: string, point: string): string {
  const [whole, fraction] = places(value, decimals);
  const text = groupDigits(whole, sizes, group);
  return fraction === '' ? text : text + point + fraction;
}

function exponential(value: Digits, decimals: number, letter: string, info: NumberFormat): string {
  const rounded = roundDigits(value, decimals + 1);
  const exponent = rounded.digits === '' ? 0 : rounded.point - 1;
  const digits = rounded.digits.padEnd(decimals + 1, '0').slice(0, decimals + 1);
  const mantissa = decimals === 0 ? digits[0]! : digits[0]! + info.decimalSeparator + digits.slice(1);
  return (value.negative ? info.negativeSign : '') + mantissa + letter + exponentText(exponent, 3, info);
}

function exponentText(exponent: number, width: number, info: NumberFormat): string {
  return (exponent < 0 ? info.negativeSign : info.positiveSign) + Math.abs(exponent).toString().padStart(width, '0');
}

/** The G form: fixed unless the point stands beyond `precision` digits or more than four zeros would follow it. */
function general(value: Digits, precision: number, letter: string, info: NumberFormat): string {
  const { digits, point } = value;
  const sign = value.negative ? info.negativeSign : '';
  if (digits === '') return `${sign}0`;
  if (point > precision || point < -3) {
    const mantissa = digits.length === 1 ? digits : digits[0]! + info.decimalSeparator + digits.slice(1);
    return sign + mantissa + letter + exponentText(point - 1, 2, info);
  }
  if (point <= 0) return `${sign}0${info.decimalSeparator}${'0'.repeat(-point)}${digits}`;
  const whole = digits.slice(0, point).padEnd(point, '0');
  const fraction = digits.slice(point);
  return sign + whole + (fraction === '' ? '' : info.decimalSeparator + fraction);
}

/** How PowerShell itself turns a double or single into text: 15 or 7 significant digits. */
export function realText(value: Double | Single, info: NumberFormat): string {
  return formatReal(value, value instanceof Single ? 'G7' : 'G15', info);
}
