// Breaking text into lines: at line feeds, and at words where a line is longer than its column.
import { cellsOf, cellsOfUnit, isDecorated, reset, withoutDecoration } from './display-cells.ts';

export const ellipsis = '\u2026';

const softHyphen = '\u00ad';

/** The lines of a text; carriage returns are dropped. */
export function splitLines(text: string): string[] {
  return text.replaceAll('\r', '').split('\n');
}

/** The first line, with an ellipsis where more lines follow. */
export function truncateAtNewLine(text: string): string {
  const at = text.search(/[\r\n]/);
  return at < 0 ? text : text.slice(0, at) + ellipsis;
}

interface Word {
  readonly text: string;
  readonly delimiter: string;
}

/** Words end at blanks, tabs and soft hyphens (which stay with them), hard hyphens and no-break spaces (which are dropped). */
function words(line: string): Word[] {
  const result: Word[] = [];
  let start = 0;
  for (let index = 0; index < line.length; index++) {
    const unit = line[index] as string;
    if (unit === ' ' || unit === '\t' || unit === softHyphen) {
      result.push({ text: line.slice(start, index), delimiter: unit });
      start = index + 1;
    } else if (unit === '\u2011' || unit === '\u00a0') {
      result.push({ text: line.slice(start, index), delimiter: '' });
      start = index + 1;
    }
  }
  result.push({ text: line.slice(start), delimiter: '' });
  return result;
}

/** Wraps one line that is too long; a word longer than a line is broken anywhere. */
function wrapLine(line: string, firstWidth: number, followingWidth: number, out: string[]): void {
  let width = firstWidth;
  let left = firstWidth;
  let current = '';
  let onFirst = true;
  const startLine = (): void => {
    out.push(current);
    current = '';
    if (onFirst) {
      onFirst = false;
      width = followingWidth;
    }
    left = width;
  };
  for (const { text, delimiter } of words(line)) {
    let word = text;
    if (delimiter === softHyphen) {
      if (cellsOf(word) + 1 === left) word += '-';
    } else word += delimiter;
    if (width === 0) {
      onFirst = false;
      width = followingWidth;
      if (width === 0) break;
      left = width;
    }
    const cells = cellsOf(word);
    if (cells > width) {
      for (let unit of word) {
        let unitCells = cellsOfUnit(unit.charCodeAt(0));
        if (unitCells > width) {
          unit = '?';
          unitCells = 1;
        }
        if (unitCells > left) startLine();
        current += unit;
        left -= unitCells;
      }
    } else {
      if (cells > left) startLine();
      current += word;
      left -= cells;
    }
  }
  out.push(current);
}

/** The lines of a text within these widths (in cells). Decoration of a wrapped line is carried over its pieces. */
export function wrapText(text: string, firstWidth: number, followingWidth: number): string[] {
  if (text === '') return [''];
  const result: string[] = [];
  for (const line of splitLines(text)) {
    if (cellsOf(line) <= firstWidth) result.push(line);
    else if (!isDecorated(line)) wrapLine(line, firstWidth, followingWidth, result);
    else {
      const opening = leadingDecoration(line);
      const pieces: string[] = [];
      wrapLine(withoutDecoration(line), firstWidth, followingWidth, pieces);
      for (const piece of pieces) result.push(opening === '' ? piece : opening + piece + reset);
    }
  }
  return result;
}

/** The escape sequences with which a line begins: a wrapped line keeps these, and only these. */
function leadingDecoration(line: string): string {
  return /^(?:\u001b\[\d*(?:;\d+)*m)*/.exec(line)?.[0] ?? '';
}
