// Conversions among numbers, and between numbers and text, characters, booleans and null: the table that LanguagePrimitives
// fills beforehand (RebuildConversionCache), and IConvertible.
import { BigInteger, Char } from '../psobject/numbers.ts';
import { PSReference } from '../psobject/ps-reference.ts';
import { throwNet } from '../psobject/thrown.ts';
import { SwitchParameter } from '../psobject/values.ts';
import { conversionRank as rank } from './conversion-rank.ts';
import { asItIs, type Conversion, convertTo, figureConversion, noConversion, rethrowAsCast } from './convert.ts';
import { enumValueFromNumber } from './convert-language.ts';
import { invariantCulture } from './culture.ts';
import type { NetType } from './net-type.ts';
import { badNumber, floatStyle, integerStyle, parseBigint, parseNumber, parseReal, scanNumber } from './number-text.ts';
import {
  changeKind,
  isIntegerKind,
  isSignedKind,
  kindOfTypeName,
  type NumericKind,
  numberFromScalar,
  numericKind,
} from './numeric.ts';
import { toStringValue } from './to-string.ts';

const info = invariantCulture.numberFormat;
const sizes: ReadonlyMap<NumericKind, number> = new Map([
  ['SByte', 1],
  ['Byte', 1],
  ['Int16', 2],
  ['UInt16', 2],
  ['Int32', 4],
  ['UInt32', 4],
  ['Int64', 8],
  ['UInt64', 8],
]);

function numericRank(from: NumericKind, to: NumericKind): number {
  if (from === to) return rank.Identity;
  const fromInteger = isIntegerKind(from);
  if (fromInteger && isIntegerKind(to)) {
    const [a, b] = [sizes.get(from)!, sizes.get(to)!];
    if (a > b) return rank.NumericExplicit;
    const [fromSigned, toSigned] = [isSignedKind(from), isSignedKind(to)];
    if (a === b) return fromSigned ? rank.NumericExplicit1 : rank.NumericExplicit;
    return fromSigned && !toSigned ? rank.NumericExplicit1 : rank.NumericImplicit;
  }
  if (fromInteger) return rank.NumericImplicit;
  if (isIntegerKind(to)) return rank.NumericExplicit;
  if (from === 'Single' && to === 'Double') return rank.NumericImplicit;
  return from === 'Decimal' ? rank.NumericExplicit1 : rank.NumericExplicit;
}

const kindOf = (type: NetType): NumericKind | undefined =>
  type.isArray ? undefined : kindOfTypeName(type.definition.name);

/** Conversions between numeric types and from and to text, from the fixed table. */
export function figureNumeric(from: NetType, to: NetType): Conversion | undefined {
  const toKind = kindOf(to);
  const fromKind = kindOf(from);
  if (fromKind && toKind) {
    if (fromKind === toKind) return asItIs(rank.Identity);
    return { rank: numericRank(fromKind, toKind), run: (value) => checked(value, to, () => changeKind(value, toKind)) };
  }
  if (from.isArray || to.isArray) return undefined;
  const [fromName, toName] = [from.definition.name, to.definition.name];
  if (fromKind && toName === 'System.String') return { rank: rank.NumericString, run: (value) => toStringValue(value) };
  if (fromKind && toName === 'System.Char') {
    return { rank: rank.NumericString, run: (value) => checked(value, to, () => charFromNumber(value)) };
  }
  if (fromName === 'System.String') {
    if (toKind && isIntegerKind(toKind))
      return { rank: rank.NumericString, run: (value) => integerFromText(value as string, toKind, to) };
    if (toKind) return { rank: rank.NumericString, run: (value) => realFromText(value as string, toKind, to) };
    if (toName === 'System.Numerics.BigInteger')
      return { rank: rank.NumericString, run: (value) => bigFromText(value as string, to) };
  }
  if (fromName === 'System.Boolean' && toName === 'System.Numerics.BigInteger') {
    return { rank: rank.Language, run: (value) => new BigInteger(value === true ? 1n : 0n) };
  }
  if (fromName === 'System.Char' && (toKind === 'Single' || toKind === 'Double')) {
    return { rank: rank.Language, run: (value) => changeKind((value as Char).code, toKind) };
  }
  return undefined;
}

function checked<T>(value: unknown, to: NetType, convert: () => T): T {
  try {
    return convert();
  } catch (error) {
    rethrowAsCast('InvalidCastIConvertible', value, to, error);
  }
}

function charFromNumber(value: unknown): Char {
  const kind = numericKind(value);
  if (kind === 'Double' || kind === 'Single' || kind === 'Decimal') {
    throwNet('System.InvalidCastException', `Invalid cast from '${kind}' to 'Char'.`, { hResult: -2147467262 });
  }
  const code = Number((changeKind(value, 'Int64') as { value: bigint }).value);
  if (code < 0 || code > 0xffff) {
    throwNet('System.OverflowException', 'Value was either too large or too small for a character.', {
      hResult: -2146233066,
    });
  }
  return new Char(code);
}

function integerFromText(text: string, kind: NumericKind, to: NetType): unknown {
  if (text === '') return changeKind(0, kind);
  try {
    const scanned = scanNumber(text);
    if (scanned instanceof BigInteger) return convertTo(scanned, to);
    if (scanned !== undefined) return changeKind(scanned, kind);
    // Thousands and the like are read as a double, as PowerShell does.
    const real = parseReal(text, floatStyle, info);
    if (real === undefined || !Number.isFinite(real)) badNumber(text);
    return changeKind(parseNumber(text, 'Double', info), kind);
  } catch (error) {
    rethrowAsCast('InvalidCastFromStringToInteger', text, to, error);
  }
}

function bigFromText(text: string, to: NetType): unknown {
  if (text === '') return new BigInteger(0n);
  const scanned = scanNumber(text);
  if (scanned instanceof BigInteger) return scanned;
  const scannedKind = numericKind(scanned);
  if (scannedKind && isIntegerKind(scannedKind))
    return new BigInteger(BigInt((scanned as { value?: bigint }).value ?? (scanned as number)));
  try {
    const value = parseBigint(text, { ...integerStyle, thousands: true }, info);
    if (value === undefined) {
      const real = parseReal(text, floatStyle, info);
      if (real === undefined || !Number.isFinite(real)) badNumber(text);
      return new BigInteger(BigInt(Math.trunc(real)));
    }
    return new BigInteger(value);
  } catch (error) {
    rethrowAsCast('InvalidCastFromStringToInteger', text, to, error);
  }
}

function realFromText(text: string, kind: NumericKind, to: NetType): unknown {
  if (text === '') return changeKind(0, kind);
  const id = kind === 'Decimal' ? 'InvalidCastFromStringToDecimal' : 'InvalidCastFromStringToDoubleOrSingle';
  try {
    // Plain decimal text is read exactly, not through the double that the scanner would make of it.
    const plain = kind === 'Decimal' && /^\s*[+-]?[\d.]+\s*$/.test(text);
    const scanned = plain ? undefined : scanNumber(text);
    if (scanned instanceof BigInteger) return convertTo(scanned, to);
    if (scanned !== undefined) return changeKind(scanned, kind);
    return parseNumber(text, kind, info);
  } catch (error) {
    rethrowAsCast(id, text, to, error);
  }
}

/** Conversions from $null. */
export function figureNull(to: NetType): Conversion {
  const toKind = kindOf(to);
  if (toKind) return { rank: rank.NullToValue, run: () => changeKind(0, toKind) };
  if (to.isArray) return { rank: rank.NullToRef, run: () => null };
  switch (to.definition.name) {
    case 'System.Char':
      return { rank: rank.NullToValue, run: () => new Char(0) };
    case 'System.String':
      return { rank: rank.ToString, run: () => '' };
    case 'System.Boolean':
      return { rank: rank.NullToValue, run: () => false };
    case 'System.Management.Automation.PSReference':
      return { rank: rank.NullToRef, run: () => PSReference.to(null) };
    case 'System.Management.Automation.SwitchParameter':
      return { rank: rank.NullToValue, run: () => new SwitchParameter(false) };
  }
  if (to.nullableOf) return { rank: rank.NullToValue, run: () => null };
  return to.isValueType ? noConversion : { rank: rank.NullToRef, run: () => null };
}

const convertibles = new Set(['System.Boolean', 'System.Char', 'System.DateTime', 'System.DBNull']);

/** IConvertible: numbers go by their text, other scalars by Convert.ChangeType. */
export function figureScalarConvertible(from: NetType, to: NetType): Conversion | undefined {
  if (from.isArray) return undefined;
  if (kindOf(from)) {
    const string = to.registry.get('System.String');
    if (to.isArray || figureConversion(string, to).rank === rank.None) return undefined;
    return { rank: rank.IConvertible, run: (value) => convertTo(toStringValue(value), to) };
  }
  if (!convertibles.has(from.definition.name) && !from.isEnum) return undefined;
  return { rank: rank.IConvertible, run: (value) => checked(value, to, () => changeType(value, from, to)) };
}

function changeType(value: unknown, from: NetType, to: NetType): unknown {
  const toKind = kindOf(to);
  const isDate = from.definition.name === 'System.DateTime';
  if (toKind && !isDate && !(value instanceof Char && toKind === 'Decimal')) {
    const number = numberFromScalar(value, toKind);
    if (number !== undefined) return number;
  }
  if (from.isEnum && to.definition.name === 'System.Char') return charFromNumber(numberFromScalar(value, 'Int64'));
  if (to.isEnum && numericKind(value) !== undefined) return enumValueFromNumber(value, to);
  const known =
    toKind !== undefined || ['System.Char', 'System.DateTime', 'System.Boolean'].includes(to.definition.name);
  const names = known && !from.isEnum ? [from.name, to.name] : [from.toString(), to.toString()];
  throwNet('System.InvalidCastException', `Invalid cast from '${names[0]}' to '${names[1]}'.`, {
    hResult: -2147467262,
  });
}
