// Words: identifiers and keywords, generic words (names and arguments of commands), parameters and letter operators, labels,
// type names, `--%`.
import {
  endOfText,
  endsAssemblyNamePart,
  endsWord,
  isDoubleQuote,
  isIdentifierPart,
  isIdentifierStart,
  isLetterOrDigit,
  isSingleQuote,
  isWhitespace,
} from './char-class.ts';
import type { Lexer } from './lexer.ts';
import { skipWhitespace } from './lexer-blank.ts';
import { StringParts, scanBacktick, scanDollar, scanDoubleQuoted, scanSingleQuoted } from './lexer-string.ts';
import { LabelToken, ParameterToken, type StringToken, type Token } from './token.ts';
import { dashOperators, keywords, tokenFlag } from './token-kind.ts';

/** A generic word: `prefix` was read, the rest follows. Quotes, back-ticks, variables and sub-expressions are part of it. */
export function scanGenericFrom(lexer: Lexer, prefix: string): StringToken {
  const parts = new StringParts();
  parts.literal = prefix;
  const { text } = lexer;
  let pieceStart = lexer.position;
  while (true) {
    const code = lexer.peek();
    if (endsWord(code)) break;
    if (code === 0x24) {
      parts.literal += text.slice(pieceStart, lexer.position);
      pieceStart = lexer.position;
      if (scanDollar(lexer, parts, false)) pieceStart = lexer.position;
      else lexer.position++;
    } else if (code === 0x60) {
      parts.literal += text.slice(pieceStart, lexer.position);
      scanBacktick(lexer, parts);
      pieceStart = lexer.position;
    } else if (isSingleQuote(code)) {
      parts.literal += text.slice(pieceStart, lexer.position);
      lexer.position++;
      parts.literal += scanSingleQuoted(lexer).value;
      pieceStart = lexer.position;
    } else if (isDoubleQuote(code)) {
      parts.literal += text.slice(pieceStart, lexer.position);
      lexer.position++;
      scanDoubleQuoted(lexer, parts);
      pieceStart = lexer.position;
    } else lexer.position++;
  }
  parts.literal += text.slice(pieceStart, lexer.position);
  return parts.finish(lexer, 'Generic', 0);
}

/** An identifier, keyword or longer word whose first letter was read. */
export function scanIdentifier(lexer: Lexer): Token {
  while (isIdentifierPart(lexer.peek())) lexer.position++;
  if (lexer.mode === 'TypeName') return scanTypeName(lexer);
  if (lexer.wantSimpleName || lexer.mode === 'Expression') return lexer.newToken('Identifier');
  const word = lexer.text.slice(lexer.start, lexer.position);
  if (lexer.mode === 'Command' && !endsWord(lexer.peek())) return scanGenericFrom(lexer, word);
  const keyword = keywords.get(word.toLowerCase());
  if (keyword !== undefined && (keyword !== 'InlineScript' || lexer.inWorkflow)) return lexer.newToken(keyword);
  return lexer.newToken('Identifier');
}

const typeNameCharacters = new Set([...'.`_+#\\'].map((character) => character.charCodeAt(0)));

/** The rest of a type's name, dots and generic arity included. */
function scanTypeName(lexer: Lexer): Token {
  while (isLetterOrDigit(lexer.peek()) || typeNameCharacters.has(lexer.peek())) lexer.position++;
  const token = lexer.newToken('Identifier');
  token.flags |= tokenFlag.TypeName;
  return token;
}

/** After the comma of `[Type, Assembly, Version=...]`: the assembly's full name. */
export function scanAssemblyName(lexer: Lexer): string {
  let name = scanAssemblyNamePart(lexer);
  while (lexer.peek() === 0x2c) {
    lexer.start = lexer.position++;
    lexer.newToken('Comma');
    name += `, ${scanAssemblyNamePart(lexer)}`;
    if (lexer.peek() === 0x3d) {
      lexer.start = lexer.position++;
      lexer.newToken('Equals');
      name += `=${scanAssemblyNamePart(lexer)}`;
    }
  }
  return name;
}

function scanAssemblyNamePart(lexer: Lexer): string {
  skipWhitespace(lexer);
  lexer.start = lexer.position;
  while (!endsAssemblyNamePart(lexer.peek())) lexer.position++;
  const part = lexer.text.slice(lexer.start, lexer.position);
  lexer.newToken('Identifier').flags |= tokenFlag.TypeName;
  skipWhitespace(lexer);
  return part;
}

/** A parameter of a command or an operator of an expression, whose dash was read and is followed by a letter. */
export function scanParameter(lexer: Lexer): Token {
  const inCommand = lexer.mode === 'Command';
  const nameStart = lexer.position;
  let usedColon = false;
  while (true) {
    const code = lexer.peek();
    if (code <= 0 || isWhitespace(code) || parameterEnds.has(code)) break;
    if (code === 0x3a) {
      usedColon = true;
      break;
    }
    if (isSingleQuote(code) || isDoubleQuote(code)) {
      // A word with quotes is an argument, not a parameter.
      if (inCommand) return scanGenericFrom(lexer, lexer.text.slice(lexer.start, lexer.position));
      break;
    }
    if (!inCommand && !isAsciiLetter(code)) break;
    lexer.position++;
  }
  const name = lexer.text.slice(nameStart, lexer.position);
  if (usedColon && inCommand) lexer.position++;
  if (lexer.mode === 'Expression') {
    const operator = dashOperators.get(name.toLowerCase());
    if (operator !== undefined) return lexer.newToken(operator);
  }
  if (name === '') return lexer.newToken('Minus');
  return lexer.save(new ParameterToken(lexer.currentExtent(), name, usedColon));
}

const parameterEnds = new Set([...'{}();,|&.[\r\n'].map((character) => character.charCodeAt(0)));

function isAsciiLetter(code: number): boolean {
  return (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a);
}

/** A label whose colon was read. */
export function scanLabel(lexer: Lexer): Token {
  if (!isIdentifierStart(lexer.peek())) {
    if (lexer.peek() === endOfText || lexer.peek() === 0) return lexer.newStringToken(':', 'Generic');
    return scanGenericFrom(lexer, ':');
  }
  const start = lexer.position;
  while (isIdentifierPart(lexer.peek())) lexer.position++;
  const name = lexer.text.slice(start, lexer.position);
  if (lexer.mode === 'Command' && !endsWord(lexer.peek())) {
    // PowerShell takes the character that ended the label as it is, a quote too.
    lexer.position++;
    return scanGenericFrom(lexer, `:${lexer.text.slice(start, lexer.position)}`);
  }
  return lexer.save(new LabelToken(lexer.currentExtent(), name));
}

/** What follows `--%`: the rest of the line as it is, up to a pipe or `&&` outside of quotes. */
export function scanVerbatimArgument(lexer: Lexer): StringToken {
  skipWhitespace(lexer);
  lexer.start = lexer.position;
  let inQuotes = false;
  while (true) {
    const code = lexer.peek();
    if (code === endOfText || code === 0x0a || code === 0x0d) break;
    if (isDoubleQuote(code)) inQuotes = !inQuotes;
    else if (!inQuotes && (code === 0x7c || (code === 0x26 && lexer.peekAt(1) === 0x26))) break;
    lexer.position++;
  }
  return lexer.newStringToken(lexer.text.slice(lexer.start, lexer.position), 'Generic');
}
