// PSObject: a value with members or type names of its own. It exists only where such were added; any other value is bare.
import { netTypeName } from './type-name.ts';

export type MemberType =
  | 'NoteProperty'
  | 'AliasProperty'
  | 'ScriptProperty'
  | 'CodeProperty'
  | 'Property'
  | 'ScriptMethod'
  | 'CodeMethod'
  | 'Method'
  | 'ParameterizedProperty'
  | 'PropertySet'
  | 'MemberSet'
  | 'Event'
  | 'Dynamic';

/** A property whose value is stored in the object itself. The hot case: kept as small as it can be. */
export class NoteProperty {
  readonly name: string;
  value: unknown;
  constructor(name: string, value: unknown) {
    this.name = name;
    this.value = value;
  }
  get memberType(): MemberType {
    return 'NoteProperty';
  }
}

/**
 * A property that the object's type gave it where it came from; here it is stored data like a note (Props in CLIXML). Such
 * members stand after all others, as PowerShell enumerates them.
 */
export class AdaptedProperty extends NoteProperty {
  override get memberType(): MemberType {
    return 'Property';
  }
}

/** A member other than a note property (script property, alias, script method, member set): defined by the engine's ETS. */
export interface ExtendedMember {
  readonly name: string;
  readonly memberType: MemberType;
}

export type InstanceMember = NoteProperty | ExtendedMember;

/** The base object of a PSObject that wraps nothing: [pscustomobject] and deserialized property bags. */
export class PSCustomObject {
  static readonly instance: PSCustomObject = new PSCustomObject();
  get [netTypeName](): string {
    return 'System.Management.Automation.PSCustomObject';
  }
}

/** Names folded before: they repeat in every object of a stream, and folding allocates. Bounded, then begun anew. */
const foldedNames = new Map<string, string>();
const maxFoldedNames = 8192;

function foldName(name: string): string {
  const known = foldedNames.get(name);
  if (known !== undefined) return known;
  if (name.length > 100) return name.toLowerCase();
  // A part of a long text keeps all of it in memory; this makes a text of its own.
  const own = ` ${name}`.slice(1);
  const folded = own.toLowerCase();
  if (foldedNames.size >= maxFoldedNames) foldedNames.clear();
  foldedNames.set(own, folded);
  return folded;
}

/** Tables up to this size are searched one by one: they are made faster than a Map and take a third of its memory. */
const maxListed = 16;

const noMembers: InstanceMember[] = [];
const noNames: string[] = [];

/** Members in the order of their addition, found without regard to case. */
export class MemberTable {
  // Shared until the first member comes: many objects never have one.
  #members: InstanceMember[] = noMembers;
  #names: string[] = noNames;
  #byName: Map<string, number> | undefined;

  get size(): number {
    return this.#members.length;
  }
  get(name: string): InstanceMember | undefined {
    return this.#members[this.#indexOf(foldName(name))];
  }
  /** Adds, or replaces in place, the member of this name. */
  set(member: InstanceMember): void {
    const name = foldName(member.name);
    const at = this.#indexOf(name);
    if (at !== -1) {
      this.#members[at] = member;
      return;
    }
    if (this.#members === noMembers) {
      this.#members = [];
      this.#names = [];
    }
    if (this.#members.at(-1) instanceof AdaptedProperty && !(member instanceof AdaptedProperty)) {
      this.#insert(member, name);
      return;
    }
    this.#members.push(member);
    this.#names.push(name);
    if (this.#names.length > maxListed) this.#index(this.#names.length - 1);
  }
  setNote(name: string, value: unknown): void {
    this.set(new NoteProperty(name, value));
  }
  delete(name: string): boolean {
    const at = this.#indexOf(foldName(name));
    if (at === -1) return false;
    this.#members.splice(at, 1);
    this.#names.splice(at, 1);
    this.#byName = undefined;
    if (this.#names.length > maxListed) this.#index(0);
    return true;
  }
  values(): ArrayIterator<InstanceMember> {
    return this.#members.values();
  }

  /** Puts a member that was added to the object before those that its type gave. */
  #insert(member: InstanceMember, name: string): void {
    const place = this.#members.findLastIndex((other) => !(other instanceof AdaptedProperty)) + 1;
    this.#members.splice(place, 0, member);
    this.#names.splice(place, 0, name);
    this.#byName = undefined;
    if (this.#names.length > maxListed) this.#index(0);
  }

  #indexOf(folded: string): number {
    return this.#byName === undefined ? this.#names.indexOf(folded) : (this.#byName.get(folded) ?? -1);
  }

  /** Notes the names from `start` on in the map, or all of them when there was none yet. */
  #index(start: number): void {
    const from = this.#byName === undefined ? 0 : start;
    this.#byName ??= new Map();
    for (let at = from; at < this.#names.length; at++) this.#byName.set(this.#names[at]!, at);
  }
}

/** A member that holds members (PSStandardMembers, or a set made by Add-Member). */
export class MemberSet implements ExtendedMember {
  readonly name: string;
  readonly members: MemberTable = new MemberTable();
  constructor(name: string) {
    this.name = name;
  }
  get memberType(): MemberType {
    return 'MemberSet';
  }
}

/** System.Management.Automation.PSObject. */
export class PSObject {
  /** The wrapped value, never itself a PSObject; PSCustomObject.instance for a property bag. */
  readonly baseObject: unknown;
  /** Members added to this object; those that its type gives are found elsewhere. */
  readonly members: MemberTable = new MemberTable();
  /** PSTypeNames where they differ from what the base object's type gives; most derived first. */
  typeNames: string[] | undefined;
  /** Text that a deserialized object carries for ToString (MS-PSRP 2.2.5.2.6); undefined: computed. */
  toStringValue: string | undefined;
  /** True for objects that came from CLIXML as a property bag, which have no methods. */
  isDeserialized = false;

  constructor(baseObject: unknown = PSCustomObject.instance) {
    this.baseObject = baseObject;
  }

  /** A [pscustomobject] with these note properties, in order. */
  static of(properties: Iterable<readonly [string, unknown]>, typeNames?: string[]): PSObject {
    const result = new PSObject();
    for (const [name, value] of properties) result.members.setNote(name, value);
    result.typeNames = typeNames;
    return result;
  }
}

/** The value without its PSObject wrapper; a property bag stays what it is. */
export function baseOf(value: unknown): unknown {
  return value instanceof PSObject && value.baseObject !== PSCustomObject.instance ? value.baseObject : value;
}

/** True for a PSObject that is only its members (a [pscustomobject] or a deserialized object). */
export function isPropertyBag(value: unknown): value is PSObject {
  return value instanceof PSObject && value.baseObject === PSCustomObject.instance;
}

/** The value of a note property, or undefined; for code that knows the object to be a bag of notes, such as messages. */
export function noteValue(object: PSObject, name: string): unknown {
  const member = object.members.get(name);
  return member instanceof NoteProperty ? member.value : undefined;
}
