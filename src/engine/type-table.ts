// Extended type data of a session: members that objects of a type have beyond their .NET ones (types.ps1xml, Update-TypeData).
import { typeNamesOf as netTypeNames } from '../conversion/index.ts';
import { ArrayList } from '../psobject/collections.ts';
import { isPropertyBag, PSObject } from '../psobject/ps-object.ts';
import type { ScriptMember } from './net-members.ts';

/** True for a member that type data gives (as against one that the .NET type has). */
export function isTypeDataMember(member: ScriptMember): boolean {
  return member.memberType !== 'Property';
}

export interface TypeData {
  readonly members: Map<string, ScriptMember>;
  defaultDisplayPropertySet?: readonly string[];
  defaultDisplayProperty?: string;
  defaultKeyPropertySet?: readonly string[];
  serializationDepth?: number;
}

const count = (name: string, target: string): ScriptMember => ({
  name,
  memberType: 'AliasProperty',
  referencedName: target,
});

/** The part of PowerShell's types.ps1xml that scripts lean on. */
const builtIn: readonly (readonly [typeName: string, members: readonly ScriptMember[]])[] = [
  ['System.Array', [count('Count', 'Length')]],
];

/** Types of which each object is written to this depth, wherever it stands. */
const serializationDepths: readonly (readonly [typeName: string, depth: number])[] = [
  ['Microsoft.PowerShell.Commands.Internal.Format.FormatInfoData', 1],
  ['Deserialized.Microsoft.PowerShell.Commands.Internal.Format.FormatInfoData', 1],
];

export class TypeTable {
  readonly #types = new Map<string, TypeData>();

  constructor() {
    for (const [name, members] of builtIn) for (const member of members) this.add(name, member);
    for (const [name, depth] of serializationDepths) this.data(name, true)!.serializationDepth = depth;
  }

  /** The data of a type, made when `create` says so. */
  data(typeName: string, create = false): TypeData | undefined {
    const key = typeName.toLowerCase();
    let data = this.#types.get(key);
    if (data === undefined && create) this.#types.set(key, (data = { members: new Map() }));
    return data;
  }

  add(typeName: string, member: ScriptMember): void {
    this.data(typeName, true)!.members.set(member.name.toLowerCase(), member);
  }

  remove(typeName: string): boolean {
    return this.#types.delete(typeName.toLowerCase());
  }

  typeNames(): string[] {
    return [...this.#types.keys()];
  }

  /** The member of the most derived type that has one of this name. */
  find(typeNames: readonly string[], name: string): ScriptMember | undefined {
    const lower = name.toLowerCase();
    for (const typeName of typeNames) {
      const member = this.#types.get(typeName.toLowerCase())?.members.get(lower);
      if (member !== undefined) return member;
    }
    return undefined;
  }

  findFor(target: unknown, name: string): ScriptMember | undefined {
    return target === null ? undefined : this.find(typeNamesFor(target), name);
  }

  *membersOf(typeNames: readonly string[]): Generator<ScriptMember> {
    const seen = new Set<string>();
    for (const typeName of typeNames) {
      for (const [name, member] of this.#types.get(typeName.toLowerCase())?.members ?? []) {
        if (seen.has(name)) continue;
        seen.add(name);
        yield member;
      }
    }
  }

  /** PSTypeNames as a list that scripts may change; it changes the object. */
  typeNamesList(owner: unknown): unknown {
    if (!(owner instanceof PSObject)) return new ArrayList([...typeNamesFor(owner)]);
    owner.typeNames ??= [...typeNamesFor(owner)];
    return new ArrayList(owner.typeNames);
  }
}

const bagTypeNames = ['System.Management.Automation.PSCustomObject', 'System.Object'];

/** Type names of a value: its own where it has them. */
export function typeNamesFor(value: unknown): readonly string[] {
  if (value instanceof PSObject && value.typeNames !== undefined) return value.typeNames;
  return isPropertyBag(value) ? bagTypeNames : netTypeNames(value);
}
