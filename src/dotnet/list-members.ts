// What ArrayList, List`1 and arrays share: searching, sorting, copying. Comparers and delegates are taken as scripts give them.
import { netCompare, netEquals } from '../conversion/compare.ts';
import { NetDelegate } from '../conversion/delegate.ts';
import { invokeMethod } from '../conversion/members.ts';
import { ThrownException, throwNet } from '../psobject/thrown.ts';

/** A comparison function from an IComparer, a Comparison delegate, or null. */
export function comparison(comparer: unknown): (a: unknown, b: unknown) => number {
  if (comparer === null || comparer === undefined) return netCompare;
  if (comparer instanceof NetDelegate) return (a, b) => comparer.invoke(a, b) as number;
  return (a, b) => invokeMethod(comparer, 'Compare', [a, b]) as number;
}

/** Sorts in place; what a comparison throws comes wrapped as .NET wraps it. */
export function sortItems(items: unknown[], comparer: unknown): void {
  const compare = comparison(comparer);
  let failure: unknown;
  try {
    const sorted = items.toSorted((a, b) => {
      try {
        return compare(a, b);
      } catch (error) {
        failure ??= error;
        throw error;
      }
    });
    for (let i = 0; i < items.length; i++) items[i] = sorted[i];
  } catch (error) {
    if (!(error instanceof ThrownException) || error !== failure) throw error;
    throwNet('System.InvalidOperationException', 'Failed to compare two elements in the array.', {
      hResult: -2146233079,
      inner: error.exception,
    });
  }
}

/** Array.BinarySearch: the index, or the complement of where the value would stand. */
export function binarySearch(items: ArrayLike<unknown>, value: unknown, comparer: unknown = null): number {
  const compare = comparison(comparer);
  let low = 0;
  let high = items.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const order = compare(items[middle], value);
    if (order === 0) return middle;
    if (order < 0) low = middle + 1;
    else high = middle - 1;
  }
  return ~low;
}

export function indexOfItem(items: ArrayLike<unknown>, value: unknown, start = 0, end = items.length): number {
  for (let i = start; i < end; i++) if (netEquals(items[i], value)) return i;
  return -1;
}
export function lastIndexOfItem(items: ArrayLike<unknown>, value: unknown): number {
  for (let i = items.length - 1; i >= 0; i--) if (netEquals(items[i], value)) return i;
  return -1;
}
