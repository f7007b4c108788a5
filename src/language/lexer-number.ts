// Numbers: `1`, `0xff`, `0b1010`, `1.5e3`, with suffixes (u y uy s us l ul d n) and multipliers (kb mb gb tb pb).
import { endsNumber, endsWord, isDash, isDecimalDigit, isHexDigit } from './char-class.ts';
import type { Lexer } from './lexer.ts';
import { scanGenericFrom } from './lexer-word.ts';
import { type NumberFormat, type NumberLiteral, type NumberSuffix, numberLiteralValue } from './number-literal.ts';
import { NumberToken, type Token } from './token.ts';

const multipliers = new Map<string, number>([
  ['k', 2 ** 10],
  ['m', 2 ** 20],
  ['g', 2 ** 30],
  ['t', 2 ** 40],
  ['p', 2 ** 50],
]);

/** The suffixes of two letters by their second; the first is u. */
const suffixesAfterU = new Map<string, NumberSuffix>([
  ['l', 'ul'],
  ['s', 'us'],
  ['y', 'uy'],
]);

/** A number whose first character (digit, point or sign) stands at the token's start; a word when it is none. */
export function scanNumber(lexer: Lexer): Token {
  lexer.position = lexer.start;
  const literal = scanNumberLiteral(lexer);
  if (literal !== undefined) {
    const value = numberLiteralValue(literal);
    if (value !== undefined) return lexer.save(new NumberToken(lexer.currentExtent(), value));
    if (lexer.mode === 'Expression') {
      const text = lexer.text.slice(lexer.start, lexer.position);
      lexer.report(lexer.start, lexer.position, 'BadNumericConstant', text);
      return lexer.save(new NumberToken(lexer.currentExtent(), null));
    }
  }
  lexer.position = lexer.start;
  return scanGenericFrom(lexer, '');
}

/** Reads a number at the position; undefined when the characters are not one. */
export function scanNumberLiteral(lexer: Lexer): NumberLiteral | undefined {
  const { text } = lexer;
  let sign = '';
  if (isDash(lexer.peek()) || lexer.peek() === 0x2b) {
    sign = lexer.peek() === 0x2b ? '+' : '-';
    lexer.position++;
  }
  let format: NumberFormat = 'decimal';
  let real = false;
  let digits: string;
  const first = lexer.position;
  const second = lexer.peekAt(1) | 0x20;
  if (lexer.peek() === 0x30 && (second === 0x78 || second === 0x62)) {
    format = second === 0x78 ? 'hex' : 'binary';
    lexer.position += 2;
    if (format === 'hex') while (isHexDigit(lexer.peek())) lexer.position++;
    else while (lexer.peek() === 0x30 || lexer.peek() === 0x31) lexer.position++;
    digits = text.slice(first + 2, lexer.position);
    if (digits === '' && format === 'binary' && sign === '') return undefined;
  } else {
    while (isDecimalDigit(lexer.peek())) lexer.position++;
    // `1..2` is a range.
    if (lexer.peek() === 0x2e && (lexer.position === first || lexer.peekAt(1) !== 0x2e)) {
      real = true;
      lexer.position++;
      while (isDecimalDigit(lexer.peek())) lexer.position++;
    }
    if ((lexer.peek() | 0x20) === 0x65) {
      real = true;
      lexer.position++;
      if (lexer.peek() === 0x2b || isDash(lexer.peek())) lexer.position++;
      if (!isDecimalDigit(lexer.peek())) return undefined;
      while (isDecimalDigit(lexer.peek())) lexer.position++;
    }
    digits = text.slice(first, lexer.position).replace(/[\u2013-\u2015]/, '-');
    if (digits === '') return undefined;
  }
  const suffix = scanSuffix(lexer);
  if (suffix === undefined) return undefined;
  const multiplier = scanMultiplier(lexer);
  if (multiplier === undefined) return undefined;
  const next = lexer.peek();
  if (!endsWord(next) && (lexer.mode !== 'Expression' || !endsNumber(next, lexer.endNumberOnTernary))) return undefined;
  return { digits: sign + digits, format, suffix, real, multiplier };
}

function scanSuffix(lexer: Lexer): NumberSuffix | undefined {
  const letter = letterAt(lexer, 0);
  if (!/^[udylsn]$/.test(letter)) return '';
  lexer.position++;
  const second = letterAt(lexer, 0);
  if (!/^[udylsn]$/.test(second)) return letter as NumberSuffix;
  lexer.position++;
  return letter === 'u' ? suffixesAfterU.get(second) : undefined;
}

function scanMultiplier(lexer: Lexer): number | undefined {
  const factor = multipliers.get(letterAt(lexer, 0));
  if (factor === undefined) return 1;
  lexer.position++;
  if (letterAt(lexer, 0) !== 'b') return undefined;
  lexer.position++;
  return factor;
}

function letterAt(lexer: Lexer, distance: number): string {
  const code = lexer.peekAt(distance);
  return code > 0x40 && code < 0x7b ? String.fromCharCode(code).toLowerCase() : '';
}
