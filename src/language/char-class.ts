// Classes of characters that the lexer asks for, by UTF-16 code unit; NUL and the end of the text (-1) end every token.

/** What Lexer.peek gives past the end of the text. */
export const endOfText = -1;

const identifierStart = 0x01;
const digit = 0x02;
const hexDigit = 0x04;
const variableStart = 0x08;
const endsToken = 0x10;
const endsTokenAfterNumber = 0x20;
const endsAssemblyName = 0x40;
const whitespace = 0x80;

/** Flags of the ASCII characters. */
const flags = new Uint8Array(128);

function mark(characters: string, flag: number): void {
  for (let i = 0; i < characters.length; i++) flags[characters.charCodeAt(i)]! |= flag;
}

const letters = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';
mark(`${letters}_`, identifierStart | variableStart);
mark('0123456789', digit | hexDigit | variableStart);
mark('abcdefABCDEF', hexDigit);
mark('$:?^', variableStart);
mark('\t\v\f ', whitespace);
mark('\0\t\n\v\f\r &(),;{|}', endsToken);
mark('!#%*+-./<=>]', endsTokenAfterNumber);
mark('\0\t\n\v\f\r ,=]', endsAssemblyName);

const letterPattern = /\p{L}/u;
const letterOrDigitPattern = /[\p{L}\p{Nd}]/u;

/** Blanks that do not end a line, Unicode's separators among them. */
export function isWhitespace(code: number): boolean {
  if (code < 128) return code >= 0 && (flags[code]! & whitespace) !== 0;
  return (
    code === 0x85 ||
    code === 0xa0 ||
    code === 0x1680 ||
    (code >= 0x2000 && code <= 0x200a) ||
    code === 0x2028 ||
    code === 0x2029 ||
    code === 0x202f ||
    code === 0x205f ||
    code === 0x3000
  );
}

/** `-` and the dashes that word processors make of it. */
export function isDash(code: number): boolean {
  return code === 0x2d || code === 0x2013 || code === 0x2014 || code === 0x2015;
}

/** `'` and its typographic forms. */
export function isSingleQuote(code: number): boolean {
  return code === 0x27 || (code >= 0x2018 && code <= 0x201b);
}

/** `"` and its typographic forms. */
export function isDoubleQuote(code: number): boolean {
  return code === 0x22 || (code >= 0x201c && code <= 0x201e);
}

export function isLetter(code: number): boolean {
  if (code < 128) return code >= 0 && code !== 0x5f && (flags[code]! & identifierStart) !== 0;
  return letterPattern.test(String.fromCharCode(code));
}

export function isLetterOrDigit(code: number): boolean {
  if (code < 128) return code >= 0 && code !== 0x5f && (flags[code]! & (identifierStart | digit)) !== 0;
  return letterOrDigitPattern.test(String.fromCharCode(code));
}

/** First character of an identifier or label. */
export function isIdentifierStart(code: number): boolean {
  if (code < 128) return code >= 0 && (flags[code]! & identifierStart) !== 0;
  return letterPattern.test(String.fromCharCode(code));
}

/** Further characters of an identifier or label. */
export function isIdentifierPart(code: number): boolean {
  if (code < 128) return code >= 0 && (flags[code]! & (identifierStart | digit)) !== 0;
  return letterOrDigitPattern.test(String.fromCharCode(code));
}

/** First character of a variable's name without braces. */
export function isVariableStart(code: number): boolean {
  if (code < 128) return code >= 0 && (flags[code]! & variableStart) !== 0;
  return letterOrDigitPattern.test(String.fromCharCode(code));
}

export function isDecimalDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

export function isHexDigit(code: number): boolean {
  return code >= 0 && code < 128 && (flags[code]! & hexDigit) !== 0;
}

/** Ends a word or number in every mode: `a{` is two tokens, `a#b` is one. */
export function endsWord(code: number): boolean {
  if (code < 128) return code < 0 || (flags[code]! & endsToken) !== 0;
  return isWhitespace(code);
}

/** Ends a number of an expression; `?` and `:` do inside a conditional expression. */
export function endsNumber(code: number, inTernary: boolean): boolean {
  if (code < 128) {
    if (code >= 0 && (flags[code]! & endsTokenAfterNumber) !== 0) return true;
    return inTernary && (code === 0x3f || code === 0x3a);
  }
  return isDash(code);
}

/** Ends a part of an assembly's name. */
export function endsAssemblyNamePart(code: number): boolean {
  if (code < 128) return code < 0 || (flags[code]! & endsAssemblyName) !== 0;
  return isWhitespace(code);
}
