// Hashtable, OrderedDictionary and the generic dictionaries, with their entries, key and value collections.
import { netCompare } from '../conversion/compare.ts';
import { convertTo } from '../conversion/convert.ts';
import { type DictionaryLike, dictionaryMark, dictionaryOf } from '../conversion/dictionary.ts';
import { netEnumerationOf } from '../conversion/enumerate.ts';
import { defaultOf } from '../conversion/members.ts';
import { instanceType, type NetType } from '../conversion/net-type.ts';
import { types } from '../conversion/thread-context.ts';
import { netToString } from '../conversion/to-string.ts';
import {
  defineType,
  type MemberDefinition,
  method,
  property,
  type TypeDefinition,
} from '../conversion/type-definition.ts';
import { Dictionary, Hashtable, type KeyComparison, OrderedDictionary } from '../psobject/collections.ts';
import type { PSReference } from '../psobject/ps-reference.ts';
import { throwNet } from '../psobject/thrown.ts';
import { netTypeName } from '../psobject/type-name.ts';
import { argumentError, argumentNull, outOfRange } from './arguments.ts';
import { NetEnumerator } from './enumerator.ts';
import { modified } from './list.ts';
import { comparison, indexOfItem } from './list-members.ts';
import { StringComparer } from './string-comparer.ts';

/** System.Collections.DictionaryEntry. */
export class DictionaryEntry {
  key: unknown;
  value: unknown;
  constructor(key: unknown, value: unknown) {
    this.key = key;
    this.value = value;
  }
  get [netTypeName](): string {
    return 'System.Collections.DictionaryEntry';
  }
}

/** KeyValuePair`2. */
export class KeyValuePair {
  readonly [instanceType]: NetType;
  readonly key: unknown;
  readonly value: unknown;
  constructor(type: NetType, key: unknown, value: unknown) {
    this[instanceType] = type;
    this.key = key;
    this.value = value;
  }
  get [netTypeName](): string {
    return this[instanceType].toString();
  }
}

/** Dictionary`2, SortedDictionary`2, ConcurrentDictionary`2 as their type says. */
export class GenericDictionary extends Dictionary {
  readonly [instanceType]: NetType;
  /** Orders the keys; undefined: order of insertion. */
  readonly order: ((a: unknown, b: unknown) => number) | undefined;
  readonly [dictionaryMark] = true;

  constructor(type: NetType, comparisonOfKeys: KeyComparison = 'ordinal', order?: (a: unknown, b: unknown) => number) {
    super(comparisonOfKeys);
    this[instanceType] = type;
    this.order = order;
  }
  get [netTypeName](): string {
    return this[instanceType].toString();
  }
  #sorted(): [key: unknown, value: unknown][] {
    return [...super.entries()].sort((a, b) => this.order!(a[0], b[0]));
  }
  /** Whatever way a value comes in, it has the type of the dictionary. */
  override set(key: unknown, value: unknown): void {
    super.set(convertTo(key, this.keyType), convertTo(value, this.valueType));
  }
  override *keys(): Generator<unknown> {
    if (this.order) for (const [key] of this.#sorted()) yield key;
    else yield* super.keys();
  }
  override *values(): Generator<unknown> {
    if (this.order) for (const [, value] of this.#sorted()) yield value;
    else yield* super.values();
  }
  override entries(): MapIterator<[key: unknown, value: unknown]> {
    return this.order ? (this.#sorted().values() as unknown as MapIterator<[unknown, unknown]>) : super.entries();
  }
  get keyType(): NetType {
    return this[instanceType].genericArguments[0]!;
  }
  get valueType(): NetType {
    return this[instanceType].genericArguments[1]!;
  }
}

/** Keys or values of a dictionary, live: it shows later changes, and enumerating fails when the dictionary changes under it. */
export class DictionaryPart {
  readonly dictionary: Dictionary;
  readonly part: 'keys' | 'values';
  constructor(dictionary: Dictionary, part: 'keys' | 'values') {
    this.dictionary = dictionary;
    this.part = part;
  }
  get [netTypeName](): string {
    const kind = this.part === 'keys' ? 'KeyCollection' : 'ValueCollection';
    if (this.dictionary instanceof GenericDictionary) return `System.Collections.Generic.Dictionary${kind}`;
    return this.dictionary instanceof OrderedDictionary
      ? 'System.Collections.Specialized.OrderedDictionary+OrderedDictionaryKeyValueCollection'
      : `System.Collections.Hashtable+${kind}`;
  }
  *[Symbol.iterator](): Generator<unknown> {
    const { version } = this.dictionary;
    for (const item of this.dictionary[this.part]()) {
      if (version !== this.dictionary.version) modified();
      yield item;
    }
  }
}

function entriesOf(self: Dictionary): Iterable<unknown> {
  const generic =
    self instanceof GenericDictionary
      ? types().generic(types().get('System.Collections.Generic.KeyValuePair`2'), self[instanceType].genericArguments)
      : undefined;
  return {
    *[Symbol.iterator]() {
      const { version } = self;
      for (const [key, value] of self.entries()) {
        if (version !== self.version) modified();
        yield generic ? new KeyValuePair(generic, key, value) : new DictionaryEntry(key, value);
      }
    },
  };
}

function needKey(key: unknown): unknown {
  return key === null || key === undefined ? argumentNull('key') : key;
}

function addNew(self: Dictionary, key: unknown, value: unknown): void {
  if (self.has(needKey(key))) {
    if (self instanceof GenericDictionary)
      argumentError(`An item with the same key has already been added. Key: ${netToString(key)}`);
    argumentError(
      `Item has already been added. Key in dictionary: '${netToString(originalKey(self, key))}'  Key being added: '${netToString(key)}'`,
    );
  }
  self.set(key, value);
}
function originalKey(self: Dictionary, key: unknown): unknown {
  const wanted = String(netToString(key)).toLowerCase();
  for (const own of self.keys()) if (netToString(own).toLowerCase() === wanted) return own;
  return key;
}

function copyFrom<T extends Dictionary>(target: T, source: unknown): T {
  const from: DictionaryLike | undefined = dictionaryOf(source);
  if (from) for (const [key, value] of from.entries()) target.set(key, value);
  else
    for (const pair of netEnumerationOf(source) ?? argumentNull('d'))
      target.set((pair as KeyValuePair).key, (pair as KeyValuePair).value);
  return target;
}

/** How an IEqualityComparer argument compares keys. */
function keyComparison(comparer: unknown): KeyComparison {
  return comparer instanceof StringComparer && comparer.ignoreCase ? 'ignoreCase' : 'ordinal';
}

/** Members of the two dictionaries of System.Collections. */
function plainMembers(type: string, enumerator: string): MemberDefinition[] {
  return [
    property('int Count {get;}', (self: Dictionary) => self.count),
    property('System.Collections.ICollection Keys {get;}', (self: Dictionary) => new DictionaryPart(self, 'keys')),
    property('System.Collections.ICollection Values {get;}', (self: Dictionary) => new DictionaryPart(self, 'values')),
    property('bool IsFixedSize {get;}', () => false),
    property('bool IsReadOnly {get;}', () => false),
    property('bool IsSynchronized {get;}', (self: Dictionary) => synchronizedTables.has(self)),
    property('System.Object SyncRoot {get;}', (self) => self),
    method('void Add(System.Object key, System.Object value)', addNew),
    method('void Clear()', (self: Dictionary) => self.clear()),
    method(
      `${type === 'System.Collections.Hashtable' ? 'System.Object Clone' : 'bool Contains'}(${type === 'System.Collections.Hashtable' ? '' : 'System.Object key'})`,
      (self: Dictionary, key) =>
        self instanceof Hashtable ? copyFrom(new Hashtable(self.comparison), self) : self.has(key),
    ),
    method('void Remove(System.Object key)', (self: Dictionary, key) => void self.delete(needKey(key))),
    method('void CopyTo(array array, int arrayIndex)', (self: Dictionary, target: unknown[], index: number) => {
      let at = index;
      for (const entry of entriesOf(self)) target[at++] = entry;
    }),
    method(
      'System.Collections.IDictionaryEnumerator GetEnumerator()',
      (self: Dictionary) => new NetEnumerator(entriesOf(self), enumerator),
    ),
  ];
}

const synchronizedTables = new WeakSet<object>();

const hashtableType = defineType<Hashtable>({
  name: 'System.Collections.Hashtable',
  interfaces: ['System.Collections.IDictionary', 'System.ICloneable'],
  members: [
    {
      kind: 'constructor',
      texts: ['hashtable new()', 'hashtable new(int capacity)'],
      body: () => new Hashtable('ordinal'),
    },
    {
      kind: 'constructor',
      texts: ['hashtable new(System.Collections.IDictionary d)'],
      body: (source: unknown) => copyFrom(new Hashtable('ordinal'), source),
    },
    {
      kind: 'constructor',
      texts: ['hashtable new(System.Collections.IEqualityComparer equalityComparer)'],
      body: (comparer: unknown) => new Hashtable(keyComparison(comparer)),
    },
    {
      kind: 'constructor',
      texts: ['hashtable new(System.Collections.IDictionary d, System.Collections.IEqualityComparer equalityComparer)'],
      body: (source: unknown, comparer: unknown) => copyFrom(new Hashtable(keyComparison(comparer)), source),
    },
    property(
      'System.Object Item(System.Object key) {get;set;}',
      (self: Hashtable, key) => self.get(needKey(key)) ?? null,
      (self: Hashtable, key, value) => self.set(needKey(key), value),
    ),
    ...plainMembers('System.Collections.Hashtable', 'System.Collections.Hashtable+HashtableEnumerator'),
    method(['bool Contains(System.Object key)', 'bool ContainsKey(System.Object key)'], (self: Hashtable, key) =>
      self.has(needKey(key)),
    ),
    method(
      'bool ContainsValue(System.Object value)',
      (self: Hashtable, value) => indexOfItem([...self.values()], value) >= 0,
    ),
    method('static hashtable Synchronized(hashtable table)', (table: Hashtable) => {
      synchronizedTables.add(table);
      return table;
    }),
  ],
});

function position(self: OrderedDictionary, index: number): unknown {
  if (index < 0 || index >= self.count)
    outOfRange('index', 'Index was out of range. Must be non-negative and less than the size of the collection.');
  return [...self.keys()][index];
}

const orderedType = defineType<OrderedDictionary>({
  name: 'System.Collections.Specialized.OrderedDictionary',
  assembly: 'System.Collections.Specialized',
  interfaces: ['System.Collections.IDictionary'],
  members: [
    {
      kind: 'constructor',
      texts: ['ordered new()', 'ordered new(int capacity)'],
      body: () => new OrderedDictionary('ordinal'),
    },
    {
      kind: 'constructor',
      texts: ['ordered new(System.Collections.IEqualityComparer comparer)'],
      body: (comparer: unknown) => new OrderedDictionary(keyComparison(comparer)),
    },
    property(
      'System.Object Item(int index) {get;set;}',
      (self: OrderedDictionary, index: number) => self.get(position(self, index)),
      (self: OrderedDictionary, index: number, value) => self.set(position(self, index), value),
    ),
    property(
      'System.Object Item(System.Object key) {get;set;}',
      (self: OrderedDictionary, key) => self.get(key) ?? null,
      (self: OrderedDictionary, key, value) => self.set(needKey(key), value),
    ),
    ...plainMembers(
      'System.Collections.Specialized.OrderedDictionary',
      'System.Collections.Specialized.OrderedDictionary+OrderedDictionaryEnumerator',
    ),
    method(
      'void Insert(int index, System.Object key, System.Object value)',
      (self: OrderedDictionary, index: number, key, value) => {
        if (index < 0 || index > self.count) outOfRange('index');
        if (self.has(needKey(key))) addNew(self, key, value);
        const all = [...self.entries()].map(([k, v]) => [k, v] as const);
        self.clear();
        all.splice(index, 0, [key, value]);
        for (const [k, v] of all) self.set(k, v);
      },
    ),
    method(
      'void RemoveAt(int index)',
      (self: OrderedDictionary, index: number) => void self.delete(position(self, index)),
    ),
    method('ordered AsReadOnly()', (self: OrderedDictionary) => self),
  ],
});

function missingKey(key: unknown): never {
  throwNet(
    'System.Collections.Generic.KeyNotFoundException',
    `The given key '${netToString(key)}' was not present in the dictionary.`,
    { hResult: -2146232969 },
  );
}

type Maker = (type: NetType, comparer?: unknown) => GenericDictionary;

function genericMembers(name: string, make: Maker): MemberDefinition[] {
  const self = `${name}[TKey,TValue]`;
  const comparers = name.endsWith('SortedDictionary')
    ? 'System.Collections.Generic.IComparer[TKey] comparer'
    : 'System.Collections.Generic.IEqualityComparer[TKey] comparer';
  return [
    { kind: 'constructor', texts: [`${self} new()`], body: (type: NetType) => make(type) },
    ...(name.endsWith('SortedDictionary')
      ? []
      : [
          {
            kind: 'constructor' as const,
            texts: [`${self} new(int capacity)`],
            body: (_: number, type: NetType) => make(type),
          },
        ]),
    {
      kind: 'constructor',
      texts: [`${self} new(System.Collections.Generic.IDictionary[TKey,TValue] dictionary)`],
      body: (source: unknown, type: NetType) => copyFrom(make(type), source),
    },
    {
      kind: 'constructor',
      texts: [`${self} new(${comparers})`],
      body: (comparer: unknown, type: NetType) => make(type, comparer),
    },
    {
      kind: 'constructor',
      texts: [`${self} new(System.Collections.Generic.IDictionary[TKey,TValue] dictionary, ${comparers})`],
      body: (source: unknown, comparer: unknown, type: NetType) => copyFrom(make(type, comparer), source),
    },
    property('int Count {get;}', (d: GenericDictionary) => d.count),
    property(
      `${self}+KeyCollection Keys {get;}`.replace('[TKey,TValue]+', '+'),
      (d: GenericDictionary) => new DictionaryPart(d, 'keys'),
    ),
    property(
      `${self}+ValueCollection Values {get;}`.replace('[TKey,TValue]+', '+'),
      (d: GenericDictionary) => new DictionaryPart(d, 'values'),
    ),
    property(
      'TValue Item(TKey key) {get;set;}',
      (d: GenericDictionary, key) => (d.has(needKey(key)) ? d.get(key) : missingKey(key)),
      (d: GenericDictionary, key, value) => d.set(needKey(key), value),
    ),
    method('void Add(TKey key, TValue value)', addNew),
    method('bool TryAdd(TKey key, TValue value)', (d: GenericDictionary, key, value) => {
      if (d.has(needKey(key))) return false;
      d.set(key, value);
      return true;
    }),
    method('void Clear()', (d: GenericDictionary) => d.clear()),
    method('bool ContainsKey(TKey key)', (d: GenericDictionary, key) => d.has(needKey(key))),
    method(
      'bool ContainsValue(TValue value)',
      (d: GenericDictionary, value) => indexOfItem([...d.values()], value) >= 0,
    ),
    method('bool Remove(TKey key)', (d: GenericDictionary, key) => d.delete(needKey(key))),
    method('bool TryGetValue(TKey key, [ref] TValue value)', (d: GenericDictionary, key, value: PSReference) => {
      const found = d.has(needKey(key));
      value.value = found ? d.get(key) : defaultOf(d.valueType);
      return found;
    }),
    method(
      'System.Collections.Generic.Enumerator GetEnumerator()',
      (d: GenericDictionary) => new NetEnumerator(entriesOf(d), 'System.Collections.Generic.Enumerator'),
    ),
  ];
}

const interfaces = [
  'System.Collections.Generic.IDictionary[TKey,TValue]',
  'System.Collections.IDictionary',
  'System.Collections.Generic.IEnumerable[System.Collections.Generic.KeyValuePair[TKey,TValue]]',
];
const byInsertion: Maker = (type, comparer) => new GenericDictionary(type, keyComparison(comparer));
const bySort: Maker = (type, comparer) =>
  new GenericDictionary(type, keyComparison(comparer), comparer ? comparison(comparer) : netCompare);

function genericDictionary(
  name: string,
  make: Maker,
  extra: readonly MemberDefinition[] = [],
  assembly = 'System.Private.CoreLib',
): TypeDefinition {
  return defineType<GenericDictionary>({
    name: `${name}\`2`,
    parameters: ['TKey', 'TValue'],
    interfaces,
    assembly,
    members: [...genericMembers(name, make), ...extra],
  });
}

const concurrent: MemberDefinition[] = [
  method('TValue GetOrAdd(TKey key, TValue value)', (d: GenericDictionary, key, value) => {
    if (!d.has(needKey(key))) d.set(key, value);
    return d.get(key);
  }),
  method(
    'TValue AddOrUpdate(TKey key, TValue addValue, System.Func[TKey,TValue,TValue] updateValueFactory)',
    (d: GenericDictionary, key, value, f) => {
      const next = d.has(needKey(key)) ? convertTo(f.invoke(key, d.get(key)), d.valueType) : value;
      d.set(key, next);
      return next;
    },
  ),
  method('bool TryRemove(TKey key, [ref] TValue value)', (d: GenericDictionary, key, value: PSReference) => {
    value.value = d.has(key) ? d.get(key) : defaultOf(d.valueType);
    return d.delete(key);
  }),
  method(
    'bool TryUpdate(TKey key, TValue newValue, TValue comparisonValue)',
    (d: GenericDictionary, key, next, old) => {
      if (!d.has(key) || indexOfItem([d.get(key)], old) < 0) return false;
      d.set(key, next);
      return true;
    },
  ),
  property('bool IsEmpty {get;}', (d: GenericDictionary) => d.count === 0),
];

const pairText = (key: unknown, value: unknown): string =>
  `[${key === null ? '' : netToString(key)}, ${value === null ? '' : netToString(value)}]`;

export const dictionaryTypes: readonly TypeDefinition[] = [
  hashtableType,
  orderedType,
  genericDictionary('System.Collections.Generic.Dictionary', byInsertion),
  genericDictionary('System.Collections.Generic.SortedDictionary', bySort, [], 'System.Collections'),
  genericDictionary('System.Collections.Generic.SortedList', bySort, [], 'System.Collections'),
  genericDictionary('System.Collections.Generic.OrderedDictionary', byInsertion, [], 'System.Collections'),
  genericDictionary(
    'System.Collections.Concurrent.ConcurrentDictionary',
    byInsertion,
    concurrent,
    'System.Collections.Concurrent',
  ),
  defineType<DictionaryEntry>({
    name: 'System.Collections.DictionaryEntry',
    kind: 'struct',
    defaultValue: () => new DictionaryEntry(null, null),
    members: [
      {
        kind: 'constructor',
        texts: ['System.Collections.DictionaryEntry new(System.Object key, System.Object value)'],
        body: (key: unknown, value: unknown) => new DictionaryEntry(key, value),
      },
      property(
        'System.Object Key {get;set;}',
        (self: DictionaryEntry) => self.key,
        (self: DictionaryEntry, value) => void (self.key = value),
      ),
      property(
        'System.Object Value {get;set;}',
        (self: DictionaryEntry) => self.value,
        (self: DictionaryEntry, value) => void (self.value = value),
      ),
      { ...property('System.Object Name {get;}', (self: DictionaryEntry) => self.key), hidden: true },
    ],
  }),
  defineType<KeyValuePair>({
    name: 'System.Collections.Generic.KeyValuePair`2',
    kind: 'struct',
    parameters: ['TKey', 'TValue'],
    toText: (self) => pairText(self.key, self.value),
    members: [
      {
        kind: 'constructor',
        texts: ['System.Collections.Generic.KeyValuePair[TKey,TValue] new(TKey key, TValue value)'],
        body: (key: unknown, value: unknown, type: NetType) => new KeyValuePair(type, key, value),
      },
      property('TKey Key {get;}', (self: KeyValuePair) => self.key),
      property('TValue Value {get;}', (self: KeyValuePair) => self.value),
    ],
  }),
  ...[
    'System.Collections.Generic.DictionaryKeyCollection',
    'System.Collections.Generic.DictionaryValueCollection',
    'System.Collections.Hashtable+KeyCollection',
    'System.Collections.Hashtable+ValueCollection',
    'System.Collections.Specialized.OrderedDictionary+OrderedDictionaryKeyValueCollection',
  ].map((name) =>
    defineType<DictionaryPart>({
      name,
      interfaces: ['System.Collections.ICollection'],
      members: [
        property('int Count {get;}', (self: DictionaryPart) => self.dictionary.count),
        method(
          'bool Contains(System.Object item)',
          (self: DictionaryPart, value) => indexOfItem([...self], value) >= 0,
        ),
        method('void CopyTo(array array, int index)', (self: DictionaryPart, target: unknown[], index: number) => {
          let at = index;
          for (const item of self) target[at++] = item;
        }),
        method('System.Collections.IEnumerator GetEnumerator()', (self: DictionaryPart) => new NetEnumerator(self)),
      ],
    }),
  ),
];
