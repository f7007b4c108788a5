// A stable sort that can be interrupted: JavaScript's own cannot be stopped once it runs.

/** .NET sorts so few by insertion; it shows where the order is not consistent (numbers among texts). */
const insertionLimit = 16;

function insertionSort<T>(items: readonly T[], compare: (left: T, right: T) => number): T[] {
  const sorted = items.slice();
  for (let next = 1; next < sorted.length; next++) {
    const item = sorted[next] as T;
    let at = next;
    while (at > 0 && compare(item, sorted[at - 1] as T) < 0) {
      sorted[at] = sorted[at - 1] as T;
      at--;
    }
    sorted[at] = item;
  }
  return sorted;
}

/** Sorts a copy of the items. `checkStop` is called every few thousand comparisons and may throw. */
export function mergeSort<T>(items: readonly T[], compare: (left: T, right: T) => number, checkStop: () => void): T[] {
  if (items.length <= insertionLimit) return insertionSort(items, compare);
  let source = items.slice();
  let target = new Array<T>(source.length);
  let comparisons = 0;
  for (let width = 1; width < source.length; width *= 2) {
    for (let start = 0; start < source.length; start += 2 * width) {
      const middle = Math.min(start + width, source.length);
      const end = Math.min(start + 2 * width, source.length);
      let left = start;
      let right = middle;
      for (let at = start; at < end; at++) {
        if ((++comparisons & 0xfff) === 0) checkStop();
        const takeLeft = left < middle && (right >= end || compare(source[left] as T, source[right] as T) <= 0);
        target[at] = source[takeLeft ? left++ : right++] as T;
      }
    }
    [source, target] = [target, source];
  }
  return source;
}
