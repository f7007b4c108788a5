// A stable sort that can be interrupted: JavaScript's own cannot be stopped once it runs.

/** Sorts a copy of the items. `checkStop` is called every few thousand comparisons and may throw. */
export function mergeSort<T>(items: readonly T[], compare: (left: T, right: T) => number, checkStop: () => void): T[] {
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
