// CLIXML to values (MS-PSRP 2.2.5). Everything that is read is data: objects become property bags whose type names begin with
// `Deserialized.`, except for the few types of the rehydration table.
//
// Bounds: 49 values inside each other, as in PowerShell; objects and type names are counted, since forty bytes of text can ask
// for an object of several hundred; the length of the text is the caller's to bound.
import { ArrayList, type Dictionary, Hashtable, OrderedDictionary, Queue, Stack } from '../psobject/collections.ts';
import { AdaptedProperty, MemberSet, type MemberTable, NoteProperty, PSObject } from '../psobject/ps-object.ts';
import { ProgressRecord } from '../psobject/records.ts';
import { XmlScanner } from '../xml/index.ts';
import { ClixmlError, type ClixmlErrorCode, translated } from './clixml-error.ts';
import { type LocalTime, processLocalTime } from './date-time-text.ts';
import { deserializedPrefix, maxNesting, tooDeepText } from './document.ts';
import { decodeString } from './escape.ts';
import { NameTable } from './name-table.ts';
import { parseInteger } from './number-text.ts';
import { type Primitive, type PrimitiveContext, primitivesByTag } from './primitives.ts';
import { progressRecordTypes } from './records/progress-record.ts';
import { References } from './references.ts';
import { defaultRehydration, type Rehydrate } from './rehydration.ts';
import { type SecureStringCipher, unprotectedFileCipher } from './secure-string.ts';
import type { StreamedValue } from './serializer.ts';

export interface DeserializeOptions {
  /** Without one, secure strings are refused in messages, and read in the clear in documents. */
  readonly cipher?: SecureStringCipher;
  readonly localTime?: LocalTime;
  /** SBK becomes a ScriptBlockText instead of a string. */
  readonly readScriptBlocks?: boolean;
  /** Types that become real again, by `Deserialized.` name. */
  readonly rehydration?: ReadonlyMap<string, Rehydrate>;
  /** Objects in one text, type names counted as an eighth each; a million by default. */
  readonly maxObjects?: number;
}

/** Reads one value: a bare element as in PSRP messages, or the only one of an `<Objs>` document. Throws ClixmlError. */
export function deserialize(source: string | Uint8Array, options: DeserializeOptions = {}): unknown {
  const values = new Deserializer(source, options, options.cipher).read();
  if (values.length === 1) return values[0]!.value;
  throw new ClixmlError('ClixmlUnexpected', `One value was expected, ${values.length} came.`);
}

/** Reads every value of an `<Objs>` document, with the stream that each belongs to. Throws ClixmlError. */
export function deserializeDocument(source: string | Uint8Array, options: DeserializeOptions = {}): StreamedValue[] {
  const deserializer = new Deserializer(source, options, options.cipher ?? unprotectedFileCipher);
  return deserializer.read();
}

/** Elements of a deep document: an Obj with DCT and En and the value is four levels to one. */
const maxElementDepth = 4 * maxNesting + 8;
const defaultMaxObjects = 1_000_000;

class Deserializer {
  readonly #scanner: XmlScanner;
  readonly #context: PrimitiveContext;
  readonly #rehydration: ReadonlyMap<string, Rehydrate>;
  /** Objects and type names with their ids in the order of reading; made into maps when a reference first asks. */
  readonly #objects = new References<unknown>();
  readonly #typeNames = new References<string[]>();
  #objectsLeft: number;
  #unknownTagsAllowed = false;

  constructor(source: string | Uint8Array, options: DeserializeOptions, cipher: SecureStringCipher | undefined) {
    this.#scanner = translated(() => new XmlScanner(source, { allowAnyCharacter: true, maxDepth: maxElementDepth }));
    this.#context = {
      cipher,
      localTime: options.localTime ?? processLocalTime,
      readScriptBlocks: options.readScriptBlocks ?? false,
    };
    this.#rehydration = options.rehydration ?? defaultRehydration;
    this.#objectsLeft = options.maxObjects ?? defaultMaxObjects;
  }

  read(): StreamedValue[] {
    return translated(() => {
      const scanner = this.#scanner;
      if (scanner.nextTag() !== 'start') this.#fail('ClixmlMalformed', 'There is no element.');
      const values = this.#isNamed('Objs') ? this.#document() : [this.#streamed()];
      if (scanner.nextTag() !== 'eof') this.#fail('ClixmlMalformed', 'There is more after the end.');
      return values;
    });
  }

  #document(): StreamedValue[] {
    const scanner = this.#scanner;
    this.#checkVersion(scanner.attribute('Version'));
    const values: StreamedValue[] = [];
    while (scanner.nextTag() === 'start') values.push(this.#streamed());
    return values;
  }

  #streamed(): StreamedValue {
    const stream = this.#scanner.attribute('S');
    const value = this.#value(1);
    return stream === undefined ? { value } : { value, stream };
  }

  #checkVersion(version: string | undefined): void {
    if (version === undefined) return;
    const [major, minor] = version.split('.', 2).map((part) => parseInteger(part, 0, 0x7fffffff));
    if (major === undefined || minor === undefined) this.#fail('ClixmlVersion', 'Version of PSObject is not valid.');
    if (major !== 1) this.#fail('ClixmlVersion', `Version of incoming PSObject is ${major}. Expected value is 1.`);
    // A later minor version may have elements that this one does not know.
    this.#unknownTagsAllowed = minor! > 1;
  }

  /** The value whose start tag the scanner is on; leaves it on the end tag. */
  #value(nesting: number): unknown {
    if (nesting === maxNesting) this.#fail('ClixmlLimitExceeded', tooDeepText);
    const tag = this.#scanner.name;
    const primitive = primitivesByTag.get(tag);
    if (primitive !== undefined) return this.#primitive(primitive);
    switch (tag) {
      case 'Obj':
        return this.#object(nesting);
      case 'Nil':
        this.#scanner.skip();
        return null;
      case 'Ref':
        return this.#reference();
      case 'PR':
        return this.#progress(nesting);
      default:
        return this.#prefixed(nesting);
    }
  }

  /** An element with a namespace prefix means what it means without; no other element is known. */
  #prefixed(nesting: number): unknown {
    const scanner = this.#scanner;
    if (scanner.name === scanner.localName)
      this.#fail('ClixmlUnexpected', `${scanner.name} XML tag is not recognized.`);
    scanner.name = scanner.localName;
    return this.#value(nesting);
  }

  #primitive(primitive: Primitive): unknown {
    const text = this.#scanner.readText();
    const value = primitive.read(text, this.#context);
    if (value !== undefined) return value;
    return this.#fail(
      'ClixmlInvalidPrimitive',
      `The contents of the ${primitive.typeName} primitive type are not valid.`,
    );
  }

  #reference(): unknown {
    const id = this.#requiredAttribute('RefId');
    const value = this.#objects.get(id);
    if (value === undefined) this.#fail('ClixmlDanglingReference', `No object found for referenceId ${id}`);
    this.#scanner.skip();
    return value;
  }

  #object(nesting: number): unknown {
    const scanner = this.#scanner;
    this.#count(1);
    const object = new PSObject() as { -readonly [K in keyof PSObject]: PSObject[K] };
    const id = scanner.attribute('RefId');
    if (id !== undefined) this.#objects.set(id, object);
    let adapted: AdaptedProperty[] | undefined;
    while (scanner.nextTag() === 'start') {
      switch (scanner.name) {
        case 'TN':
          object.typeNames = this.#readTypeNames();
          break;
        case 'TNRef':
          object.typeNames = this.#typeNameReference();
          break;
        case 'ToString':
          object.toStringValue = decodeString(scanner.readText());
          break;
        case 'MS':
          this.#members(object.members, nesting);
          break;
        case 'Props':
          object.isDeserialized = true;
          adapted = this.#properties(nesting, adapted);
          break;
        default:
          object.baseObject = this.#base(object, nesting);
      }
    }
    // After the object's own members, which hide them; this is also the order in which PowerShell enumerates.
    for (const property of adapted ?? [])
      if (object.members.get(property.name) === undefined) object.members.set(property);
    return this.#rehydrated(object, id);
  }

  #rehydrated(object: PSObject, id: string | undefined): unknown {
    const name = object.typeNames?.[0];
    const value = name === undefined ? undefined : this.#rehydration.get(name)?.(object);
    if (value === undefined) return object;
    if (id !== undefined) this.#objects.set(id, value);
    return value;
  }

  /** The base object inside an Obj: a primitive, a collection or another object. */
  #base(object: PSObject, nesting: number): unknown {
    const scanner = this.#scanner;
    const tag = scanner.name;
    if (object.baseObject !== emptyBase) this.#fail('ClixmlUnexpected', `A second base object, ${tag}, in one object.`);
    const primitive = primitivesByTag.get(tag);
    if (primitive !== undefined) return this.#primitive(primitive);
    switch (tag) {
      case 'LST':
      case 'IE':
        return new ArrayList(this.#items(nesting));
      case 'QUE':
        return new Queue(this.#items(nesting));
      case 'STK':
        return new Stack(this.#items(nesting).reverse());
      case 'DCT':
        return this.#dictionary(object.typeNames?.[0], nesting);
      case 'PR':
        return this.#progress(nesting + 1);
      case 'Obj':
        return this.#innerObject(object, nesting);
      default:
        if (!this.#unknownTagsAllowed) this.#fail('ClixmlUnexpected', `${tag} XML tag is not recognized.`);
        scanner.skip();
        return emptyBase;
    }
  }

  /** An object around an object is one object: what the outer one lacks comes from the inner one. */
  #innerObject(object: PSObject, nesting: number): unknown {
    const inner = this.#value(nesting + 1);
    if (!(inner instanceof PSObject)) return inner;
    object.typeNames ??= inner.typeNames;
    object.toStringValue ??= inner.toStringValue;
    object.isDeserialized ||= inner.isDeserialized;
    for (const member of inner.members.values()) {
      if (object.members.get(member.name) === undefined) object.members.set(member);
    }
    return inner.baseObject;
  }

  #items(nesting: number): unknown[] {
    const items: unknown[] = [];
    while (this.#scanner.nextTag() === 'start') items.push(this.#value(nesting + 1));
    return items;
  }

  #dictionary(typeName: string | undefined, nesting: number): Dictionary {
    const scanner = this.#scanner;
    const entries: [unknown, unknown][] = [];
    while (scanner.nextTag() === 'start') {
      if (!this.#isNamed('En')) this.#fail('ClixmlUnexpected', `${scanner.name} XML tag is not recognized.`);
      const key = this.#entryPart('Key', 'key', nesting);
      if (key === null) this.#fail('ClixmlUnexpected', 'Null is specified as dictionary key.');
      entries.push([key, this.#entryPart('Value', 'value', nesting)]);
      if (scanner.nextTag() !== 'end')
        this.#fail('ClixmlUnexpected', 'A dictionary entry has more than a key and a value.');
    }
    return dictionaryOf(typeName === orderedDictionary ? OrderedDictionary : Hashtable, entries);
  }

  #entryPart(name: string, what: string, nesting: number): unknown {
    if (this.#scanner.nextTag() !== 'start') {
      this.#fail('ClixmlUnexpected', `${name} for dictionary entry is not specified.`);
    }
    if (this.#requiredAttribute('N').toLowerCase() !== name.toLowerCase()) {
      this.#fail('ClixmlUnexpected', `Name attribute for dictionary ${what} is incorrectly specified.`);
    }
    return this.#value(nesting + 1);
  }

  #readTypeNames(): string[] {
    const scanner = this.#scanner;
    const id = scanner.attribute('RefId');
    const names: string[] = [];
    while (scanner.nextTag() === 'start') {
      if (!this.#isNamed('T')) this.#fail('ClixmlUnexpected', `${scanner.name} XML tag is not recognized.`);
      const name = decodeString(scanner.readText());
      if (name !== '') names.push(prefixedNames.get(name));
    }
    this.#count(names.length / 8);
    if (id !== undefined) this.#typeNames.set(id, names);
    return names;
  }

  #typeNameReference(): string[] {
    const id = this.#requiredAttribute('RefId');
    const names = this.#typeNames.get(id);
    if (names === undefined) {
      return this.#fail(
        'ClixmlDanglingReference',
        `Cannot process names because no TypeNames were found for referenceId ${id}.`,
      );
    }
    this.#scanner.skip();
    this.#count(names.length / 8);
    // A copy, since type names of an object can be changed.
    return names.slice();
  }

  #properties(nesting: number, before: AdaptedProperty[] | undefined): AdaptedProperty[] {
    const result = before ?? [];
    while (this.#scanner.nextTag() === 'start') {
      const name = this.#memberName();
      result.push(new AdaptedProperty(name, this.#value(nesting + 1)));
    }
    return result;
  }

  #members(table: MemberTable, nesting: number): void {
    const scanner = this.#scanner;
    while (scanner.nextTag() === 'start') {
      const name = this.#memberName();
      if (scanner.name !== 'MS') {
        table.set(new NoteProperty(name, this.#value(nesting + 1)));
        continue;
      }
      this.#count(1);
      const set = new MemberSet(name);
      table.set(set);
      this.#members(set.members, nesting);
    }
  }

  #progress(nesting: number): ProgressRecord {
    const scanner = this.#scanner;
    const text = (tag: string): string => {
      if (scanner.nextTag() !== 'start' || !this.#isNamed(tag))
        this.#fail('ClixmlUnexpected', `A progress record lacks ${tag}.`);
      return decodeString(scanner.readText());
    };
    const integer = (tag: string): number => {
      const value = parseInteger(text(tag), -0x80000000, 0x7fffffff);
      return value ?? this.#fail('ClixmlInvalidPrimitive', `${tag} of a progress record is not an Int32.`);
    };
    const record = new ProgressRecord(text('AV'), '');
    record.activityId = integer('AI');
    if (scanner.nextTag() !== 'start') this.#fail('ClixmlUnexpected', 'A progress record lacks its operation.');
    const operation = this.#value(nesting + 1);
    record.currentOperation = typeof operation === 'string' && operation !== '' ? operation : null;
    record.parentActivityId = integer('PI');
    record.percentComplete = integer('PC');
    const type = text('T').toLowerCase();
    record.recordType =
      progressRecordTypes.find((known) => known.toLowerCase() === type) ??
      this.#fail('ClixmlInvalidPrimitive', 'The type of a progress record is not valid.');
    record.secondsRemaining = integer('SR');
    record.statusDescription = text('SD');
    if (scanner.nextTag() !== 'end') this.#fail('ClixmlUnexpected', 'A progress record has more than its parts.');
    return record;
  }

  #memberName(): string {
    return memberNames.get(this.#requiredAttribute('N'));
  }

  #requiredAttribute(name: string): string {
    return this.#scanner.attribute(name) ?? this.#fail('ClixmlUnexpected', `${name} attribute was expected.`);
  }

  #isNamed(tag: string): boolean {
    return this.#scanner.name === tag || this.#scanner.localName === tag;
  }

  #count(objects: number): void {
    this.#objectsLeft -= objects;
    if (this.#objectsLeft < 0) this.#fail('ClixmlLimitExceeded', 'The CLIXML has more objects than allowed.');
  }

  #fail(code: ClixmlErrorCode, message: string): never {
    throw new ClixmlError(code, `${message} (At character ${this.#scanner.position}.)`);
  }
}

const emptyBase = new PSObject().baseObject;
const orderedDictionary = `${deserializedPrefix}System.Collections.Specialized.OrderedDictionary`;

/** Keys that differ only by case, or not at all, make the dictionary stricter, as PowerShell's reader does. */
function dictionaryOf(
  type: new (comparison: 'ordinal' | 'ignoreCase') => Dictionary,
  entries: readonly (readonly [unknown, unknown])[],
): Dictionary {
  const result = new type('ignoreCase');
  for (const [key, value] of entries) result.set(key, value);
  if (result.count === entries.length) return result;
  const strict = new type('ordinal');
  for (const [key, value] of entries) strict.set(key, value);
  return strict;
}

const memberNames = new NameTable(decodeString);
const prefixedNames = new NameTable(addPrefix);

function addPrefix(name: string): string {
  const hasPrefix = name.slice(0, deserializedPrefix.length).toLowerCase() === deserializedPrefix.toLowerCase();
  return hasPrefix ? name : deserializedPrefix + name;
}
