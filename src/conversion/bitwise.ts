// -band -bor -bxor -bnot -shl -shr.
import { automationNull } from '../psobject/automation-null.ts';
import { Decimal, Double, Int64, Single, UInt32, UInt64 } from '../psobject/numbers.ts';
import { baseOf } from '../psobject/ps-object.ts';
import { EnumValue } from '../psobject/values.ts';
import { conversionRank } from './conversion-rank.ts';
import { conversionRankOf, convertTo } from './convert.ts';
import { enumText } from './enum-values.ts';
import { runtimeError } from './errors.ts';
import { invokeStatic } from './members.ts';
import { scanNumber } from './number-text.ts';
import {
  changeKind,
  integerOf,
  isIntegerKind,
  type NumericKind,
  numericKind,
  numericKinds,
  realOf,
} from './numeric.ts';
import { types } from './thread-context.ts';
import { typeOf } from './type-of.ts';

export type BitwiseOperator = '-band' | '-bor' | '-bxor';
export type ShiftOperator = '-shl' | '-shr';

const methods: Readonly<Record<BitwiseOperator | ShiftOperator, string>> = {
  '-band': 'op_BitwiseAnd',
  '-bor': 'op_BitwiseOr',
  '-bxor': 'op_ExclusiveOr',
  '-shl': 'op_LeftShift',
  '-shr': 'op_RightShift',
};

function plain(value: unknown): unknown {
  const base = baseOf(value);
  return base === undefined || base === automationNull ? null : base;
}

/** Text as a number: by the tokenizer, else with the conversion's error. */
function number(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  return scanNumber(value) ?? convertTo(value, types().get('System.Int32'));
}

/** The kinds that bits live in; box wraps like C's unchecked casts. */
const boxes: readonly [NumericKind, number, (value: bigint) => unknown][] = [
  ['Int32', 32, (value) => Number(BigInt.asIntN(32, value))],
  ['UInt32', 32, (value) => new UInt32(Number(BigInt.asUintN(32, value)))],
  ['Int64', 64, (value) => new Int64(BigInt.asIntN(64, value))],
  ['UInt64', 64, (value) => new UInt64(BigInt.asUintN(64, value))],
];

function boxFor(kind: NumericKind): (value: bigint) => unknown {
  const index = numericKinds.indexOf(kind);
  return (boxes.find(([k]) => index <= numericKinds.indexOf(k)) ?? boxes[3]!)[2];
}

/** Reals count by their nearest whole number, as UInt64 or, when negative, Int64. */
function whole(value: unknown): { readonly value: bigint; readonly kind: NumericKind } {
  const kind = numericKind(value)!;
  if (isIntegerKind(kind)) return { value: integerOf(value), kind };
  const negative = realOf(value) < 0;
  return { value: integerOf(changeKind(value, negative ? 'Int64' : 'UInt64')), kind: negative ? 'Int64' : 'UInt64' };
}

function bits(op: BitwiseOperator, a: bigint, b: bigint): bigint {
  return op === '-band' ? a & b : op === '-bor' ? a | b : a ^ b;
}

/** `left -band right` and its siblings. */
export function bitwise(op: BitwiseOperator, leftValue: unknown, rightValue: unknown): unknown {
  if (typeof leftValue === 'number' && typeof rightValue === 'number') {
    return op === '-band' ? leftValue & rightValue : op === '-bor' ? leftValue | rightValue : leftValue ^ rightValue;
  }
  let left = plain(leftValue);
  let right = plain(rightValue);
  if (left === null && right === null) return op === '-band' ? null : 0;
  if (left instanceof EnumValue || right instanceof EnumValue) return enumBits(op, left, right);
  left = number(left ?? 0);
  right = number(right ?? 0);
  if (typeof left === 'boolean' || typeof right === 'boolean') {
    left = typeof left === 'boolean' ? Number(left) : left;
    right = typeof right === 'boolean' ? Number(right) : right;
  }
  if (numericKind(left) === undefined || numericKind(right) === undefined) {
    const type = typeOf(left)!;
    if (type.method(methods[op], true)) return invokeStatic(type, methods[op], [left, right]);
    const other = typeOf(right)!;
    if (other.method(methods[op], true)) return invokeStatic(other, methods[op], [left, right]);
    runtimeError(
      'MethodNotFound',
      `Method invocation failed because [${type}] does not contain a method named '${methods[op]}'.`,
    );
  }
  const [a, b] = [whole(left), whole(right)];
  const kind = numericKinds[Math.max(numericKinds.indexOf(a.kind), numericKinds.indexOf(b.kind))]!;
  return boxFor(kind)(bits(op, a.value, b.value));
}

/** An enum on either side makes the other one of its kind. */
function enumBits(op: BitwiseOperator, left: unknown, right: unknown): unknown {
  const enumSide = (left instanceof EnumValue ? left : right) as EnumValue;
  const type = typeOf(enumSide)!;
  const value = (side: unknown): bigint => {
    if (side === null) return 0n;
    if (side instanceof EnumValue) return side.value;
    if (numericKind(side) !== undefined) return whole(side).value;
    return (convertTo(side, type) as EnumValue).value;
  };
  const result = bits(op, value(left), value(right));
  if (!(left instanceof EnumValue)) return boxFor('Int32')(result);
  return new EnumValue(type.toString(), result, enumText(type, result));
}

/** `left -shl right`, `left -shr right`: the count is taken modulo the width. */
export function shift(op: ShiftOperator, leftValue: unknown, rightValue: unknown): unknown {
  const left = number(plain(leftValue));
  if (left === null) return 0;
  const kind = numericKind(left);
  if (kind === undefined) {
    const type = typeOf(left)!;
    if (type.method(methods[op], true)) return invokeStatic(type, methods[op], [left, rightValue]);
    runtimeError(
      'MethodNotFound',
      `Method invocation failed because [${type}] does not contain a method named '${methods[op]}'.`,
    );
  }
  const count = convertTo(number(plain(rightValue)), types().get('System.Int32')) as number;
  const { value, kind: wholeKind } = whole(left);
  const wide = numericKinds.indexOf(wholeKind) >= numericKinds.indexOf('Int64');
  const places = BigInt(count & (wide ? 63 : 31));
  return boxFor(wholeKind)(op === '-shl' ? value << places : value >> places);
}

/** `-bnot value`. */
export function bitwiseNot(value: unknown): unknown {
  const base = number(plain(value));
  if (base === null) return -1;
  if (base instanceof EnumValue) {
    const type = typeOf(base)!;
    return new EnumValue(type.toString(), ~base.value, enumText(type, ~base.value));
  }
  if (base instanceof Double || base instanceof Single || base instanceof Decimal) {
    const { value: bigint } = whole(base);
    return boxFor(
      bigint >= -(2n ** 31n) && bigint < 2n ** 31n
        ? 'Int32'
        : bigint < 2n ** 32n
          ? 'UInt32'
          : bigint < 2n ** 63n
            ? 'Int64'
            : 'UInt64',
    )(~bigint);
  }
  const kind = numericKind(base);
  if (kind !== undefined) return boxFor(kind)(~integerOf(base));
  const type = typeOf(base)!;
  if (type.method('op_OnesComplement', true)) return invokeStatic(type, 'op_OnesComplement', [base]);
  const int = types().get('System.Int32');
  if (conversionRankOf(base, int) !== conversionRank.None) return bitwiseNot(convertTo(base, int));
  return bitwiseNot(convertTo(base, types().get('System.Int64')));
}
