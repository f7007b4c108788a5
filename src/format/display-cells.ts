// How many cells of the screen a text takes: escape sequences take none, East Asian wide characters two.

const escapeSequences = /\u001b\[\d*(?:;\d+)*m|\u001b\[\?\d+[hl]|\u001b\]8;;.*?\u001b\\/g;
const narrow = /^[\u0000-\u001a\u001c-\u10ff]*$/;

/** True for a text with an escape character. */
export function isDecorated(text: string): boolean {
  return text.includes('\u001b');
}

/** The text without colour, mode and hyperlink sequences. */
export function withoutDecoration(text: string): string {
  return isDecorated(text) ? text.replace(escapeSequences, '') : text;
}

/** Ranges of wide characters, as PowerShell has them; surrogate pairs count as two narrow ones. */
function isWide(code: number): boolean {
  return (
    code >= 0x1100 &&
    (code <= 0x115f ||
      code === 0x2329 ||
      code === 0x232a ||
      (code >= 0x2e80 && code <= 0xa4cf && code !== 0x303f) ||
      (code >= 0xac00 && code <= 0xd7a3) ||
      (code >= 0xf900 && code <= 0xfaff) ||
      (code >= 0xfe10 && code <= 0xfe19) ||
      (code >= 0xfe30 && code <= 0xfe6f) ||
      (code >= 0xff00 && code <= 0xff60) ||
      (code >= 0xffe0 && code <= 0xffe6))
  );
}

/** Cells of one UTF-16 unit. */
export function cellsOfUnit(code: number): number {
  return isWide(code) ? 2 : 1;
}

/** Cells of a text. */
export function cellsOf(text: string): number {
  if (narrow.test(text)) return text.length;
  const plain = withoutDecoration(text);
  let cells = 0;
  for (let index = 0; index < plain.length; index++) cells += cellsOfUnit(plain.charCodeAt(index));
  return cells;
}

/** How many units of an undecorated text fit in so many cells, from its head or from its tail. */
function unitsThatFit(plain: string, cells: number, fromHead: boolean): number {
  let used = 0;
  let units = 0;
  while (units < plain.length) {
    used += cellsOfUnit(plain.charCodeAt(fromHead ? units : plain.length - 1 - units));
    if (used > cells) break;
    units++;
  }
  return units;
}

/** Copies units `from` to `to` (counted without escape sequences); keeps the sequences and closes what they opened. */
function slice(text: string, from: number, to: number): string {
  if (!isDecorated(text)) return text.slice(from, to);
  let result = '';
  let position = 0;
  let last = 0;
  for (const match of text.matchAll(escapeSequences)) {
    const run = text.slice(last, match.index);
    result += run.slice(Math.max(0, from - position), Math.max(0, to - position));
    position += run.length;
    if (position <= to) result += match[0];
    last = match.index + match[0].length;
  }
  result += text.slice(last).slice(Math.max(0, from - position), Math.max(0, to - position));
  return result.endsWith(reset) ? result : result + reset;
}

/** Ends all text attributes. */
export const reset = '\u001b[0m';

/** The longest head of the text that fits in so many cells. */
export function headOf(text: string, cells: number): string {
  return slice(text, 0, unitsThatFit(withoutDecoration(text), cells, true));
}

/** The longest tail of the text that fits in so many cells. */
export function tailOf(text: string, cells: number): string {
  const plain = withoutDecoration(text);
  return slice(text, plain.length - unitsThatFit(plain, cells, false), plain.length);
}
