// System.Char.
import { defineType, type MemberDefinition, method, property } from '../conversion/type-definition.ts';
import { Char } from '../psobject/numbers.ts';
import type { PSReference } from '../psobject/ps-reference.ts';
import { argumentNull, formatError, outOfRange } from './arguments.ts';
import { toLower, toUpper } from './casing.ts';

/** Tests that take a character, or a string and an index. */
const tests: Readonly<Record<string, RegExp>> = {
  IsDigit: /^\p{Nd}$/u,
  IsLetter: /^\p{L}$/u,
  IsLetterOrDigit: /^[\p{L}\p{Nd}]$/u,
  IsWhiteSpace: /^[\p{Z}\t-\r\x85]$/u,
  IsUpper: /^\p{Lu}$/u,
  IsLower: /^\p{Ll}$/u,
  IsPunctuation: /^\p{P}$/u,
  IsSymbol: /^\p{S}$/u,
  IsSeparator: /^\p{Z}$/u,
  IsControl: /^\p{Cc}$/u,
  IsNumber: /^\p{N}$/u,
  IsSurrogate: /^[\ud800-\udfff]$/,
  IsHighSurrogate: /^[\ud800-\udbff]$/,
  IsLowSurrogate: /^[\udc00-\udfff]$/,
  IsAscii: /^[\0-\x7f]$/,
  IsAsciiDigit: /^[0-9]$/,
  IsAsciiLetter: /^[A-Za-z]$/,
  IsAsciiLetterOrDigit: /^[A-Za-z0-9]$/,
  IsAsciiLetterUpper: /^[A-Z]$/,
  IsAsciiLetterLower: /^[a-z]$/,
  IsAsciiHexDigit: /^[0-9A-Fa-f]$/,
};

const testMembers: MemberDefinition[] = Object.entries(tests).flatMap(([name, pattern]) => {
  const one = method(`static bool ${name}(char c)`, (c: string) => pattern.test(c));
  if (name.startsWith('IsAscii')) return [one];
  return [
    one,
    method(`static bool ${name}(string s, int index)`, (s: string, index: number) =>
      pattern.test(s[index] ?? outOfRange('index')),
    ),
  ];
});

const numericValue = (c: string): number => {
  const digit = /^\p{Nd}$/u.test(c);
  if (!digit) return -1;
  let zero = c.charCodeAt(0);
  while (/^\p{Nd}$/u.test(String.fromCharCode(zero - 1)) && c.charCodeAt(0) - zero < 9) zero--;
  return c.charCodeAt(0) - zero;
};

function parse(text: string | null): Char {
  if (text === null) argumentNull('s');
  if (text.length !== 1) formatError('String must be exactly one character long.');
  return new Char(text.charCodeAt(0));
}

export const charType = defineType<Char>({
  name: 'System.Char',
  kind: 'struct',
  interfaces: ['System.IComparable', 'System.IConvertible', 'System.IComparable[char]', 'System.IEquatable[char]'],
  toText: (self) => self.toString(),
  compare: (a, b) => a.code - b.code,
  members: [
    property('static char MaxValue {get;}', () => '\uffff'),
    property('static char MinValue {get;}', () => '\0'),
    method(['string ToString()', 'string ToString(System.IFormatProvider provider)'], (self: Char) => self.toString()),
    method('int CompareTo(char value)', (self: Char, other: string) => self.code - other.charCodeAt(0)),
    method('bool Equals(char obj)', (self: Char, other: string) => self.toString() === other),
    method('System.TypeCode GetTypeCode()', () => 'Char'),
    ...testMembers,
    method(
      [
        'static char ToUpper(char c)',
        'static char ToUpperInvariant(char c)',
        'static char ToUpper(char c, cultureinfo culture)',
      ],
      (c: string) => toUpper(c),
    ),
    method(
      [
        'static char ToLower(char c)',
        'static char ToLowerInvariant(char c)',
        'static char ToLower(char c, cultureinfo culture)',
      ],
      (c: string) => toLower(c),
    ),
    method('static string ToString(char c)', (c: string) => c),
    method('static double GetNumericValue(char c)', numericValue),
    method('static double GetNumericValue(string s, int index)', (s: string, index: number) => numericValue(s[index]!)),
    method('static char Parse(string s)', parse),
    method('static bool TryParse(string s, [ref] char result)', (text: string | null, result: PSReference) => {
      result.value = text?.length === 1 ? text : '\0';
      return text?.length === 1;
    }),
    method('static int ConvertToUtf32(string s, int index)', (s: string, index: number) => s.codePointAt(index)),
    method('static int ConvertToUtf32(char highSurrogate, char lowSurrogate)', (high: string, low: string) =>
      (high + low).codePointAt(0),
    ),
    method('static string ConvertFromUtf32(int utf32)', (code: number) => String.fromCodePoint(code)),
    method(
      'static bool IsBetween(char c, char minInclusive, char maxInclusive)',
      (c: string, a: string, b: string) => c >= a && c <= b,
    ),
  ],
});
