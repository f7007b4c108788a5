// Live objects of the engine as CLIXML writes them: type names, properties and text by the session's types, members by its type
// data (MS-PSRP 2.2.5.2). What the wire's own value model knows best (records, exceptions, dates) stays with it.

import {
  type ClixmlAdapter,
  type Container,
  defaultAdapter,
  ForeignObject,
  type PropertyValue,
} from '../../clixml/index.ts';
import {
  dictionaryOf,
  enumerationOf,
  getNetMember,
  type NetType,
  threadContext,
  toStringValue,
  typeNamesOf,
  typeOf,
} from '../../conversion/index.ts';
import { ErrorRecord } from '../../psobject/error-record.ts';
import { NetException } from '../../psobject/exception.ts';
import { BigInteger, Byte, Int16, Int64, SByte, UInt16, UInt32, UInt64 } from '../../psobject/numbers.ts';
import { baseOf, NoteProperty, PSCustomObject, type PSObject } from '../../psobject/ps-object.ts';
import { InformationalRecord, InformationRecord } from '../../psobject/records.ts';
import { ThrownException } from '../../psobject/thrown.ts';
import { DateTimeOffset, type EnumValue, PSCredential, SwitchParameter } from '../../psobject/values.ts';
import { categoryFacts, fullyQualifiedErrorId } from '../errors.ts';
import { getProperty } from '../members.ts';
import { currentRunspace } from '../net-members.ts';

/** Types whose properties and text the wire's value model gives itself, in PowerShell's order. */
const modelTypes = [
  BigInteger,
  DateTimeOffset,
  ErrorRecord,
  ForeignObject,
  InformationalRecord,
  InformationRecord,
  NetException,
  PSCredential,
  SwitchParameter,
] as const;

function isOfModel(base: unknown): boolean {
  return modelTypes.some((type) => base instanceof type);
}

/** A record may be written when no runspace runs on the thread: after a pipeline, by a client. */
function hasRunspace(): boolean {
  try {
    return threadContext() !== undefined;
  } catch {
    return false;
  }
}

/** The value of a getter; undefined for one that fails: such properties are left out. */
function attempt<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof ThrownException) return undefined;
    throw error;
  }
}

function* netProperties(base: object): Generator<PropertyValue> {
  for (const property of typeOf(base)?.properties() ?? []) {
    if (property.isIndexer || !property.canRead || property.definition.hidden) continue;
    const found = attempt(() => getNetMember(base, property.name));
    if (found !== undefined) yield [property.name, found.value];
  }
}

function* typeDataProperties(value: unknown): Generator<PropertyValue> {
  for (const member of currentRunspace().typeTable.membersOf(typeNamesOf(value))) {
    if (!/Property$/.test(member.memberType)) continue;
    const found = attempt(() => ({ value: getProperty(value, member.name) ?? null }));
    if (found !== undefined) yield [member.name, found.value];
  }
}

/** How the number of an enum is boxed, by its underlying type; Int32 and what is not here are the serializer's business. */
const underlyingTypes = new Map<string, (value: bigint) => unknown>([
  ['System.Byte', (value) => new Byte(Number(value))],
  ['System.SByte', (value) => new SByte(Number(value))],
  ['System.Int16', (value) => new Int16(Number(value))],
  ['System.UInt16', (value) => new UInt16(Number(value))],
  ['System.UInt32', (value) => new UInt32(Number(value))],
  ['System.Int64', (value) => new Int64(value)],
  ['System.UInt64', (value) => new UInt64(value)],
]);

/** Collections of .NET types by what they implement. */
const listInterface = 'System.Collections.IList';

function containerOf(base: object): Container | undefined {
  const dictionary = dictionaryOf(base);
  if (dictionary !== undefined) return { kind: 'dictionary', entries: dictionary.entries() };
  const items = enumerationOf(base);
  if (items === undefined) return undefined;
  const type: NetType | null = typeOf(base);
  return { kind: type?.implements(listInterface) ? 'list' : 'enumerable', items };
}

/** The adapter of whichever runspace runs on the thread. */
export const clixmlAdapter: ClixmlAdapter = {
  typeNamesOf(base) {
    const isForeign = base === PSCustomObject.instance || base instanceof ForeignObject;
    if (isForeign || !hasRunspace()) return defaultAdapter.typeNamesOf(base);
    const names = typeNamesOf(base);
    // An exception that no definition describes still is one.
    return base instanceof NetException && !names.includes('System.Exception')
      ? defaultAdapter.typeNamesOf(base)
      : names;
  },
  propertiesOf: (base) => (isOfModel(base) || !hasRunspace() ? defaultAdapter.propertiesOf(base) : netProperties(base)),
  textOf(value) {
    if (isOfModel(baseOf(value)) || !hasRunspace()) return defaultAdapter.textOf(value);
    return attempt(() => toStringValue(value)) ?? null;
  },
  typeMembersOf: (value) => (hasRunspace() ? typeDataProperties(value) : []),
  memberValueOf(object: PSObject, member) {
    if (member instanceof NoteProperty || !/Property$/.test(member.memberType)) return undefined;
    return attempt(() => ({ value: getProperty(object, member.name) ?? null }));
  },
  containerOf: (base) => (hasRunspace() ? containerOf(base) : undefined),
  serializationDepthOf(value) {
    if (!hasRunspace()) return undefined;
    const { typeTable } = currentRunspace();
    for (const name of typeNamesOf(value)) {
      const depth = typeTable.data(name)?.serializationDepth;
      if (depth !== undefined) return depth;
    }
    return undefined;
  },
  enumNumberOf(value: EnumValue) {
    if (!hasRunspace()) return undefined;
    const underlying = typeOf(value)?.definition.underlying;
    return underlying === undefined ? undefined : underlyingTypes.get(underlying)?.(value.value);
  },
  errorIdOf: fullyQualifiedErrorId,
  errorCategoryOf: (record) =>
    record.categoryInfo.message !== undefined || !hasRunspace() ? record.categoryInfo : categoryFacts(record),
};
