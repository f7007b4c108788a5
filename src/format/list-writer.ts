// Draws the properties of one object, a line or more for each: `Name : value`.
import { cellsOf, headOf, isDecorated, reset } from './display-cells.ts';
import type { FormatStyle } from './table-writer.ts';
import { splitLines, wrapText } from './text-lines.ts';

const separator = ' : ';

/** The lines of these fields; values are wrapped beside the labels. None where the screen is too narrow for any value. */
export function listLines(
  fields: readonly { readonly label: string; readonly value: string }[],
  screenColumns: number,
  style: FormatStyle,
): string[] {
  const room = screenColumns - separator.length - 1;
  if (fields.length === 0 || room < 1) return [];
  const labelWidth = Math.min(room, Math.max(...fields.map((field) => cellsOf(field.label))));
  const valueWidth = screenColumns - labelWidth - separator.length;
  const indent = ' '.repeat(labelWidth + separator.length);
  const lines: string[] = [];
  for (const { label, value } of fields) {
    const cells = cellsOf(label);
    const shown = cells > labelWidth ? headOf(label, labelWidth) : label + ' '.repeat(labelWidth - cells);
    const head = style.formatAccent === '' ? shown + separator : `${style.formatAccent}${shown}${separator}${reset}`;
    let isFirst = true;
    for (const line of splitLines(value)) {
      for (const piece of wrapText(line, valueWidth, valueWidth)) {
        const text = isDecorated(piece) && !piece.endsWith(reset) ? piece + reset : piece;
        lines.push((isFirst ? head : indent) + text);
        isFirst = false;
      }
    }
  }
  return lines;
}
