// Numbers from text: PowerShell's own number syntax (hex, binary, suffixes, multipliers) and .NET's Parse with NumberStyles.
import { BigInteger, Decimal, Double, Single } from '../psobject/numbers.ts';
import { throwNet } from '../psobject/thrown.ts';
import type { NumberFormat } from './culture.ts';
import { decimalFromBigint, decimalFromText, multiplyDecimals } from './decimal.ts';
import { boxInteger, integerFacts, isIntegerKind, type NumericKind, roundHalfEven } from './numeric.ts';

/** Longer text is refused as a number: it is hostile or a mistake. */
const maxLength = 4000;

const multipliers: ReadonlyMap<string, bigint> = new Map([
  ['kb', 1024n],
  ['mb', 1024n ** 2n],
  ['gb', 1024n ** 3n],
  ['tb', 1024n ** 4n],
  ['pb', 1024n ** 5n],
]);

const suffixKinds: ReadonlyMap<string, readonly NumericKind[]> = new Map<string, readonly NumericKind[]>([
  ['y', ['SByte']],
  ['uy', ['Byte']],
  ['s', ['Int16']],
  ['us', ['UInt16']],
  ['l', ['Int64']],
  ['ul', ['UInt64']],
  ['u', ['UInt32', 'UInt64']],
  ['', ['Int32', 'Int64']],
]);

const pattern =
  /^([+-]?)(?:0x([0-9a-f]+)|0b([01]+)|(\d+\.?\d*|\.\d+)(?:e([+-]?\d+))?)(u?[ysl]|[und])?(kb|mb|gb|tb|pb)?$/i;

/**
 * A number by the rules of PowerShell's tokenizer, as LanguagePrimitives reads numeric text; undefined for other text. `+` and
 * `-` may stand in front. The type is the smallest that fits, or the suffix's.
 */
export function scanNumber(text: string): unknown {
  const trimmed = text.trim();
  if (trimmed === '' || trimmed.length > maxLength) return undefined;
  const match = pattern.exec(trimmed);
  if (!match) return undefined;
  const [, sign, hex, binary, decimal, exponent] = match;
  const suffix = (match[6] ?? '').toLowerCase();
  const multiplier = multipliers.get((match[7] ?? '').toLowerCase()) ?? 1n;
  const negative = sign === '-';
  if (hex !== undefined || binary !== undefined) {
    const digits = hex ?? binary!;
    return boxSuffixed(radixValue(digits, hex !== undefined ? 4 : 1, suffix), suffix, multiplier, negative);
  }
  const isReal = exponent !== undefined || decimal!.includes('.');
  if (suffix === 'd') {
    const value = decimalFromText(exponent === undefined ? decimal! : `${decimal}e${exponent}`);
    if (!value) return undefined;
    const scaled = multiplyDecimals(value, decimalFromBigint(multiplier));
    return negative ? new Decimal(-scaled.unscaled, scaled.scale) : scaled;
  }
  if (isReal) {
    const real = Number(exponent === undefined ? decimal : `${decimal}e${exponent}`) * Number(multiplier);
    const signed = negative ? -real : real;
    if (suffix === '') return new Double(signed);
    const kinds = suffixKinds.get(suffix);
    if (!Number.isFinite(signed)) return undefined;
    const whole = BigInt(roundHalfEven(signed));
    if (suffix === 'n') return new BigInteger(whole);
    return firstFit(kinds!, whole);
  }
  return boxSuffixed(BigInt(decimal!), suffix, multiplier, negative);
}

/** Hex and binary digits are two's complement where they fill 8, 16, 32, 64 bits or more, unless a `u` suffix says otherwise. */
function radixValue(digits: string, bitsPerDigit: number, suffix: string): bigint {
  const value = BigInt((bitsPerDigit === 4 ? '0x' : '0b') + digits);
  if (suffix.startsWith('u')) return value;
  const width = digits.length * bitsPerDigit;
  const signWidths =
    suffix === 'y'
      ? [8]
      : suffix === 's'
        ? [16]
        : suffix === 'l'
          ? [64]
          : bitsPerDigit === 4
            ? [32, 64, 96, 128]
            : [8, 16, 32, 64, 96, 128];
  if (suffix === 'n') return width % 8 === 0 ? BigInt.asIntN(width, value) : value;
  return signWidths.includes(width) ? BigInt.asIntN(width, value) : value;
}

function firstFit(kinds: readonly NumericKind[], value: bigint): unknown {
  for (const kind of kinds) {
    const facts = integerFacts(kind)!;
    if (value >= facts.min && value <= facts.max) return facts.make(value);
  }
  return undefined;
}

function boxSuffixed(magnitude: bigint, suffix: string, multiplier: bigint, negative: boolean): unknown {
  const value = (negative ? -magnitude : magnitude) * multiplier;
  if (suffix === 'n') return new BigInteger(value);
  if (suffix === 'd') return decimalFromBigint(value);
  const fits = firstFit(suffixKinds.get(suffix)!, value);
  if (fits !== undefined || suffix !== '') return fits;
  if (value > -(1n << 96n) && value < 1n << 96n) return new Decimal(value);
  return new Double(Number(value));
}

export interface NumberStyles {
  readonly thousands: boolean;
  readonly decimalPoint: boolean;
  readonly exponent: boolean;
  readonly parentheses: boolean;
  readonly currency: boolean;
  readonly trailingSign: boolean;
  /** AllowHexSpecifier, AllowBinarySpecifier: nothing but digits of that base. */
  readonly hex?: boolean;
  readonly binary?: boolean;
}

export const integerStyle: NumberStyles = {
  thousands: false,
  decimalPoint: false,
  exponent: false,
  parentheses: false,
  currency: false,
  trailingSign: false,
};
export const floatStyle: NumberStyles = { ...integerStyle, thousands: true, decimalPoint: true, exponent: true };
export const numberStyle: NumberStyles = { ...integerStyle, thousands: true, decimalPoint: true, trailingSign: true };

const quoted = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** Text as plain decimal digits (`-12.5e3`), or undefined where the styles do not allow it. */
function normalized(text: string, styles: NumberStyles, info: NumberFormat): string | undefined {
  if (text.length > maxLength) return undefined;
  let rest = text.replace(/^[\s\0]+|[\s\0]+$/g, '');
  if (styles.currency) rest = rest.replaceAll(info.currencySymbol, '').trim();
  let negative = false;
  if (styles.parentheses && rest.startsWith('(') && rest.endsWith(')')) {
    negative = true;
    rest = rest.slice(1, -1);
  }
  const strip = (sign: string, isNegative: boolean): boolean => {
    if (rest.startsWith(sign)) rest = rest.slice(sign.length);
    else if (styles.trailingSign && rest.endsWith(sign)) rest = rest.slice(0, -sign.length).trimEnd();
    else return false;
    if (isNegative) negative = !negative;
    return true;
  };
  if (!strip(info.negativeSign, true) && !strip(info.positiveSign, false) && info.negativeSign !== '-')
    strip('-', true);
  const group = styles.thousands
    ? `(?:${quoted(info.groupSeparator)}|${info.groupSeparator === '\u00a0' || info.groupSeparator === '\u202f' ? ' |' : ''}${quoted(info.currencyGroupSeparator)})`
    : undefined;
  const whole = group === undefined ? '\\d*' : `(?:\\d|(?<=\\d)${group})*`;
  const point = styles.decimalPoint ? `(?:${quoted(info.decimalSeparator)}(\\d*))?` : '()';
  const exponent = styles.exponent ? '(?:[eE]([+-]?\\d+))?' : '()';
  const match = new RegExp(`^(${whole})${point}${exponent}$`).exec(rest);
  if (!match) return undefined;
  const digits = match[1]!.replace(/\D/g, '');
  const fraction = match[2] ?? '';
  if (digits === '' && fraction === '') return undefined;
  const base = `${negative ? '-' : ''}${digits === '' ? '0' : digits}${fraction === '' ? '' : `.${fraction}`}`;
  return match[3] ? `${base}e${match[3]}` : base;
}

/** The FormatException of number parsing. */
export function badNumber(text: string): never {
  throwNet('System.FormatException', `The input string '${text}' was not in a correct format.`, {
    hResult: -2146233033,
  });
}

/** Integer of any size; fractions must be zeros. */
export function parseBigint(text: string, styles: NumberStyles, info: NumberFormat): bigint | undefined {
  const plain = normalized(text, styles, info);
  if (plain === undefined) return undefined;
  if (!plain.includes('.') && !plain.includes('e')) return BigInt(plain);
  const value = decimalFromText(plain);
  return value && value.unscaled % 10n ** BigInt(value.scale) === 0n
    ? value.unscaled / 10n ** BigInt(value.scale)
    : undefined;
}

const specials = (info: NumberFormat): ReadonlyMap<string, number> =>
  new Map([
    [info.nanSymbol.toLowerCase(), Number.NaN],
    [info.positiveInfinity.toLowerCase(), Number.POSITIVE_INFINITY],
    [`${info.positiveSign}${info.positiveInfinity}`.toLowerCase(), Number.POSITIVE_INFINITY],
    [info.negativeInfinity.toLowerCase(), Number.NEGATIVE_INFINITY],
    ['-nan', Number.NaN],
    ['+nan', Number.NaN],
  ]);

/** Double from text, or undefined. */
export function parseReal(text: string, styles: NumberStyles, info: NumberFormat): number | undefined {
  const plain = normalized(text, styles, info);
  return plain === undefined ? specials(info).get(text.trim().toLowerCase()) : Number(plain);
}

/** A number of this kind by .NET's Parse; throws FormatException or OverflowException. */
export function parseNumber(text: string, kind: NumericKind, info: NumberFormat, styles?: NumberStyles): unknown {
  if (isIntegerKind(kind)) {
    if (styles?.hex || styles?.binary) return radixNumber(text, kind, styles.hex === true);
    const value = parseBigint(text, styles ?? integerStyle, info);
    return value === undefined ? badNumber(text) : boxInteger(kind, value);
  }
  if (kind === 'Decimal') {
    const plain = normalized(text, styles ?? numberStyle, info);
    return (plain === undefined ? undefined : decimalFromText(plain)) ?? badNumber(text);
  }
  const value = parseReal(text, styles ?? floatStyle, info);
  if (value === undefined) return badNumber(text);
  return kind === 'Double' ? new Double(value) : new Single(value);
}

function radixNumber(text: string, kind: NumericKind, hex: boolean): unknown {
  const digits = text.trim();
  if (digits.length > 64 || !(hex ? /^[0-9a-f]+$/i : /^[01]+$/).test(digits)) badNumber(text);
  const facts = integerFacts(kind)!;
  const width = (facts.max - facts.min).toString(2).length;
  const value = BigInt((hex ? '0x' : '0b') + digits);
  return boxInteger(kind, facts.min < 0n && value < 1n << BigInt(width) ? BigInt.asIntN(width, value) : value);
}

/** As Parse, but undefined instead of an error (TryParse). */
export function tryParseNumber(
  text: string | null,
  kind: NumericKind,
  info: NumberFormat,
  styles?: NumberStyles,
): unknown {
  if (text === null) return undefined;
  try {
    return parseNumber(text, kind, info, styles);
  } catch {
    return undefined;
  }
}
