// System.Enum: names, values and formats of every enum type.

import { enumValueFromText } from '../conversion/convert-language.ts';
import { enumText, enumValueNamed } from '../conversion/enum-values.ts';
import type { NetType } from '../conversion/net-type.ts';
import { integerOf, kindOfTypeName, numberFromScalar, numericKind } from '../conversion/numeric.ts';
import { defineType, method } from '../conversion/type-definition.ts';
import { typeOf } from '../conversion/type-of.ts';
import { arrayOf } from '../psobject/array.ts';
import type { PSReference } from '../psobject/ps-reference.ts';
import { ThrownException } from '../psobject/thrown.ts';
import { EnumValue } from '../psobject/values.ts';
import { argumentError, formatError } from './arguments.ts';
import { kindSize } from './integer-size.ts';

const underlying = (type: NetType): string => type.definition.underlying ?? 'System.Int32';

/** Enum.ToString(format): G and F names, D number, X hexadecimal of the underlying width. */
function formatEnum(value: EnumValue, format: string | null): string {
  const type = typeOf(value)!;
  switch ((format ?? 'G').toUpperCase()) {
    case '':
    case 'G':
      return value.text;
    case 'F':
      return enumText({ ...type, definition: { ...type.definition, isFlags: true } } as NetType, value.value);
    case 'D':
      return value.value.toString();
    case 'X': {
      const bytes = kindSize(kindOfTypeName(underlying(type))!);
      return BigInt.asUintN(bytes * 8, value.value)
        .toString(16)
        .toUpperCase()
        .padStart(bytes * 2, '0');
    }
    default:
      formatError('Format string can be only "G", "g", "X", "x", "F", "f", "D" or "d".');
  }
}

function parse(type: NetType, text: string, ignoreCase: boolean): EnumValue {
  let bits = 0n;
  for (const part of text.split(',')) {
    const name = part.trim();
    const known = enumValueNamed(type, name);
    const exact = ignoreCase ? known : (type.definition.values ?? []).find(([n]) => n === name)?.[1];
    const value = exact ?? (/^[+-]?\d+$/.test(name) ? BigInt(name) : undefined);
    if (value === undefined) {
      if (name === '') argumentError('Must specify valid information for parsing in the string.', 'value');
      argumentError(`Requested value '${name}' was not found.`);
    }
    bits |= value;
  }
  return new EnumValue(type.toString(), bits, enumText(type, bits));
}

function tryParse(type: NetType, text: string | null, ignoreCase: boolean, result: PSReference): boolean {
  try {
    result.value = parse(type, text ?? '', ignoreCase);
    return true;
  } catch (error) {
    if (!(error instanceof ThrownException)) throw error;
    result.value = type.registry.enumValue(type, 0);
    return false;
  }
}

function numberOf(type: NetType, value: unknown): bigint {
  if (value instanceof EnumValue) return value.value;
  if (typeof value === 'string') return enumValueFromText(value, type).value;
  return integerOf(numericKind(value) ? value : numberFromScalar(value, 'Int64'));
}

export const enumType = defineType<EnumValue>({
  name: 'System.Enum',
  base: 'System.ValueType',
  isAbstract: true,
  interfaces: ['System.IComparable', 'System.IFormattable', 'System.IConvertible'],
  toText: formatEnum,
  compare: (a, b) => Number(a.value - b.value),
  members: [
    method(
      [
        'string ToString()',
        'string ToString(string format)',
        'string ToString(System.IFormatProvider provider)',
        'string ToString(string format, System.IFormatProvider provider)',
      ],
      (self: EnumValue, format?: unknown) => formatEnum(self, typeof format === 'string' ? format : null),
    ),
    method(
      'bool HasFlag(System.Enum flag)',
      (self: EnumValue, flag: EnumValue) => (self.value & flag.value) === flag.value,
    ),
    method('int CompareTo(System.Object target)', (self: EnumValue, other: EnumValue) =>
      Math.sign(Number(self.value - other.value)),
    ),
    method('System.TypeCode GetTypeCode()', (self: EnumValue) => underlying(typeOf(self)!).slice(7)),
    method('static string[] GetNames(type enumType)', (type: NetType) =>
      arrayOf(
        'System.String',
        (type.definition.values ?? []).map(([name]) => name),
      ),
    ),
    method('static array GetValues(type enumType)', (type: NetType) =>
      arrayOf(
        type.toString(),
        (type.definition.values ?? []).map(([, value]) => type.registry.enumValue(type, value)),
      ),
    ),
    method('static string GetName(type enumType, System.Object value)', (type: NetType, value: unknown) => {
      const number = numberOf(type, value);
      return (type.definition.values ?? []).find(([, v]) => v === number)?.[0] ?? null;
    }),
    method('static type GetUnderlyingType(type enumType)', (type: NetType) => type.registry.get(underlying(type))),
    method('static bool IsDefined(type enumType, System.Object value)', (type: NetType, value: unknown) => {
      if (typeof value === 'string') return (type.definition.values ?? []).some(([n]) => n === value);
      const number = numberOf(type, value);
      return (type.definition.values ?? []).some(([, v]) => v === number);
    }),
    method(
      [
        'static System.Object Parse(type enumType, string value)',
        'static System.Object Parse(type enumType, string value, bool ignoreCase)',
      ],
      (type: NetType, text: string, ignoreCase = false) => parse(type, text, ignoreCase),
    ),
    method(
      'static bool TryParse(type enumType, string value, [ref] System.Object result)',
      (type: NetType, text: string, result: PSReference) => tryParse(type, text, false, result),
    ),
    method(
      'static bool TryParse(type enumType, string value, bool ignoreCase, [ref] System.Object result)',
      (type: NetType, text: string, ignoreCase: boolean, result: PSReference) =>
        tryParse(type, text, ignoreCase, result),
    ),
    method(
      'static bool TryParse[TEnum](string value, [ref] TEnum result)',
      (text: string, result: PSReference, map: ReadonlyMap<string, NetType>) =>
        tryParse(map.get('TEnum')!, text, false, result),
    ),
    method(
      'static bool TryParse[TEnum](string value, bool ignoreCase, [ref] TEnum result)',
      (text: string, ignoreCase: boolean, result: PSReference, map: ReadonlyMap<string, NetType>) =>
        tryParse(map.get('TEnum')!, text, ignoreCase, result),
    ),
    method('static System.Object ToObject(type enumType, System.Object value)', (type: NetType, value: unknown) => {
      const number = numberOf(type, value);
      return new EnumValue(type.toString(), number, enumText(type, number));
    }),
    {
      kind: 'property',
      text: 'int value__ {get;}',
      get: (self: EnumValue) => Number(self.value),
      set: undefined,
      hidden: true,
    },
  ],
});
