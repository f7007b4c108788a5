// Smaller types that scripts reach for: BitArray, NameValueCollection, HttpUtility, StringInfo, Point, LanguagePrimitives.

import { equal, sortCompare } from '../conversion/compare.ts';
import { convertTo } from '../conversion/convert.ts';
import type { NetType } from '../conversion/net-type.ts';
import { toBoolean } from '../conversion/to-boolean.ts';
import { defineType, method, property, type TypeDefinition } from '../conversion/type-definition.ts';
import { arrayOf } from '../psobject/array.ts';
import { Dictionary } from '../psobject/collections.ts';
import type { PSReference } from '../psobject/ps-reference.ts';
import { netTypeName } from '../psobject/type-name.ts';
import { checkIndex } from './arguments.ts';

/** System.Collections.BitArray. */
export class BitArray {
  readonly bits: boolean[];
  constructor(bits: boolean[]) {
    this.bits = bits;
  }
  get [netTypeName](): string {
    return 'System.Collections.BitArray';
  }
  [Symbol.iterator](): Iterator<unknown> {
    return this.bits[Symbol.iterator]();
  }
}
const bitAt = (self: BitArray, index: number): boolean => {
  checkIndex(index, self.bits.length);
  return self.bits[index]!;
};
const setBit = (self: BitArray, index: number, value: boolean): void => {
  checkIndex(index, self.bits.length);
  self.bits[index] = value;
};
const combine = (name: string, body: (a: boolean, b: boolean) => boolean): ReturnType<typeof method> =>
  method(
    `System.Collections.BitArray ${name}(System.Collections.BitArray value)`,
    (self: BitArray, other: BitArray) => {
      for (let i = 0; i < self.bits.length; i++) self.bits[i] = body(self.bits[i]!, other.bits[i]!);
      return self;
    },
  );

const bitArrayType = defineType<BitArray>({
  name: 'System.Collections.BitArray',
  interfaces: ['System.Collections.ICollection'],
  members: [
    {
      kind: 'constructor',
      texts: [
        'System.Collections.BitArray new(int length)',
        'System.Collections.BitArray new(int length, bool defaultValue)',
      ],
      body: (length: number, value: unknown) => new BitArray(new Array<boolean>(length).fill(value === true)),
    },
    {
      kind: 'constructor',
      texts: ['System.Collections.BitArray new(bool[] values)'],
      body: (values: boolean[]) => new BitArray([...values]),
    },
    {
      kind: 'constructor',
      texts: ['System.Collections.BitArray new(byte[] bytes)'],
      body: (bytes: Uint8Array) =>
        new BitArray(Array.from(bytes).flatMap((byte) => Array.from({ length: 8 }, (_, i) => ((byte >> i) & 1) === 1))),
    },
    property('int Count {get;}', (self: BitArray) => self.bits.length),
    property('int Length {get;}', (self: BitArray) => self.bits.length),
    property('bool Item(int index) {get;set;}', bitAt, setBit),
    method('bool Get(int index)', bitAt),
    method('void Set(int index, bool value)', setBit),
    method('void SetAll(bool value)', (self: BitArray, value: boolean) => void self.bits.fill(value)),
    method('System.Collections.BitArray Not()', (self: BitArray) => {
      for (let i = 0; i < self.bits.length; i++) self.bits[i] = !self.bits[i];
      return self;
    }),
    combine('And', (a, b) => a && b),
    combine('Or', (a, b) => a || b),
    combine('Xor', (a, b) => a !== b),
  ],
});

/** System.Collections.Specialized.NameValueCollection: several values to a name; enumerates the names. */
export class NameValueCollection {
  readonly #values = new Dictionary('ignoreCase');
  get [netTypeName](): string {
    return 'System.Collections.Specialized.NameValueCollection';
  }
  add(name: string | null, value: string | null): void {
    const values = this.#values.get(name) as string[] | undefined;
    if (values) values.push(value ?? '');
    else this.#values.set(name, [value ?? '']);
  }
  set(name: string | null, value: string | null): void {
    this.#values.set(name, [value ?? '']);
  }
  remove(name: string | null): void {
    this.#values.delete(name);
  }
  values(name: string | null): string[] | undefined {
    return this.#values.get(name) as string[] | undefined;
  }
  names(): string[] {
    return [...this.#values.keys()] as string[];
  }
  [Symbol.iterator](): Iterator<unknown> {
    return this.names()[Symbol.iterator]();
  }
  /** A query string, for what HttpUtility made. */
  toString(): string {
    return this.names()
      .flatMap((name) => this.values(name)!.map((value) => `${urlEncode(name)}=${urlEncode(value)}`))
      .join('&');
  }
}
const joined = (self: NameValueCollection, name: string | null): string | null => self.values(name)?.join(',') ?? null;

const nameValueType = defineType<NameValueCollection>({
  name: 'System.Collections.Specialized.NameValueCollection',
  assembly: 'System.Collections.Specialized',
  interfaces: ['System.Collections.ICollection'],
  toText: (self) => self.toString(),
  members: [
    {
      kind: 'constructor',
      texts: ['System.Collections.Specialized.NameValueCollection new()'],
      body: () => new NameValueCollection(),
    },
    property('int Count {get;}', (self: NameValueCollection) => self.names().length),
    property('string[] AllKeys {get;}', (self: NameValueCollection) => arrayOf('System.String', self.names())),
    property('string[] Keys {get;}', (self: NameValueCollection) => arrayOf('System.String', self.names())),
    property('string Item(string name) {get;set;}', joined, (self: NameValueCollection, name: string, value: string) =>
      self.set(name, value),
    ),
    property('string Item(int index) {get;}', (self: NameValueCollection, index: number) => {
      checkIndex(index, self.names().length);
      return joined(self, self.names()[index]!);
    }),
    method('void Add(string name, string value)', (self: NameValueCollection, name: string, value: string) =>
      self.add(name, value),
    ),
    method('void Set(string name, string value)', (self: NameValueCollection, name: string, value: string) =>
      self.set(name, value),
    ),
    method('string Get(string name)', joined),
    method('string[] GetValues(string name)', (self: NameValueCollection, name: string) => {
      const values = self.values(name);
      return values ? arrayOf('System.String', [...values]) : null;
    }),
    method('void Remove(string name)', (self: NameValueCollection, name: string) => self.remove(name)),
  ],
});

const urlEncode = (value: string): string =>
  encodeURIComponent(value)
    .replace(/[~']/g, (c) => `%${c.charCodeAt(0).toString(16)}`)
    .replace(/%[0-9A-F]{2}/g, (c) => c.toLowerCase())
    .replaceAll('%20', '+');
const urlDecode = (value: string): string =>
  value
    .replaceAll('+', ' ')
    .replace(/(?:%[0-9a-f]{2})+/gi, (run) => Buffer.from(run.replaceAll('%', ''), 'hex').toString('utf8'));
const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const named: ReadonlyMap<string, string> = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
  ['nbsp', '\u00a0'],
  ['copy', '\u00a9'],
]);

function htmlDecode(value: string): string {
  return value.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|(\w{2,8}));/gi, (whole, decimal, hex, name) => {
    if (name !== undefined) return named.get(name) ?? whole;
    const code = decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal);
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}
const escapes: Readonly<Record<string, string>> = {
  '\b': '\\b',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '"': '\\"',
  '\\': '\\\\',
};

const htmlMembers = [
  method(
    'static string HtmlEncode(string value)',
    (value: string | null) => value?.replace(/[&<>"']/g, (c) => entities[c]!) ?? null,
  ),
  method('static string HtmlDecode(string value)', (value: string | null) =>
    value === null ? null : htmlDecode(value),
  ),
  method('static string UrlEncode(string value)', (value: string | null) => (value === null ? null : urlEncode(value))),
  method('static string UrlDecode(string encodedValue)', (value: string | null) =>
    value === null ? null : urlDecode(value),
  ),
];

const httpUtilityType = defineType<never>({
  name: 'System.Web.HttpUtility',
  assembly: 'System.Web.HttpUtility',
  isSealed: true,
  members: [
    ...htmlMembers,
    method('static string JavaScriptStringEncode(string value)', (value: string) =>
      value.replace(
        /[\0-\x1f"'\\<>&\u0085\u2028\u2029]/g,
        (c) => escapes[c] ?? `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`,
      ),
    ),
    method(
      'static System.Collections.Specialized.NameValueCollection ParseQueryString(string query)',
      (query: string) => {
        const result = new NameValueCollection();
        for (const part of query.replace(/^\?/, '').split('&')) {
          if (part === '') continue;
          const at = part.indexOf('=');
          if (at < 0) result.add(null, urlDecode(part));
          else result.add(urlDecode(part.slice(0, at)), urlDecode(part.slice(at + 1)));
        }
        return result;
      },
    ),
  ],
});

/** System.Globalization.StringInfo: text as what a reader calls characters. */
class StringInfo {
  readonly elements: string[];
  constructor(text: string) {
    this.elements = Array.from(
      new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(text),
      (part) => part.segment,
    );
  }
  get [netTypeName](): string {
    return 'System.Globalization.StringInfo';
  }
}
const stringInfoType = defineType<StringInfo>({
  name: 'System.Globalization.StringInfo',
  members: [
    {
      kind: 'constructor',
      texts: ['System.Globalization.StringInfo new(string value)'],
      body: (text: string) => new StringInfo(text),
    },
    property('int LengthInTextElements {get;}', (self: StringInfo) => self.elements.length),
    property('string String {get;}', (self: StringInfo) => self.elements.join('')),
    method(
      [
        'string SubstringByTextElements(int startingTextElement)',
        'string SubstringByTextElements(int startingTextElement, int lengthInTextElements)',
      ],
      (self: StringInfo, start: number, length = self.elements.length) =>
        self.elements.slice(start, start + length).join(''),
    ),
  ],
});

/** System.Drawing.Point: a struct that can be changed in its box. */
class Point {
  x: number;
  y: number;
  constructor(x: number, y: number) {
    this.x = x;
    this.y = y;
  }
  get [netTypeName](): string {
    return 'System.Drawing.Point';
  }
  get valueKey(): string {
    return `Point ${this.x} ${this.y}`;
  }
}
const pointType = defineType<Point>({
  name: 'System.Drawing.Point',
  assembly: 'System.Drawing.Primitives',
  kind: 'struct',
  defaultValue: () => new Point(0, 0),
  toText: (self) => `{X=${self.x},Y=${self.y}}`,
  members: [
    {
      kind: 'constructor',
      texts: ['System.Drawing.Point new(int x, int y)'],
      body: (x: number, y: number) => new Point(x, y),
    },
    property(
      'int X {get;set;}',
      (self: Point) => self.x,
      (self: Point, value: number) => void (self.x = value),
    ),
    property(
      'int Y {get;set;}',
      (self: Point) => self.y,
      (self: Point, value: number) => void (self.y = value),
    ),
    property('bool IsEmpty {get;}', (self: Point) => self.x === 0 && self.y === 0),
    method('void Offset(int dx, int dy)', (self: Point, dx: number, dy: number) => {
      self.x += dx;
      self.y += dy;
    }),
  ],
});

const languagePrimitivesType = defineType<never>({
  name: 'System.Management.Automation.LanguagePrimitives',
  assembly: 'System.Management.Automation',
  isAbstract: true,
  members: [
    method(
      [
        'static System.Object ConvertTo(System.Object valueToConvert, type resultType)',
        'static System.Object ConvertTo(System.Object valueToConvert, type resultType, System.IFormatProvider formatProvider)',
      ],
      (value: unknown, type: NetType) => convertTo(value, type),
    ),
    method(
      'static bool TryConvertTo(System.Object valueToConvert, type resultType, [ref] System.Object result)',
      (value: unknown, type: NetType, result: PSReference) => {
        try {
          result.value = convertTo(value, type);
          return true;
        } catch {
          return false;
        }
      },
    ),
    method('static bool IsTrue(System.Object obj)', toBoolean),
    method(
      [
        'static bool Equals(System.Object first, System.Object second)',
        'static bool Equals(System.Object first, System.Object second, bool ignoreCase)',
      ],
      (a: unknown, b: unknown, ignoreCase = false) => equal(a, b, ignoreCase),
    ),
    method(
      [
        'static int Compare(System.Object first, System.Object second)',
        'static int Compare(System.Object first, System.Object second, bool ignoreCase)',
      ],
      (a: unknown, b: unknown, ignoreCase = false) => sortCompare(a, b, ignoreCase),
    ),
  ],
});

export const specializedTypes: readonly TypeDefinition[] = [
  bitArrayType,
  nameValueType,
  httpUtilityType,
  defineType<never>({ name: 'System.Net.WebUtility', assembly: 'System.Runtime.Extensions', members: htmlMembers }),
  stringInfoType,
  pointType,
  languagePrimitivesType,
];
