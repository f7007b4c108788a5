// The comparison operators on scalars (collections on the left are the engine's), and the order of Sort-Object.
import { automationNull } from '../psobject/automation-null.ts';
import { BigInteger, Char, Decimal } from '../psobject/numbers.ts';
import { baseOf, isPropertyBag } from '../psobject/ps-object.ts';
import { ThrownException, throwNet } from '../psobject/thrown.ts';
import { EnumValue } from '../psobject/values.ts';
import { conversionRank as rank } from './conversion-rank.ts';
import { convertTo, figureConversion, invalidCastMessage } from './convert.ts';
import { compareDecimals } from './decimal.ts';
import { automation, runtimeError } from './errors.ts';
import { invokeMethod } from './members.ts';
import type { NetType } from './net-type.ts';
import { scanNumber } from './number-text.ts';
import { decimalOf, integerOf, isIntegerKind, type NumericKind, numericKind, realOf } from './numeric.ts';
import { types } from './thread-context.ts';
import { toStringValue } from './to-string.ts';
import { typeOf } from './type-of.ts';

export type OrderOperator = '-lt' | '-le' | '-gt' | '-ge';

const wanted: Readonly<Record<OrderOperator, (order: number) => boolean>> = {
  '-lt': (order) => order < 0,
  '-le': (order) => order <= 0,
  '-gt': (order) => order > 0,
  '-ge': (order) => order >= 0,
};

function plain(value: unknown): unknown {
  const base = baseOf(value);
  return base === undefined || base === automationNull ? null : base;
}

// --- strings -------------------------------------------------------------------------------------------------------------

const collators = new Map<string, Intl.Collator>();

/** ICU's collation as .NET asks for it: punctuation counts, case is the last difference. */
function collator(locale: string, ignoreCase: boolean): Intl.Collator {
  const key = `${locale} ${ignoreCase}`;
  let found = collators.get(key);
  if (!found) {
    found = new Intl.Collator(locale === '' ? 'en-US-u-va-posix' : locale, {
      sensitivity: ignoreCase ? 'accent' : 'variant',
      caseFirst: 'false',
    });
    collators.set(key, found);
  }
  return found;
}

/** string.Compare with a culture; below zero, zero or above. */
export function compareStrings(a: string, b: string, ignoreCase: boolean, locale = ''): number {
  if (a === b) return 0;
  const order = collator(locale === '' ? 'en-US' : locale, ignoreCase).compare(a, b);
  return order < 0 ? -1 : order > 0 ? 1 : 0;
}

/** string.CompareOrdinal. */
export function compareOrdinal(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The text by which strings are equal where case does not count: each character in upper case, invariantly. */
export function foldCase(text: string): string {
  const upper = text.toUpperCase();
  // Letters whose upper case is longer (ß) stay what they are, as .NET's simple mapping has it.
  if (upper.length === text.length) return upper;
  return Array.from(text, (c) => (c.toUpperCase().length === c.length ? c.toUpperCase() : c)).join('');
}

export function equalStrings(a: string, b: string, ignoreCase: boolean): boolean {
  return a === b || (ignoreCase && a.length === b.length && foldCase(a) === foldCase(b));
}

// --- numbers -------------------------------------------------------------------------------------------------------------

/** Order of two numbers of any kinds; NaN where they cannot be ordered. */
export function compareNumbers(a: unknown, b: unknown): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  if (a instanceof BigInteger || b instanceof BigInteger) {
    const big = (value: unknown): bigint =>
      value instanceof BigInteger ? value.value : BigInt(Math.trunc(realOf(value)));
    const [x, y] = [big(a), big(b)];
    return x < y ? -1 : x > y ? 1 : 0;
  }
  const [kindA, kindB] = [numericKind(a)!, numericKind(b)!];
  if (isIntegerKind(kindA) && isIntegerKind(kindB)) {
    const [x, y] = [integerOf(a), integerOf(b)];
    return x < y ? -1 : x > y ? 1 : 0;
  }
  const isReal = (kind: NumericKind): boolean => kind === 'Double' || kind === 'Single';
  if (a instanceof Decimal || b instanceof Decimal) {
    const real = isReal(kindA) ? realOf(a) : isReal(kindB) ? realOf(b) : 0;
    if (!Number.isFinite(real) || Math.abs(real) > 7.9e28) return realOf(a) - realOf(b);
    return compareDecimals(decimalOf(a), decimalOf(b));
  }
  const [x, y] = [realOf(a), realOf(b)];
  return x < y ? -1 : x > y ? 1 : x === y ? 0 : Number.NaN;
}

/** The right operand as a number beside a numeric left one; undefined where other rules apply. */
function numericRight(value: unknown): unknown {
  if (numericKind(value) !== undefined) return value;
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (value instanceof Char) return value.code;
  if (value instanceof EnumValue) return convertTo(value, types().get('System.Int64'));
  return undefined;
}

function numberFromText(text: string, left: unknown): unknown {
  if (text === '') return 0;
  return scanNumber(text) ?? convertTo(text, types().get(`System.${numericKind(left)}`));
}

// --- equality ------------------------------------------------------------------------------------------------------------

/** Object.Equals as .NET defines it for the left value's type: no conversions. */
export function netEquals(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (a === null || b === null || a === undefined || b === undefined) return false;
  const [x, y] = [baseOf(a), baseOf(b)];
  if (x === y) return true;
  if (typeof x !== 'object' || typeof y !== 'object' || x === null || y === null) return false;
  const kind = numericKind(x);
  if (kind !== undefined) {
    if (kind !== numericKind(y)) return false;
    if (x instanceof Decimal) return compareDecimals(x, y as Decimal) === 0;
    return (
      Object.is((x as { value: unknown }).value, (y as { value: unknown }).value) ||
      (x as { value: unknown }).value === (y as { value: unknown }).value
    );
  }
  if (x.constructor !== y.constructor) return equalsByType(x, y);
  if (x instanceof Char) return x.code === (y as Char).code;
  if (x instanceof BigInteger) return x.value === (y as BigInteger).value;
  if (x instanceof EnumValue) return x.value === (y as EnumValue).value && x.typeName === (y as EnumValue).typeName;
  return equalsByType(x, y);
}

function equalsByType(x: object, y: object): boolean {
  for (let type: NetType | null = typeOf(x); type !== null; type = type.baseType) {
    const equals = type.definition.equals as ((a: unknown, b: unknown) => boolean) | undefined;
    if (equals) return equals(x, y);
  }
  const key = (x as { valueKey?: string }).valueKey;
  return key !== undefined && key === (y as { valueKey?: string }).valueKey;
}

/** `left -eq right` for a scalar on the left; `-ceq` with ignoreCase false. */
export function equal(leftValue: unknown, rightValue: unknown, ignoreCase = true): boolean {
  if (typeof leftValue === 'number' && typeof rightValue === 'number') return leftValue === rightValue;
  const left = plain(leftValue);
  const right = plain(rightValue);
  if (left === null || right === null) return left === right;
  if (typeof left === 'string')
    return equalStrings(left, typeof right === 'string' ? right : toStringValue(right), ignoreCase);
  if (numericKind(left) !== undefined || left instanceof EnumValue) {
    const number = left instanceof EnumValue ? undefined : left;
    if (number !== undefined) {
      const other = numericRight(right);
      if (other !== undefined) return compareNumbers(number, other) === 0;
      if (right instanceof BigInteger) return compareNumbers(left, right) === 0;
      if (typeof right === 'string') {
        try {
          return compareNumbers(number, numberFromText(right, number)) === 0;
        } catch (error) {
          if (error instanceof ThrownException) return false;
          throw error;
        }
      }
    } else if (numericKind(right) !== undefined || right instanceof EnumValue) {
      const long = types().get('System.Int64');
      return compareNumbers(convertTo(left, long), right instanceof EnumValue ? convertTo(right, long) : right) === 0;
    }
  }
  if (left instanceof Char && ignoreCase) {
    if (right instanceof Char) return foldCase(left.toString()) === foldCase(right.toString());
    if (typeof right === 'string') return equalStrings(left.toString(), right, true);
  }
  if (netEquals(left, right)) return true;
  return equalAfterConversion(left, right);
}

function equalAfterConversion(left: unknown, right: unknown): boolean {
  const [type, rightType] = [typeOf(left)!, typeOf(right)];
  if (isPropertyBag(left)) return false;
  const conversion = figureConversion(rightType, type);
  if (conversion.rank === rank.None || conversion.rank >= rank.Assignable) return false;
  try {
    return netEquals(left, conversion.run(right, type, right));
  } catch (error) {
    if (error instanceof ThrownException) return false;
    throw error;
  }
}

// --- order ---------------------------------------------------------------------------------------------------------------

/** `left -lt right` and its siblings for a scalar on the left; throws RuntimeException where the values have no order. */
export function ordered(op: OrderOperator, leftValue: unknown, rightValue: unknown, ignoreCase = true): boolean {
  const wants = wanted[op];
  if (typeof leftValue === 'number' && typeof rightValue === 'number') return wants(leftValue - rightValue);
  const left = plain(leftValue);
  const right = plain(rightValue);
  if (left === null || right === null) return orderedWithNull(op, left, right);
  return wants(orderOf(left, right, ignoreCase));
}

/** Null stands below everything, but beside a number counts as less than zero does. */
function orderedWithNull(op: OrderOperator, left: unknown, right: unknown): boolean {
  const below = op === '-lt' || op === '-le';
  if (numericKind(left) !== undefined) return below ? compareNumbers(left, 0) < 0 : compareNumbers(left, 0) >= 0;
  if (numericKind(right) !== undefined) return below ? compareNumbers(right, 0) >= 0 : compareNumbers(right, 0) < 0;
  if (left === null && right === null) return op === '-le' || op === '-ge';
  return left === null ? below : !below;
}

/** Order by the rules of the left operand; NaN for numbers without one. */
function orderOf(left: unknown, right: unknown, ignoreCase: boolean): number {
  if (typeof left === 'string')
    return compareStrings(left, typeof right === 'string' ? right : toStringValue(right), ignoreCase);
  if (numericKind(left) !== undefined) {
    const other = numericRight(right);
    if (other !== undefined) return compareNumbers(left, other);
    if (right instanceof BigInteger) return compareNumbers(left, right);
    if (typeof right === 'string') return compareNumbers(left, numberFromText(right, left));
  }
  if (left instanceof Char && right instanceof Char && ignoreCase)
    return foldCase(left.toString()).charCodeAt(0) - foldCase(right.toString()).charCodeAt(0);
  return orderByType(left, right);
}

function orderByType(left: unknown, right: unknown): number {
  const type = typeOf(left)!;
  if (isPropertyBag(left)) {
    if (left === right) return 0;
    throwNet(
      `${automation}.ExtendedTypeSystemException`,
      `Cannot compare "${toStringValue(left)}" to "${toStringValue(right)}" because the objects are not the same type or the object "${toStringValue(left)}" does not implement "IComparable".`,
      { errorId: 'PSObjectCompareTo', category: 'NotSpecified' },
    );
  }
  const conversion = figureConversion(typeOf(right), type);
  const fail = (message: string): never =>
    runtimeError(
      'ComparisonFailure',
      `Could not compare "${toStringValue(left)}" to "${toStringValue(right)}". Error: "${message}"`,
    );
  const compare = comparerOf(type);
  if (!compare) {
    if (netEquals(left, right)) return 0;
    runtimeError('NotIcomparable', `Cannot compare "${toStringValue(left)}" because it is not IComparable.`);
  }
  if (conversion.rank === rank.None) fail(invalidCastMessage(right, type)[1]);
  let converted: unknown;
  try {
    converted = conversion.run(right, type, right);
  } catch (error) {
    // An enum counts as a number here, whose conversion errors pass as they are.
    if (!(error instanceof ThrownException) || type.isEnum) throw error;
    fail(error.message);
  }
  return compare(left, converted);
}

/** IComparable of a type: from its definition, or its CompareTo method. */
export function comparerOf(type: NetType): ((a: unknown, b: unknown) => number) | undefined {
  if (type.isEnum) return (a, b) => Number((a as EnumValue).value - (b as EnumValue).value);
  for (let at: NetType | null = type; at !== null; at = at.baseType) {
    const compare = at.definition.compare as ((a: unknown, b: unknown) => number) | undefined;
    if (compare) return compare;
  }
  if (!type.isArray && type.implements('System.IComparable'))
    return (a, b) => invokeMethod(a, 'CompareTo', [b]) as number;
  return undefined;
}

/** IComparable.CompareTo of two values of one type, as collections sort: numbers, strings by culture, and the rest. */
export function netCompare(a: unknown, b: unknown): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? -1 : 1;
  if (typeof a === 'string' && typeof b === 'string') return compareStrings(a, b, false);
  if (typeof a === 'boolean' && typeof b === 'boolean') return Number(a) - Number(b);
  if (numericKind(a) !== undefined && numericKind(b) !== undefined) {
    const order = compareNumbers(a, b);
    // NaN stands below every number.
    return Number.isNaN(order) ? Number(Number.isNaN(realOf(b))) - Number(Number.isNaN(realOf(a))) : order;
  }
  if (a instanceof Char && b instanceof Char) return a.code - b.code;
  const compare = comparerOf(typeOf(a)!);
  if (compare && typeOf(a) === typeOf(b)) return compare(baseOf(a), baseOf(b));
  if (!compare) {
    throwNet('System.ArgumentException', 'At least one object must implement IComparable.', { hResult: -2147024809 });
  }
  throwNet('System.ArgumentException', `Object must be of type ${typeOf(a)!.name}.`, { hResult: -2147024809 });
}

/**
 * LanguagePrimitives.Compare as sorting uses it: null first, conversion to the first value's type, and text where nothing else
 * orders two values.
 */
export function sortCompare(a: unknown, b: unknown, ignoreCase = true, locale = ''): number {
  const left = plain(a);
  const right = plain(b);
  if (left === null || right === null) return left === right ? 0 : left === null ? -1 : 1;
  if (typeof left === 'string' && typeof right === 'string') return compareStrings(left, right, ignoreCase, locale);
  try {
    const order = orderOf(left, right, ignoreCase);
    return Number.isNaN(order) ? 0 : order;
  } catch (error) {
    if (!(error instanceof ThrownException)) throw error;
    return compareStrings(toStringValue(a), toStringValue(b), ignoreCase, locale);
  }
}
