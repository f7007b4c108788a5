// The lexer's state and what all of its parts share: reading characters, making tokens, going back. nextToken is in
// lexer-next.ts. The parser sets `mode` before it asks for a token, since the same text is different tokens in a command
// and in an expression, and goes back when it asked in the wrong one.
import { endOfText, isWhitespace } from './char-class.ts';
import { ScriptExtent, type ScriptSource } from './extent.ts';
import type { ParseErrorId } from './messages.ts';
import { ParseErrorList } from './parse-error.ts';
import { StringToken, Token } from './token.ts';
import type { TokenKind } from './token-kind.ts';

/** Command: words are arguments. Expression: words are operators and names. TypeName: `[ ]`. Signature: class bodies. */
export type LexerMode = 'Command' | 'Expression' | 'TypeName' | 'Signature';

/** What a scan of a script and the scans of its strings' sub-expressions share. */
export interface LexerContext {
  readonly source: ScriptSource;
  readonly errors: ParseErrorList;
  /** The comment that begins a signature block; no statement may follow it. */
  beginSignature: ScriptExtent | undefined;
  /** The comments that begin with #requires. */
  readonly requiresTokens: Token[];
}

export function createLexerContext(source: ScriptSource): LexerContext {
  return { source, errors: new ParseErrorList(source), beginSignature: undefined, requiresTokens: [] };
}

export class Lexer {
  readonly context: LexerContext;
  /** The text of this scan: the script, or the text of a sub-expression in a string. */
  readonly text: string;
  /** Where `text` begins in the script. */
  readonly base: number;
  /** Where each character of `text` stands in the script, when it is not contiguous there. */
  readonly offsets: Int32Array | undefined;
  readonly nested: boolean;
  mode: LexerMode = 'Command';
  /** Next character to read, an index into `text`. */
  position = 0;
  /** Start of the token that is being scanned. */
  start = 0;
  /** The tokens so far, comments and new lines among them; undefined while none is to be kept. */
  tokens: Token[] | undefined = [];
  /** `-1` is one token, not two. */
  allowSignedNumbers = false;
  /** `?` and `:` end a number. */
  endNumberOnTernary = false;
  /** A word ends where an identifier does, and is no keyword. */
  wantSimpleName = false;
  inWorkflow = false;

  constructor(context: LexerContext, text: string, base = 0, offsets?: Int32Array, nested = false) {
    this.context = context;
    this.text = text;
    this.base = base;
    this.offsets = offsets;
    this.nested = nested;
  }

  /** The character at the position, or endOfText. */
  peek(): number {
    return this.position < this.text.length ? this.text.charCodeAt(this.position) : endOfText;
  }

  /** The character `distance` after the position, or endOfText. */
  peekAt(distance: number): number {
    const index = this.position + distance;
    return index < this.text.length ? this.text.charCodeAt(index) : endOfText;
  }

  /** The first character after blanks, which are not read. */
  peekAfterBlanks(): number {
    let distance = 0;
    while (isWhitespace(this.peekAt(distance))) distance++;
    return this.peekAt(distance);
  }

  /** Where the boundary before character `index` of `text` is in the script. */
  toScript(index: number): number {
    if (this.offsets === undefined || index === 0) return this.base + index;
    if (index > this.offsets.length) return this.offsets[this.offsets.length - 1]! + 1 + index - this.offsets.length;
    return this.offsets[index - 1]! + 1;
  }

  /** Where character `index` of `text` itself is in the script. */
  characterInScript(index: number): number {
    return this.offsets === undefined ? this.base + index : (this.offsets[index] ?? this.toScript(index));
  }

  extent(start: number, end: number): ScriptExtent {
    return new ScriptExtent(this.context.source, this.toScript(start), this.toScript(end));
  }

  /** From the start of the current token to the position. */
  currentExtent(): ScriptExtent {
    return this.extent(this.start, this.position);
  }

  /** Keeps a token. */
  save<T extends Token>(token: T): T {
    this.tokens?.push(token);
    return token;
  }

  newToken(kind: TokenKind): Token {
    return this.save(new Token(this.currentExtent(), kind));
  }

  newStringToken(value: string, kind: TokenKind, flags = 0): StringToken {
    return this.save(new StringToken(this.currentExtent(), kind, flags, value));
  }

  /** Reports an error about one character. */
  reportAt(index: number, errorId: ParseErrorId, ...args: (string | number)[]): void {
    this.context.errors.report(this.extent(index, index + 1), errorId, ...args);
  }

  report(start: number, end: number, errorId: ParseErrorId, ...args: (string | number)[]): void {
    this.context.errors.report(this.extent(start, end), errorId, ...args);
  }

  /** Reports from `start` to the position that something has no end. */
  reportIncomplete(start: number, errorId: ParseErrorId, ...args: (string | number)[]): void {
    this.context.errors.reportIncomplete(this.extent(start, this.position), errorId, args);
  }

  /** The place to give resync to come back here. */
  restorePoint(): number {
    this.start = this.position;
    return this.toScript(this.position);
  }

  /** Goes back (or on) to an offset of the script; the tokens from there on are forgotten. */
  resync(offset: number): void {
    this.position = Math.max(0, Math.min(this.fromScript(offset), this.text.length + 1));
    if (this.tokens !== undefined) forgetTokens(this.tokens, offset);
    if (this.context.requiresTokens.length > 0) forgetTokens(this.context.requiresTokens, offset);
  }

  /** The index of `text` that stands at an offset of the script. */
  fromScript(offset: number): number {
    if (this.offsets === undefined) return offset - this.base;
    let low = 0;
    let high = this.offsets.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.offsets[middle]! < offset) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

function forgetTokens(tokens: Token[], offset: number): void {
  let keep = tokens.length;
  while (keep > 0) {
    const token = tokens[keep - 1]!;
    if (token.kind !== 'EndOfInput' && token.extent.endOffset <= offset) break;
    keep--;
  }
  tokens.length = keep;
}
