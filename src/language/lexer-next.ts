// The next token, by its first character and the lexer's mode; and the tokens that only the parser knows to ask for.
import {
  endOfText,
  endsWord,
  isDash,
  isDecimalDigit,
  isDoubleQuote,
  isIdentifierStart,
  isLetter,
  isSingleQuote,
  isVariableStart,
  isWhitespace,
} from './char-class.ts';
import { ScriptExtent } from './extent.ts';
import type { Lexer } from './lexer.ts';
import { scanAfterBacktick, scanBlockComment, scanLineComment, skipLineFeed, skipWhitespace } from './lexer-blank.ts';
import { scanEscape } from './lexer-escape.ts';
import { scanNumber, scanNumberLiteral } from './lexer-number.ts';
import { scanHereString, scanStringExpandable, scanStringLiteral } from './lexer-string.ts';
import { scanVariable } from './lexer-variable.ts';
import { scanGenericFrom, scanIdentifier, scanLabel, scanParameter } from './lexer-word.ts';
import {
  FileRedirectionToken,
  InputRedirectionToken,
  MergingRedirectionToken,
  NumberToken,
  redirectionStreams,
  Token,
} from './token.ts';
import type { TokenKind } from './token-kind.ts';

/** Characters that are tokens by themselves in every mode. */
const singles = new Map<number, TokenKind>([
  [0x28, 'LParen'],
  [0x29, 'RParen'],
  [0x5d, 'RBracket'],
  [0x7b, 'LCurly'],
  [0x7d, 'RCurly'],
  [0x3b, 'Semi'],
  [0x2c, 'Comma'],
]);

/** Reads the next token. Past the end it is EndOfInput, again and again. */
export function nextToken(lexer: Lexer): Token {
  while (true) {
    lexer.start = lexer.position;
    const code = lexer.peek();
    if (code === endOfText) return endOfInput(lexer);
    lexer.position++;
    switch (code) {
      case 0x20:
      case 0x09:
        skipWhitespace(lexer);
        continue;
      case 0x0d:
        skipLineFeed(lexer);
        return lexer.newToken('NewLine');
      case 0x0a:
        return lexer.newToken('NewLine');
      case 0x23: // #
        scanLineComment(lexer);
        continue;
      case 0x3c: // <
        if (lexer.peek() === 0x23) {
          lexer.position++;
          scanBlockComment(lexer);
          continue;
        }
        return lexer.save(new InputRedirectionToken(lexer.currentExtent()));
      case 0x60: // `
        if (scanAfterBacktick(lexer)) continue;
        if (lexer.peek() === endOfText) {
          lexer.context.errors.reportIncomplete(endExtent(lexer), 'IncompleteString');
          continue;
        }
        return scanGenericFrom(lexer, scanEscape(lexer, readCharacter(lexer)));
      case 0x24: // $
        if (lexer.peek() !== 0x28) return scanVariable(lexer, false, false);
        lexer.position++;
        return lexer.newToken('DollarParen');
      case 0x40: // @
        return scanAt(lexer);
      case 0x28:
      case 0x29:
      case 0x5d:
      case 0x7b:
      case 0x7d:
      case 0x3b:
      case 0x2c:
        return lexer.newToken(singles.get(code)!);
      case 0x3d: // =
        return operatorOrWord(lexer, 'Equals');
      case 0x2b: // +
        return scanPlus(lexer);
      case 0x2a: // *
        return scanStar(lexer);
      case 0x2f: // /
        return scanMaybeAssignment(lexer, 'Divide', 'DivideEquals');
      case 0x25: // %
        return scanMaybeAssignment(lexer, 'Rem', 'RemainderEquals');
      case 0x3e: // >
        return scanFileRedirection(lexer, 1);
      case 0x26: // &
        return scanDoubled(lexer, code, 'Ampersand', 'AndAnd');
      case 0x7c: // |
        return scanDoubled(lexer, code, 'Pipe', 'OrOr');
      case 0x5b: // [
        if (lexer.mode === 'Command' && !endsWord(lexer.peek())) return scanGenericFrom(lexer, '[');
        return lexer.newToken('LBracket');
      case 0x2e: // .
        return scanDot(lexer);
      case 0x21: // !
        return scanExclaim(lexer);
      case 0x3a: // :
        return scanColon(lexer);
      case 0x3f: // ?
        if (lexer.mode !== 'Expression') return scanGenericFrom(lexer, '?');
        return scanQuestion(lexer);
    }
    if (code >= 0x30 && code <= 0x39) return scanDigit(lexer, code);
    if (isIdentifierStart(code)) return scanIdentifier(lexer);
    if (isDash(code)) return scanDash(lexer);
    if (isSingleQuote(code)) return scanStringLiteral(lexer);
    if (isDoubleQuote(code)) return scanStringExpandable(lexer);
    if (isWhitespace(code)) {
      skipWhitespace(lexer);
      continue;
    }
    return scanGenericFrom(lexer, String.fromCharCode(code));
  }
}

function readCharacter(lexer: Lexer): number {
  const code = lexer.peek();
  lexer.position++;
  return code;
}

/** PowerShell puts the end one past the last character, and one more when it comes there again after going back. */
function endExtent(lexer: Lexer): ScriptExtent {
  const offset = lexer.toScript(lexer.position) + 1;
  return new ScriptExtent(lexer.context.source, offset, offset);
}

function endOfInput(lexer: Lexer): Token {
  const token = lexer.save(new Token(endExtent(lexer), 'EndOfInput'));
  lexer.position = lexer.text.length + 1;
  return token;
}

/** An operator, or in a command the begin of a word when it does not stand alone. */
function operatorOrWord(lexer: Lexer, kind: TokenKind): Token {
  if (lexer.mode === 'Command' && !endsWord(lexer.peek())) {
    return scanGenericFrom(lexer, lexer.text.slice(lexer.start, lexer.position));
  }
  return lexer.newToken(kind);
}

function scanMaybeAssignment(lexer: Lexer, kind: TokenKind, assignment: TokenKind): Token {
  if (lexer.peek() !== 0x3d) return operatorOrWord(lexer, kind);
  lexer.position++;
  return operatorOrWord(lexer, assignment);
}

function scanDoubled(lexer: Lexer, code: number, kind: TokenKind, doubled: TokenKind): Token {
  if (lexer.peek() !== code) return lexer.newToken(kind);
  lexer.position++;
  return lexer.newToken(doubled);
}

function startsNumber(lexer: Lexer): boolean {
  return lexer.allowSignedNumbers && (isDecimalDigit(lexer.peek()) || lexer.peek() === 0x2e);
}

function scanPlus(lexer: Lexer): Token {
  if (lexer.peek() === 0x2b) {
    lexer.position++;
    return operatorOrWord(lexer, 'PlusPlus');
  }
  if (lexer.peek() !== 0x3d && startsNumber(lexer)) return scanNumber(lexer);
  return scanMaybeAssignment(lexer, 'Plus', 'PlusEquals');
}

function scanDash(lexer: Lexer): Token {
  const next = lexer.peek();
  if (isDash(next)) {
    lexer.position++;
    return operatorOrWord(lexer, 'MinusMinus');
  }
  if (isLetter(next) || next === 0x5f || next === 0x3f) return scanParameter(lexer);
  if (next !== 0x3d && startsNumber(lexer)) return scanNumber(lexer);
  return scanMaybeAssignment(lexer, 'Minus', 'MinusEquals');
}

function scanStar(lexer: Lexer): Token {
  if (lexer.peek() === 0x3e) {
    lexer.position++;
    return scanRedirectionTarget(lexer, 0, false);
  }
  return scanMaybeAssignment(lexer, 'Multiply', 'MultiplyEquals');
}

function scanDigit(lexer: Lexer, code: number): Token {
  if (code >= 0x31 && code <= 0x36 && lexer.peek() === 0x3e) {
    lexer.position++;
    return scanRedirectionTarget(lexer, code - 0x30, true);
  }
  return scanNumber(lexer);
}

/** After `>`, its stream named or not: `>>`, `>&1` or a file. */
function scanRedirectionTarget(lexer: Lexer, stream: number, named: boolean): Token {
  if (lexer.peek() === 0x26) {
    const target = lexer.peekAt(1);
    if (target === 0x31 || (named && target === 0x32)) {
      lexer.position += 2;
      const toStream = redirectionStreams[target - 0x30]!;
      return lexer.save(new MergingRedirectionToken(lexer.currentExtent(), redirectionStreams[stream]!, toStream));
    }
  }
  if (named && lexer.mode === 'Expression') {
    // `1>2` of an expression is a number and a redirection of its output.
    lexer.position = lexer.start + 1;
    return lexer.save(new NumberToken(lexer.currentExtent(), stream));
  }
  return scanFileRedirection(lexer, stream);
}

function scanFileRedirection(lexer: Lexer, stream: number): Token {
  const append = lexer.peek() === 0x3e;
  if (append) lexer.position++;
  return lexer.save(new FileRedirectionToken(lexer.currentExtent(), redirectionStreams[stream]!, append));
}

function scanAt(lexer: Lexer): Token {
  const code = lexer.peek();
  if (code === 0x7b || code === 0x28) {
    lexer.position++;
    return lexer.newToken(code === 0x7b ? 'AtCurly' : 'AtParen');
  }
  if (isSingleQuote(code) || isDoubleQuote(code)) {
    lexer.position++;
    return scanHereString(lexer, isDoubleQuote(code));
  }
  if (isVariableStart(code)) return scanVariable(lexer, true, false);
  lexer.reportAt(lexer.position - 1, 'UnrecognizedToken');
  return lexer.newToken('Unknown');
}

function scanDot(lexer: Lexer): Token {
  const next = lexer.peek();
  const inCommand = lexer.mode === 'Command';
  if (next === 0x2e) {
    if (inCommand && !endsWord(lexer.peekAt(1))) return scanGenericFrom(lexer, '.');
    lexer.position++;
    return lexer.newToken('DotDot');
  }
  if (isDecimalDigit(next)) return scanNumber(lexer);
  // `.$command`, `."command"` and `.'command'` run a command in this scope; `.profile` is a command's name.
  if (inCommand && !endsWord(next) && next !== 0x24 && next !== 0x22 && next !== 0x27) {
    return scanGenericFrom(lexer, '.');
  }
  return lexer.newToken('Dot');
}

function scanExclaim(lexer: Lexer): Token {
  const next = lexer.peek();
  if (lexer.mode === 'Command' && !endsWord(next)) return scanGenericFrom(lexer, '!');
  if (lexer.mode === 'Expression') {
    if (isIdentifierStart(next)) return scanGenericFrom(lexer, '!');
    if (isDecimalDigit(next) || next === 0x2e) {
      // `!1` negates a number, `!1st` is a word.
      const position = lexer.position;
      const number = scanNumberLiteral(lexer);
      lexer.position = position;
      if (number === undefined || number.format !== 'decimal') return scanGenericFrom(lexer, '!');
    }
  }
  return lexer.newToken('Exclaim');
}

function scanColon(lexer: Lexer): Token {
  if (lexer.peek() === 0x3a) {
    lexer.position++;
    const word = lexer.mode === 'Command' && !lexer.wantSimpleName && !endsWord(lexer.peek());
    return word ? scanGenericFrom(lexer, '::') : lexer.newToken('ColonColon');
  }
  return lexer.mode === 'Command' ? scanLabel(lexer) : lexer.newToken('Colon');
}

function scanQuestion(lexer: Lexer): Token {
  if (lexer.peek() !== 0x3f) return lexer.newToken('QuestionMark');
  lexer.position++;
  if (lexer.peek() !== 0x3d) return lexer.newToken('QuestionQuestion');
  lexer.position++;
  return lexer.newToken('QuestionQuestionEquals');
}

/**
 * The operator that reaches into the value just parsed: `.` `::` `[` `?.` `?[`. No blank may stand before it, only a block
 * comment. Undefined, with nothing read, when there is none.
 */
export function memberAccessOperator(lexer: Lexer, allowBracket: boolean): Token | undefined {
  skipBlockComments(lexer);
  lexer.start = lexer.position;
  const code = lexer.peek();
  const next = lexer.peekAt(1);
  switch (code) {
    case 0x2e: // .
      if (next === 0x2e || (lexer.mode === 'Command' && endsMemberAccess(next))) return undefined;
      return take(lexer, 1, 'Dot');
    case 0x3a: // :
      if (next !== 0x3a || (lexer.mode === 'Command' && endsMemberAccess(lexer.peekAt(2)))) return undefined;
      return take(lexer, 2, 'ColonColon');
    case 0x5b: // [
      return allowBracket ? take(lexer, 1, 'LBracket') : undefined;
    case 0x3f: // ?
      if (next === 0x2e) return take(lexer, 2, 'QuestionDot');
      return next === 0x5b && allowBracket ? take(lexer, 2, 'QuestionLBracket') : undefined;
  }
  return undefined;
}

function endsMemberAccess(code: number): boolean {
  return code <= 0 || code === 0x0a || code === 0x0d || isWhitespace(code);
}

function take(lexer: Lexer, length: number, kind: TokenKind): Token {
  lexer.position += length;
  return lexer.newToken(kind);
}

function skipBlockComments(lexer: Lexer): void {
  while (lexer.peek() === 0x3c && lexer.peekAt(1) === 0x23) {
    lexer.start = lexer.position;
    lexer.position += 2;
    scanBlockComment(lexer);
  }
}

/** The `(` or `{` that makes a call of a member's name; it follows without a blank. */
export function invocationParenthesis(lexer: Lexer): Token | undefined {
  lexer.start = lexer.position;
  if (lexer.peek() === 0x28) return take(lexer, 1, 'LParen');
  if (lexer.peek() === 0x7b) return take(lexer, 1, 'LCurly');
  return undefined;
}

/**
 * The `[` of an attribute or type constraint, after blanks and comments; in a command it would be read as part of a word.
 * Undefined when another character follows.
 */
export function leftBracket(lexer: Lexer): Token | undefined {
  const begin = lexer.position;
  let goBack = false;
  while (true) {
    lexer.start = lexer.position;
    const code = lexer.peek();
    if (code === 0x5b) return take(lexer, 1, 'LBracket');
    if (isWhitespace(code)) {
      goBack = true;
      skipWhitespace(lexer);
    } else if (code === 0x23) {
      goBack = true;
      lexer.position++;
      scanLineComment(lexer);
    } else if (code === 0x3c && lexer.peekAt(1) === 0x23) {
      // Blanks count only after the last block comment, as in PowerShell.
      goBack = false;
      lexer.position += 2;
      scanBlockComment(lexer);
    } else {
      // A member access must see the blanks that were skipped.
      if ((code === 0x2e || code === 0x3a) && goBack) lexer.resync(lexer.toScript(begin));
      return undefined;
    }
  }
}
