// Which characters XML 1.0 allows, and where: the Char, NameStartChar and NameChar productions (Fifth Edition, 2.2 and 2.3).

/** Everything outside the Char production, lone surrogates excepted (`String.prototype.isWellFormed` finds those). */
export const NOT_A_CHARACTER = /[\x00-\x08\x0B\x0C\x0E-\x1F\uFFFE\uFFFF]/;

const NAME_START = 1;
const NAME_PART = 2;

const ASCII_NAMES = new Uint8Array(128);
for (let code = 0; code < 128; code++) {
  const text = String.fromCharCode(code);
  if (/[A-Za-z_:]/.test(text)) ASCII_NAMES[code] = NAME_START | NAME_PART;
  else if (/[-.0-9]/.test(text)) ASCII_NAMES[code] = NAME_PART;
}

/** Inclusive ranges of UTF-16 units. High surrogates D800-DB7F stand for U+10000-U+EFFFF, all of which may start a name. */
const START_RANGES = [
  [0xc0, 0xd6],
  [0xd8, 0xf6],
  [0xf8, 0x2ff],
  [0x370, 0x37d],
  [0x37f, 0x1fff],
  [0x200c, 0x200d],
  [0x2070, 0x218f],
  [0x2c00, 0x2fef],
  [0x3001, 0xdb7f],
  [0xf900, 0xfdcf],
  [0xfdf0, 0xfffd],
] as const;
const PART_RANGES = [...START_RANGES, [0xb7, 0xb7], [0x300, 0x36f], [0x203f, 0x2040], [0xdc00, 0xdfff]] as const;

const inRanges = (ranges: readonly (readonly [number, number])[], unit: number): boolean =>
  ranges.some(([first, last]) => unit >= first && unit <= last);

/** Whether this UTF-16 unit may start a name; the text as a whole is known to have no lone surrogates. */
export function isNameStart(unit: number): boolean {
  return unit < 128 ? (ASCII_NAMES[unit]! & NAME_START) !== 0 : inRanges(START_RANGES, unit);
}

/** Whether this UTF-16 unit may stand in a name after its first character. */
export function isNamePart(unit: number): boolean {
  return unit < 128 ? (ASCII_NAMES[unit]! & NAME_PART) !== 0 : inRanges(PART_RANGES, unit);
}

/** Whether this code point matches the Char production. */
export function isCharacter(codePoint: number): boolean {
  return (
    (codePoint >= 0x20 && codePoint <= 0xd7ff) ||
    codePoint === 0x9 ||
    codePoint === 0xa ||
    codePoint === 0xd ||
    (codePoint >= 0xe000 && codePoint <= 0xfffd) ||
    (codePoint >= 0x10000 && codePoint <= 0x10ffff)
  );
}

/** Whether this UTF-16 unit is XML white space. */
export function isSpace(unit: number): boolean {
  return unit === 0x20 || unit === 0xa || unit === 0x9 || unit === 0xd;
}
