// System.String.
import { compareOrdinal, compareStrings, foldCase } from '../conversion/compare.ts';
import { netEnumerationOf } from '../conversion/enumerate.ts';
import { netToString } from '../conversion/to-string.ts';
import { defineType, method, property } from '../conversion/type-definition.ts';
import { arrayOf } from '../psobject/array.ts';
import { Char } from '../psobject/numbers.ts';
import type { EnumValue } from '../psobject/values.ts';
import { argumentError, argumentNull, indexOutsideArray, outOfRange } from './arguments.ts';
import { toLower, toUpper } from './casing.ts';
import { formatComposite } from './composite-format.ts';
import { cultureOf } from './culture-info.ts';
import { NetEnumerator } from './enumerator.ts';

const text = (value: unknown): string => (value === null || value === undefined ? '' : netToString(value));
const chars = (value: string): unknown[] =>
  arrayOf(
    'System.Char',
    Array.from({ length: value.length }, (_, i) => new Char(value.charCodeAt(i))),
  );
const ofChars = (items: readonly unknown[]): string => items.map((c) => (c as Char).toString()).join('');

interface Comparison {
  readonly ignoreCase: boolean;
  readonly ordinal: boolean;
  readonly locale: string;
}

/** What a StringComparison asks for. */
export function comparisonOf(value: EnumValue | undefined): Comparison {
  const name = value?.text ?? 'Ordinal';
  const locale = name.startsWith('Current') ? cultureOf(null).name : '';
  return { ignoreCase: name.endsWith('IgnoreCase'), ordinal: name.startsWith('Ordinal'), locale };
}

/** string.Compare by a StringComparison; null stands first. */
export function compareBy(a: string | null, b: string | null, comparison: Comparison): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? -1 : 1;
  if (comparison.ordinal)
    return comparison.ignoreCase ? compareOrdinal(foldCase(a), foldCase(b)) : compareOrdinal(a, b);
  return compareStrings(a, b, comparison.ignoreCase, comparison.locale);
}

/** The culture's own search differs from the ordinal one only in characters that no English script meets. */
const folded = (value: string, comparison: Comparison): string => (comparison.ignoreCase ? foldCase(value) : value);

function indexOf(self: string, value: string, start: number, count: number, comparison: Comparison): number {
  if (start < 0 || start > self.length)
    outOfRange(
      'startIndex',
      'Index was out of range. Must be non-negative and less than or equal to the size of the collection.',
    );
  if (count < 0 || start + count > self.length)
    outOfRange(
      'count',
      'Count must be positive and count must refer to a location within the string/array/collection.',
    );
  const at = folded(self.slice(start, start + count), comparison).indexOf(folded(value, comparison));
  return at < 0 ? -1 : at + start;
}

function lastIndexOf(self: string, value: string, start: number, count: number, comparison: Comparison): number {
  if (self === '') return value === '' ? 0 : -1;
  const end = Math.min(start + 1, self.length);
  const from = Math.max(end - count, 0);
  const at = folded(self.slice(from, end), comparison).lastIndexOf(folded(value, comparison));
  return at < 0 ? -1 : at + from;
}

function substring(self: string, start: number, length?: number): string {
  if (start < 0) outOfRange('startIndex', 'StartIndex cannot be less than zero.');
  if (start > self.length) outOfRange('startIndex', 'startIndex cannot be larger than length of string.');
  if (length === undefined) return self.slice(start);
  if (length < 0) outOfRange('length', 'Length cannot be less than zero.');
  if (start + length > self.length)
    outOfRange('length', 'Index and length must refer to a location within the string.');
  return self.slice(start, start + length);
}

function trimSet(items: readonly unknown[] | null): (c: string) => boolean {
  if (items === null || items.length === 0) return (c) => /[\s\x85]/.test(c) && c !== '\ufeff';
  const set = new Set(items.map((c) => (c as Char).toString()));
  return (c) => set.has(c);
}
function trimStart(self: string, items: readonly unknown[] | null): string {
  const drop = trimSet(items);
  let at = 0;
  while (at < self.length && drop(self[at]!)) at++;
  return self.slice(at);
}
function trimEnd(self: string, items: readonly unknown[] | null): string {
  const drop = trimSet(items);
  let at = self.length;
  while (at > 0 && drop(self[at - 1]!)) at--;
  return self.slice(0, at);
}

/** Split at the earliest of the separators; none means white space. */
function split(self: string, separators: readonly string[], count: number, options: EnumValue | undefined): unknown[] {
  if (count < 0) outOfRange('count', 'Count cannot be less than zero.');
  const bits = Number(options?.value ?? 0n);
  const [removeEmpty, trim] = [(bits & 1) !== 0, (bits & 2) !== 0];
  const wanted = separators.filter((s) => s !== '');
  const parts: string[] = [];
  const put = (part: string): boolean => {
    const value = trim ? part.trim() : part;
    if (removeEmpty && value === '') return false;
    parts.push(value);
    return true;
  };
  let start = 0;
  for (let at = 0; at < self.length && parts.length < count - 1; ) {
    const separator =
      wanted.length === 0
        ? /\s|\x85/.test(self[at]!)
          ? self[at]!
          : undefined
        : wanted.find((s) => self.startsWith(s, at));
    if (separator === undefined) {
      at++;
      continue;
    }
    put(self.slice(start, at));
    at += separator.length;
    start = at;
  }
  if (count > 0) {
    let rest = self.slice(start);
    // With RemoveEmptyEntries the last part does not begin with separators.
    if (removeEmpty) {
      for (let again = true; again; ) {
        again = false;
        for (const s of wanted.length === 0 ? [' ', '\t', '\n', '\r'] : wanted) {
          if (!rest.startsWith(s) || parts.length !== count - 1) continue;
          rest = rest.slice(s.length);
          again = true;
        }
      }
    }
    put(rest);
  }
  return arrayOf('System.String', parts);
}

const strings = (items: readonly unknown[] | null): string[] => (items ?? []).map((item) => text(item));
const charSeparators = (items: readonly unknown[] | null): string[] => (items ?? []).map((c) => (c as Char).toString());
const unlimited = 2147483647;

function replace(self: string, from: string | null, to: string | null, comparison: Comparison): string {
  if (from === null) argumentNull('oldValue');
  if (from === '') argumentError('String cannot be of zero length.', 'oldValue');
  if (!comparison.ignoreCase) return self.replaceAll(from, () => to ?? '');
  const [haystack, needle] = [foldCase(self), foldCase(from)];
  let result = '';
  let start = 0;
  for (let at = haystack.indexOf(needle); at >= 0; at = haystack.indexOf(needle, start)) {
    result += self.slice(start, at) + (to ?? '');
    start = at + from.length;
  }
  return result + self.slice(start);
}

function join(separator: string | null, items: Iterable<unknown> | null, name = 'values'): string {
  if (items === null) argumentNull(name);
  return Array.from(items, text).join(separator ?? '');
}

const ordinal = comparisonOf(undefined);
const cultural = (ignoreCase: boolean, provider: unknown): Comparison => ({
  ignoreCase,
  ordinal: false,
  locale: cultureOf(provider).name,
});

function pad(self: string, width: number, fill: string, left: boolean): string {
  if (width < 0) outOfRange('totalWidth', 'Non-negative number required.');
  if (width > 500_000_000) outOfRange('totalWidth');
  return left ? self.padStart(width, fill) : self.padEnd(width, fill);
}

export const stringType = defineType<string>({
  name: 'System.String',
  isSealed: true,
  interfaces: [
    'System.ICloneable',
    'System.IComparable',
    'System.IComparable[string]',
    'System.IConvertible',
    'System.IEquatable[string]',
    'System.Collections.Generic.IEnumerable[char]',
  ],
  toText: (self) => self,
  compare: (a, b) => compareStrings(a, b, false),
  members: [
    {
      kind: 'constructor',
      texts: ['string new(char[] value)'],
      body: (items: unknown[] | null) => ofChars(items ?? []),
    },
    {
      kind: 'constructor',
      texts: ['string new(char[] value, int startIndex, int length)'],
      body: (items: unknown[], start: number, length: number) => ofChars(items.slice(start, start + length)),
    },
    {
      kind: 'constructor',
      texts: ['string new(char c, int count)'],
      body: (c: string, count: number) =>
        count < 0 ? outOfRange('count', "'count' must be non-negative.") : c.repeat(count),
    },
    property('int Length {get;}', (self: string) => self.length),
    property('char Chars(int index) {get;}', (self: string, index: number) => self[index] ?? indexOutsideArray()),
    property('static string Empty {get;}', () => ''),
    method('System.Object Clone()', (self: string) => self),
    method(['int CompareTo(System.Object value)', 'int CompareTo(string strB)'], (self: string, other: string | null) =>
      compareBy(self, other, cultural(false, null)),
    ),
    method('bool Contains(string value)', (self: string, value: string) => self.includes(value)),
    method(
      'bool Contains(string value, System.StringComparison comparisonType)',
      (self: string, value: string, c) => indexOf(self, value, 0, self.length, comparisonOf(c)) >= 0,
    ),
    method('bool Contains(char value)', (self: string, value: string) => self.includes(value)),
    method(
      'bool Contains(char value, System.StringComparison comparisonType)',
      (self: string, value: string, c) => indexOf(self, value, 0, self.length, comparisonOf(c)) >= 0,
    ),
    method('bool EndsWith(string value)', (self: string, value: string) => self.endsWith(value)),
    method('bool EndsWith(string value, System.StringComparison comparisonType)', (self: string, value: string, c) =>
      folded(self, comparisonOf(c)).endsWith(folded(value, comparisonOf(c))),
    ),
    method(
      'bool EndsWith(string value, bool ignoreCase, cultureinfo culture)',
      (self: string, value: string, i: boolean) =>
        i ? foldCase(self).endsWith(foldCase(value)) : self.endsWith(value),
    ),
    method('bool EndsWith(char value)', (self: string, value: string) => self.endsWith(value)),
    method('bool StartsWith(string value)', (self: string, value: string) => self.startsWith(value)),
    method('bool StartsWith(string value, System.StringComparison comparisonType)', (self: string, value: string, c) =>
      folded(self, comparisonOf(c)).startsWith(folded(value, comparisonOf(c))),
    ),
    method(
      'bool StartsWith(string value, bool ignoreCase, cultureinfo culture)',
      (self: string, value: string, i: boolean) =>
        i ? foldCase(self).startsWith(foldCase(value)) : self.startsWith(value),
    ),
    method('bool StartsWith(char value)', (self: string, value: string) => self.startsWith(value)),
    method('bool Equals(string value)', (self: string, value: string | null) => self === value),
    method(
      'bool Equals(string value, System.StringComparison comparisonType)',
      (self: string, value: string | null, c) => compareBy(self, value, comparisonOf(c)) === 0,
    ),
    method('System.CharEnumerator GetEnumerator()', (self: string) => new NetEnumerator(chars(self))),
    method('System.TypeCode GetTypeCode()', () => 'String'),
    method(
      [
        'int IndexOf(char value)',
        'int IndexOf(string value)',
        'int IndexOf(char value, int startIndex)',
        'int IndexOf(string value, int startIndex)',
      ],
      (self: string, value: string, start = 0) => indexOf(self, value, start, self.length - start, ordinal),
    ),
    method(
      ['int IndexOf(char value, int startIndex, int count)', 'int IndexOf(string value, int startIndex, int count)'],
      (self: string, value: string, start: number, count: number) => indexOf(self, value, start, count, ordinal),
    ),
    method(
      [
        'int IndexOf(char value, System.StringComparison comparisonType)',
        'int IndexOf(string value, System.StringComparison comparisonType)',
      ],
      (self: string, value: string, c) => indexOf(self, value, 0, self.length, comparisonOf(c)),
    ),
    method(
      'int IndexOf(string value, int startIndex, System.StringComparison comparisonType)',
      (self: string, value: string, start: number, c) =>
        indexOf(self, value, start, self.length - start, comparisonOf(c)),
    ),
    method(
      ['int IndexOfAny(char[] anyOf)', 'int IndexOfAny(char[] anyOf, int startIndex)'],
      (self: string, items: unknown[], start = 0) => {
        const set = new Set(charSeparators(items));
        for (let i = start; i < self.length; i++) if (set.has(self[i]!)) return i;
        return -1;
      },
    ),
    method(['int LastIndexOfAny(char[] anyOf)'], (self: string, items: unknown[]) => {
      const set = new Set(charSeparators(items));
      for (let i = self.length - 1; i >= 0; i--) if (set.has(self[i]!)) return i;
      return -1;
    }),
    method(
      [
        'int LastIndexOf(char value)',
        'int LastIndexOf(string value)',
        'int LastIndexOf(char value, int startIndex)',
        'int LastIndexOf(string value, int startIndex)',
      ],
      (self: string, value: string, start?: number) =>
        lastIndexOf(self, value, start ?? self.length - 1, (start ?? self.length - 1) + 1, ordinal),
    ),
    method('int LastIndexOf(string value, System.StringComparison comparisonType)', (self: string, value: string, c) =>
      lastIndexOf(self, value, self.length - 1, self.length, comparisonOf(c)),
    ),
    method('string Insert(int startIndex, string value)', (self: string, at: number, value: string) =>
      at < 0 || at > self.length ? outOfRange('startIndex') : self.slice(0, at) + value + self.slice(at),
    ),
    method(
      ['bool IsNormalized()', 'bool IsNormalized(System.Text.NormalizationForm normalizationForm)'],
      (self: string, form?: EnumValue) => self.normalize(normalForm(form)) === self,
    ),
    method(
      ['string Normalize()', 'string Normalize(System.Text.NormalizationForm normalizationForm)'],
      (self: string, form?: EnumValue) => self.normalize(normalForm(form)),
    ),
    method(
      ['string PadLeft(int totalWidth)', 'string PadLeft(int totalWidth, char paddingChar)'],
      (self: string, width: number, fill = ' ') => pad(self, width, fill, true),
    ),
    method(
      ['string PadRight(int totalWidth)', 'string PadRight(int totalWidth, char paddingChar)'],
      (self: string, width: number, fill = ' ') => pad(self, width, fill, false),
    ),
    method(
      ['string Remove(int startIndex)', 'string Remove(int startIndex, int count)'],
      (self: string, start: number, count?: number) => {
        if (start < 0) outOfRange('startIndex', 'StartIndex cannot be less than zero.');
        if (start > self.length) outOfRange('startIndex', 'startIndex must be less than length of string.');
        if (count !== undefined && start + count > self.length)
          outOfRange('count', 'Index and count must refer to a location within the string.');
        return self.slice(0, start) + (count === undefined ? '' : self.slice(start + count));
      },
    ),
    method(
      ['string Replace(char oldChar, char newChar)', 'string Replace(string oldValue, string newValue)'],
      (self: string, from: string, to: string) => replace(self, from, to, ordinal),
    ),
    method(
      'string Replace(string oldValue, string newValue, System.StringComparison comparisonType)',
      (self: string, from: string, to: string, c) => replace(self, from, to, comparisonOf(c)),
    ),
    method(
      'string Replace(string oldValue, string newValue, bool ignoreCase, cultureinfo culture)',
      (self: string, from: string, to: string, i: boolean) => replace(self, from, to, { ...ordinal, ignoreCase: i }),
    ),
    method(
      ['string ReplaceLineEndings()', 'string ReplaceLineEndings(string replacementText)'],
      (self: string, by = '\n') => self.replace(/\r\n|[\n\r\f\x85\u2028\u2029]/g, () => by),
    ),
    method('string[] Split(Params char[] separator)', (self: string, items) =>
      split(self, charSeparators(items), unlimited, undefined),
    ),
    method(
      'string[] Split(char separator, System.StringSplitOptions options = System.StringSplitOptions.None)',
      (self: string, c: string, o) => split(self, [c], unlimited, o),
    ),
    method(
      'string[] Split(char separator, int count, System.StringSplitOptions options = System.StringSplitOptions.None)',
      (self: string, c: string, n: number, o) => split(self, [c], n, o),
    ),
    method('string[] Split(char[] separator, int count)', (self: string, items, n: number) =>
      split(self, charSeparators(items), n, undefined),
    ),
    method('string[] Split(char[] separator, System.StringSplitOptions options)', (self: string, items, o) =>
      split(self, charSeparators(items), unlimited, o),
    ),
    method(
      'string[] Split(char[] separator, int count, System.StringSplitOptions options)',
      (self: string, items, n: number, o) => split(self, charSeparators(items), n, o),
    ),
    method(
      'string[] Split(string separator, System.StringSplitOptions options = System.StringSplitOptions.None)',
      (self: string, s: string | null, o) =>
        split(self, s === null || s === '' ? (s === null ? [] : ['\0none\0']) : [s], unlimited, o),
    ),
    method(
      'string[] Split(string separator, int count, System.StringSplitOptions options = System.StringSplitOptions.None)',
      (self: string, s: string, n: number, o) => split(self, [s], n, o),
    ),
    method('string[] Split(string[] separator, System.StringSplitOptions options)', (self: string, items, o) =>
      split(self, strings(items), unlimited, o),
    ),
    method(
      'string[] Split(string[] separator, int count, System.StringSplitOptions options)',
      (self: string, items, n: number, o) => split(self, strings(items), n, o),
    ),
    method(['string Substring(int startIndex)', 'string Substring(int startIndex, int length)'], substring),
    method(
      ['char[] ToCharArray()', 'char[] ToCharArray(int startIndex, int length)'],
      (self: string, start = 0, length = self.length) => chars(substring(self, start, length)),
    ),
    method(['string ToLower()', 'string ToLowerInvariant()', 'string ToLower(cultureinfo culture)'], (self: string) =>
      toLower(self),
    ),
    method(['string ToUpper()', 'string ToUpperInvariant()', 'string ToUpper(cultureinfo culture)'], (self: string) =>
      toUpper(self),
    ),
    method(['string ToString()', 'string ToString(System.IFormatProvider provider)'], (self: string) => self),
    method('string Trim()', (self: string) => trimStart(trimEnd(self, null), null)),
    method('string Trim(char trimChar)', (self: string, c: string) => trimStart(trimEnd(self, chars(c)), chars(c))),
    method('string Trim(Params char[] trimChars)', (self: string, items) => trimStart(trimEnd(self, items), items)),
    method('string TrimStart()', (self: string) => trimStart(self, null)),
    method('string TrimStart(char trimChar)', (self: string, c: string) => trimStart(self, chars(c))),
    method('string TrimStart(Params char[] trimChars)', trimStart),
    method('string TrimEnd()', (self: string) => trimEnd(self, null)),
    method('string TrimEnd(char trimChar)', (self: string, c: string) => trimEnd(self, chars(c))),
    method('string TrimEnd(Params char[] trimChars)', trimEnd),
    method('static int Compare(string strA, string strB)', (a, b) => compareBy(a, b, cultural(false, null))),
    method('static int Compare(string strA, string strB, bool ignoreCase)', (a, b, i: boolean) =>
      compareBy(a, b, cultural(i, null)),
    ),
    method('static int Compare(string strA, string strB, System.StringComparison comparisonType)', (a, b, c) =>
      compareBy(a, b, comparisonOf(c)),
    ),
    method(
      'static int Compare(string strA, string strB, bool ignoreCase, cultureinfo culture)',
      (a, b, i: boolean, culture) => compareBy(a, b, cultural(i, culture)),
    ),
    method(
      'static int Compare(string strA, int indexA, string strB, int indexB, int length)',
      (a: string, i: number, b: string, k: number, n: number) =>
        compareBy(a.slice(i, i + n), b.slice(k, k + n), cultural(false, null)),
    ),
    method('static int CompareOrdinal(string strA, string strB)', (a, b) => compareBy(a, b, ordinal)),
    method('static string Concat(System.Object arg0)', text),
    method(
      [
        'static string Concat(System.Object arg0, System.Object arg1)',
        'static string Concat(System.Object arg0, System.Object arg1, System.Object arg2)',
      ],
      (...args: unknown[]) => args.map(text).join(''),
    ),
    method(
      [
        'static string Concat(string str0, string str1)',
        'static string Concat(string str0, string str1, string str2)',
        'static string Concat(string str0, string str1, string str2, string str3)',
      ],
      (...args: unknown[]) => args.map(text).join(''),
    ),
    method(
      ['static string Concat(Params System.Object[] args)', 'static string Concat(Params string[] values)'],
      (args: unknown[]) => args.map(text).join(''),
    ),
    method('static string Concat(System.Collections.Generic.IEnumerable[string] values)', (items) =>
      join('', netEnumerationOf(items) ?? null),
    ),
    method('static string Copy(string str)', (value: string) => value),
    method('static bool Equals(string a, string b)', (a, b) => a === b),
    method(
      'static bool Equals(string a, string b, System.StringComparison comparisonType)',
      (a, b, c) => compareBy(a, b, comparisonOf(c)) === 0,
    ),
    method('static string Format(string format, System.Object arg0)', (format: string, a) =>
      formatComposite(format, [a]),
    ),
    method('static string Format(string format, System.Object arg0, System.Object arg1)', (format: string, a, b) =>
      formatComposite(format, [a, b]),
    ),
    method(
      'static string Format(string format, System.Object arg0, System.Object arg1, System.Object arg2)',
      (format: string, a, b, c) => formatComposite(format, [a, b, c]),
    ),
    method('static string Format(string format, Params System.Object[] args)', (format: string, args: unknown[]) =>
      formatComposite(format, args),
    ),
    method(
      'static string Format(System.IFormatProvider provider, string format, System.Object arg0)',
      (p, format: string, a) => formatComposite(format, [a], p),
    ),
    method(
      'static string Format(System.IFormatProvider provider, string format, Params System.Object[] args)',
      (p, format: string, args: unknown[]) => formatComposite(format, args, p),
    ),
    method('static bool IsNullOrEmpty(string value)', (value: string | null) => value === null || value === ''),
    method(
      'static bool IsNullOrWhiteSpace(string value)',
      (value: string | null) => value === null || /^[\s\x85]*$/.test(value),
    ),
    method('static string Join(string separator, Params string[] value)', (s: string, items) =>
      join(s, items, 'value'),
    ),
    method('static string Join(string separator, Params System.Object[] values)', (s: string, items) => join(s, items)),
    method('static string Join(char separator, Params string[] value)', (s: string, items) => join(s, items, 'value')),
    method('static string Join(char separator, Params System.Object[] values)', (s: string, items) => join(s, items)),
    method(
      'static string Join(string separator, System.Collections.Generic.IEnumerable[string] values)',
      (s: string, items) => join(s, items === null ? null : (netEnumerationOf(items) ?? null)),
    ),
    method(
      ['static string Join(string separator, string[] value, int startIndex, int count)'],
      (s: string, items: unknown[], start: number, count: number) => join(s, items.slice(start, start + count)),
    ),
    method(
      'static string Join[T](string separator, System.Collections.Generic.IEnumerable[T] values)',
      (s: string, items) => join(s, items === null ? null : (netEnumerationOf(items) ?? null)),
    ),
    method('static string Intern(string str)', (value: string) => value),
    method(['static bool op_Equality(string a, string b)'], (a, b) => a === b),
    method(['static bool op_Inequality(string a, string b)'], (a, b) => a !== b),
  ],
});

function normalForm(form: EnumValue | undefined): string {
  const names: Readonly<Record<string, string>> = { FormC: 'NFC', FormD: 'NFD', FormKC: 'NFKC', FormKD: 'NFKD' };
  return names[form?.text ?? 'FormC']!;
}
