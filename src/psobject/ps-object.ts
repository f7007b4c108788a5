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

/** Members in the order of their addition, found without regard to case. */
export class MemberTable {
  readonly #byName = new Map<string, InstanceMember>();

  get size(): number {
    return this.#byName.size;
  }
  get(name: string): InstanceMember | undefined {
    return this.#byName.get(name) ?? this.#byName.get(name.toLowerCase());
  }
  /** Adds, or replaces in place, the member of this name. */
  set(member: InstanceMember): void {
    this.#byName.set(member.name.toLowerCase(), member);
  }
  setNote(name: string, value: unknown): void {
    this.set(new NoteProperty(name, value));
  }
  delete(name: string): boolean {
    return this.#byName.delete(name.toLowerCase());
  }
  values(): MapIterator<InstanceMember> {
    return this.#byName.values();
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
