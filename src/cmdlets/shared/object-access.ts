// The engine's answer to what the formatter and the property cmdlets ask about objects.
import { equal, netEnumerationOf } from '../../conversion/index.ts';
import { formatComposite } from '../../dotnet/composite-format.ts';
import { enumerate, getProperty, propertiesOf, typeNamesOf } from '../../engine/members.ts';
import type { ScriptBlock } from '../../engine/script-block.ts';
import type { SessionState } from '../../engine/session-state.ts';
import type { TypeData } from '../../engine/type-table.ts';
import type { ObjectAccess } from '../../format/object-access.ts';
import { liveTypeName } from '../../format/scalar-types.ts';
import { Dictionary } from '../../psobject/collections.ts';
import { ErrorRecord } from '../../psobject/error-record.ts';
import { baseOf, PSObject } from '../../psobject/ps-object.ts';
import { ThrownException } from '../../psobject/thrown.ts';
import { netTypeName } from '../../psobject/type-name.ts';
import { isTrue, toFormattedText, toText } from './values.ts';

/** System.Collections.DictionaryEntry: what a dictionary gives when it is enumerated. */
export class DictionaryEntry {
  readonly key: unknown;
  readonly value: unknown;
  constructor(key: unknown, value: unknown) {
    this.key = key;
    this.value = value;
  }
  get [netTypeName](): string {
    return 'System.Collections.DictionaryEntry';
  }
  toString(): string {
    return `[${toText(this.key)}, ${toText(this.value)}]`;
  }
}

const entryProperties = [
  { name: 'Name', adapted: false },
  { name: 'Key', adapted: true },
  { name: 'Value', adapted: true },
];

function* entriesOf(table: Dictionary): Generator<DictionaryEntry> {
  for (const [key, value] of table.entries()) yield new DictionaryEntry(key, value);
}

function entryProperty(entry: DictionaryEntry, name: string): unknown {
  const lower = name.toLowerCase();
  if (lower === 'name' || lower === 'key') return entry.key;
  return lower === 'value' ? entry.value : undefined;
}

/** A named set in PSStandardMembers of the object or its type. */
function standardMember(value: unknown, name: string): unknown {
  const members = getProperty(value, 'PSStandardMembers');
  return members === undefined || members === null ? undefined : getProperty(members, name);
}

function names(set: unknown): readonly string[] | undefined {
  const found = (set as { referencedNames?: readonly string[] } | null | undefined)?.referencedNames;
  if (found !== undefined) return found;
  return Array.isArray(set) ? set.map(String) : undefined;
}

/** An error that an expression threw is not one of the session: it leaves $Error. */
function forget(runspace: SessionState['runspace'], { exception, errorRecord }: ThrownException): void {
  const { items } = runspace.errors;
  const newest = items[0];
  if (newest instanceof ErrorRecord && (newest === errorRecord || newest.exception === exception)) items.shift();
}

/** What type data says of the most derived type that it knows; deserialized objects count as their live type. */
function typeData<K extends 'defaultDisplayPropertySet' | 'defaultDisplayProperty'>(
  runspace: SessionState['runspace'],
  value: unknown,
  key: K,
): TypeData[K] {
  const typeNames = typeNamesOf(value);
  for (const name of [...typeNames, ...typeNames.map(liveTypeName)]) {
    const found = runspace.typeTable.data(name)?.[key];
    if (found !== undefined) return found;
  }
  return undefined;
}

const accesses = new WeakMap<object, ObjectAccess>();

/** The accessor for a session; made once for each runspace. */
export function objectAccess(session: SessionState): ObjectAccess {
  const { runspace } = session;
  let access = accesses.get(runspace);
  if (access === undefined) {
    access = makeAccess(runspace);
    accesses.set(runspace, access);
  }
  return access;
}

function makeAccess(runspace: SessionState['runspace']): ObjectAccess {
  return {
    typeNamesOf,
    propertiesOf: (value) =>
      baseOf(value) instanceof DictionaryEntry
        ? entryProperties
        : propertiesOf(value).map(({ name, memberType }) => ({ name, adapted: memberType === 'Property' })),
    getProperty: (value, name) => {
      const base = baseOf(value);
      return base instanceof DictionaryEntry ? entryProperty(base, name) : getProperty(value, name);
    },
    propertySet: (value, name) => {
      const member = value instanceof PSObject ? value.members.get(name) : undefined;
      return member?.memberType === 'PropertySet' ? names(member) : undefined;
    },
    defaultDisplayPropertySet: (value) =>
      typeData(runspace, value, 'defaultDisplayPropertySet') ??
      names(standardMember(value, 'DefaultDisplayPropertySet')),
    defaultDisplayProperty: (value) => {
      const name =
        typeData(runspace, value, 'defaultDisplayProperty') ?? standardMember(value, 'DefaultDisplayProperty');
      return typeof name === 'string' && name !== '' ? name : undefined;
    },
    enumerate: (value) => {
      const base = baseOf(value);
      if (base instanceof Dictionary) return entriesOf(base);
      return (
        enumerate(value) ?? (base instanceof Object && Symbol.iterator in base ? netEnumerationOf(value) : undefined)
      );
    },
    toText,
    toFormattedText,
    composite: (format, value) => formatComposite(format, [value]),
    invoke: (block, value) => {
      // What the block throws is the caller's to deal with, not an error of a statement.
      runspace.propagate++;
      let result: unknown[];
      try {
        result = runspace.invokeBlock(block as ScriptBlock, { dollarUnder: value });
      } catch (error) {
        if (error instanceof ThrownException) forget(runspace, error);
        throw error;
      } finally {
        runspace.propagate--;
      }
      return result.length === 0 ? null : result.length === 1 ? result[0] : result;
    },
    areEqual: (left, right) => {
      try {
        return equal(left, right, true);
      } catch (error) {
        if (error instanceof ThrownException) return toText(left).toLowerCase() === toText(right).toLowerCase();
        throw error;
      }
    },
    isTrue,
  };
}
