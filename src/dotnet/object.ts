// System.Object and the roots under it: ValueType, Delegate, DBNull, Void, Nullable; interfaces that conversions ask for.
import { netEquals } from '../conversion/compare.ts';
import type { NetDelegate } from '../conversion/delegate.ts';
import { netToString } from '../conversion/to-string.ts';
import { defineType, method, property, type TypeDefinition } from '../conversion/type-definition.ts';
import { typeOf } from '../conversion/type-of.ts';
import { netTypeName } from '../psobject/type-name.ts';

const hashes = new WeakMap<object, number>();
let nextHash = 4_096_001;

/** GetHashCode: equal values give equal numbers; the numbers themselves are nobody's business. */
export function hashCode(value: unknown): number {
  if (typeof value === 'number') return value;
  if (typeof value === 'boolean') return Number(value);
  const key = typeof value === 'string' ? value : (value as { valueKey?: string }).valueKey;
  const boxed = (value as { value?: unknown } | null)?.value;
  const text = key ?? (typeof boxed === 'number' || typeof boxed === 'bigint' ? String(boxed) : undefined);
  if (text === undefined) {
    const object = value as object;
    let hash = hashes.get(object);
    if (hash === undefined) hashes.set(object, (hash = nextHash = (nextHash * 31 + 7) & 0x7fffffff));
    return hash;
  }
  let hash = 5381;
  for (let i = 0; i < text.length; i++) hash = (Math.imul(hash, 33) ^ text.charCodeAt(i)) | 0;
  return hash;
}

const objectType = defineType<unknown>({
  name: 'System.Object',
  members: [
    { kind: 'constructor', texts: ['System.Object new()'], body: () => new NetObjectInstance() },
    method('static bool Equals(System.Object objA, System.Object objB)', (a, b) => netEquals(a, b)),
    method(
      'static bool ReferenceEquals(System.Object objA, System.Object objB)',
      (a, b) => a === b && (a === null || typeof a === 'object'),
    ),
    method('bool Equals(System.Object obj)', (self, other) => netEquals(self, other)),
    method('int GetHashCode()', hashCode),
    method('type GetType()', (self) => typeOf(self)),
    method('string ToString()', (self) => netToString(self)),
  ],
});

/** `[object]::new()`. */
class NetObjectInstance {
  get [netTypeName](): string {
    return 'System.Object';
  }
}

/** System.DBNull. */
class DBNull {
  get [netTypeName](): string {
    return 'System.DBNull';
  }
  toString(): string {
    return '';
  }
}
export const dbNull: DBNull = new DBNull();

/** System.Management.Automation.Language.NullString: an argument that stays null where a string is asked for. */
class NullString {
  get [netTypeName](): string {
    return 'System.Management.Automation.Language.NullString';
  }
  toString(): string {
    return '';
  }
}
export const nullString: NullString = new NullString();

const interfaceNames: readonly (readonly [name: string, parameters?: string, bases?: string])[] = [
  ['System.IComparable'],
  ['System.IComparable`1', 'T'],
  ['System.IEquatable`1', 'T'],
  ['System.IFormattable'],
  ['System.IFormatProvider'],
  ['System.IConvertible'],
  ['System.ICloneable'],
  ['System.IDisposable'],
  ['System.Collections.IEnumerator'],
  ['System.Collections.IEnumerable'],
  ['System.Collections.ICollection', '', 'System.Collections.IEnumerable'],
  ['System.Collections.IList', '', 'System.Collections.ICollection'],
  ['System.Collections.IDictionary', '', 'System.Collections.ICollection'],
  ['System.Collections.IDictionaryEnumerator', '', 'System.Collections.IEnumerator'],
  ['System.Collections.IComparer'],
  ['System.Collections.IEqualityComparer'],
  ['System.Collections.Generic.IEnumerator`1', 'T', 'System.Collections.IEnumerator'],
  ['System.Collections.Generic.IEnumerable`1', 'T', 'System.Collections.IEnumerable'],
  ['System.Collections.Generic.ICollection`1', 'T', 'System.Collections.Generic.IEnumerable[T]'],
  ['System.Collections.Generic.IList`1', 'T', 'System.Collections.Generic.ICollection[T]'],
  ['System.Collections.Generic.ISet`1', 'T', 'System.Collections.Generic.ICollection[T]'],
  ['System.Collections.Generic.IReadOnlyCollection`1', 'T', 'System.Collections.Generic.IEnumerable[T]'],
  ['System.Collections.Generic.IReadOnlyList`1', 'T', 'System.Collections.Generic.IReadOnlyCollection[T]'],
  ['System.Collections.Generic.IDictionary`2', 'TKey TValue', 'System.Collections.IEnumerable'],
  ['System.Collections.Generic.IComparer`1', 'T'],
  ['System.Collections.Generic.IEqualityComparer`1', 'T'],
];

const interfaces: TypeDefinition[] = interfaceNames.map(([name, parameters, bases]) => ({
  name,
  kind: 'interface',
  ...(parameters ? { parameters: parameters.split(' ') } : {}),
  ...(bases ? { interfaces: [bases] } : {}),
}));

const delegate = defineType<NetDelegate>({
  name: 'System.Delegate',
  isAbstract: true,
  members: [
    method('System.Object DynamicInvoke(Params System.Object[] args)', (self: NetDelegate, args: unknown[]) =>
      self.invoke(...args),
    ),
    property('System.Object Target {get;}', (self: NetDelegate) => self.target),
  ],
});

export const objectTypes: readonly TypeDefinition[] = [
  objectType,
  { name: 'System.ValueType', isAbstract: true },
  { name: 'System.Void', kind: 'struct' },
  { name: 'System.MarshalByRefObject', isAbstract: true },
  { name: 'System.Nullable`1', kind: 'struct', parameters: ['T'], defaultValue: () => null },
  {
    name: 'System.DBNull',
    interfaces: ['System.IConvertible'],
    members: [property('static System.DBNull Value {get;}', () => dbNull)],
  },
  {
    name: 'System.Management.Automation.Language.NullString',
    assembly: 'System.Management.Automation',
    members: [property('static NullString Value {get;}', () => nullString)],
  },
  ...interfaces,
  delegate,
  { name: 'System.MulticastDelegate', base: 'System.Delegate', isAbstract: true },
];
