// The parser's state and what all of its parts share: one token of look-ahead, the lexer's mode, errors and recovery.
// The grammar is in the files beside this one, a function for each production, named as PowerShell's parser names it.
import type { ScriptExtent } from '../extent.ts';
import type { Lexer, LexerContext, LexerMode } from '../lexer.ts';
import { pipeFollows, skipNewlines as skipNewlinesInLexer } from '../lexer-blank.ts';
import { invocationParenthesis, leftBracket, memberAccessOperator, nextToken } from '../lexer-next.ts';
import type { ParseErrorId } from '../messages.ts';
import type { ParameterToken, Token } from '../token.ts';
import { hasFlag, type TokenKind, tokenFlag } from '../token-kind.ts';

/**
 * How deep statements and expressions may nest, counted in productions: `(` is two. Deeper scripts end in
 * ScriptTooComplicated, so that hostile ones end no thread's stack.
 */
const maxDepth = 900;

/** Thrown to leave a parse whose script nests too deep. */
export class ScriptTooComplicated extends Error {}

export class Parser {
  readonly context: LexerContext;
  /** The lexer of the script, or for a while of a string's sub-expression. */
  lexer: Lexer;
  /** The token that was looked at and not taken. */
  ungot: Token | undefined;
  /** A comma ends an expression instead of making an array: between arguments and parameters. */
  commaDisabled = false;
  depth = 0;
  /** Offsets where attributes turned out not to belong to a param block: not to be tried again. */
  readonly noParamBlockAt = new Set<number>();

  constructor(context: LexerContext, lexer: Lexer) {
    this.context = context;
    this.lexer = lexer;
  }
}

/** Counts a level of nesting; each call is paired with leave. */
export function enter(p: Parser): void {
  if (++p.depth > maxDepth) throw new ScriptTooComplicated();
}

export function leave(p: Parser): void {
  p.depth--;
}

export function next(p: Parser): Token {
  const token = p.ungot ?? nextToken(p.lexer);
  p.ungot = undefined;
  return token;
}

export function peek(p: Parser): Token {
  p.ungot ??= nextToken(p.lexer);
  return p.ungot;
}

/** Takes the token that peek returned. */
export function skip(p: Parser): void {
  p.ungot = undefined;
}

/** Puts a token back. */
export function unget(p: Parser, token: Token): void {
  p.ungot = token;
}

export function nextMemberAccess(p: Parser, allowBracket: boolean): Token | undefined {
  return p.ungot === undefined ? memberAccessOperator(p.lexer, allowBracket) : undefined;
}

export function nextInvocation(p: Parser): Token | undefined {
  return p.ungot === undefined ? invocationParenthesis(p.lexer) : undefined;
}

export function nextLeftBracket(p: Parser): Token | undefined {
  if (p.ungot === undefined) return leftBracket(p.lexer);
  return p.ungot.kind === 'LBracket' ? next(p) : undefined;
}

export function skipNewlines(p: Parser): void {
  if (p.ungot !== undefined && p.ungot.kind !== 'NewLine') return;
  p.ungot = undefined;
  skipNewlinesInLexer(p.lexer, false);
}

export function skipNewlinesAndSemicolons(p: Parser): void {
  if (p.ungot !== undefined && p.ungot.kind !== 'NewLine' && p.ungot.kind !== 'Semi') return;
  p.ungot = undefined;
  skipNewlinesInLexer(p.lexer, true);
}

/** Goes back to an offset of the script and forgets the look-ahead. */
export function resync(p: Parser, offset: number): void {
  p.ungot = undefined;
  p.lexer.resync(offset);
}

export function resyncTo(p: Parser, token: Token): void {
  resync(p, token.extent.startOffset);
}

/** The offset to resync to, to come back to where the parser is. */
export function restorePoint(p: Parser): number {
  return p.ungot === undefined ? p.lexer.restorePoint() : p.ungot.extent.startOffset;
}

/** Sets the lexer's mode and returns the one before; a look-ahead that depends on the mode is read again. */
export function setMode(p: Parser, mode: LexerMode): LexerMode {
  const previous = p.lexer.mode;
  if (mode === previous) return previous;
  if (p.ungot !== undefined && !hasFlag(p.ungot.kind, tokenFlag.ParseModeInvariant)) resyncTo(p, p.ungot);
  p.lexer.mode = mode;
  return previous;
}

/** True when the first thing after a line end is a `|`. */
export function isPipeContinuation(p: Parser, newLine: Token): boolean {
  return pipeFollows(p.lexer, newLine.extent.endOffset);
}

export function report(p: Parser, extent: ScriptExtent, errorId: ParseErrorId, ...args: (string | number)[]): void {
  p.context.errors.report(extent, errorId, ...args);
}

/** Reports what more input might mend; returns whether the input ends there. */
export function reportIncomplete(
  p: Parser,
  extent: ScriptExtent,
  errorId: ParseErrorId,
  ...args: (string | number)[]
): boolean {
  return p.context.errors.reportIncomplete(extent, errorId, args);
}

/** The same, when the place of the error is not where it was found. */
export function reportIncompleteAt(
  p: Parser,
  extent: ScriptExtent,
  detectedAt: ScriptExtent,
  errorId: ParseErrorId,
  ...args: (string | number)[]
): boolean {
  return p.context.errors.reportIncomplete(extent, errorId, args, detectedAt);
}

export function hasErrors(p: Parser): boolean {
  return p.context.errors.count > 0;
}

/** The keyword's or operator's parameter may be abbreviated: `-r` is `-regex`. */
export function isParameterNamed(token: Token, name: string): boolean {
  return name.toLowerCase().startsWith((token as ParameterToken).parameterName.toLowerCase());
}

/** Skips tokens up to one of `kinds` outside of brackets, and that one too when it does not close or is to be taken. */
export function syncOnError(p: Parser, takeClosing: boolean, ...kinds: TokenKind[]): void {
  let parens = kinds.includes('RParen') ? 1 : 0;
  let curlies = kinds.includes('RCurly') ? 1 : 0;
  let brackets = kinds.includes('RBracket') ? 1 : 0;
  while (true) {
    const token = next(p);
    let closed = false;
    switch (token.kind) {
      case 'LParen':
        parens++;
        break;
      case 'LCurly':
        curlies++;
        break;
      case 'LBracket':
        brackets++;
        break;
      case 'RParen':
        closed = --parens === 0;
        break;
      case 'RCurly':
        closed = --curlies === 0;
        break;
      case 'RBracket':
        closed = --brackets === 0;
        break;
      case 'EndOfInput':
        unget(p, token);
        return;
    }
    if (closed && kinds.includes(token.kind)) {
      if (!takeClosing) unget(p, token);
      return;
    }
    if (kinds.includes(token.kind) && parens === 0 && curlies === 0 && brackets === 0) return;
  }
}
