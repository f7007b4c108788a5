// The operators as the compiler uses them; arithmetic and comparison are conversion's, this is the language's side of them.
import {
  bitwiseNot,
  bitwise as bitwiseOn,
  convertTo,
  equal,
  type NetType,
  ordered,
  shift as shiftBy,
  toBoolean,
  tryConvertTo,
  types,
} from '../conversion/index.ts';
import { automationNull } from '../psobject/automation-null.ts';
import { enumerate } from './members.ts';
import { toText } from './text.ts';

export { add, divide, increment, multiply, negate, remainder, subtract, unaryPlus } from '../conversion/arithmetic.ts';
export { formatOperator } from '../dotnet/composite-format.ts';
export { bitwiseNot };

export const isTrue = toBoolean;

export type ComparisonName = 'eq' | 'ne' | 'gt' | 'ge' | 'lt' | 'le';

/** A comparison of two single values. */
export function compareOperator(name: ComparisonName, left: unknown, right: unknown, ignoreCase: boolean): boolean {
  const second = right === automationNull ? null : right;
  if (name === 'eq') return equal(left, second, ignoreCase);
  if (name === 'ne') return !equal(left, second, ignoreCase);
  return ordered(`-${name}`, left, second, ignoreCase);
}

/** `collection -contains value`. */
export function containsOperator(collection: unknown, value: unknown, ignoreCase: boolean): boolean {
  const items = collection === null ? [null] : (enumerate(collection) ?? [collection]);
  for (const item of items) if (equal(item, value, ignoreCase)) return true;
  return false;
}

export function bitwise(operator: 'band' | 'bor' | 'bxor', left: unknown, right: unknown): unknown {
  return bitwiseOn(`-${operator}`, left, right);
}

export function shift(operator: 'shl' | 'shr', left: unknown, right: unknown): unknown {
  return shiftBy(`-${operator}`, left, right);
}

/** `value -as [type]`: $null where it cannot be. */
export function asOperator(value: unknown, type: NetType): unknown {
  return tryConvertTo(value, type)?.value ?? null;
}

export function convert(value: unknown, type: NetType): unknown {
  return convertTo(value, type);
}

export function convertToTypeNamed(value: unknown, typeName: string): unknown {
  return convertTo(value, types().get(typeName));
}

/** `collection -join separator`. */
export function joinOperator(left: unknown, right: unknown): string {
  const separator = toText(right);
  const items = left === null || left === automationNull ? undefined : enumerate(left);
  if (items === undefined) return toText(left);
  const texts: string[] = [];
  for (const item of items) texts.push(toText(item));
  return texts.join(separator);
}

/** `from..to`, over integers or characters. */
export function rangeOperator(left: unknown, right: unknown): unknown[] {
  const character = (value: unknown): boolean => typeof value === 'string' && value.length === 1;
  const result: unknown[] = [];
  const charOf = types().get('System.Char');
  if (character(left) && character(right) && !(/\d/.test(left as string) && /\d/.test(right as string))) {
    const from = (left as string).charCodeAt(0);
    const to = (right as string).charCodeAt(0);
    for (let i = from; from <= to ? i <= to : i >= to; i += from <= to ? 1 : -1) {
      result.push(convertTo(String.fromCharCode(i), charOf));
    }
    return result;
  }
  const integer = types().get('System.Int32');
  const from = convertTo(left ?? 0, integer) as number;
  const to = convertTo(right ?? 0, integer) as number;
  if (from <= to) for (let i = from; i <= to; i++) result.push(i);
  else for (let i = from; i >= to; i--) result.push(i);
  return result;
}
