// Members that come from type data or from the .NET type of a value, behind the few calls that members.ts makes.

import { enumerationOf, getNetMember, invokeMethod, setNetMember, typeOf } from '../conversion/index.ts';
import { automationNull } from '../psobject/automation-null.ts';
import { Dictionary } from '../psobject/collections.ts';
import { NetException } from '../psobject/exception.ts';
import { baseOf, type ExtendedMember, isPropertyBag, NoteProperty, PSObject } from '../psobject/ps-object.ts';
import { throwNet } from '../psobject/thrown.ts';
import type { MemberFacts, PropertyFacts } from './members.ts';
import { AstView } from './parser-types.ts';
import type { Runspace } from './runspace.ts';
import { ScriptBlock } from './script-block.ts';
import { toText } from './text.ts';
import { isTypeDataMember, type TypeTable } from './type-table.ts';

/** A member whose value a script, another property or code gives: ScriptProperty, AliasProperty, ScriptMethod, ... */
export interface ScriptMember extends ExtendedMember {
  readonly getter?: ScriptBlock | ((owner: unknown) => unknown);
  readonly setter?: ScriptBlock | ((owner: unknown, value: unknown) => void);
  readonly method?: ScriptBlock | ((owner: unknown, args: readonly unknown[]) => unknown);
  /** AliasProperty: the name of the property it stands for. */
  readonly referencedName?: string;
  /** NoteProperty of type data. */
  readonly value?: unknown;
  /** PropertySet: the names in it; MemberSet: its members. */
  readonly referencedNames?: readonly string[];
  readonly members?: readonly ExtendedMember[];
}

/** A property that only some exception types have: ParamName, CommandName, Errors, ErrorRecord. */
function exceptionProperty(exception: NetException, name: string): unknown {
  const lower = name.toLowerCase();
  for (const [key, value] of exception.properties) if (key.toLowerCase() === lower) return value;
  switch (lower) {
    case 'errorrecord':
      return exception.errorRecord ?? undefined;
    case 'message':
      return exception.message;
    case 'innerexception':
      return exception.inner ?? null;
    case 'hresult':
      return exception.hResult;
    case 'stacktrace':
      return exception.stackTrace ?? null;
    default:
      return undefined;
  }
}

let runspace: Runspace | undefined;

/** Makes this the runspace whose type data and scripts members use; gives the one before. */
export function setMemberRunspace(next: Runspace | undefined): Runspace | undefined {
  const before = runspace;
  runspace = next;
  return before;
}

/** The runspace that runs on this thread (Runspace.DefaultRunspace). */
export function currentRunspace(): Runspace {
  if (runspace === undefined) throw new Error('no runspace runs on this thread');
  return runspace;
}

export function isSettable(member: ScriptMember): boolean {
  return member.setter !== undefined || member.referencedName !== undefined;
}

const typeTable = (): TypeTable | undefined => runspace?.typeTable;

/** A member that type data gives to objects of these types. */
function typeDataMember(typeNames: readonly string[], name: string): ScriptMember | undefined {
  return typeTable()?.find(typeNames, name);
}

function read(owner: unknown, member: ScriptMember): unknown {
  if (member.referencedName !== undefined) return readByName(owner, member.referencedName);
  const { getter } = member;
  if (getter instanceof ScriptBlock) {
    const results = currentRunspace().invokeBlock(thisBlock(getter), { arguments: [], this: owner });
    return results.length === 0 ? null : results.length === 1 ? results[0] : results;
  }
  if (getter !== undefined) return getter(owner);
  return 'value' in member ? member.value : null;
}

const thisBlock = (block: ScriptBlock): ScriptBlock => block;

function readByName(owner: unknown, name: string): unknown {
  if (owner instanceof PSObject) {
    const member = owner.members.get(name);
    if (member !== undefined)
      return member instanceof NoteProperty ? member.value : read(owner, member as ScriptMember);
  }
  return getNetMember(owner, name)?.value ?? null;
}

function write(owner: unknown, member: ScriptMember, value: unknown): void {
  if (member.referencedName !== undefined) {
    if (owner instanceof PSObject) {
      const target = owner.members.get(member.referencedName);
      if (target instanceof NoteProperty) {
        target.value = value;
        return;
      }
      if (target !== undefined) {
        write(owner, target as ScriptMember, value);
        return;
      }
    }
    if (setNetMember(owner, member.referencedName, value)) return;
  }
  const { setter } = member;
  if (setter instanceof ScriptBlock) {
    currentRunspace().invokeBlock(setter, { arguments: [value], this: owner });
    return;
  }
  if (setter !== undefined) {
    setter(owner, value);
    return;
  }
  throwNet('System.Management.Automation.SetValueException', `'${member.name}' is a ReadOnly property.`, {
    errorId: 'PropertyAssignmentException',
    category: 'InvalidOperation',
  });
}

/** The script method of this name that an object or its type data has. */
export function scriptMethodOf(target: unknown, name: string): ((args: readonly unknown[]) => unknown) | undefined {
  const own = target instanceof PSObject ? target.members.get(name) : undefined;
  const member = (own ?? typeTable()?.findFor(target, name)) as ScriptMember | undefined;
  if (member === undefined || member instanceof NoteProperty || member.method === undefined) return undefined;
  const { method } = member;
  if (method instanceof ScriptBlock) {
    return (args) => {
      const results = currentRunspace().invokeBlock(method, { arguments: args, this: target });
      return results.length === 0 ? automationNull : results.length === 1 ? results[0] : results;
    };
  }
  return (args) => method(target, args);
}

export const netMembers = {
  readTypeData(owner: unknown, typeNames: readonly string[], name: string): unknown {
    const member = typeDataMember(typeNames, name);
    return member === undefined ? intrinsic(owner, name) : read(owner, member);
  },

  read(owner: unknown, base: unknown, typeNames: readonly string[], name: string): unknown {
    const member = typeDataMember(typeNames, name);
    if (member !== undefined) return read(owner, member);
    const found = getNetMember(base, name);
    if (found !== undefined) return found.value;
    if (base instanceof AstView) {
      const own = base.get(name);
      if (own !== undefined) return own;
    }
    if (base instanceof NetException) {
      const own = exceptionProperty(base, name);
      if (own !== undefined) return own;
    }
    return intrinsic(owner, name);
  },

  write(owner: unknown, base: unknown, typeNames: readonly string[], name: string, value: unknown): boolean {
    const member = typeDataMember(typeNames, name);
    if (member !== undefined && isTypeDataMember(member)) {
      write(owner, member, value);
      return true;
    }
    if (name.toLowerCase() === 'pstypenames') return false;
    return setNetMember(base, name, value);
  },

  readMember: read,
  writeMember: write,

  *properties(_owner: unknown, base: unknown, typeNames: readonly string[]): Generator<PropertyFacts> {
    const owner = _owner;
    for (const member of typeTable()?.membersOf(typeNames) ?? []) {
      if (!/Property$/.test(member.memberType)) continue;
      yield {
        name: member.name,
        memberType: member.memberType,
        get value() {
          return read(owner, member);
        },
        isSettable: isSettable(member),
      };
    }
    if (isPropertyBag(owner)) return;
    const type = typeOf(base);
    for (const property of type?.properties() ?? []) {
      if (property.isIndexer || !property.canRead || property.definition.hidden) continue;
      yield {
        name: property.name,
        memberType: 'Property',
        get value() {
          return getNetMember(base, property.name)?.value ?? null;
        },
        isSettable: property.canWrite,
      };
    }
  },

  describe(owner: unknown, typeNames: readonly string[]): MemberFacts[] {
    const found: MemberFacts[] = [];
    if (owner instanceof PSObject) {
      for (const member of owner.members.values()) found.push(describeMember(member));
    }
    for (const member of typeTable()?.membersOf(typeNames) ?? []) found.push(describeMember(member));
    if (isPropertyBag(owner)) {
      for (const text of [
        'bool Equals(System.Object obj)',
        'int GetHashCode()',
        'type GetType()',
        'string ToString()',
      ]) {
        found.push({ name: /(\w+)\(/.exec(text)![1]!, memberType: 'Method', definition: text });
      }
      return found;
    }
    const type = typeOf(baseOf(owner));
    for (const property of type?.properties() ?? []) {
      found.push({
        name: property.name,
        memberType: property.isIndexer ? 'ParameterizedProperty' : 'Property',
        definition: property.definition.text,
      });
    }
    for (const group of type?.methods() ?? []) {
      found.push({
        name: group.name,
        memberType: 'Method',
        definition: group.overloads.map((overload) => overload.definition).join(', '),
      });
    }
    return found;
  },

  invoke(owner: unknown, name: string, args: readonly unknown[]): unknown {
    const script = scriptMethodOf(owner, name);
    return script === undefined ? invokeMethod(owner, name, args) : script(args);
  },

  enumerate(base: object): Iterable<unknown> | undefined {
    return base instanceof Dictionary ? undefined : enumerationOf(base);
  },
};

function describeMember(member: ExtendedMember | NoteProperty): MemberFacts {
  if (member instanceof NoteProperty) {
    const type = typeOf(member.value);
    const shown = type === null ? 'object' : type.registry.shortName(type);
    return {
      name: member.name,
      memberType: 'NoteProperty',
      definition: `${shown} ${member.name}=${member.value === null ? 'null' : toText(member.value)}`,
    };
  }
  const script = member as ScriptMember;
  switch (member.memberType) {
    case 'AliasProperty':
      return {
        name: member.name,
        memberType: member.memberType,
        definition: `${member.name} = ${script.referencedName}`,
      };
    case 'ScriptProperty': {
      const get = script.getter instanceof ScriptBlock ? `get=${script.getter.text};` : 'get=;';
      const set = script.setter instanceof ScriptBlock ? `set=${script.setter.text};` : '';
      return {
        name: member.name,
        memberType: member.memberType,
        definition: `System.Object ${member.name} {${get}${set}}`,
      };
    }
    case 'ScriptMethod':
      return { name: member.name, memberType: member.memberType, definition: `System.Object ${member.name}();` };
    case 'PropertySet':
      return {
        name: member.name,
        memberType: member.memberType,
        definition: `${member.name} {${(script.referencedNames ?? []).join(', ')}}`,
      };
    default:
      return { name: member.name, memberType: member.memberType, definition: member.name };
  }
}

/** What every object has: PSObject, PSTypeNames, PSBase. */
function intrinsic(owner: unknown, name: string): unknown {
  switch (name.toLowerCase()) {
    case 'pstypenames':
      return typeTable()?.typeNamesList(owner);
    case 'psobject':
      return runspace?.memberSetOf(owner);
    case 'psbase':
      return baseOf(owner);
    default:
      return undefined;
  }
}
