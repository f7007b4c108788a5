// Between boxed runtime values and what the bodies of .NET members work with: plain numbers, bigints and strings.
import { automationNull } from '../psobject/automation-null.ts';
import {
  BigInteger,
  Byte,
  Char,
  Double,
  Int16,
  Int64,
  SByte,
  Single,
  UInt16,
  UInt32,
  UInt64,
} from '../psobject/numbers.ts';
import { EnumValue } from '../psobject/values.ts';
import type { NetType } from './net-type.ts';

export interface Marshal {
  /** Runtime value to the body's value. */
  readonly unbox: (value: unknown) => unknown;
  /** The body's value to a runtime value; one that is boxed already passes. */
  readonly box: (value: unknown) => unknown;
}

const same = (value: unknown): unknown => value;
const asIs: Marshal = { unbox: same, box: same };
const innerValue = (boxed: unknown): unknown => (boxed === null ? null : (boxed as { value: unknown }).value);

function numberMarshal(make: new (value: number) => unknown): Marshal {
  return { unbox: innerValue, box: (value) => (typeof value === 'number' ? new make(value) : value) };
}
function bigintMarshal(make: new (value: bigint) => unknown): Marshal {
  const box = (value: unknown): unknown =>
    typeof value === 'bigint' ? new make(value) : typeof value === 'number' ? new make(BigInt(value)) : value;
  return { unbox: innerValue, box };
}

const marshals: ReadonlyMap<string, Marshal> = new Map<string, Marshal>([
  ['System.Double', numberMarshal(Double)],
  ['System.Single', numberMarshal(Single)],
  ['System.Byte', numberMarshal(Byte)],
  ['System.SByte', numberMarshal(SByte)],
  ['System.Int16', numberMarshal(Int16)],
  ['System.UInt16', numberMarshal(UInt16)],
  ['System.UInt32', numberMarshal(UInt32)],
  ['System.Int64', bigintMarshal(Int64)],
  ['System.UInt64', bigintMarshal(UInt64)],
  ['System.Numerics.BigInteger', bigintMarshal(BigInteger)],
  [
    'System.Char',
    {
      unbox: (value) => (value as Char).toString(),
      box: (value) => (typeof value === 'string' ? new Char(value.charCodeAt(0)) : value),
    },
  ],
  ['System.Void', { unbox: same, box: () => automationNull }],
]);

/** How a declared type marshals; a generic parameter (`T`) never does, since collections keep runtime values. */
export function marshalOf(type: NetType, isGenericParameter: boolean): Marshal {
  if (isGenericParameter) return asIs;
  if (type.isEnum) {
    const box = (value: unknown): unknown =>
      value instanceof EnumValue || value === null
        ? value
        : type.registry.enumValue(type, value as string | number | bigint);
    return { unbox: same, box };
  }
  const found = marshals.get((type.nullableOf ?? type).definition.name);
  if (found && type.nullableOf) {
    return { unbox: (value) => (value === null ? null : found.unbox(value)), box: found.box };
  }
  return type.isArray ? asIs : (found ?? asIs);
}
