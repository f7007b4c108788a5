// LanguagePrimitives.IsTrue: what counts as true.
import { automationNull } from '../psobject/automation-null.ts';
import { ArrayList } from '../psobject/collections.ts';
import { BigInteger, Char, Decimal } from '../psobject/numbers.ts';
import { baseOf } from '../psobject/ps-object.ts';
import { EnumValue, SwitchParameter } from '../psobject/values.ts';
import { numericKind } from './numeric.ts';

/** The items of an IList, or undefined. Lists of src/dotnet show themselves by `items`. */
export function listItems(value: unknown): ArrayLike<unknown> | undefined {
  if (Array.isArray(value) || value instanceof Uint8Array) return value;
  if (value instanceof ArrayList) return value.items;
  const list = (value as { listItems?: unknown[] } | null)?.listItems;
  return list;
}

export function toBoolean(value: unknown): boolean {
  if (typeof value === 'boolean') return value;
  if (typeof value === 'number') return value !== 0;
  if (typeof value === 'string') return value !== '';
  if (value === null || value === undefined || value === automationNull) return false;
  const base = baseOf(value);
  if (base !== value) return toBoolean(base);
  const kind = numericKind(value);
  if (kind !== undefined) {
    if (value instanceof Decimal) return value.unscaled !== 0n;
    // biome-ignore lint/suspicious/noDoubleEquals: number or bigint zero; NaN is true
    return (value as { value: number | bigint }).value != 0;
  }
  if (value instanceof Char) return value.code !== 0;
  if (value instanceof BigInteger || value instanceof EnumValue) return value.value !== 0n;
  if (value instanceof SwitchParameter) return value.isPresent;
  const items = listItems(value);
  if (items === undefined) return true;
  if (items.length !== 1) return items.length > 1;
  // A list of one list is true when that has items: its own items are not looked at.
  const inner = listItems(baseOf(items[0]));
  return inner === undefined ? toBoolean(items[0]) : inner.length > 0;
}
