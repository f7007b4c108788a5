// A CIM instance as PowerShell shows it: a CimInstance whose properties are those of its class.

import type { CimInstanceFacts, CimProperty, CimType } from '../../host/services.ts';
import { arrayOf } from '../../psobject/array.ts';
import { Byte, Double, Int16, Int64, UInt16, UInt32, UInt64 } from '../../psobject/numbers.ts';
import { type ExtendedMember, PSObject } from '../../psobject/ps-object.ts';
import { netTypeName } from '../../psobject/type-name.ts';
import { localFromUnix } from '../shared/date.ts';

const cimInstance = 'Microsoft.Management.Infrastructure.CimInstance';

/** Microsoft.Management.Infrastructure.CimInstance. */
export class CimInstance {
  readonly facts: CimInstanceFacts;
  constructor(facts: CimInstanceFacts) {
    this.facts = facts;
  }
  get [netTypeName](): string {
    return cimInstance;
  }
  /** The class and, where it has one, its key: `Win32_Service: Spooler (Name = "Spooler")`. */
  toString(): string {
    const name = this.facts.properties.find((property) => property.name === 'Name')?.value;
    return name === undefined ? this.facts.className : `${this.facts.className} (Name = "${name}")`;
  }
}

const boxes: Readonly<Record<CimType, (value: never) => unknown>> = {
  boolean: (value) => value,
  uint8: (value: number) => new Byte(value),
  uint16: (value: number) => new UInt16(value),
  uint32: (value: number) => new UInt32(value),
  uint64: (value: bigint) => new UInt64(value),
  sint16: (value: number) => new Int16(value),
  sint32: (value: number) => value,
  sint64: (value: bigint) => new Int64(value),
  real64: (value: number) => new Double(value),
  string: (value) => value,
  'string[]': (value: readonly string[]) => arrayOf('System.String', [...value]),
  datetime: (value: number) => localFromUnix(value),
};

/** The runtime value of a CIM property. */
export function cimValue(property: CimProperty): unknown {
  return property.value === null ? null : boxes[property.type](property.value as never);
}

/** A property that the object shows as one of its own type. */
function ownProperty(name: string, value: unknown): ExtendedMember {
  const member = { name, memberType: 'Property' as const, getter: () => value, value };
  return member;
}

/** The object for an instance, with the type names by which views and type data find it. */
export function cimObject(facts: CimInstanceFacts): PSObject {
  const result = new PSObject(new CimInstance(facts));
  result.typeNames = [
    `${cimInstance}#${facts.namespace}/${facts.className}`,
    `${cimInstance}#${facts.className}`,
    cimInstance,
    'System.Object',
  ];
  for (const property of facts.properties) result.members.set(ownProperty(property.name, cimValue(property)));
  result.members.set(ownProperty('PSComputerName', null));
  return result;
}
