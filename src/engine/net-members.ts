// Members that come from type data or from the .NET type of a value, behind the few calls that members.ts makes.
import type { ExtendedMember } from '../psobject/ps-object.ts';
import type { MemberFacts, PropertyFacts } from './members.ts';
import type { ScriptBlock } from './script-block.ts';

/** A member whose value a script, another property or code gives: ScriptProperty, AliasProperty, ScriptMethod, ... */
export interface ScriptMember extends ExtendedMember {
  readonly getter?: ScriptBlock | ((owner: unknown) => unknown);
  readonly setter?: ScriptBlock | ((owner: unknown, value: unknown) => void);
  readonly method?: ScriptBlock | ((owner: unknown, args: readonly unknown[]) => unknown);
  /** AliasProperty: the name of the property it stands for. */
  readonly referencedName?: string;
  /** PropertySet: the names in it; MemberSet: its members. */
  readonly referencedNames?: readonly string[];
  readonly members?: readonly ExtendedMember[];
}

export function isSettable(member: ScriptMember): boolean {
  return member.setter !== undefined || member.referencedName !== undefined;
}

export interface NetMembers {
  readTypeData(owner: unknown, typeNames: readonly string[], name: string): unknown;
  read(owner: unknown, base: unknown, typeNames: readonly string[], name: string): unknown;
  write(owner: unknown, base: unknown, typeNames: readonly string[], name: string, value: unknown): boolean;
  readMember(owner: unknown, member: ScriptMember): unknown;
  writeMember(owner: unknown, member: ScriptMember, value: unknown): void;
  properties(owner: unknown, base: unknown, typeNames: readonly string[]): Iterable<PropertyFacts>;
  describe(owner: unknown, typeNames: readonly string[]): MemberFacts[];
  invoke(owner: unknown, name: string, args: readonly unknown[]): unknown;
  enumerate(base: object): Iterable<unknown> | undefined;
}

/** Filled in when the .NET types land. */
export const netMembers: NetMembers = {
  readTypeData: () => undefined,
  read: () => undefined,
  write: () => false,
  readMember: () => undefined,
  writeMember: () => undefined,
  properties: () => [],
  describe: () => [],
  invoke: () => undefined,
  enumerate: () => undefined,
};
