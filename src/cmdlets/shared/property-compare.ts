// Compares objects by several keys, as Sort-Object, Group-Object and Compare-Object do (OrderByPropertyComparer).

import type { ObjectAccess } from '../../format/object-access.ts';
import { expressionValues, type PropertyExpression } from '../../format/property-expression.ts';
import type { ThrownException } from '../../psobject/thrown.ts';
import { compareLoosely } from './values.ts';

/** One key of an object; `missing` stands for a property that it does not have. */
export type OrderKey = { readonly value: unknown } | 'missing';

/** An object with its keys. */
export interface OrderEntry {
  readonly object: unknown;
  readonly keys: readonly OrderKey[];
}

export interface OrderRules {
  readonly descending: readonly boolean[];
  readonly caseSensitive: boolean;
  readonly culture: string | undefined;
}

/** The keys of an object; an expression that throws is reported and counts as null. */
export function orderEntry(
  access: ObjectAccess,
  object: unknown,
  expressions: readonly PropertyExpression[],
  onError: (error: ThrownException, expression: PropertyExpression) => void,
): OrderEntry {
  if (expressions.length === 0) return { object, keys: [{ value: object }] };
  const keys = expressions.flatMap((expression): OrderKey[] => {
    const results = expressionValues(access, expression, object);
    if (results.length === 0) return ['missing'];
    return results.map((result) => {
      if (result.error) onError(result.error, expression);
      return { value: result.value };
    });
  });
  return { object, keys };
}

export function compareKeys(left: OrderKey, right: OrderKey, rules: OrderRules): number {
  if (left === 'missing' || right === 'missing') return left === right ? 0 : left === 'missing' ? 1 : -1;
  return compareLoosely(left.value, right.value, !rules.caseSensitive, rules.culture);
}

/** Negative, zero or positive. Objects without a property come last however it is sorted. */
export function compareEntries(left: OrderEntry, right: OrderEntry, rules: OrderRules): number {
  const count = Math.min(left.keys.length, right.keys.length);
  for (let index = 0; index < count; index++) {
    const [first, second] = [left.keys[index] as OrderKey, right.keys[index] as OrderKey];
    const order = compareKeys(first, second, rules);
    if (order !== 0) return rules.descending[index] && first !== 'missing' && second !== 'missing' ? -order : order;
  }
  return 0;
}
