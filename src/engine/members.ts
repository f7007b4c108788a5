// Members of any value as PowerShell sees them (the ETS): members added to the object, those its type has by type data,
// then those of its .NET type. This is the one door through which the language, the cmdlets and the formatter read objects.
import { automationNull } from '../psobject/automation-null.ts';
import { ArrayList, Dictionary } from '../psobject/collections.ts';
import {
  baseOf,
  type InstanceMember,
  isPropertyBag,
  type MemberType,
  NoteProperty,
  PSObject,
} from '../psobject/ps-object.ts';
import { throwNet } from '../psobject/thrown.ts';
import { isSettable, netMembers, type ScriptMember } from './net-members.ts';
import { typeNamesFor } from './type-table.ts';

/** A member as Get-Member shows it. */
export interface MemberFacts {
  readonly name: string;
  readonly memberType: MemberType;
  /** `string Name {get;set;}`, `int Add(System.Object value)`, `string a=1`. */
  readonly definition: string;
}

/** A property of one object. */
export interface PropertyFacts {
  readonly name: string;
  readonly memberType: MemberType;
  readonly value: unknown;
  readonly isSettable: boolean;
}

/** PSTypeNames: the type's name first, then its base types; an object's own names where it has them. */
export function typeNamesOf(value: unknown): readonly string[] {
  return typeNamesFor(value);
}

/** The value of a property, found without regard to case; undefined when there is no such property. */
export function getProperty(value: unknown, name: string): unknown {
  if (value instanceof PSObject) {
    const member = value.members.get(name);
    if (member !== undefined) return member instanceof NoteProperty ? member.value : readExtended(value, member);
    if (isPropertyBag(value)) return netMembers.readTypeData(value, typeNamesOf(value), name);
  }
  const base = value instanceof PSObject ? value.baseObject : value;
  if (base === null || base === automationNull) return undefined;
  if (base instanceof Dictionary && base.has(name)) return base.get(name);
  return netMembers.read(value, base, typeNamesOf(value), name);
}

function readExtended(owner: unknown, member: InstanceMember): unknown {
  return netMembers.readMember(owner, member as ScriptMember);
}

/** Assigns a property; throws what PowerShell throws when there is none or when it cannot be set. */
export function setProperty(value: unknown, name: string, newValue: unknown): void {
  const stored = newValue === automationNull ? null : newValue;
  if (value instanceof PSObject) {
    const member = value.members.get(name);
    if (member instanceof NoteProperty) {
      member.value = stored;
      return;
    }
    if (member !== undefined) {
      netMembers.writeMember(value, member as ScriptMember, stored);
      return;
    }
  }
  const base = baseOf(value);
  if (base instanceof Dictionary) {
    if (!netMembers.write(value, base, typeNamesOf(value), name, stored)) base.set(name, stored);
    return;
  }
  if (isPropertyBag(value) || !netMembers.write(value, base, typeNamesOf(value), name, stored)) {
    throwNet(
      'System.Management.Automation.SetValueInvocationException',
      `The property '${name}' cannot be found on this object. Verify that the property exists and can be set.`,
      { errorId: 'PropertyNotFound', category: 'InvalidOperation' },
    );
  }
}

/** All properties of a value, in PowerShell's order: added ones, then type data's, then .NET's. Hidden ones are left out. */
export function propertiesOf(value: unknown): PropertyFacts[] {
  const found: PropertyFacts[] = [];
  const seen = new Set<string>();
  if (value instanceof PSObject) {
    for (const member of value.members.values()) {
      if (!/Property$/.test(member.memberType)) continue;
      seen.add(member.name.toLowerCase());
      found.push({
        name: member.name,
        memberType: member.memberType,
        get value() {
          return member instanceof NoteProperty ? member.value : readExtended(value, member);
        },
        isSettable: member instanceof NoteProperty || isSettable(member as ScriptMember),
      });
    }
  }
  const base = value instanceof PSObject ? value.baseObject : value;
  for (const property of netMembers.properties(value, base, typeNamesOf(value))) {
    if (seen.has(property.name.toLowerCase())) continue;
    seen.add(property.name.toLowerCase());
    found.push(property);
  }
  return found;
}

/** All members of a value, as Get-Member lists them before sorting. */
export function membersOf(value: unknown): MemberFacts[] {
  return netMembers.describe(value, typeNamesOf(value));
}

/** Calls a method; throws MethodNotFound when there is none. */
export function invokeMethod(value: unknown, name: string, args: readonly unknown[]): unknown {
  return netMembers.invoke(value, name, args);
}

/** The items of a value that PowerShell enumerates in a pipeline; undefined for a value that is one item. */
export function enumerate(value: unknown): Iterable<unknown> | undefined {
  const base = value instanceof PSObject ? value.baseObject : value;
  if (typeof base !== 'object' || base === null) return undefined;
  if (Array.isArray(base)) return base;
  if (base instanceof ArrayList) return base.items;
  if (base instanceof Dictionary) return undefined;
  return netMembers.enumerate(base);
}
