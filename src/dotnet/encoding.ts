// System.Text.Encoding and its kin: the Unicode encodings, ASCII, Latin 1 and the single-byte code pages that ICU's decoder knows.
// Over 400 lines because most of it is facts of the encodings.
import {
  construct,
  defineType,
  type MemberDefinition,
  method,
  property,
  type TypeDefinition,
} from '../conversion/type-definition.ts';
import { arrayOf } from '../psobject/array.ts';
import { Char } from '../psobject/numbers.ts';
import { throwNet } from '../psobject/thrown.ts';
import { netTypeName } from '../psobject/type-name.ts';
import { argumentError, argumentNull, outOfRange } from './arguments.ts';

interface EncodingFacts {
  readonly codePage: number;
  readonly webName: string;
  readonly encodingName: string;
  readonly typeName: string;
  /** Byte order mark. */
  readonly preamble: readonly number[];
  readonly maxBytesOf: (chars: number) => number;
  readonly encode: (text: string) => Uint8Array;
  readonly decode: (bytes: Uint8Array) => string;
  readonly otherNames?: readonly string[];
}

const swap = (bytes: Uint8Array): Buffer => Buffer.from(bytes.subarray(0, bytes.length & ~1)).swap16();
const decodeWith =
  (label: string) =>
  (bytes: Uint8Array): string =>
    new TextDecoder(label, { ignoreBOM: true }).decode(bytes);
/** Characters outside the encoding become `?`, a surrogate pair two of them. */
const narrow =
  (limit: number) =>
  (text: string): Uint8Array =>
    Uint8Array.from(text, (c) => (c.charCodeAt(0) < limit ? c.charCodeAt(0) : 63));
/** One byte for each UTF-16 unit: Array.from would join the halves of a pair. */
const units =
  (encode: (text: string) => Uint8Array) =>
  (text: string): Uint8Array =>
    encode(text.replace(/[\ud800-\udfff]/g, '\ufffd'));

function utf32Encode(text: string): Uint8Array {
  const points = Array.from(text, (c) => c.codePointAt(0)!);
  const bytes = Buffer.alloc(points.length * 4);
  for (const [i, point] of points.entries())
    bytes.writeUInt32LE(point >= 0xd800 && point < 0xe000 ? 0xfffd : point, i * 4);
  return bytes;
}
function utf32Decode(bytes: Uint8Array): string {
  const buffer = Buffer.from(bytes);
  let text = '';
  for (let at = 0; at < buffer.length; at += 4) {
    const point = at + 4 <= buffer.length ? buffer.readUInt32LE(at) : 0xfffd;
    text += String.fromCodePoint(point <= 0x10ffff ? point : 0xfffd);
  }
  return text;
}

const tables = new Map<string, Map<string, number>>();
/** The inverse of a single-byte decoder. */
function tableOf(label: string): Map<string, number> {
  let table = tables.get(label);
  if (!table) {
    const decode = decodeWith(label);
    tables.set(
      label,
      (table = new Map(Array.from({ length: 256 }, (_, byte) => [decode(Uint8Array.of(byte)), byte] as const))),
    );
  }
  return table;
}

const text = 'System.Text';

function singleByte(codePage: number, webName: string, encodingName: string): EncodingFacts {
  return {
    codePage,
    webName,
    encodingName,
    typeName: `${text}.SBCSCodePageEncoding`,
    preamble: [],
    maxBytesOf: (chars) => chars + 1,
    encode: units((value) => Uint8Array.from(value, (c) => tableOf(webName).get(c) ?? 63)),
    decode: decodeWith(webName),
  };
}

const utf8: EncodingFacts = {
  codePage: 65001,
  webName: 'utf-8',
  encodingName: 'Unicode (UTF-8)',
  typeName: `${text}.UTF8Encoding`,
  preamble: [0xef, 0xbb, 0xbf],
  maxBytesOf: (chars) => (chars + 1) * 3,
  encode: (value) => Buffer.from(value, 'utf8'),
  decode: decodeWith('utf-8'),
  otherNames: ['utf8'],
};

const allFacts: readonly EncodingFacts[] = [
  utf8,
  {
    codePage: 1200,
    webName: 'utf-16',
    encodingName: 'Unicode',
    typeName: `${text}.UnicodeEncoding`,
    preamble: [0xff, 0xfe],
    maxBytesOf: (chars) => (chars + 1) * 2,
    encode: (value) => Buffer.from(value.toWellFormed(), 'utf16le'),
    decode: decodeWith('utf-16le'),
    otherNames: ['utf-16le', 'unicode', 'ucs-2'],
  },
  {
    codePage: 1201,
    webName: 'utf-16BE',
    encodingName: 'Unicode (Big-Endian)',
    typeName: `${text}.UnicodeEncoding`,
    preamble: [0xfe, 0xff],
    maxBytesOf: (chars) => (chars + 1) * 2,
    encode: (value) => swap(Buffer.from(value.toWellFormed(), 'utf16le')),
    decode: decodeWith('utf-16be'),
    otherNames: ['unicodefffe'],
  },
  {
    codePage: 12000,
    webName: 'utf-32',
    encodingName: 'Unicode (UTF-32)',
    typeName: `${text}.UTF32Encoding`,
    preamble: [0xff, 0xfe, 0, 0],
    maxBytesOf: (chars) => (chars + 1) * 4,
    encode: utf32Encode,
    decode: utf32Decode,
    otherNames: ['utf-32le', 'ucs-4'],
  },
  {
    codePage: 20127,
    webName: 'us-ascii',
    encodingName: 'US-ASCII',
    typeName: `${text}.ASCIIEncoding+ASCIIEncodingSealed`,
    preamble: [],
    maxBytesOf: (chars) => chars + 1,
    encode: (value) => narrow(0x80)(units2(value)),
    decode: (bytes) => Array.from(bytes, (byte) => (byte < 0x80 ? String.fromCharCode(byte) : '\ufffd')).join(''),
    otherNames: ['ascii', 'ansi_x3.4-1968', 'iso-ir-6'],
  },
  {
    codePage: 28591,
    webName: 'iso-8859-1',
    encodingName: 'Western European (ISO)',
    typeName: `${text}.Latin1Encoding+Latin1EncodingSealed`,
    preamble: [],
    maxBytesOf: (chars) => chars + 1,
    encode: (value) => narrow(0x100)(units2(value)),
    decode: (bytes) => Buffer.from(bytes).toString('latin1'),
    otherNames: ['latin1', 'iso_8859-1', 'l1'],
  },
  singleByte(1250, 'windows-1250', 'Central European (Windows)'),
  singleByte(1251, 'windows-1251', 'Cyrillic (Windows)'),
  singleByte(1252, 'windows-1252', 'Western European (Windows)'),
  singleByte(1253, 'windows-1253', 'Greek (Windows)'),
  singleByte(1254, 'windows-1254', 'Turkish (Windows)'),
  singleByte(28592, 'iso-8859-2', 'Central European (ISO)'),
  singleByte(28605, 'iso-8859-15', 'Latin 9 (ISO)'),
  singleByte(866, 'ibm866', 'Cyrillic (DOS)'),
  singleByte(20866, 'koi8-r', 'Cyrillic (KOI8-R)'),
];

/** Each half of a pair counts as one character that the encoding does not have. */
function units2(value: string): string {
  return value.replace(/[\ud800-\udfff]/g, '\uffff');
}

export class Encoding {
  readonly facts: EncodingFacts;
  readonly #typeName: string;
  readonly preamble: Uint8Array;
  readonly #strict: boolean;

  constructor(
    facts: EncodingFacts,
    options: { readonly mark?: boolean; readonly strict?: boolean; readonly typeName?: string } = {},
  ) {
    this.facts = facts;
    this.#typeName = options.typeName ?? facts.typeName;
    this.preamble = options.mark === false ? new Uint8Array() : Uint8Array.from(facts.preamble);
    this.#strict = options.strict === true;
  }
  get [netTypeName](): string {
    return this.#typeName;
  }
  get valueKey(): string {
    return `Encoding ${this.facts.codePage} ${this.preamble.length} ${this.#strict}`;
  }
  encode(value: string): Uint8Array {
    const bad = this.#strict
      ? /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/.exec(value)
      : null;
    if (bad) {
      throwNet(
        'System.Text.EncoderFallbackException',
        `Unable to translate Unicode character \\u${bad[0].charCodeAt(0).toString(16).toUpperCase()} at index ${bad.index} to specified code page.`,
        { hResult: -2147024809, properties: [['ParamName', null]] },
      );
    }
    return new Uint8Array(this.facts.encode(value));
  }
  decode(bytes: Uint8Array): string {
    const result = this.facts.decode(bytes);
    if (this.#strict && result.includes('\ufffd')) {
      throwNet('System.Text.DecoderFallbackException', 'Unable to translate bytes to the specified code page.', {
        hResult: -2147024809,
        properties: [['ParamName', null]],
      });
    }
    return result;
  }
}

const byCodePage = new Map(allFacts.map((facts) => [facts.codePage, facts]));
const byName = new Map(
  allFacts.flatMap((facts) => [facts.webName, ...(facts.otherNames ?? [])].map((name) => [name.toLowerCase(), facts])),
);
const known = new Map<EncodingFacts, Encoding>();

function shared(facts: EncodingFacts): Encoding {
  let found = known.get(facts);
  if (!found) {
    const typeName = facts === utf8 ? `${text}.UTF8Encoding+UTF8EncodingSealed` : facts.typeName;
    known.set(facts, (found = new Encoding(facts, { typeName })));
  }
  return found;
}

/** UTF-8 without a byte order mark: Encoding.Default and what writing files uses. */
export const utf8NoMark: Encoding = new Encoding(utf8, {
  mark: false,
  typeName: `${text}.UTF8Encoding+UTF8EncodingSealed`,
});

/** Encoding.GetEncoding; throws ArgumentException for a name, NotSupportedException for a code page that there is not. */
export function encodingOf(nameOrCodePage: string | number): Encoding {
  if (typeof nameOrCodePage === 'string') {
    const facts = byName.get(nameOrCodePage.trim().toLowerCase());
    if (facts) return shared(facts);
    argumentError(
      `'${nameOrCodePage}' is not a supported encoding name. For information on defining a custom encoding, see the documentation for the Encoding.RegisterProvider method.`,
      'name',
    );
  }
  if (nameOrCodePage < 0 || nameOrCodePage > 65535) {
    outOfRange('codepage', 'Valid values are between 0 and 65535, inclusive.');
  }
  const facts = nameOrCodePage === 0 ? utf8 : byCodePage.get(nameOrCodePage);
  if (facts) return nameOrCodePage === 0 ? utf8NoMark : shared(facts);
  throwNet(
    'System.NotSupportedException',
    `No data is available for encoding ${nameOrCodePage}. For information on defining a custom encoding, see the documentation for the Encoding.RegisterProvider method.`,
    { hResult: -2146233067 },
  );
}

/** Text of bytes with a byte order mark at their head, which wins over the given encoding. */
export function decodeMarked(bytes: Uint8Array, encoding: Encoding = utf8NoMark): string {
  const marks = [byCodePage.get(12000)!, utf8, byCodePage.get(1200)!, byCodePage.get(1201)!];
  const marked = marks.find((facts) => facts.preamble.every((byte, i) => bytes[i] === byte));
  return marked ? marked.decode(bytes.subarray(marked.preamble.length)) : encoding.decode(bytes);
}

const chars = (value: string): unknown[] =>
  arrayOf(
    'System.Char',
    Array.from({ length: value.length }, (_, i) => new Char(value.charCodeAt(i))),
  );
const ofChars = (items: readonly Char[] | null, index = 0, count = (items?.length ?? 0) - index): string =>
  (items ?? argumentNull('chars'))
    .slice(index, index + count)
    .map(String)
    .join('');
function slice(bytes: Uint8Array | null, index = 0, count?: number): Uint8Array {
  if (bytes === null) argumentNull('bytes');
  if (index < 0) outOfRange('index', `index ('${index}') must be a non-negative value.`, String(index));
  if (count !== undefined && count < 0)
    outOfRange('count', `count ('${count}') must be a non-negative value.`, String(count));
  if (index + (count ?? 0) > bytes.length)
    outOfRange('bytes', 'Index and count must refer to a location within the buffer.');
  return bytes.subarray(index, count === undefined ? undefined : index + count);
}

const statics: Readonly<Record<string, () => Encoding>> = {
  UTF8: () => shared(utf8),
  Unicode: () => encodingOf(1200),
  BigEndianUnicode: () => encodingOf(1201),
  UTF32: () => encodingOf(12000),
  ASCII: () => encodingOf(20127),
  Latin1: () => encodingOf(28591),
  Default: () => utf8NoMark,
};

const fact = (signature: string, get: (facts: EncodingFacts) => unknown): MemberDefinition =>
  property(signature, (self: Encoding) => get(self.facts));

const encodingType = defineType<Encoding>({
  name: `${text}.Encoding`,
  isAbstract: true,
  interfaces: ['System.ICloneable'],
  members: [
    ...Object.entries(statics).map(([name, get]) => property(`static ${text}.Encoding ${name} {get;}`, get)),
    fact('string BodyName {get;}', (facts) => facts.webName),
    fact('string EncodingName {get;}', (facts) => facts.encodingName),
    fact('string HeaderName {get;}', (facts) => facts.webName),
    fact('string WebName {get;}', (facts) => facts.webName),
    fact('int CodePage {get;}', (facts) => facts.codePage),
    fact('int WindowsCodePage {get;}', (facts) =>
      facts.codePage >= 1200 && facts.codePage !== 65001 ? facts.codePage : 1252,
    ),
    fact('bool IsSingleByte {get;}', (facts) => facts.maxBytesOf(1) === 2),
    method('byte[] GetBytes(string s)', (self: Encoding, value: string | null) =>
      self.encode(value ?? argumentNull('s')),
    ),
    method(
      ['byte[] GetBytes(char[] chars)', 'byte[] GetBytes(char[] chars, int index, int count)'],
      (self: Encoding, items: readonly Char[], index?: number, count?: number) =>
        self.encode(ofChars(items, index, count)),
    ),
    method(
      'byte[] GetBytes(string s, int index, int count)',
      (self: Encoding, value: string, index: number, count: number) => self.encode(value.slice(index, index + count)),
    ),
    method(
      'int GetByteCount(string s)',
      (self: Encoding, value: string | null) => self.encode(value ?? argumentNull('s')).length,
    ),
    method(
      'int GetByteCount(char[] chars)',
      (self: Encoding, items: readonly Char[]) => self.encode(ofChars(items)).length,
    ),
    method(
      ['string GetString(byte[] bytes)', 'string GetString(byte[] bytes, int index, int count)'],
      (self: Encoding, bytes: Uint8Array, index?: number, count?: number) => self.decode(slice(bytes, index, count)),
    ),
    method(
      ['char[] GetChars(byte[] bytes)', 'char[] GetChars(byte[] bytes, int index, int count)'],
      (self: Encoding, bytes: Uint8Array, index?: number, count?: number) =>
        chars(self.decode(slice(bytes, index, count))),
    ),
    method(
      ['int GetCharCount(byte[] bytes)', 'int GetCharCount(byte[] bytes, int index, int count)'],
      (self: Encoding, bytes: Uint8Array, index?: number, count?: number) =>
        self.decode(slice(bytes, index, count)).length,
    ),
    method('byte[] GetPreamble()', (self: Encoding) => self.preamble.slice()),
    method('int GetMaxByteCount(int charCount)', (self: Encoding, count: number) => self.facts.maxBytesOf(count)),
    method('System.Object Clone()', (self: Encoding) => self),
    method(
      ['static System.Text.Encoding GetEncoding(string name)', 'static System.Text.Encoding GetEncoding(int codepage)'],
      encodingOf,
    ),
    method(
      'static byte[] Convert(System.Text.Encoding srcEncoding, System.Text.Encoding dstEncoding, byte[] bytes)',
      (from: Encoding, to: Encoding, bytes: Uint8Array) => to.encode(from.decode(bytes)),
    ),
  ],
});

const derived = (name: string, constructors: MemberDefinition[] = []): TypeDefinition => ({
  name: `${text}.${name}`,
  base: `${text}.Encoding`,
  members: constructors,
});

export const encodingTypes: readonly TypeDefinition[] = [
  encodingType,
  derived('UTF8Encoding', [
    construct(
      [
        `${text}.UTF8Encoding new()`,
        `${text}.UTF8Encoding new(bool encoderShouldEmitUTF8Identifier)`,
        `${text}.UTF8Encoding new(bool encoderShouldEmitUTF8Identifier, bool throwOnInvalidBytes)`,
      ],
      (...args: unknown[]) =>
        new Encoding(utf8, { mark: args[0] === true, strict: args.length > 2 && args[1] === true }),
    ),
  ]),
  derived('UnicodeEncoding', [
    construct(
      [`${text}.UnicodeEncoding new()`, `${text}.UnicodeEncoding new(bool bigEndian, bool byteOrderMark)`],
      (...args: unknown[]) =>
        new Encoding(byCodePage.get(args[0] === true ? 1201 : 1200)!, { mark: args.length < 3 || args[1] === true }),
    ),
  ]),
  derived('UTF32Encoding', [construct(`${text}.UTF32Encoding new()`, () => new Encoding(byCodePage.get(12000)!))]),
  derived('ASCIIEncoding', [
    construct(
      `${text}.ASCIIEncoding new()`,
      () => new Encoding(byCodePage.get(20127)!, { typeName: `${text}.ASCIIEncoding` }),
    ),
  ]),
  derived('Latin1Encoding'),
  derived('SBCSCodePageEncoding'),
  { name: `${text}.UTF8Encoding+UTF8EncodingSealed`, base: `${text}.UTF8Encoding` },
  { name: `${text}.ASCIIEncoding+ASCIIEncodingSealed`, base: `${text}.ASCIIEncoding` },
  { name: `${text}.Latin1Encoding+Latin1EncodingSealed`, base: `${text}.Latin1Encoding` },
];
