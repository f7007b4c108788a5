// Widths of a table's columns: columns without a width share what is left, then columns go from the right until the rest fits.

const separatorWidth = 1;
const minimumColumnWidth = 1;

function tableWidth(widths: readonly number[]): number {
  const visible = widths.filter((width) => width > 0);
  return visible.reduce((sum, width) => sum + width, 0) + separatorWidth * (visible.length - 1);
}

/** Gives columns of width 0 the minimum and then, in turns, all cells that are left. */
function shareRemainder(widths: number[], available: number): void {
  const open = widths.flatMap((width, index) => (width <= 0 ? [index] : []));
  for (const index of open) widths[index] = minimumColumnWidth;
  let left = available - tableWidth(widths);
  if (left <= 0 || open.length === 0) return;
  const each = Math.floor(left / open.length);
  left -= each * open.length;
  open.forEach((index, turn) => {
    widths[index] = minimumColumnWidth + each + (turn < left ? 1 : 0);
  });
}

/** Shrinks the last visible column, or hides it (width -1) where nothing would be left of it. */
function trimToFit(widths: number[], available: number): void {
  for (let last = widths.length - 1; last >= 0; last--) {
    const excess = tableWidth(widths) - available;
    if (excess <= 0) return;
    const remaining = (widths[last] as number) - excess;
    if (remaining >= minimumColumnWidth) {
      widths[last] = remaining;
      return;
    }
    widths[last] = -1;
  }
}

/** The widths that columns get on a screen of `available` cells; 0 asks for a share, -1 in the result hides the column. */
export function fitColumns(wanted: readonly number[], available: number): number[] {
  const widths = [...wanted];
  shareRemainder(widths, available);
  trimToFit(widths, available);
  return widths;
}

/** How many items of so many cells a wide table takes in a row. */
export function itemsPerRow(itemWidth: number, available: number): number {
  if (itemWidth <= 0 || available < 1 || itemWidth >= available) return 1;
  let items = 1;
  while (itemWidth * (items + 1) + items * separatorWidth < available) items++;
  return items;
}
