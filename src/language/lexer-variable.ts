// Variables: `$name`, `$scope:name`, `${any name}`, `@splatted`, `$$`, `$?`, `$^`.
import { endOfText, endsWord, isDoubleQuote, isLetterOrDigit, isVariableStart } from './char-class.ts';
import type { Lexer } from './lexer.ts';
import { scanEscape } from './lexer-escape.ts';
import { scanGenericFrom } from './lexer-word.ts';
import { type Token, VariableToken } from './token.ts';
import { parseVariablePath } from './variable-path.ts';

/** A variable whose `$` or `@` was read; a word when it turns out to be one. */
export function scanVariable(lexer: Lexer, splatted: boolean, inString: boolean): Token {
  const code = lexer.peek();
  if (code === 0x7b) return scanBracedVariable(lexer, inString);
  if (!isVariableStart(code)) return scanGenericFrom(lexer, '$');
  const nameStart = lexer.position++;
  const inCommand = lexer.mode === 'Command';
  if (code === 0x24 || code === 0x3f || code === 0x5e) {
    // $$, $? and $^ are one character long.
    if (inCommand && !endsWord(lexer.peek())) return rescanAsWord(lexer);
  } else {
    while (true) {
      const next = lexer.peek();
      if (isLetterOrDigit(next) || next === 0x5f || next === 0x3f) lexer.position++;
      else if (next === 0x3a) {
        // $a::b is access to a static member.
        if (lexer.peekAt(1) === 0x3a) break;
        lexer.position++;
      } else {
        const operator = next === 0x2e || next === 0x5b || next === 0x3d;
        if (inCommand && !operator && !endsWord(next)) return rescanAsWord(lexer);
        break;
      }
    }
  }
  const path = parseVariablePath(lexer.text.slice(nameStart, lexer.position));
  if (path.unqualifiedPath === '') {
    const errorId = path.driveName === undefined ? 'InvalidVariableReference' : 'InvalidVariableReferenceWithDrive';
    lexer.report(lexer.start, lexer.position, errorId);
  }
  return lexer.save(new VariableToken(lexer.currentExtent(), path, splatted));
}

function scanBracedVariable(lexer: Lexer, inString: boolean): Token {
  const errorStart = lexer.position++;
  let name = '';
  let pieceStart = lexer.position;
  let closed = false;
  while (true) {
    const code = lexer.peek();
    if (code === endOfText) break;
    if (code === 0x7d) {
      closed = true;
      break;
    }
    if (code === 0x60) {
      name += lexer.text.slice(pieceStart, lexer.position);
      lexer.position++;
      const escaped = lexer.peek();
      if (escaped !== endOfText) {
        lexer.position++;
        name += scanEscape(lexer, escaped);
      }
      pieceStart = lexer.position;
      continue;
    }
    // A quote that ends the text is the string's, not the name's.
    const atEnd = inString && isDoubleQuote(code) && lexer.peekAt(1) === endOfText;
    if (atEnd) name += lexer.text.slice(pieceStart, lexer.position);
    lexer.position++;
    if (atEnd) {
      pieceStart = lexer.position;
      break;
    }
    if (inString && isDoubleQuote(code) && isDoubleQuote(lexer.peek())) {
      name += lexer.text.slice(pieceStart, lexer.position - 1);
      pieceStart = lexer.position++;
    } else if (code === 0x7b) lexer.reportAt(lexer.position, 'OpenBraceNeedsToBeBackTickedInVariableName');
  }
  name += lexer.text.slice(pieceStart, lexer.position);
  if (closed) lexer.position++;
  else lexer.reportIncomplete(errorStart, 'IncompleteDollarVariableReference');
  if (name === '') {
    if (closed) lexer.reportAt(lexer.position - 1, 'EmptyVariableReference');
    name = ':Error:';
  }
  if (lexer.mode === 'Command') {
    const next = lexer.peek();
    if (!endsWord(next) && next !== 0x2e && next !== 0x5b) return rescanAsWord(lexer);
  }
  const path = parseVariablePath(name);
  if (path.unqualifiedPath === '') lexer.report(lexer.start, lexer.position, 'InvalidBracedVariableReference');
  return lexer.save(new VariableToken(lexer.currentExtent(), path, false));
}

/** The variable is the beginning of a longer word, which then finds it again. */
function rescanAsWord(lexer: Lexer): Token {
  lexer.position = lexer.start;
  return scanGenericFrom(lexer, '');
}
