// The numeric types as one table: kinds, ranges, and Convert.ChangeType between them (checked, halves to even).
import {
  BigInteger,
  Byte,
  Char,
  Decimal,
  Double,
  Int16,
  Int64,
  SByte,
  Single,
  UInt16,
  UInt32,
  UInt64,
} from '../psobject/numbers.ts';
import { throwNet } from '../psobject/thrown.ts';
import { EnumValue } from '../psobject/values.ts';
import { decimalFromBigint, decimalFromReal, decimalToBigint, decimalToNumber } from './decimal.ts';

export type NumericKind =
  | 'SByte'
  | 'Byte'
  | 'Int16'
  | 'UInt16'
  | 'Int32'
  | 'UInt32'
  | 'Int64'
  | 'UInt64'
  | 'Single'
  | 'Double'
  | 'Decimal';

/** In the order of .NET's TypeCode, which is the order of promotion. */
export const numericKinds: readonly NumericKind[] = [
  'SByte',
  'Byte',
  'Int16',
  'UInt16',
  'Int32',
  'UInt32',
  'Int64',
  'UInt64',
  'Single',
  'Double',
  'Decimal',
];

interface IntegerFacts {
  readonly min: bigint;
  readonly max: bigint;
  /** As overflow messages call it. */
  readonly article: string;
  readonly make: (value: bigint) => unknown;
}

const small =
  (Box: new (value: number) => unknown) =>
  (value: bigint): unknown =>
    new Box(Number(value));

const integers: ReadonlyMap<NumericKind, IntegerFacts> = new Map<NumericKind, IntegerFacts>([
  ['SByte', { min: -128n, max: 127n, article: 'a signed byte', make: small(SByte) }],
  ['Byte', { min: 0n, max: 255n, article: 'an unsigned byte', make: small(Byte) }],
  ['Int16', { min: -32768n, max: 32767n, article: 'an Int16', make: small(Int16) }],
  ['UInt16', { min: 0n, max: 65535n, article: 'a UInt16', make: small(UInt16) }],
  ['Int32', { min: -(2n ** 31n), max: 2n ** 31n - 1n, article: 'an Int32', make: Number }],
  ['UInt32', { min: 0n, max: 2n ** 32n - 1n, article: 'a UInt32', make: small(UInt32) }],
  ['Int64', { min: -(2n ** 63n), max: 2n ** 63n - 1n, article: 'an Int64', make: (value) => new Int64(value) }],
  ['UInt64', { min: 0n, max: 2n ** 64n - 1n, article: 'a UInt64', make: (value) => new UInt64(value) }],
]);

export function integerFacts(kind: NumericKind): IntegerFacts | undefined {
  return integers.get(kind);
}

const kindByClass: ReadonlyMap<Function, NumericKind> = new Map<Function, NumericKind>([
  [Double, 'Double'],
  [Single, 'Single'],
  [Byte, 'Byte'],
  [SByte, 'SByte'],
  [Int16, 'Int16'],
  [UInt16, 'UInt16'],
  [UInt32, 'UInt32'],
  [Int64, 'Int64'],
  [UInt64, 'UInt64'],
  [Decimal, 'Decimal'],
]);

/** The kind of a number; undefined for anything else (BigInteger, Char, Boolean and enums included). */
export function numericKind(value: unknown): NumericKind | undefined {
  if (typeof value === 'number') return 'Int32';
  if (typeof value !== 'object' || value === null) return undefined;
  return kindByClass.get(value.constructor);
}

export function isIntegerKind(kind: NumericKind): boolean {
  return integers.has(kind);
}
export function isSignedKind(kind: NumericKind): boolean {
  return kind === 'SByte' || kind === 'Int16' || kind === 'Int32' || kind === 'Int64';
}

/** The kind that a full type name says. */
export function kindOfTypeName(fullName: string): NumericKind | undefined {
  const name = fullName.startsWith('System.') ? fullName.slice(7) : '';
  return (numericKinds as readonly string[]).includes(name) ? (name as NumericKind) : undefined;
}

/** An overflow as Convert throws it. */
export function integerOverflow(kind: NumericKind): never {
  throwNet('System.OverflowException', `Value was either too large or too small for ${integers.get(kind)!.article}.`, {
    hResult: -2146233066,
  });
}
export function arithmeticOverflow(): never {
  throwNet('System.OverflowException', 'Arithmetic operation resulted in an overflow.', { hResult: -2146233066 });
}

/** A number of this kind from a bigint; throws OverflowException outside its range. */
export function boxInteger(kind: NumericKind, value: bigint): unknown {
  const facts = integers.get(kind)!;
  if (value < facts.min || value > facts.max) integerOverflow(kind);
  return facts.make(value);
}

/** The value of an integer number as a bigint. */
export function integerOf(value: unknown): bigint {
  if (typeof value === 'number') return BigInt(value);
  const inner = (value as { value: number | bigint }).value;
  return typeof inner === 'bigint' ? inner : BigInt(inner);
}

/** Any number as a JavaScript number. */
export function realOf(value: unknown): number {
  if (typeof value === 'number') return value;
  if (value instanceof Decimal) return decimalToNumber(value);
  return Number((value as { value: number | bigint }).value);
}

/** Any number as a Decimal; throws OverflowException where it does not fit. */
export function decimalOf(value: unknown): Decimal {
  if (value instanceof Decimal) return value;
  if (value instanceof Double) return decimalFromReal(value.value);
  if (value instanceof Single) return decimalFromReal(value.value, 7);
  return decimalFromBigint(integerOf(value));
}

/** Rounds a real to the nearest whole number, halves to even. */
export function roundHalfEven(value: number): number {
  const floor = Math.floor(value);
  const rest = value - floor;
  if (rest !== 0.5) return Math.round(value);
  return floor % 2 === 0 ? floor : floor + 1;
}

/** Convert.ChangeType between numbers; throws OverflowException in its words. */
export function changeKind(value: unknown, kind: NumericKind): unknown {
  if (kind === 'Double') return value instanceof Double ? value : new Double(realOf(value));
  if (kind === 'Single') return value instanceof Single ? value : new Single(realOf(value));
  if (kind === 'Decimal') return decimalOf(value);
  if (value instanceof Double || value instanceof Single) {
    const real = value.value;
    if (!Number.isFinite(real) || Math.abs(real) >= 2 ** 64) {
      if (kind === 'Int64' || kind === 'UInt64') arithmeticOverflow();
      integerOverflow(kind);
    }
    const whole = BigInt(roundHalfEven(real));
    const facts = integers.get(kind)!;
    if ((kind === 'Int64' || kind === 'UInt64') && (whole < facts.min || whole > facts.max)) arithmeticOverflow();
    return boxInteger(kind, whole);
  }
  if (value instanceof Decimal) return boxInteger(kind, decimalToBigint(value));
  return boxInteger(kind, integerOf(value));
}

/** An IConvertible scalar (number, char, boolean, enum) as a number of this kind; undefined for other values. */
export function numberFromScalar(value: unknown, kind: NumericKind): unknown {
  if (numericKind(value) !== undefined) return changeKind(value, kind);
  if (typeof value === 'boolean') return changeKind(value ? 1 : 0, kind);
  if (value instanceof Char) return changeKind(value.code, kind);
  if (value instanceof EnumValue) return changeKind(new Int64(BigInt.asIntN(64, value.value)), kind);
  if (value instanceof BigInteger) return isIntegerKind(kind) ? boxInteger(kind, value.value) : undefined;
  return undefined;
}
