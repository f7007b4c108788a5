// What stands between tokens: blanks, line ends, line continuations and comments, with the two comments that mean something:
// #requires, and the begin of a signature block (or a fake of one).
import { isWhitespace } from './char-class.ts';
import type { Lexer } from './lexer.ts';

export function skipWhitespace(lexer: Lexer): void {
  while (isWhitespace(lexer.peek())) lexer.position++;
}

/** Reads the LF of a CR LF whose CR was just read. */
export function skipLineFeed(lexer: Lexer): void {
  if (lexer.peek() === 0x0a) lexer.position++;
}

/** White space in .NET's sense: line ends too. */
function isAnyWhitespace(code: number): boolean {
  return isWhitespace(code) || code === 0x0a || code === 0x0d;
}

/** Skips blanks, comments and new lines, and semicolons when asked to. */
export function skipNewlines(lexer: Lexer, skipSemicolons: boolean): void {
  while (true) {
    const code = lexer.peek();
    lexer.start = lexer.position;
    if (code === 0x0a || code === 0x0d) {
      lexer.position++;
      if (code === 0x0d) skipLineFeed(lexer);
      lexer.newToken('NewLine');
    } else if (code === 0x3b && skipSemicolons) {
      lexer.position++;
      lexer.newToken('Semi');
    } else if (code === 0x23) {
      lexer.position++;
      scanLineComment(lexer);
    } else if (code === 0x3c && lexer.peekAt(1) === 0x23) {
      lexer.position += 2;
      scanBlockComment(lexer);
    } else if (code === 0x60 && isAnyWhitespace(lexer.peekAt(1))) {
      lexer.position++;
      scanAfterBacktick(lexer);
    } else if (isWhitespace(code)) skipWhitespace(lexer);
    else return;
  }
}

/** After a back-tick (read) before white space: a line continuation, or blanks that count as such. True when it was. */
export function scanAfterBacktick(lexer: Lexer): boolean {
  const code = lexer.peek();
  if (!isAnyWhitespace(code)) return false;
  lexer.position++;
  if (code === 0x0a || code === 0x0d) {
    if (code === 0x0d) skipLineFeed(lexer);
    lexer.newToken('LineContinuation');
  } else skipWhitespace(lexer);
  return true;
}

/** The rest of a comment whose `#` was read. */
export function scanLineComment(lexer: Lexer): void {
  const { text } = lexer;
  let end = lexer.position;
  while (end < text.length) {
    const code = text.charCodeAt(end);
    if (code === 0x0a || code === 0x0d) break;
    end++;
  }
  const first = lexer.position;
  lexer.position = end;
  const token = lexer.newToken('Comment');
  if (looksLikeSignature(text, first, end)) lexer.context.beginSignature = token.extent;
  else if (!lexer.nested && beginsWithRequires(text, first)) lexer.context.requiresTokens.push(token);
}

/** The rest of a comment whose `<#` was read. */
export function scanBlockComment(lexer: Lexer): void {
  const opened = lexer.position - 2;
  const end = lexer.text.indexOf('#>', lexer.position);
  if (end < 0) {
    lexer.position = lexer.text.length;
    lexer.reportIncomplete(opened, 'MissingTerminatorMultiLineComment');
  } else lexer.position = end + 2;
  lexer.newToken('Comment');
}

function beginsWithRequires(text: string, start: number): boolean {
  const code = text.charCodeAt(start) | 0x20;
  return code === 0x72 && text.slice(start, start + 8).toLowerCase() === 'requires';
}

const signatureText = 'sig#beginsignatureblock\n';
/** Comments that differ from the signature's by fewer edits are taken for one, so that nobody hides code behind a fake. */
const similarityThreshold = 10;

function looksLikeSignature(text: string, start: number, end: number): boolean {
  // A signature's line is short; blanks do not count, but a line of a kilobyte is none.
  if (end - start < signatureText.length - similarityThreshold - 1) return false;
  let line = '';
  for (let i = start; i < end; i++) {
    const code = text.charCodeAt(i);
    if (isWhitespace(code)) continue;
    line += String.fromCharCode(code);
    if (line.length > signatureText.length + similarityThreshold) return false;
  }
  line = `${line.toLowerCase()}${end < text.length ? text[end] : '\0'}`;
  if (line.length < signatureText.length - similarityThreshold) return false;
  if (line.length > signatureText.length + similarityThreshold) return false;
  return editDistanceBelow(line, signatureText, similarityThreshold);
}

/** True when Levenshtein's distance of the two is below `limit`. */
function editDistanceBelow(first: string, second: string, limit: number): boolean {
  let previous = Array.from({ length: second.length + 1 }, (_, column) => column);
  for (let row = 1; row <= first.length; row++) {
    const current = [row];
    let least = row;
    for (let column = 1; column <= second.length; column++) {
      const same = first.charCodeAt(row - 1) === second.charCodeAt(column - 1);
      const distance = same
        ? previous[column - 1]!
        : Math.min(previous[column]!, current[column - 1]!, previous[column - 1]!) + 1;
      current.push(distance);
      if (distance < least) least = distance;
    }
    if (least >= limit) return false;
    previous = current;
  }
  return previous[second.length]! < limit;
}

/** True when the first thing on one of the lines after `offset`, blank lines excluded, is a `|`: the pipeline goes on. */
export function pipeFollows(lexer: Lexer, offset: number): boolean {
  const { text } = lexer;
  let sawLineEnd = true;
  let i = lexer.fromScript(offset);
  while (i < text.length) {
    const code = text.charCodeAt(i);
    if (isWhitespace(code)) i++;
    else if (code === 0x0a || code === 0x0d) {
      if (sawLineEnd) return false;
      sawLineEnd = true;
      i += code === 0x0d && text.charCodeAt(i + 1) === 0x0a ? 2 : 1;
    } else {
      sawLineEnd = false;
      if (code === 0x23) {
        while (i < text.length && text.charCodeAt(i) !== 0x0a && text.charCodeAt(i) !== 0x0d) i++;
      } else if (code === 0x3c && text.charCodeAt(i + 1) === 0x23) {
        const end = text.indexOf('#>', i + 2);
        i = end < 0 ? text.length : end + 2;
      } else return code === 0x7c;
    }
  }
  return false;
}
