// The arithmetic operators: promotion by type code, overflow to Double, strings, arrays, dictionaries, operators of .NET types.

import { arrayOf, elementTypeOf } from '../psobject/array.ts';
import { automationNull } from '../psobject/automation-null.ts';
import { Hashtable } from '../psobject/collections.ts';
import {
  BigInteger,
  Char,
  Decimal,
  Double,
  Int64,
  int32Max,
  int32Min,
  Single,
  UInt32,
  UInt64,
} from '../psobject/numbers.ts';
import { baseOf } from '../psobject/ps-object.ts';
import { ThrownException, throwNet } from '../psobject/thrown.ts';
import { EnumValue } from '../psobject/values.ts';
import { conversionRank } from './conversion-rank.ts';
import { convertTo, figureConversion } from './convert.ts';
import { addDecimals, divideDecimals, multiplyDecimals, remainderDecimals, subtractDecimals } from './decimal.ts';
import { dictionaryOf } from './dictionary.ts';
import { enumText } from './enum-values.ts';
import { enumerationOf } from './enumerate.ts';
import { castError, runtimeError, wrapArithmetic } from './errors.ts';
import { invokeStatic } from './members.ts';
import { badNumber, scanNumber } from './number-text.ts';
import {
  changeKind,
  decimalOf,
  integerOf,
  isSignedKind,
  type NumericKind,
  numericKind,
  numericKinds,
  realOf,
} from './numeric.ts';
import { types } from './thread-context.ts';
import { toStringValue } from './to-string.ts';
import { typeOf } from './type-of.ts';

export type ArithmeticOperator = '+' | '-' | '*' | '/' | '%';
export type BitwiseOperator = '-band' | '-bor' | '-bxor';

/** Arrays and strings longer than this are refused before they are made. */
const maxProduct = 500_000_000;

const operatorMethods: Readonly<Record<string, string>> = {
  '+': 'op_Addition',
  '-': 'op_Subtraction',
  '*': 'op_Multiply',
  '/': 'op_Division',
  '%': 'op_Modulus',
  '-band': 'op_BitwiseAnd',
  '-bor': 'op_BitwiseOr',
  '-bxor': 'op_ExclusiveOr',
  '-shl': 'op_LeftShift',
  '-shr': 'op_RightShift',
};

/** The number that a boolean, character or enum counts as in arithmetic; a number itself; undefined for anything else. */
function primitive(value: unknown): unknown {
  if (numericKind(value) !== undefined) return value;
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (value instanceof Char) return value.code;
  if (value instanceof EnumValue) return enumNumber(value);
  return undefined;
}

function enumNumber(value: EnumValue): unknown {
  const underlying = typeOf(value)!.definition.underlying;
  return underlying === undefined || underlying === 'System.Int32'
    ? Number(value.value)
    : convertTo(new Int64(BigInt.asIntN(64, value.value)), types().get(underlying));
}

function divideByZero(): never {
  try {
    throwNet('System.DivideByZeroException', 'Attempted to divide by zero.', { hResult: -2147352558 });
  } catch (error) {
    wrapArithmetic(error);
  }
}

// --- one operation in one type -------------------------------------------------------------------------------------------

function intOp(op: ArithmeticOperator, a: number, b: number): unknown {
  let result: number;
  switch (op) {
    case '+':
      result = a + b;
      break;
    case '-':
      result = a - b;
      break;
    case '*':
      result = a * b;
      // The sign of zero does not exist for integers.
      if (result === 0) return 0;
      if (result > 9e15 || result < -9e15) return new Double(Number(BigInt(a) * BigInt(b)));
      break;
    case '/':
      if (b === 0) divideByZero();
      result = a / b;
      if (!Number.isInteger(result)) return new Double(result);
      if (result === 0) return 0;
      break;
    case '%':
      if (b === 0) divideByZero();
      result = a % b;
      return result === 0 ? 0 : result;
  }
  return result >= int32Min && result <= int32Max ? result : new Double(result);
}

/** Integers wider than Int32; `make` boxes what fits, Double holds the rest. */
function bigOp(
  op: ArithmeticOperator,
  a: bigint,
  b: bigint,
  min: bigint,
  max: bigint,
  make: (value: bigint) => unknown,
): unknown {
  let result: bigint;
  switch (op) {
    case '+':
      result = a + b;
      break;
    case '-':
      result = a - b;
      break;
    case '*':
      result = a * b;
      break;
    case '/':
      if (b === 0n) divideByZero();
      if (a % b !== 0n) return new Double(Number(a) / Number(b));
      result = a / b;
      break;
    case '%':
      if (b === 0n) divideByZero();
      result = a % b;
      break;
  }
  return result >= min && result <= max ? make(result) : new Double(doubleOp(op, Number(a), Number(b)));
}

function doubleOp(op: ArithmeticOperator, a: number, b: number): number {
  switch (op) {
    case '+':
      return a + b;
    case '-':
      return a - b;
    case '*':
      return a * b;
    case '/':
      return a / b;
    case '%':
      return a % b;
  }
}

const decimalOps: Readonly<Record<ArithmeticOperator, (a: Decimal, b: Decimal) => Decimal>> = {
  '+': addDecimals,
  '-': subtractDecimals,
  '*': multiplyDecimals,
  '/': divideDecimals,
  '%': remainderDecimals,
};

function decimalOp(op: ArithmeticOperator, a: unknown, b: unknown): unknown {
  try {
    return decimalOps[op](decimalOf(a), decimalOf(b));
  } catch (error) {
    wrapArithmetic(error);
  }
}

const long = (value: bigint): unknown => new Int64(value);

/** Both operands are numbers. */
function numberOp(op: ArithmeticOperator, a: unknown, b: unknown): unknown {
  if (typeof a === 'number' && typeof b === 'number') return intOp(op, a, b);
  const [kindA, kindB] = [numericKind(a)!, numericKind(b)!];
  const kind = numericKinds[Math.max(numericKinds.indexOf(kindA), numericKinds.indexOf(kindB))]!;
  switch (kind) {
    case 'Decimal':
      return decimalOp(op, a, b);
    case 'Single':
    case 'Double':
      return new Double(doubleOp(op, realOf(a), realOf(b)));
    case 'Int64':
      return bigOp(op, integerOf(a), integerOf(b), -(2n ** 63n), 2n ** 63n - 1n, long);
    case 'UInt32':
    case 'UInt64':
      return unsignedOp(op, a, b, kindA, kindB, kind);
    default:
      return intOp(op, realOf(a), realOf(b));
  }
}

/** A negative operand leaves the unsigned type: UInt32 goes to Int64, UInt64 to Decimal (and where that overflows, Double). */
function unsignedOp(
  op: ArithmeticOperator,
  a: unknown,
  b: unknown,
  kindA: NumericKind,
  kindB: NumericKind,
  kind: 'UInt32' | 'UInt64',
): unknown {
  const [x, y] = [integerOf(a), integerOf(b)];
  const negative = (isSignedKind(kindA) && x < 0n) || (isSignedKind(kindB) && y < 0n);
  if (kind === 'UInt32') {
    if (negative) return bigOp(op, x, y, -(2n ** 63n), 2n ** 63n - 1n, long);
    return bigOp(op, x, y, 0n, 2n ** 32n - 1n, (value) => new UInt32(Number(value)));
  }
  if (!negative) return bigOp(op, x, y, 0n, 2n ** 64n - 1n, (value) => new UInt64(value));
  try {
    return decimalOps[op](decimalOf(a), decimalOf(b));
  } catch (error) {
    if (error instanceof ThrownException && error.exception.typeName === 'System.OverflowException') {
      return new Double(doubleOp(op, Number(x), Number(y)));
    }
    wrapArithmetic(error);
  }
}

// --- operands ------------------------------------------------------------------------------------------------------------

/** Numeric text as a number, by the tokenizer's rules, else by the conversion to the other operand's type (or Int32). */
function numberFromText(text: string, other: unknown): unknown {
  const kind = numericKind(other);
  if (text === '') return 0;
  const scanned = scanNumber(text);
  if (scanned !== undefined) return scanned;
  const to = types().get(kind ? `System.${kind}` : 'System.Int32');
  if (kind === 'Double' || kind === 'Single' || kind === 'Decimal') return convertTo(text, to);
  try {
    badNumber(text);
  } catch (error) {
    // Text such as 1,234 is a number for the conversion, though not for the tokenizer.
    try {
      return convertTo(text, to);
    } catch {
      castFailure(text, to.toString(), error);
    }
  }
}
function castFailure(text: string, to: string, error: unknown): never {
  if (!(error instanceof ThrownException)) throw error;
  const message = `Cannot convert value "${text}" to type "${to}". Error: "${error.message}"`;
  runtimeError('InvalidCastFromStringToInteger', message, null, error.exception);
}

/** The right operand as a number where the left one is: undefined where that takes an operator of its type. */
function rightNumber(value: unknown, left: unknown): unknown {
  if (value === null) return 0;
  const number = primitive(value);
  if (number !== undefined)
    return typeof value === 'boolean' && left instanceof Decimal ? changeKind(number, 'Decimal') : number;
  const rightType = typeOf(value);
  const leftType = typeOf(left);
  if (rightType && leftType) {
    const conversion = figureConversion(rightType, leftType);
    if (conversion.rank === conversionRank.ImplicitCast) return conversion.run(value, leftType, value);
  }
  return undefined;
}

/** An operator that the type of an operand defines; errors name the operator's method or the operator. */
function implicitOp(op: string, left: unknown, right: unknown): unknown {
  const method = operatorMethods[op]!;
  const [leftType, rightType] = [typeOf(left), typeOf(right)];
  for (const type of new Set([leftType, rightType])) {
    if (!type?.method(method, true)) continue;
    try {
      return invokeStatic(type, method, [left, right]);
    } catch (error) {
      if (
        error instanceof ThrownException &&
        error.errorId === 'MethodCountCouldNotFindBest' &&
        type === leftType &&
        rightType
      )
        continue;
      throw error;
    }
  }
  const isPrimitive = (value: unknown): boolean => primitive(value) !== undefined;
  if (leftType && isPrimitive(left) && !(enumerationOf(right) || typeof right === 'string'))
    undefinedOperation(op, left, right);
  if (leftType && (typeof left === 'boolean' || left instanceof Char)) undefinedOperation(op, left, right);
  const owner = (isPrimitive(left) ? rightType : leftType) ?? rightType ?? types().get('System.Object');
  runtimeError(
    'MethodNotFound',
    `Method invocation failed because [${owner}] does not contain a method named '${method}'.`,
    method,
  );
}

function undefinedOperation(op: string, left: unknown, right: unknown): never {
  const name = (value: unknown): string => (value === null ? 'null' : String(typeOf(value)));
  runtimeError('NotADefinedOperationForType', `The operation '[${name(left)}] ${op} [${name(right)}]' is not defined.`);
}

function withEnum(left: unknown, result: unknown): unknown {
  if (!(left instanceof EnumValue)) return result;
  const type = typeOf(left)!;
  const number = integerOf(changeKind(result, 'Int64'));
  return new EnumValue(type.toString(), number, enumText(type, number));
}

// --- the operators -------------------------------------------------------------------------------------------------------

/** `left + right` and its siblings on any values. */
export function binary(op: ArithmeticOperator, leftValue: unknown, rightValue: unknown): unknown {
  if (typeof leftValue === 'number' && typeof rightValue === 'number') return intOp(op, leftValue, rightValue);
  if (leftValue instanceof Double && rightValue instanceof Double)
    return new Double(doubleOp(op, leftValue.value, rightValue.value));
  const left = plain(leftValue);
  const right = plain(rightValue);
  switch (op) {
    case '+':
      return addition(left, right, rightValue);
    case '*':
      return multiplication(left, right);
    default:
      return subtraction(op, left, right);
  }
}

function plain(value: unknown): unknown {
  const base = baseOf(value);
  return base === undefined || base === automationNull ? null : base;
}

function addition(left: unknown, right: unknown, rightValue: unknown): unknown {
  if (left === null) return rightValue ?? null;
  if (typeof left === 'string') return concatenated(left, right);
  if (left instanceof Char) return concatenated(left.toString(), right);
  const number = primitive(left);
  if (number !== undefined) {
    const other = rightNumber(right, left);
    if (other !== undefined && numericKind(other) !== undefined) return withEnum(left, numberOp('+', number, other));
    if (other !== undefined) return implicitOp('+', left, other);
    if (typeof right === 'string') return withEnum(left, numberOp('+', number, numberFromText(right, number)));
    return implicitOp('+', left, right);
  }
  const items = enumerationOf(left);
  if (items !== undefined) {
    const result = [...items];
    const more = enumerationOf(right);
    if (more === undefined) result.push(rightValue ?? null);
    else for (const item of more) result.push(item);
    return result;
  }
  const dictionary = dictionaryOf(left);
  if (dictionary) return mergedDictionaries(dictionary, right);
  return implicitOp('+', left, right);
}

function concatenated(left: string, right: unknown): string {
  const text = toStringValue(right);
  if (left.length + text.length > maxProduct) outOfMemory();
  return left + text;
}

function outOfMemory(): never {
  throwNet('System.OutOfMemoryException', "Exception of type 'System.OutOfMemoryException' was thrown.", {
    hResult: -2147024882,
  });
}

function mergedDictionaries(left: NonNullable<ReturnType<typeof dictionaryOf>>, right: unknown): unknown {
  const other = dictionaryOf(right);
  if (!other) runtimeError('AddHashTableToNonHashTable', 'A hash table can only be added to another hash table.');
  const result = new Hashtable('ignoreCase');
  for (const [key, value] of left.entries()) result.set(key, value);
  for (const [key, value] of other.entries()) {
    if (result.has(key)) {
      const text = `Item has already been added. Key in dictionary: '${toStringValue(key)}'  Key being added: '${toStringValue(key)}'`;
      throwNet('System.ArgumentException', text, {
        category: 'NotSpecified',
        hResult: -2147024809,
      });
    }
    result.set(key, value);
  }
  return result;
}

function multiplication(left: unknown, right: unknown): unknown {
  if (left === null) return null;
  if (numericKind(left) !== undefined || left instanceof EnumValue) {
    const number = primitive(left);
    const other = rightNumber(right, left);
    if (other !== undefined && numericKind(other) !== undefined) return withEnum(left, numberOp('*', number, other));
    if (other !== undefined) return implicitOp('*', left, other);
    if (typeof right === 'string') return withEnum(left, numberOp('*', number, numberFromText(right, number)));
    return implicitOp('*', left, right);
  }
  if (typeof left === 'string') return repeatString(left, timesOf(right));
  const items = enumerationOf(left);
  if (items !== undefined) return repeatItems(left, items, timesOf(right));
  return implicitOp('*', left, right);
}

function timesOf(right: unknown): number {
  const int = types().get('System.Int32');
  return convertTo(typeof right === 'string' ? numberFromText(right, 0) : right, int) as number;
}

function negativeTimes(times: number): never {
  throwNet(
    'System.ArgumentOutOfRangeException',
    `times ('${times}') must be a non-negative value. (Parameter 'times')\nActual value was ${times}.`,
    {
      category: 'NotSpecified',
      properties: [['ParamName', 'times']],
      hResult: -2146233086,
    },
  );
}

function repeatString(text: string, times: number): string {
  if (times < 0) negativeTimes(times);
  if (text.length * times > maxProduct) outOfMemory();
  return text.repeat(times);
}

function repeatItems(left: unknown, items: Iterable<unknown>, times: number): unknown {
  if (times < 0) {
    castError(
      'InvalidCastIConvertible',
      `Cannot convert value "${times}" to type "System.UInt32". Error: "Value was either too large or too small for a UInt32."`,
    );
  }
  const once = [...items];
  if (once.length * times > maxProduct / 8) outOfMemory();
  const result: unknown[] = [];
  for (let i = 0; i < times; i++) for (const item of once) result.push(item);
  if (left instanceof Uint8Array) return Uint8Array.from(result, (item) => (item as { value: number }).value);
  return Array.isArray(left) && elementTypeOf(left) !== 'System.Object' ? arrayOf(elementTypeOf(left), result) : result;
}

function subtraction(op: '-' | '/' | '%', leftOperand: unknown, right: unknown): unknown {
  const left = leftOperand === null ? 0 : leftOperand;
  if (typeof left === 'string') {
    const number = numberFromText(left, right);
    return binary(op, number, typeof right === 'string' ? numberFromText(right, number) : right);
  }
  const number = primitive(left);
  if (number !== undefined) {
    const other = rightNumber(right, left);
    if (other !== undefined && numericKind(other) !== undefined) return withEnum(left, numberOp(op, number, other));
    if (other !== undefined) return implicitOp(op, left, other);
    if (typeof right === 'string') return withEnum(left, numberOp(op, number, numberFromText(right, number)));
  }
  return implicitOp(op, left, right);
}

export const add = (left: unknown, right: unknown): unknown => binary('+', left, right);
export const subtract = (left: unknown, right: unknown): unknown => binary('-', left, right);
export const multiply = (left: unknown, right: unknown): unknown => binary('*', left, right);
export const divide = (left: unknown, right: unknown): unknown => binary('/', left, right);
export const remainder = (left: unknown, right: unknown): unknown => binary('%', left, right);

/** `-$x`. */
export function negate(value: unknown): unknown {
  const base = plain(value);
  if (base instanceof Double) return new Double(-base.value);
  if (base instanceof Single) return new Single(-base.value);
  if (base instanceof Decimal) return new Decimal(-base.unscaled, base.scale);
  if (base instanceof BigInteger) return new BigInteger(-base.value);
  return binary('-', 0, base);
}

/** `+$x`: zero plus it. */
export function unaryPlus(value: unknown): unknown {
  const base = plain(value);
  return numericKind(base) !== undefined && typeof base !== 'number' && !['Byte', 'SByte'].includes(numericKind(base)!)
    ? base
    : binary('+', 0, base);
}

/** `$x++` and `$x--`: null counts as zero; text and the rest are refused. */
export function increment(value: unknown, by: 1 | -1): unknown {
  if (typeof value === 'number') return intOp('+', value, by);
  const base = plain(value);
  if (base === null) return by;
  if (numericKind(base) === undefined && !(base instanceof EnumValue)) {
    const operator = by === 1 ? '++' : '--';
    runtimeError(
      'OperatorRequiresNumber',
      `The '${operator}' operator works only on numbers. The operand is a '${typeOf(base)}'.`,
    );
  }
  return binary('+', base, by);
}
