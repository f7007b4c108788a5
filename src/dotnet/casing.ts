// Upper, lower and title case as .NET maps them: one character to one, so that lengths never change.

const simple = (text: string, map: (text: string) => string): string => {
  const mapped = map(text);
  if (mapped.length === text.length) return mapped;
  return Array.from(text, (c) => (map(c).length === c.length ? map(c) : c)).join('');
};

export function toUpper(text: string): string {
  return simple(text, (t) => t.toUpperCase());
}
export function toLower(text: string): string {
  // JavaScript writes a final sigma differently; .NET does not look at neighbours.
  return simple(text, (t) => t.toLowerCase()).replaceAll('\u03c2', (c, at: number) =>
    text[at] === '\u03c2' ? c : '\u03c3',
  );
}
/** TextInfo.ToTitleCase: words that are all capitals stay. */
export function toTitleCase(text: string): string {
  return text.replace(/[\p{L}\p{M}][\p{L}\p{M}\p{Nd}']*/gu, (word) =>
    word.length > 1 && word === toUpper(word) ? word : toUpper(word.slice(0, 1)) + toLower(word.slice(1)),
  );
}
