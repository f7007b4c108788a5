// The one table of primitive elements, both ways (MS-PSRP 2.2.5.1): tag, .NET type, text of a value, value of a text.
import {
  Byte,
  Char,
  Decimal,
  Double,
  Int16,
  Int64,
  SByte,
  Single,
  UInt16,
  UInt32,
  UInt64,
} from '../psobject/numbers.ts';
import {
  DateTime,
  Guid,
  ScriptBlockText,
  SecureString,
  TimeSpan,
  Uri,
  Version,
  XmlDocument,
} from '../psobject/values.ts';
import { ClixmlError } from './clixml-error.ts';
import { dateTimeText, type LocalTime, parseDateTimeText, parseTimeSpanText, timeSpanText } from './date-time-text.ts';
import { decodeString, escapeText } from './escape.ts';
import {
  decimalText,
  doubleText,
  parseBigInteger,
  parseDecimalText,
  parseFloatText,
  parseInteger,
  singleText,
} from './number-text.ts';
import type { SecureStringCipher } from './secure-string.ts';

/** What texts of primitives depend on besides their value. */
export interface PrimitiveContext {
  readonly localTime: LocalTime;
  readonly cipher: SecureStringCipher | undefined;
  /** Read SBK as a script block; as its text otherwise, which is what PowerShell does. */
  readonly readScriptBlocks: boolean;
}

/** One row of the table. */
export interface Primitive<T = unknown> {
  readonly tag: string;
  /** Full .NET name, for messages. */
  readonly typeName: string;
  /** An empty text is written as an empty-element tag (strings have both tags). */
  readonly closesEmpty?: boolean;
  /** XML text of the value, escaped. */
  write(value: T, context: PrimitiveContext): string;
  /** The value of an element's text; undefined when it is none. */
  read(text: string, context: PrimitiveContext): T | undefined;
}

type PrimitiveClass<T> = abstract new (...args: never[]) => T;

const map = <A, B>(value: A | undefined, make: (value: A) => B): B | undefined =>
  value === undefined ? undefined : make(value);

function smallInteger<T extends { readonly value: number }>(
  tag: string,
  type: new (value: number) => T,
  [min, max]: readonly [number, number],
): Primitive<T> {
  return {
    tag,
    typeName: `System.${type.name}`,
    write: ({ value }) => String(value),
    read: (text) => map(parseInteger(text, min, max), (value) => new type(value)),
  };
}

function bigInteger<T extends { readonly value: bigint }>(
  tag: string,
  type: new (value: bigint) => T,
  [min, max]: readonly [bigint, bigint],
): Primitive<T> {
  return {
    tag,
    typeName: `System.${type.name}`,
    write: ({ value }) => String(value),
    read: (text) => map(parseBigInteger(text, min, max), (value) => new type(value)),
  };
}

export const stringPrimitive: Primitive<string> = {
  tag: 'S',
  typeName: 'System.String',
  write: escapeText,
  read: decodeString,
};

export const int32Primitive: Primitive<number> = {
  tag: 'I32',
  typeName: 'System.Int32',
  write: (value) => {
    if ((value | 0) === value) return String(value);
    throw new ClixmlError('ClixmlUnserializable', `The number ${value} is not an Int32 and not boxed as another type.`);
  },
  read: (text) => parseInteger(text, -0x80000000, 0x7fffffff),
};

const booleans = new Map([
  ['true', true],
  ['1', true],
  ['false', false],
  ['0', false],
]);

export const booleanPrimitive: Primitive<boolean> = {
  tag: 'B',
  typeName: 'System.Boolean',
  write: (value) => (value ? 'true' : 'false'),
  read: (text) => booleans.get(text) ?? booleans.get(text.trim()),
};

const guidForm = /^(?:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{32})$/i;
const bracketedGuidForm = /^(?:\{(.*)\}|\((.*)\))$/;

function parseGuid(text: string): Guid | undefined {
  const trimmed = text.trim();
  const bracketed = bracketedGuidForm.exec(trimmed);
  const bare = bracketed?.[1] ?? bracketed?.[2] ?? trimmed;
  if (!guidForm.test(bare)) return undefined;
  return new Guid(bare.length === 36 ? bare : bare.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5'));
}

function parseVersion(text: string): Version | undefined {
  const parts = text.split('.', 5).map((part) => parseInteger(part, 0, 0x7fffffff));
  if (parts.length < 2 || parts.length > 4 || parts.includes(undefined)) return undefined;
  const [major, minor, build, revision] = parts as number[];
  return new Version(major!, minor!, build, revision);
}

const base64Form = /^[A-Za-z0-9+/]*={0,2}$/;

function parseBase64(text: string): Uint8Array | undefined {
  const compact = /\s/.test(text) ? text.replaceAll(/\s+/g, '') : text;
  if (compact.length % 4 !== 0 || !base64Form.test(compact)) return undefined;
  return new Uint8Array(Buffer.from(compact, 'base64'));
}

function cipherOf(context: PrimitiveContext): SecureStringCipher {
  if (context.cipher !== undefined) return context.cipher;
  throw new ClixmlError('ClixmlSecureString', 'A secure string cannot travel here: there is no key to protect it.');
}

/** Primitives whose values are objects, with the class that tells them. ScriptBlockText and XmlDocument may be derived from. */
const objectPrimitives: readonly (readonly [PrimitiveClass<unknown>, Primitive<never>])[] = [
  row(Char, {
    tag: 'C',
    typeName: 'System.Char',
    write: ({ code }) => String(code),
    read: (text) => map(parseInteger(text, 0, 0xffff), (code) => new Char(code)),
  }),
  row(DateTime, {
    tag: 'DT',
    typeName: 'System.DateTime',
    write: (value, { localTime }) => dateTimeText(value, localTime),
    read: (text, { localTime }) => parseDateTimeText(text, localTime),
  }),
  row(TimeSpan, { tag: 'TS', typeName: 'System.TimeSpan', write: timeSpanText, read: parseTimeSpanText }),
  row(Byte, smallInteger('By', Byte, [0, 0xff])),
  row(SByte, smallInteger('SB', SByte, [-0x80, 0x7f])),
  row(UInt16, smallInteger('U16', UInt16, [0, 0xffff])),
  row(Int16, smallInteger('I16', Int16, [-0x8000, 0x7fff])),
  row(UInt32, smallInteger('U32', UInt32, [0, 0xffffffff])),
  row(UInt64, bigInteger('U64', UInt64, [0n, 2n ** 64n - 1n])),
  row(Int64, bigInteger('I64', Int64, [-(2n ** 63n), 2n ** 63n - 1n])),
  row(Single, {
    tag: 'Sg',
    typeName: 'System.Single',
    write: ({ value }) => singleText(value),
    read: (text) => map(parseFloatText(text), (value) => new Single(value)),
  }),
  row(Double, {
    tag: 'Db',
    typeName: 'System.Double',
    write: ({ value }) => doubleText(value),
    read: (text) => map(parseFloatText(text), (value) => new Double(value)),
  }),
  row(Decimal, { tag: 'D', typeName: 'System.Decimal', write: decimalText, read: parseDecimalText }),
  row(Uint8Array, {
    tag: 'BA',
    typeName: 'System.Byte[]',
    closesEmpty: true,
    write: (bytes) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64'),
    read: parseBase64,
  }),
  row(Guid, { tag: 'G', typeName: 'System.Guid', write: ({ text }) => text, read: parseGuid }),
  row(Uri, {
    tag: 'URI',
    typeName: 'System.Uri',
    write: ({ text }) => escapeText(text),
    read: (text) => new Uri(decodeString(text)),
  }),
  row(Version, { tag: 'Version', typeName: 'System.Version', write: (value) => value.toString(), read: parseVersion }),
  row(XmlDocument, {
    tag: 'XD',
    typeName: 'System.Xml.XmlDocument',
    write: ({ text }) => escapeText(text),
    read: (text) => new XmlDocument(decodeString(text)),
  }),
  row<ScriptBlockText>(ScriptBlockText, {
    tag: 'SBK',
    typeName: 'System.Management.Automation.ScriptBlock',
    write: ({ text }) => escapeText(text),
    read: (text, { readScriptBlocks }) =>
      (readScriptBlocks ? new ScriptBlockText(decodeString(text)) : decodeString(text)) as ScriptBlockText,
  }),
  row(SecureString, {
    tag: 'SS',
    typeName: 'System.Security.SecureString',
    write: (value, context) => escapeText(cipherOf(context).encrypt(value.reveal())),
    read: (text, context) => new SecureString(decrypt(cipherOf(context), text)),
  }),
];

function decrypt(cipher: SecureStringCipher, text: string): string {
  try {
    return cipher.decrypt(text);
  } catch (cause) {
    throw new ClixmlError('ClixmlSecureString', 'Deserialization of encrypted secure string failed', { cause });
  }
}

function row<T>(
  type: PrimitiveClass<T>,
  primitive: Primitive<T>,
): readonly [PrimitiveClass<unknown>, Primitive<never>] {
  return [type, primitive as Primitive<never>];
}

const byPrototype = new Map<unknown, Primitive | undefined>(
  objectPrimitives.map(([type, primitive]) => [type.prototype, primitive as Primitive]),
);

/** The primitive that an object is, undefined for a complex value. */
export function primitiveOfObject(value: object): Primitive | undefined {
  const prototype = Object.getPrototypeOf(value);
  const found = byPrototype.get(prototype);
  if (found !== undefined || byPrototype.has(prototype)) return found;
  const inherited = objectPrimitives.find(([type]) => value instanceof type)?.[1] as Primitive | undefined;
  // Classes are few and live as long as the program; a prototype made for one object is not worth remembering.
  if (typeof prototype?.constructor === 'function') byPrototype.set(prototype, inherited);
  return inherited;
}

/** The primitive that any value is, undefined for null and complex values. */
export function primitiveOf(value: unknown): Primitive | undefined {
  switch (typeof value) {
    case 'string':
      return stringPrimitive as Primitive;
    case 'number':
      return int32Primitive as Primitive;
    case 'boolean':
      return booleanPrimitive as Primitive;
    case 'object':
      return value === null ? undefined : primitiveOfObject(value);
    default:
      return undefined;
  }
}

/** Every primitive by its tag, except PR, which has elements inside. */
export const primitivesByTag: ReadonlyMap<string, Primitive> = new Map(
  [stringPrimitive, int32Primitive, booleanPrimitive, ...objectPrimitives.map(([, primitive]) => primitive)].map(
    (primitive) => [primitive.tag, primitive as Primitive],
  ),
);
