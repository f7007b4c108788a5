// System.Boolean.
import { defineType, method, property } from '../conversion/type-definition.ts';
import type { PSReference } from '../psobject/ps-reference.ts';
import { argumentNull, formatError } from './arguments.ts';

function parse(text: string): boolean | undefined {
  const trimmed = text.replace(/^[\s\0]+|[\s\0]+$/g, '').toLowerCase();
  return trimmed === 'true' ? true : trimmed === 'false' ? false : undefined;
}

export const booleanType = defineType<boolean>({
  name: 'System.Boolean',
  kind: 'struct',
  interfaces: ['System.IComparable', 'System.IConvertible', 'System.IComparable[bool]', 'System.IEquatable[bool]'],
  toText: (self) => (self ? 'True' : 'False'),
  compare: (a, b) => Number(a) - Number(b),
  members: [
    property('static string TrueString {get;}', () => 'True'),
    property('static string FalseString {get;}', () => 'False'),
    method(['string ToString()', 'string ToString(System.IFormatProvider provider)'], (self) =>
      self ? 'True' : 'False',
    ),
    method(['int CompareTo(System.Object obj)', 'int CompareTo(bool value)'], (self, other) =>
      other === null ? 1 : Number(self) - Number(other),
    ),
    method('bool Equals(bool obj)', (self, other) => self === other),
    method('System.TypeCode GetTypeCode()', () => 'Boolean'),
    method('static bool Parse(string value)', (text: string | null) => {
      if (text === null) argumentNull('value');
      return parse(text) ?? formatError(`String '${text}' was not recognized as a valid Boolean.`);
    }),
    method('static bool TryParse(string value, [ref] bool result)', (text: string | null, result: PSReference) => {
      const value = text === null ? undefined : parse(text);
      result.value = value ?? false;
      return value !== undefined;
    }),
  ],
});
