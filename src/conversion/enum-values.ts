// Enums: text of a value as Enum.ToString() gives it, values from names, the range of the underlying type.
import type { NetType } from './net-type.ts';

/** Enum.ToString("G"): the name, the names of a [Flags] value joined by ", ", or the number. */
export function enumText(type: NetType, value: bigint): string {
  const values = type.definition.values ?? [];
  const exact = values.find(([, v]) => v === value);
  if (exact) return exact[0];
  if (!type.definition.isFlags || value === 0n) return value.toString();
  let rest = BigInt.asUintN(64, value);
  const names: string[] = [];
  for (const [name, v] of values.toReversed()) {
    const bits = BigInt.asUintN(64, v);
    if (bits !== 0n && (rest & bits) === bits) {
      names.unshift(name);
      rest &= ~bits;
    }
  }
  return rest === 0n ? names.join(', ') : value.toString();
}

/** The number of one name of the enum, without regard to case. */
export function enumValueNamed(type: NetType, name: string): bigint | undefined {
  const values = type.definition.values ?? [];
  const exact = values.find(([n]) => n === name);
  if (exact) return exact[1];
  const lower = name.toLowerCase();
  return values.find(([n]) => n.toLowerCase() === lower)?.[1];
}

/** True where every bit (or for an enum without [Flags], the number) is named. */
export function isDefinedEnumValue(type: NetType, value: bigint): boolean {
  const values = type.definition.values ?? [];
  if (values.some(([, v]) => v === value)) return true;
  if (!type.definition.isFlags) return false;
  const all = values.reduce((bits, [, v]) => bits | v, 0n);
  return (value & ~all) === 0n && value !== 0n;
}

/** "Sunday,Monday,...": how messages list what is possible. */
export function enumNameList(type: NetType): string {
  return (type.definition.values ?? []).map(([name]) => name).join(',');
}
