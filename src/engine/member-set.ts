// `$object.PSObject`: the members of an object as a script handles them (PSObject, PSMemberInfoCollection, PSPropertyInfo).
import { defineType, method, property, type TypeDefinition, typeOf } from '../conversion/index.ts';
import { netMethodMembers } from '../dotnet/ps-method.ts';
import { ArrayList } from '../psobject/collections.ts';
import { baseOf, isPropertyBag, NoteProperty, PSObject } from '../psobject/ps-object.ts';
import { netTypeName } from '../psobject/type-name.ts';
import { type MemberFacts, membersOf, type PropertyFacts, propertiesOf, setProperty, typeNamesOf } from './members.ts';
import { toText } from './text.ts';

const automation = 'System.Management.Automation';

export class PSMemberSet {
  readonly owner: unknown;
  constructor(owner: unknown) {
    this.owner = owner;
  }
  get [netTypeName](): string {
    return `${automation}.PSMemberSet`;
  }
}

/** A property of one object, live. */
export class PropertyView {
  readonly owner: unknown;
  readonly facts: PropertyFacts;
  constructor(owner: unknown, facts: PropertyFacts) {
    this.owner = owner;
    this.facts = facts;
  }
  get [netTypeName](): string {
    return `${automation}.PS${this.facts.memberType}`;
  }
  get name(): string {
    return this.facts.name;
  }
  get value(): unknown {
    return this.facts.value;
  }
}

/** A method or other member, by its facts. */
export class MemberView {
  readonly facts: MemberFacts;
  constructor(facts: MemberFacts) {
    this.facts = facts;
  }
  get [netTypeName](): string {
    return `${automation}.PS${this.facts.memberType}`;
  }
  get name(): string {
    return this.facts.name;
  }
}

/** The properties, methods or all members of an object: enumerable, and found by name in brackets. */
export class MemberCollection {
  readonly owner: unknown;
  readonly list: () => readonly (PropertyView | MemberView)[];

  constructor(owner: unknown, list: () => readonly (PropertyView | MemberView)[]) {
    this.owner = owner;
    this.list = list;
  }
  get [netTypeName](): string {
    return `${automation}.PSMemberInfoCollection`;
  }
  [Symbol.iterator](): Iterator<unknown> {
    return this.list()[Symbol.iterator]();
  }
  find(name: string): PropertyView | MemberView | null {
    const lower = name.toLowerCase();
    return this.list().find((member) => member.name.toLowerCase() === lower) ?? null;
  }
}

const propertyViews = (owner: unknown): PropertyView[] =>
  propertiesOf(owner).map((facts) => new PropertyView(owner, facts));

const memberSetType = defineType<PSMemberSet>({
  name: `${automation}.PSMemberSet`,
  assembly: automation,
  toText: (self) => toText(self.owner),
  members: () => [
    property(
      'System.Object Properties {get;}',
      ({ owner }: PSMemberSet) => new MemberCollection(owner, () => propertyViews(owner)),
    ),
    property(
      'System.Object Methods {get;}',
      ({ owner }: PSMemberSet) =>
        new MemberCollection(owner, () =>
          membersOf(owner)
            .filter((member) => /Method$/.test(member.memberType))
            .map((facts) => new MemberView(facts)),
        ),
    ),
    property(
      'System.Object Members {get;}',
      ({ owner }: PSMemberSet) =>
        new MemberCollection(owner, () => [
          ...propertyViews(owner),
          ...membersOf(owner)
            .filter((member) => !/Property$/.test(member.memberType))
            .map((facts) => new MemberView(facts)),
        ]),
    ),
    property('System.Object TypeNames {get;}', ({ owner }: PSMemberSet) => {
      if (!(owner instanceof PSObject)) return new ArrayList([...typeNamesOf(owner)]);
      owner.typeNames ??= [...typeNamesOf(owner)];
      return new ArrayList(owner.typeNames);
    }),
    property('System.Object BaseObject {get;}', ({ owner }: PSMemberSet) => baseOf(owner)),
    property('System.Object ImmediateBaseObject {get;}', ({ owner }: PSMemberSet) => baseOf(owner)),
    method('System.Object Copy()', ({ owner }: PSMemberSet) => copyOf(owner)),
  ],
});

/** A copy with members of its own; the base object is shared. */
export function copyOf(owner: unknown): unknown {
  if (!(owner instanceof PSObject)) return owner;
  const copy = new PSObject(owner.baseObject);
  for (const member of owner.members.values()) {
    copy.members.set(member instanceof NoteProperty ? new NoteProperty(member.name, member.value) : member);
  }
  if (owner.typeNames !== undefined) copy.typeNames = [...owner.typeNames];
  return copy;
}

const collectionType = defineType<MemberCollection>({
  name: `${automation}.PSMemberInfoCollection`,
  assembly: automation,
  members: () => [
    property('System.Object Item(string name) {get;}', (self: MemberCollection, name: string) => self.find(name)),
    property('int Count {get;}', (self: MemberCollection) => self.list().length),
    method('System.Object Match(string name)', (self: MemberCollection, name: string) => {
      const pattern = new RegExp(
        `^${name
          .replace(/[.+^$(){}|\\]/g, '\\$&')
          .replace(/\*/g, '.*')
          .replace(/\?/g, '.')}$`,
        'i',
      );
      return new ArrayList(self.list().filter((member) => pattern.test(member.name)));
    }),
    method('void Remove(string name)', (self: MemberCollection, name: string) => {
      if (self.owner instanceof PSObject) self.owner.members.delete(name);
    }),
    method('void Add(System.Object member)', (self: MemberCollection, member: PropertyView) => {
      if (self.owner instanceof PSObject) self.owner.members.setNote(member.name, member.value);
    }),
  ],
});

const propertyViewMembers = () => [
  property('string Name {get;}', (self: PropertyView) => self.name),
  property(
    'System.Management.Automation.PSMemberTypes MemberType {get;}',
    (self: PropertyView) => self.facts.memberType,
  ),
  property(
    'System.Object Value {get;set;}',
    (self: PropertyView) => self.value,
    (self: PropertyView, value: unknown) => setProperty(self.owner, self.name, value),
  ),
  property('string TypeNameOfValue {get;}', (self: PropertyView) => String(typeOf(self.value) ?? 'System.Object')),
  property('bool IsSettable {get;}', (self: PropertyView) => self.facts.isSettable),
  property('bool IsGettable {get;}', () => true),
  property(
    'bool IsInstance {get;}',
    (self: PropertyView) => isPropertyBag(self.owner) || self.facts.memberType !== 'Property',
  ),
];

const viewNames = ['PSNoteProperty', 'PSAliasProperty', 'PSScriptProperty', 'PSCodeProperty', 'PSProperty'];

export const memberSetTypes: readonly TypeDefinition[] = [
  memberSetType,
  collectionType,
  ...viewNames.map((name) => ({ name: `${automation}.${name}`, assembly: automation, members: propertyViewMembers })),
  ...['PSScriptMethod', 'PSMethod', 'PSCodeMethod', 'PSPropertySet', 'PSParameterizedProperty'].map((name) => ({
    name: `${automation}.${name}`,
    assembly: automation,
    members: () => [
      property('string Name {get;}', (self: MemberView) => self.name),
      property(
        'System.Management.Automation.PSMemberTypes MemberType {get;}',
        (self: MemberView) => self.facts.memberType,
      ),
      property('string Definition {get;}', (self: MemberView) => self.facts.definition),
      ...(name === 'PSMethod' ? netMethodMembers : []),
    ],
  })),
];
