// Widths of the integer types.
import type { NumericKind } from '../conversion/numeric.ts';

const sizes: ReadonlyMap<NumericKind, number> = new Map<NumericKind, number>([
  ['SByte', 1],
  ['Byte', 1],
  ['Int16', 2],
  ['UInt16', 2],
  ['Int32', 4],
  ['UInt32', 4],
  ['Int64', 8],
  ['UInt64', 8],
]);

/** Bytes of an integer kind; 8 for others. */
export function kindSize(kind: NumericKind): number {
  return sizes.get(kind) ?? 8;
}
