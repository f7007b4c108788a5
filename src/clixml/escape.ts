// The escape _xHHHH_ of CLIXML strings (MS-PSRP 2.2.5.3.2) together with XML's own, in one pass over each string.
//
// Escaped are control characters, surrogates (each by itself, so that half a pair survives) and an underscore before an x.
// PowerShell writes the noncharacters U+FFFE and U+FFFF as character references, and so does this.

const lowercaseX = 0x78;
const uppercaseX = 0x58;
const underscore = 0x5f;

/** What becomes of the UTF-16 units below 256 that cannot stand for themselves; undefined for the others. */
function escapesFor(xml: Record<string, string>): (string | undefined)[] {
  return Array.from({ length: 256 }, (_, code) =>
    code <= 0x1f || (code >= 0x7f && code <= 0x9f) ? numbered(code) : xml[String.fromCharCode(code)],
  );
}

function numbered(code: number): string {
  return `_x${code.toString(16).toUpperCase().padStart(4, '0')}_`;
}

const textEscapes = escapesFor({ '&': '&amp;', '<': '&lt;', '>': '&gt;', _: '_x005F_' });
const attributeEscapes = escapesFor({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', _: '_x005F_' });
const flagsOf = (escapes: readonly (string | undefined)[]): Uint8Array =>
  Uint8Array.from(escapes, (replacement) => (replacement === undefined ? 0 : 1));
const textFlags = flagsOf(textEscapes);
const attributeFlags = flagsOf(attributeEscapes);

/** A string as the content of an element. */
export function escapeText(text: string): string {
  return escapeWith(text, textFlags, textEscapes);
}

/** A string as the value of an attribute in double quotes. */
export function escapeAttribute(text: string): string {
  return escapeWith(text, attributeFlags, attributeEscapes);
}

function isPlain(text: string, at: number, unit: number, flags: Uint8Array): boolean {
  if (unit < 256) {
    if (flags[unit] === 0) return true;
    if (unit !== underscore) return false;
    const next = text.charCodeAt(at + 1);
    return next !== lowercaseX && next !== uppercaseX;
  }
  return unit < 0xd800 || (unit > 0xdfff && unit < 0xfffe);
}

function escapeWith(text: string, flags: Uint8Array, escapes: readonly (string | undefined)[]): string {
  let result = '';
  let from = 0;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (isPlain(text, at, unit, flags)) continue;
    if (at > from) result += text.slice(from, at);
    result += unit < 256 ? escapes[unit] : unit > 0xdfff ? `&#x${unit.toString(16).toUpperCase()};` : numbered(unit);
    from = at + 1;
  }
  return from === 0 ? text : result + text.slice(from);
}

const hexDigits = /^[0-9A-Fa-f]+$/;

/** Undoes `_xHHHH_` (and `_xHHHHHHHH_`, which .NET reads too); everything else stands for itself. */
export function decodeString(text: string): string {
  let at = text.indexOf('_');
  if (at === -1) return text;
  let result = '';
  let from = 0;
  while (at !== -1) {
    const decoded = decodeAt(text, at);
    if (decoded !== undefined) {
      result += text.slice(from, at) + decoded.text;
      from = at + decoded.length;
      at = text.indexOf('_', from);
    } else {
      at = text.indexOf('_', at + 1);
    }
  }
  return from === 0 ? text : result + text.slice(from);
}

function decodeAt(text: string, at: number): { readonly text: string; readonly length: number } | undefined {
  const marker = text.charCodeAt(at + 1);
  if (marker !== lowercaseX && marker !== uppercaseX) return undefined;
  if (text.charCodeAt(at + 6) === underscore) {
    const digits = text.slice(at + 2, at + 6);
    return hexDigits.test(digits) ? { text: String.fromCharCode(Number.parseInt(digits, 16)), length: 7 } : undefined;
  }
  if (text.charCodeAt(at + 10) !== underscore) return undefined;
  const digits = text.slice(at + 2, at + 10);
  if (!hexDigits.test(digits)) return undefined;
  const codePoint = Number.parseInt(digits, 16);
  if (codePoint < 0x10000 || codePoint > 0x10ffff) return undefined;
  return { text: String.fromCodePoint(codePoint), length: 11 };
}
