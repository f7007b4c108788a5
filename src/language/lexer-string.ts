// Strings: '...', "...", here-strings, and the variables and sub-expressions in the double-quoted ones.
import { endOfText, isDoubleQuote, isSingleQuote, isVariableStart, isWhitespace } from './char-class.ts';
import type { Lexer } from './lexer.ts';
import { skipLineFeed } from './lexer-blank.ts';
import { scanEscape } from './lexer-escape.ts';
import { scanVariable } from './lexer-variable.ts';
import { StringExpandableToken, type StringToken, type Token, UnscannedSubExpressionToken } from './token.ts';
import { type TokenKind, tokenFlag } from './token-kind.ts';

/** A string that grows while it is scanned, split where expressions stand in it. */
export class StringParts {
  /** The literal text since the last nested expression. */
  literal = '';
  /** All before it: literals and the text of nested expressions. */
  #value = '';
  readonly literals: string[] = [];
  readonly nestedTokens: Token[] = [];

  /** The whole text, nested expressions as written. */
  get value(): string {
    return this.#value + this.literal;
  }

  addNested(token: Token, text: string): void {
    this.literals.push(this.literal);
    this.#value += this.literal + text;
    this.literal = '';
    this.nestedTokens.push(token);
  }

  /** The token: a plain string token when nothing nests. */
  finish(lexer: Lexer, kind: TokenKind, flags: number): StringToken {
    if (this.nestedTokens.length === 0 && kind === 'Generic') return lexer.newStringToken(this.literal, kind, flags);
    const inError = flags !== 0 || this.nestedTokens.some((token) => token.hasError);
    return lexer.save(
      new StringExpandableToken(
        lexer.currentExtent(),
        kind,
        inError ? flags | tokenFlag.TokenInError : flags,
        this.value,
        [...this.literals, this.literal],
        this.nestedTokens,
      ),
    );
  }
}

/** The text of a '...' string whose first quote was read; reads the closing one. */
export function scanSingleQuoted(lexer: Lexer): { value: string; flags: number } {
  const opened = lexer.position - 1;
  const { text } = lexer;
  let value = '';
  let pieceStart = lexer.position;
  while (lexer.position < text.length) {
    if (isSingleQuote(text.charCodeAt(lexer.position++))) {
      if (!isSingleQuote(lexer.peek())) return { value: value + text.slice(pieceStart, lexer.position - 1), flags: 0 };
      // Two quotes stand for the second of them.
      value += text.slice(pieceStart, lexer.position - 1);
      pieceStart = lexer.position++;
    }
  }
  lexer.reportIncomplete(opened, 'TerminatorExpectedAtEndOfString', "'");
  return { value: value + text.slice(pieceStart), flags: tokenFlag.TokenInError };
}

export function scanStringLiteral(lexer: Lexer): StringToken {
  const { value, flags } = scanSingleQuoted(lexer);
  return lexer.newStringToken(value, 'StringLiteral', flags);
}

/** The parts of a "..." string whose first quote was read; reads the closing one. Returns token flags. */
export function scanDoubleQuoted(lexer: Lexer, parts: StringParts): number {
  const opened = lexer.position - 1;
  const { text } = lexer;
  let pieceStart = lexer.position;
  const flush = () => {
    parts.literal += text.slice(pieceStart, lexer.position);
  };
  while (lexer.position < text.length) {
    const code = text.charCodeAt(lexer.position);
    if (code === 0x24) {
      flush();
      pieceStart = lexer.position;
      if (scanDollar(lexer, parts, false)) pieceStart = lexer.position;
      else lexer.position++;
    } else if (code === 0x60) {
      flush();
      scanBacktick(lexer, parts);
      pieceStart = lexer.position;
    } else if (isDoubleQuote(code)) {
      flush();
      lexer.position++;
      if (!isDoubleQuote(lexer.peek())) return 0;
      pieceStart = lexer.position++;
    } else lexer.position++;
  }
  flush();
  lexer.reportIncomplete(opened, 'TerminatorExpectedAtEndOfString', '"');
  return tokenFlag.TokenInError;
}

/** At a back-tick: adds what it and the next character mean; a lone one at the end stands for itself. */
export function scanBacktick(lexer: Lexer, parts: StringParts): void {
  lexer.position++;
  const code = lexer.peek();
  // PowerShell takes NUL for the end here.
  if (code === endOfText || code === 0) {
    parts.literal += '`';
    return;
  }
  lexer.position++;
  parts.literal += scanEscape(lexer, code);
}

export function scanStringExpandable(lexer: Lexer): StringToken {
  const parts = new StringParts();
  const flags = scanDoubleQuoted(lexer, parts);
  return parts.finish(lexer, 'StringExpandable', flags);
}

/** At a `$` in a string: takes the variable or sub-expression that begins there. False when none does. */
export function scanDollar(lexer: Lexer, parts: StringParts, hereString: boolean): boolean {
  const dollar = lexer.position;
  const next = lexer.peekAt(1);
  if (next !== 0x28 && next !== 0x7b && !isVariableStart(next)) return false;
  const { start, mode, tokens } = lexer;
  // The string is the token; what is in it is not kept beside it.
  lexer.tokens = undefined;
  lexer.mode = 'Expression';
  lexer.start = dollar;
  lexer.position++;
  const nested = next === 0x28 ? scanSubExpression(lexer, hereString) : scanVariable(lexer, false, true);
  lexer.tokens = tokens;
  lexer.mode = mode;
  lexer.start = start;
  parts.addNested(nested, lexer.text.slice(dollar, lexer.position));
  return true;
}

/**
 * `$( ... )` in a string, its `$` read: found by counting parentheses only, whatever stands between. In a "..." string
 * doubled quotes (and back-ticked ones) become single ones, and the script offsets of what is left are noted.
 */
function scanSubExpression(lexer: Lexer, hereString: boolean): UnscannedSubExpressionToken {
  const { text } = lexer;
  const first = lexer.start;
  lexer.position++;
  let depth = 1;
  let flags = 0;
  const skipped: number[] = [];
  while (depth > 0) {
    const code = lexer.peek();
    if (code === endOfText) {
      lexer.reportIncomplete(first, 'IncompleteDollarSubexpressionReference');
      flags = tokenFlag.TokenInError;
      break;
    }
    lexer.position++;
    if (code === 0x28) depth++;
    else if (code === 0x29) depth--;
    else if (!hereString && (code === 0x60 || isDoubleQuote(code)) && isDoubleQuote(lexer.peek())) {
      skipped.push(lexer.position - 1);
      lexer.position++;
    }
  }
  const end = lexer.position;
  if (skipped.length === 0 && lexer.offsets === undefined) {
    return new UnscannedSubExpressionToken(lexer.currentExtent(), flags, text.slice(first, end), undefined);
  }
  const offsets = new Int32Array(end - first - skipped.length);
  let value = '';
  let from = first;
  let count = 0;
  for (const index of [...skipped, end]) {
    value += text.slice(from, index);
    for (let i = from; i < index; i++) offsets[count++] = lexer.characterInScript(i);
    from = index + 1;
  }
  return new UnscannedSubExpressionToken(lexer.currentExtent(), flags, value, offsets);
}

/** A here-string whose `@` and quote were read. */
export function scanHereString(lexer: Lexer, expandable: boolean): StringToken {
  const kind = expandable ? 'HereStringExpandable' : 'HereStringLiteral';
  const isQuote = expandable ? isDoubleQuote : isSingleQuote;
  const quote = expandable ? '"' : "'";
  const header = lexer.position - 2;
  const parts = new StringParts();
  const finish = (flags: number) =>
    expandable ? parts.finish(lexer, kind, flags) : lexer.newStringToken(parts.literal, kind, flags);
  if (!scanHereStringHeader(lexer, header, quote)) return finish(tokenFlag.TokenInError);
  const { text } = lexer;
  let falseFooter = -1;
  let pieceStart = lexer.position;
  /** At the start of a line: true when the footer stands there. A footer after blanks is noted for the error. */
  const footer = () => {
    let i = lexer.position;
    while (i < text.length && isWhitespace(text.charCodeAt(i))) i++;
    if (!isQuote(text.charCodeAt(i)) || text.charCodeAt(i + 1) !== 0x40) return false;
    if (i > lexer.position) {
      if (falseFooter < 0) falseFooter = i;
      return false;
    }
    return true;
  };
  const atOnce = footer();
  while (!atOnce) {
    const code = lexer.peek();
    if (code === endOfText) {
      parts.literal += text.slice(pieceStart);
      if (falseFooter >= 0) lexer.reportIncomplete(falseFooter, 'WhitespaceBeforeHereStringFooter');
      else lexer.reportIncomplete(header, 'TerminatorExpectedAtEndOfString', `${quote}@`);
      return finish(tokenFlag.TokenInError);
    }
    if (code === 0x0a || code === 0x0d) {
      const lineEnd = lexer.position++;
      if (code === 0x0d) skipLineFeed(lexer);
      if (!footer()) continue;
      parts.literal += text.slice(pieceStart, lineEnd);
      break;
    }
    if (expandable && code === 0x24) {
      parts.literal += text.slice(pieceStart, lexer.position);
      pieceStart = lexer.position;
      if (scanDollar(lexer, parts, true)) pieceStart = lexer.position;
      else lexer.position++;
    } else if (expandable && code === 0x60) {
      parts.literal += text.slice(pieceStart, lexer.position);
      scanBacktick(lexer, parts);
      pieceStart = lexer.position;
    } else lexer.position++;
  }
  lexer.position += 2;
  return finish(0);
}

/** The rest of the line of `@'` or `@"`: nothing but blanks. */
function scanHereStringHeader(lexer: Lexer, header: number, quote: string): boolean {
  while (isWhitespace(lexer.peek())) lexer.position++;
  const code = lexer.peek();
  if (code === 0x0a || code === 0x0d) {
    lexer.position++;
    if (code === 0x0d) skipLineFeed(lexer);
    return true;
  }
  if (code === endOfText) {
    lexer.reportIncomplete(header, 'TerminatorExpectedAtEndOfString', `${quote}@`);
    return false;
  }
  lexer.reportAt(lexer.position, 'UnexpectedCharactersAfterHereStringHeader');
  while (true) {
    const next = lexer.peek();
    if (next === endOfText || next === 0x0a || next === 0x0d) return false;
    lexer.position++;
    if (next === quote.charCodeAt(0) && lexer.peek() === 0x40) {
      lexer.position++;
      return false;
    }
  }
}
