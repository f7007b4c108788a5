// Draws the rows of a table within the columns' widths.

import { fitColumns } from './column-widths.ts';
import { cellsOf, headOf, isDecorated, reset, tailOf } from './display-cells.ts';
import { type Alignment, alignments } from './format-data.ts';
import { ellipsis, truncateAtNewLine, wrapText } from './text-lines.ts';

const minimumScreenColumns = 5;

/** Escape sequences for the parts of a table and a list ($PSStyle.Formatting); empty strings for plain text. */
export interface FormatStyle {
  readonly tableHeader: string;
  readonly formatAccent: string;
}

export const plainStyle: FormatStyle = { tableHeader: '', formatAccent: '' };

export interface ColumnLayout {
  readonly width: number;
  readonly alignment: Alignment;
}

export class TableWriter {
  readonly #columns: readonly ColumnLayout[];
  readonly #style: FormatStyle;
  /** The header's lines once drawn, for pages that repeat it. */
  #header: readonly string[] | undefined;

  constructor(screenColumns: number, columns: readonly ColumnLayout[], style: FormatStyle = plainStyle) {
    const widths =
      screenColumns < minimumScreenColumns
        ? []
        : fitColumns(
            columns.map((column) => column.width),
            screenColumns,
          );
    this.#columns = widths.some((width) => width > 0)
      ? columns.map((column, index) => ({ ...column, width: widths[index] as number }))
      : [];
    this.#style = style;
  }

  /** The labels and the dashes beneath them. */
  header(labels: readonly string[]): readonly string[] {
    if (this.#columns.length === 0) return [];
    this.#header ??= [
      ...this.#wrappedRow(labels, undefined, true),
      ...this.row(
        labels.map((label, index) => '-'.repeat(Math.max(0, dashes(label, this.#columns[index]?.width ?? 0)))),
        undefined,
        false,
        true,
      ),
    ];
    return this.#header;
  }

  /** A row on one line, or on as many as its cells need with `wrap`. */
  row(values: readonly string[], cellAlignments?: readonly Alignment[], wrap = false, isHeader = false): string[] {
    if (this.#columns.length === 0) return [];
    if (wrap) return this.#wrappedRow(values, cellAlignments, isHeader);
    let line = '';
    const last = this.#columns.length - 1;
    this.#columns.forEach((column, index) => {
      if (column.width <= 0) return;
      const cell = fitCell(values[index] ?? '', column.width, this.#alignment(index, cellAlignments), index !== last);
      if (index > 0) line += ' ';
      if (isHeader && this.#style.tableHeader !== '') line += `${this.#style.tableHeader}${cell}${reset}`;
      else line += isDecorated(cell) && !cell.trimEnd().endsWith(reset) ? cell + reset : cell;
    });
    return [line];
  }

  #alignment(index: number, cellAlignments: readonly Alignment[] | undefined): Alignment {
    return cellAlignments?.[index] || (this.#columns[index] as ColumnLayout).alignment;
  }

  #wrappedRow(
    values: readonly string[],
    cellAlignments: readonly Alignment[] | undefined,
    isHeader: boolean,
  ): string[] {
    const visible = this.#columns.flatMap((column, index) => (column.width > 0 ? [index] : []));
    const cells = visible.map((index, place) => {
      const { width } = this.#columns[index] as ColumnLayout;
      const alignment = this.#alignment(index, cellAlignments);
      const pad = place < visible.length - 1;
      return wrapText(values[index] ?? '', width, width).map((line) =>
        (pad || alignment === alignments.Right || alignment === alignments.Center) && cellsOf(line) < width
          ? fitCell(line, width, alignment, pad)
          : line,
      );
    });
    const height = Math.max(...cells.map((lines) => lines.length));
    const rows: string[] = [];
    for (let row = 0; row < height; row++) {
      const lastWithContent = cells.findLastIndex((lines) => lines.length > row);
      let text = '';
      for (let place = 0; place <= lastWithContent; place++) {
        const { width } = this.#columns[visible[place] as number] as ColumnLayout;
        let cell = (place > 0 ? ' ' : '') + (cells[place]?.[row] ?? ' '.repeat(width));
        if (place === lastWithContent && height > 1) cell = cell.trimEnd();
        text += isHeader && this.#style.tableHeader !== '' ? `${this.#style.tableHeader}${cell}${reset}` : cell;
      }
      rows.push(text);
    }
    return rows;
  }
}

function dashes(label: string, width: number): number {
  return label === '' ? width : Math.min(width, cellsOf(label));
}

/** A value cut or padded to a width. Numbers lose their head, texts their tail. */
function fitCell(value: string, width: number, alignment: Alignment, pad: boolean): string {
  let text = truncateAtNewLine(value);
  const cells = cellsOf(text);
  if (cells < width) {
    const blanks = width - cells;
    if (alignment === alignments.Right) text = ' '.repeat(blanks) + text;
    else if (alignment === alignments.Center) {
      const left = Math.floor(blanks / 2);
      text = ' '.repeat(left) + text + (pad ? ' '.repeat(blanks - left) : '');
    } else if (pad) text += ' '.repeat(blanks);
  } else if (cells > width) {
    const kept = width - 1;
    if (alignment === alignments.Right) text = kept > 0 ? ellipsis + tailOf(text, kept) : tailOf(text, width);
    else text = kept > 0 ? withEllipsis(headOf(text, kept)) : headOf(text, width);
  }
  const final = cellsOf(text);
  if (final === width) return text;
  // A wide character that did not fit leaves one cell.
  if (alignment === alignments.Right) return ` ${text}`;
  return pad ? `${text} ` : text;
}

function withEllipsis(text: string): string {
  return text.endsWith(reset) ? text.slice(0, -reset.length) + ellipsis + reset : text + ellipsis;
}
