// Values to CLIXML (MS-PSRP 2.2.5), with PowerShell's rules of depth, references and type names.
//
// The depth limit counts properties that types give: collections and notes of an object stay at the object's own depth, so a
// [pscustomobject] is never cut, while a property of a .NET object at depth 0 becomes its text. Nothing is nested more than 50
// deep; PowerShell writes a fixed text there, and so does this.
import { automationNull } from '../psobject/automation-null.ts';
import { ArrayList, Dictionary, Queue, Stack } from '../psobject/collections.ts';
import { ErrorRecord } from '../psobject/error-record.ts';
import { NetException } from '../psobject/exception.ts';
import { Int64, UInt32, UInt64 } from '../psobject/numbers.ts';
import {
  AdaptedProperty,
  MemberSet,
  type MemberTable,
  NoteProperty,
  PSCustomObject,
  PSObject,
} from '../psobject/ps-object.ts';
import { InformationalRecord, ProgressRecord } from '../psobject/records.ts';
import { EnumValue, PSCredential, SwitchParameter } from '../psobject/values.ts';
import { type ClixmlAdapter, type Container, defaultAdapter, type PropertyValue } from './adapter.ts';
import { ClixmlError } from './clixml-error.ts';
import { type LocalTime, processLocalTime } from './date-time-text.ts';
import { clixmlNamespace, clixmlVersion, maxNesting, tooDeepText } from './document.ts';
import { escapeAttribute, escapeText } from './escape.ts';
import { int32Primitive, type Primitive, type PrimitiveContext, primitiveOf } from './primitives.ts';
import { errorRecordNotes } from './records/error-record.ts';
import { informationalRecordNotes } from './records/informational-record.ts';
import { type SecureStringCipher, unprotectedFileCipher } from './secure-string.ts';
import { isSameList, TypeNameIds } from './type-name-ids.ts';
import { XmlWriter } from './xml-writer.ts';

export interface SerializeOptions {
  /** How many levels of properties of .NET objects are written; 1 by default, at least 1. Export-Clixml uses 2. */
  readonly depth?: number;
  readonly adapter?: ClixmlAdapter;
  /** Without one, secure strings are refused in messages, and written in the clear in documents, as outside Windows. */
  readonly cipher?: SecureStringCipher;
  readonly localTime?: LocalTime;
  /** ErrorRecords and informational records carry where in the script their command stands. */
  readonly extendedRecords?: boolean;
}

/** One value of a document and the stream it belongs to (`S="Error"` and so on; `-OutputFormat XML` uses it). */
export interface StreamedValue {
  readonly value: unknown;
  readonly stream?: string;
}

/** One value as PSRP messages carry it: no root element, no white space. */
export function serialize(value: unknown, options: SerializeOptions = {}): string {
  const serializer = new Serializer(options, false, options.cipher);
  serializer.write(value);
  return serializer.text;
}

/** A document (`<Objs>`) of any number of values, indented as Export-Clixml and PSSerializer write it. */
export function serializeDocument(values: Iterable<StreamedValue>, options: SerializeOptions = {}): string {
  const serializer = new Serializer(options, true, options.cipher ?? unprotectedFileCipher);
  serializer.openDocument();
  for (const { value, stream } of values) serializer.write(value, stream);
  serializer.closeDocument();
  return serializer.text;
}

class Serializer {
  readonly #writer: XmlWriter;
  readonly #adapter: ClixmlAdapter;
  readonly #context: PrimitiveContext;
  readonly #options: SerializeOptions;
  readonly #depth: number;
  /** The id of each object written so far, by identity. */
  readonly #ids = new Map<object, number>();
  readonly #typeNames = new TypeNameIds();

  constructor(options: SerializeOptions, indented: boolean, cipher: SecureStringCipher | undefined) {
    this.#depth = options.depth ?? 1;
    if (!(this.#depth >= 1)) throw new RangeError('The depth of serialization is at least 1.');
    this.#writer = new XmlWriter(indented);
    this.#options = options;
    this.#adapter = options.adapter ?? defaultAdapter;
    this.#context = { cipher, localTime: options.localTime ?? processLocalTime, readScriptBlocks: false };
  }

  get text(): string {
    return this.#writer.text;
  }

  openDocument(): void {
    this.#writer.open('Objs', ` Version="${clixmlVersion}" xmlns="${clixmlNamespace}"`);
  }

  closeDocument(): void {
    this.#writer.close('Objs');
  }

  write(value: unknown, stream?: string): void {
    this.#value(value, stream === undefined ? '' : ` S="${escapeAttribute(stream)}"`, this.#depth, 1);
  }

  /** Any value; `attributes` names it, `nesting` counts the values around it. */
  #value(value: unknown, attributes: string, depth: number, nesting: number): void {
    const writer = this.#writer;
    if (value === null || value === automationNull) writer.empty('Nil', attributes);
    else if (nesting === maxNesting) writer.leaf('S', attributes, tooDeepText);
    else if (typeof value === 'string') writer.leaf('S', attributes, escapeText(value));
    else if (typeof value === 'object') this.#object(value, attributes, depth, nesting);
    else if (typeof value === 'number') this.#primitive(int32Primitive as Primitive, value, attributes);
    else if (typeof value === 'boolean') writer.leaf('B', attributes, value ? 'true' : 'false');
    else throw new ClixmlError('ClixmlUnserializable', `A JavaScript ${typeof value} has no CLIXML form.`);
  }

  #object(value: object, attributes: string, depth: number, nesting: number): void {
    const isWrapped = value instanceof PSObject;
    const base = isWrapped ? value.baseObject : value;
    const primitive = base === PSCustomObject.instance ? undefined : primitiveOf(base);
    if (!isWrapped && primitive !== undefined) {
      this.#primitive(primitive, value, attributes);
      return;
    }
    const id = this.#ids.get(value);
    if (id !== undefined) this.#writer.empty('Ref', `${attributes} RefId="${id}"`);
    else if (base instanceof ProgressRecord) this.#progress(base, attributes, nesting);
    else if (isWrapped && primitive !== undefined) this.#decorated(value, primitive, attributes, depth, nesting);
    else this.#identified(value, base as object, attributes, this.#depthOf(value, base, depth), nesting);
  }

  /** A value with an identity: a collection, an object, or the text that stands for it. */
  #identified(value: object, base: object, attributes: string, depth: number, nesting: number): void {
    const isBag = base === PSCustomObject.instance;
    const container = isBag ? undefined : this.#containerOf(base);
    if (container !== undefined) {
      this.#container(container, value, base, attributes, depth, nesting);
      return;
    }
    const text = depth === 0 ? this.#textOf(value) : this.#adapter.stringFormOf?.(value);
    if (text !== undefined) this.#asText(text, value, attributes, depth, nesting);
    else this.#complex(value, base, attributes, depth, nesting);
  }

  /** The depth that a value's type asks for, or the one at hand. */
  #depthOf(value: object, base: unknown, depth: number): number {
    if (base instanceof PSCredential || base instanceof SwitchParameter || base instanceof NetException) return 1;
    const ofType = this.#adapter.serializationDepthOf?.(value) ?? 0;
    if (ofType > 0) return ofType;
    return depth === 0 && value instanceof PSObject && value.isDeserialized ? 1 : depth;
  }

  #primitive(primitive: Primitive, value: unknown, attributes: string): void {
    const text = primitive.write(value, this.#context);
    if (text === '' && primitive.closesEmpty) this.#writer.empty(primitive.tag, attributes);
    else this.#writer.leaf(primitive.tag, attributes, text);
  }

  /** A PSObject around a primitive: itself an object where it has names, text or notes of its own. */
  #decorated(wrapper: PSObject, primitive: Primitive, attributes: string, depth: number, nesting: number): void {
    const base = wrapper.baseObject;
    const hasOwnNames = this.#hasOwnTypeNames(wrapper, base);
    const ownText = wrapper.toStringValue;
    if (!hasOwnNames && ownText === undefined && wrapper.members.size === 0) {
      this.#primitive(primitive, base, attributes);
      return;
    }
    this.#openObject(wrapper, attributes, hasOwnNames ? this.#typeNamesOf(wrapper, base) : [], ownText);
    this.#primitive(primitive, base, '');
    this.#notes(wrapper, [], [], this.#depthOf(wrapper, base, depth), nesting);
    this.#writer.close('Obj');
  }

  /** A value cut at the depth limit, or whose type travels as text. */
  #asText(text: string | null, value: object, attributes: string, depth: number, nesting: number): void {
    const wrapper = value instanceof PSObject ? value : undefined;
    const hasOwnNames = wrapper !== undefined && this.#hasOwnTypeNames(wrapper, wrapper.baseObject);
    const isDecorated = hasOwnNames || wrapper?.toStringValue !== undefined || (wrapper?.members.size ?? 0) > 0;
    if (!isDecorated) {
      this.#textLeaf(text, attributes);
      return;
    }
    const names = hasOwnNames ? this.#typeNamesOf(wrapper!, wrapper!.baseObject) : [];
    this.#openObject(value, attributes, names, wrapper!.toStringValue);
    if (text !== null) this.#textLeaf(text, '');
    this.#notes(wrapper!, [], [], depth, nesting);
    this.#writer.close('Obj');
  }

  #textLeaf(text: string | null, attributes: string): void {
    if (text === null) this.#writer.empty('Nil', attributes);
    else this.#writer.leaf('S', attributes, escapeText(text));
  }

  #complex(value: object, base: unknown, attributes: string, depth: number, nesting: number): void {
    const wrapper = value instanceof PSObject ? value : undefined;
    const isBag = base === PSCustomObject.instance;
    const text = wrapper?.toStringValue ?? (isBag ? undefined : (this.#textOf(value) ?? undefined));
    this.#openObject(value, attributes, this.#typeNamesOf(wrapper, base), text);
    const recordNotes = isBag ? noProperties : this.#recordNotes(base);
    if (base instanceof EnumValue) {
      this.#value(this.#adapter.enumNumberOf?.(base) ?? enumNumber(base), '', depth, nesting + 1);
    } else if (recordNotes === noProperties) {
      this.#adapted(wrapper, base, depth - 1, nesting);
    }
    this.#notes(wrapper, recordNotes, this.#adapter.typeMembersOf?.(value) ?? [], depth, nesting);
    this.#writer.close('Obj');
  }

  #container(
    container: Container,
    value: object,
    base: unknown,
    attributes: string,
    depth: number,
    nesting: number,
  ): void {
    const wrapper = value instanceof PSObject ? value : undefined;
    const tag = containerTags[container.kind];
    this.#openObject(value, attributes, this.#typeNamesOf(wrapper, base), undefined);
    this.#writer.open(tag, '');
    if (container.kind === 'dictionary') {
      for (const [key, item] of container.entries) {
        this.#writer.open('En', '');
        this.#value(key, ' N="Key"', depth, nesting + 1);
        this.#value(item, ' N="Value"', depth, nesting + 1);
        this.#writer.close('En');
      }
    } else {
      for (const item of container.items) this.#value(item, '', depth, nesting + 1);
    }
    this.#writer.close(tag);
    if (depth !== 0) {
      const writesProperties = container.kind === 'enumerable' || wrapper?.isDeserialized === true;
      if (writesProperties) this.#adapted(wrapper, base, depth - 1, nesting);
      const typeMembers = writesProperties ? this.#adapter.typeMembersOf?.(value) : undefined;
      this.#notes(wrapper, [], typeMembers ?? [], depth, nesting);
    }
    this.#writer.close('Obj');
  }

  /** The start of an Obj: its id, its type names or a reference to them, its text. */
  #openObject(value: object, attributes: string, typeNames: readonly string[], text: string | undefined): void {
    const writer = this.#writer;
    const id = this.#ids.size;
    this.#ids.set(value, id);
    writer.open('Obj', `${attributes} RefId="${id}"`);
    if (typeNames.length > 0) {
      const known = this.#typeNames.idOf(typeNames);
      if (known !== undefined) {
        writer.empty('TNRef', ` RefId="${known}"`);
      } else {
        writer.open('TN', ` RefId="${this.#typeNames.add(typeNames)}"`);
        for (const name of typeNames) writer.leaf('T', '', escapeText(name));
        writer.close('TN');
      }
    }
    if (text === '') writer.empty('ToString', '');
    else if (text !== undefined) writer.leaf('ToString', '', escapeText(text));
  }

  /** Props: what the type gives. */
  #adapted(wrapper: PSObject | undefined, base: unknown, depth: number, nesting: number): void {
    if (wrapper?.isDeserialized || base === PSCustomObject.instance) {
      if (wrapper?.isDeserialized) this.#properties('Props', adaptedOf(wrapper.members), depth, nesting);
      return;
    }
    this.#properties('Props', this.#typeProperties(wrapper, base as object), depth, nesting);
  }

  /** What the type gives, then what an adapter gave to the object itself, such as the properties of a CIM instance. */
  *#typeProperties(wrapper: PSObject | undefined, base: object): Generator<PropertyValue> {
    yield* this.#adapter.propertiesOf(base);
    for (const member of wrapper?.members.values() ?? []) {
      if (member.memberType !== 'Property') continue;
      const found = this.#adapter.memberValueOf?.(wrapper!, member);
      if (found !== undefined) yield [member.name, found.value];
    }
  }

  #properties(tag: string, properties: Iterable<PropertyValue>, depth: number, nesting: number): void {
    let isOpen = false;
    for (const [name, value] of properties) {
      if (!isOpen) this.#writer.open(tag, '');
      isOpen = true;
      this.#value(value, ` N="${escapeAttribute(name)}"`, depth, nesting + 1);
    }
    if (isOpen) this.#writer.close(tag);
  }

  /** MS: the object's own members, then those of its record, then (a level deeper) those that type data adds. */
  #notes(
    wrapper: PSObject | undefined,
    recordNotes: Iterable<PropertyValue>,
    typeMembers: Iterable<PropertyValue>,
    depth: number,
    nesting: number,
  ): void {
    const writer = this.#writer;
    let isOpen = false;
    const open = (): void => {
      if (!isOpen) writer.open('MS', '');
      isOpen = true;
    };
    if (wrapper !== undefined && wrapper.members.size > 0) {
      for (const member of wrapper.members.values()) {
        if (member.memberType === 'Property') continue;
        if (member instanceof NoteProperty) {
          open();
          this.#value(member.value, ` N="${escapeAttribute(member.name)}"`, depth, nesting + 1);
        } else if (member instanceof MemberSet) {
          open();
          this.#memberSet(member, depth, nesting + 1);
        } else {
          const found = this.#adapter.memberValueOf?.(wrapper, member);
          if (found === undefined) continue;
          open();
          this.#value(found.value, ` N="${escapeAttribute(member.name)}"`, depth, nesting + 1);
        }
      }
    }
    for (const [name, value] of recordNotes) {
      open();
      this.#value(value, ` N="${escapeAttribute(name)}"`, depth, nesting + 1);
    }
    for (const [name, value] of typeMembers) {
      open();
      this.#value(value, ` N="${escapeAttribute(name)}"`, Math.max(depth - 1, 0), nesting + 1);
    }
    if (isOpen) writer.close('MS');
  }

  #memberSet(set: MemberSet, depth: number, nesting: number): void {
    if (nesting === maxNesting) return;
    this.#writer.open('MS', ` N="${escapeAttribute(set.name)}"`);
    for (const member of set.members.values()) {
      if (member instanceof NoteProperty) {
        this.#value(member.value, ` N="${escapeAttribute(member.name)}"`, depth, nesting);
      } else if (member instanceof MemberSet) {
        this.#memberSet(member, depth, nesting + 1);
      }
    }
    this.#writer.close('MS');
  }

  /** PR, the one primitive with elements inside. */
  #progress(record: ProgressRecord, attributes: string, nesting: number): void {
    const writer = this.#writer;
    const part = (tag: string, text: string | number): void => {
      if (text === '') writer.empty(tag, '');
      else writer.leaf(tag, '', escapeText(String(text)));
    };
    writer.open('PR', attributes);
    part('AV', record.activity);
    part('AI', record.activityId);
    this.#value(record.currentOperation, '', 1, nesting + 1);
    part('PI', record.parentActivityId);
    part('PC', record.percentComplete);
    part('T', record.recordType);
    part('SR', record.secondsRemaining);
    part('SD', record.statusDescription);
    writer.close('PR');
  }

  #recordNotes(base: unknown): Iterable<PropertyValue> {
    const options = {
      extended: this.#options.extendedRecords ?? false,
      errorIdOf: this.#adapter.errorIdOf?.bind(this.#adapter),
      errorCategoryOf: this.#adapter.errorCategoryOf?.bind(this.#adapter),
    };
    if (base instanceof ErrorRecord) return errorRecordNotes(base, options);
    if (base instanceof InformationalRecord) return informationalRecordNotes(base, options);
    return noProperties;
  }

  #containerOf(base: object): Container | undefined {
    if (Array.isArray(base)) return { kind: 'list', items: base };
    if (base instanceof ArrayList) return { kind: 'list', items: base.items };
    if (base instanceof Dictionary) return { kind: 'dictionary', entries: base.entries() };
    if (base instanceof Queue) return { kind: 'queue', items: base.items };
    if (base instanceof Stack) return { kind: 'stack', items: base.items.toReversed() };
    return this.#adapter.containerOf?.(base);
  }

  #typeNamesOf(wrapper: PSObject | undefined, base: unknown): readonly string[] {
    return wrapper?.typeNames ?? this.#adapter.typeNamesOf(base);
  }

  #hasOwnTypeNames(wrapper: PSObject, base: unknown): boolean {
    return wrapper.typeNames !== undefined && !isSameList(wrapper.typeNames, this.#adapter.typeNamesOf(base));
  }

  #textOf(value: object): string | null {
    const own = value instanceof PSObject ? value.toStringValue : undefined;
    return own ?? this.#adapter.textOf(value);
  }
}

const noProperties: readonly PropertyValue[] = [];
const containerTags = { dictionary: 'DCT', list: 'LST', queue: 'QUE', stack: 'STK', enumerable: 'IE' } as const;

function* adaptedOf(members: MemberTable): Generator<PropertyValue> {
  for (const member of members.values()) if (member instanceof AdaptedProperty) yield [member.name, member.value];
}

/** An enumeration's number as Int32 where it fits, as the narrowest wider type otherwise. */
function enumNumber({ value }: EnumValue): unknown {
  if (value >= -0x80000000n && value <= 0x7fffffffn) return Number(value);
  if (value >= 0n && value <= 0xffffffffn) return new UInt32(Number(value));
  return value < 2n ** 63n ? new Int64(value) : new UInt64(value);
}
