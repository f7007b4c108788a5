// Back-tick escapes: `n, `t, `u{1F600} and their kin.
import { endOfText, isHexDigit } from './char-class.ts';
import type { Lexer } from './lexer.ts';

const maxHexDigits = 6;

/** The characters after a back-tick that mean another; all others mean themselves. */
const escapes = new Map<number, string>([
  [0x30, '\0'], // 0
  [0x61, '\x07'], // a
  [0x62, '\b'], // b
  [0x65, '\x1b'], // e
  [0x66, '\f'], // f
  [0x6e, '\n'], // n
  [0x72, '\r'], // r
  [0x74, '\t'], // t
  [0x76, '\v'], // v
]);

/** What a bad `u{...} yields, as in PowerShell. */
const invalidCharacter = '\uffff';

/** The text of the escape whose character `code` was just read after the back-tick. */
export function scanEscape(lexer: Lexer, code: number): string {
  if (code === 0x75) return scanUnicodeEscape(lexer);
  return escapes.get(code) ?? String.fromCharCode(code);
}

function scanUnicodeEscape(lexer: Lexer): string {
  const start = lexer.position - 2;
  if (lexer.peek() !== 0x7b) {
    lexer.report(start, lexer.position, 'InvalidUnicodeEscapeSequence');
    return invalidCharacter;
  }
  lexer.position++;
  const digits = lexer.position;
  while (true) {
    const count = lexer.position - digits;
    const code = lexer.peek();
    if (code === 0x7d) {
      lexer.position++;
      if (count > 0) break;
      lexer.report(start, lexer.position, 'InvalidUnicodeEscapeSequence');
      return invalidCharacter;
    }
    if (code === endOfText || !isHexDigit(code)) {
      const errorId = count < maxHexDigits ? 'InvalidUnicodeEscapeSequence' : 'MissingUnicodeEscapeSequenceTerminator';
      lexer.reportAt(lexer.position, errorId);
      return invalidCharacter;
    }
    if (count === maxHexDigits) {
      lexer.reportAt(lexer.position, 'TooManyDigitsInUnicodeEscapeSequence');
      return invalidCharacter;
    }
    lexer.position++;
  }
  const value = Number.parseInt(lexer.text.slice(digits, lexer.position - 1), 16);
  if (value <= 0x10ffff) return String.fromCodePoint(value);
  lexer.report(start + 3, lexer.position - 1, 'InvalidUnicodeEscapeSequenceValue');
  return invalidCharacter;
}
