// System.Collections.Generic.List`1, ArrayList and Collection`1: growing lists.

import { convertTo } from '../conversion/convert.ts';
import { makeArray } from '../conversion/convert-array.ts';
import type { NetDelegate } from '../conversion/delegate.ts';
import { netEnumerationOf } from '../conversion/enumerate.ts';
import { defaultOf } from '../conversion/members.ts';
import { instanceType, type NetType } from '../conversion/net-type.ts';
import { types } from '../conversion/thread-context.ts';
import {
  defineType,
  type MemberDefinition,
  method,
  property,
  type TypeDefinition,
} from '../conversion/type-definition.ts';
import { ArrayList } from '../psobject/collections.ts';
import { netTypeName } from '../psobject/type-name.ts';
import { argumentError, argumentNull, checkIndex, invalidOperation, outOfRange } from './arguments.ts';
import { NetEnumerator } from './enumerator.ts';
import { binarySearch, indexOfItem, lastIndexOfItem, sortItems } from './list-members.ts';

/** An instance of List`1 (or of another generic list of one argument, as its type says). */
export class List {
  readonly [instanceType]: NetType;
  readonly listItems: unknown[];
  /** Counts changes: an enumeration that meets one fails. */
  version = 0;
  capacity = 0;

  constructor(type: NetType, items: unknown[] = []) {
    this[instanceType] = type;
    this.listItems = items;
    this.capacity = items.length;
  }
  get [netTypeName](): string {
    return this[instanceType].toString();
  }
  get items(): unknown[] {
    return this.listItems;
  }
  *[Symbol.iterator](): Generator<unknown> {
    const { version } = this;
    for (const item of this.listItems) {
      if (version !== this.version) modified();
      yield item;
      if (version !== this.version) modified();
    }
  }
}

export function modified(): never {
  invalidOperation('Collection was modified; enumeration operation may not execute.');
}

/** Makes a List`1 of this element type. */
export function listOf(element: NetType, items: unknown[]): List {
  return new List(types().generic(types().get('System.Collections.Generic.List`1'), [element]), items);
}

type AnyList = List | ArrayList;
const touch = (self: AnyList): void => {
  if (self instanceof List) self.version++;
};
const elementOf = (self: AnyList): NetType =>
  self instanceof List ? self[instanceType].genericArguments[0]! : types().get('System.Object');
const itemsFrom = (source: unknown): unknown[] => [...(netEnumerationOf(source) ?? argumentNull('collection'))];

function range(self: AnyList, index: number, count: number): void {
  if (index < 0) outOfRange('index', 'Non-negative number required.');
  if (count < 0) outOfRange('count', 'Non-negative number required.');
  if (index + count > self.items.length) {
    argumentError(
      'Offset and length were out of bounds for the array or count is greater than the number of elements from index to the end of the source collection.',
    );
  }
}
function at(self: AnyList, index: number): unknown {
  checkIndex(index, self.items.length);
  return self.items[index];
}
function put(self: AnyList, index: number, value: unknown): void {
  checkIndex(index, self.items.length);
  touch(self);
  self.items[index] = value;
}
function add(self: AnyList, value: unknown): number {
  touch(self);
  return self.items.push(value) - 1;
}
function insert(self: AnyList, index: number, values: readonly unknown[]): void {
  if (index < 0 || index > self.items.length) outOfRange('index', 'Index must be within the bounds of the List.');
  touch(self);
  self.items.splice(index, 0, ...values);
}
function removeAt(self: AnyList, index: number): void {
  checkIndex(index, self.items.length);
  touch(self);
  self.items.splice(index, 1);
}
function remove(self: AnyList, value: unknown): boolean {
  const index = indexOfItem(self.items, value);
  if (index < 0) return false;
  removeAt(self, index);
  return true;
}

/** Members with an element type `T`, which ArrayList calls System.Object. */
function shared(T: string, collection: string): MemberDefinition[] {
  return [
    property('int Count {get;}', (self: AnyList) => self.items.length),
    property(
      'int Capacity {get;set;}',
      (self: AnyList) => capacityOf(self),
      (self: AnyList, value: number) => {
        if (value < self.items.length) outOfRange('value', 'capacity was less than the current size.');
        if (self instanceof List) self.capacity = value;
      },
    ),
    property(`${T} Item(int index) {get;set;}`, at, put),
    method(`void AddRange(${collection})`, (self: AnyList, source) => {
      touch(self);
      for (const item of itemsFrom(source)) self.items.push(item);
    }),
    method('void Clear()', (self: AnyList) => {
      touch(self);
      self.items.length = 0;
    }),
    method(`bool Contains(${T} item)`, (self: AnyList, value) => indexOfItem(self.items, value) >= 0),
    method([`int IndexOf(${T} item)`, `int IndexOf(${T} item, int index)`], (self: AnyList, value, start = 0) =>
      indexOfItem(self.items, value, start),
    ),
    method(`int LastIndexOf(${T} item)`, (self: AnyList, value) => lastIndexOfItem(self.items, value)),
    method(`void Insert(int index, ${T} item)`, (self: AnyList, index: number, value) => insert(self, index, [value])),
    method(`void InsertRange(int index, ${collection})`, (self: AnyList, index: number, source) =>
      insert(self, index, itemsFrom(source)),
    ),
    method('void RemoveAt(int index)', removeAt),
    method('void RemoveRange(int index, int count)', (self: AnyList, index: number, count: number) => {
      range(self, index, count);
      touch(self);
      self.items.splice(index, count);
    }),
    method('void Reverse()', (self: AnyList) => {
      touch(self);
      self.items.reverse();
    }),
    method('void Reverse(int index, int count)', (self: AnyList, index: number, count: number) => {
      range(self, index, count);
      touch(self);
      self.items.splice(index, count, ...self.items.slice(index, index + count).reverse());
    }),
    method('void Sort()', (self: AnyList) => {
      touch(self);
      sortItems(self.items, null);
    }),
    method(`${T}[] ToArray()`, (self: AnyList) => makeArray(elementOf(self), [...self.items])),
    method(
      ['void CopyTo(array array)', 'void CopyTo(array array, int arrayIndex)'],
      (self: AnyList, target: unknown[], index = 0) => {
        if (index + self.items.length > target.length)
          argumentError(
            "Destination array was not long enough. Check the destination index, length, and the array's lower bounds.",
            'destinationArray',
          );
        for (const [i, item] of self.items.entries()) target[index + i] = item;
      },
    ),
  ];
}

function capacityOf(self: AnyList): number {
  const count = self.items.length;
  const start = self instanceof List ? self.capacity : 4;
  let capacity = start;
  while (capacity < count) capacity = capacity === 0 ? 4 : capacity * 2;
  return capacity;
}

const test = (f: NetDelegate, item: unknown): boolean => f.invoke(item) === true;

const genericMembers: MemberDefinition[] = [
  { kind: 'constructor', texts: ['System.Collections.Generic.List[T] new()'], body: (type: NetType) => new List(type) },
  {
    kind: 'constructor',
    texts: ['System.Collections.Generic.List[T] new(int capacity)'],
    body: (capacity: number, type: NetType) => {
      if (capacity < 0) outOfRange('capacity', 'Non-negative number required.');
      const list = new List(type);
      list.capacity = capacity;
      return list;
    },
  },
  {
    kind: 'constructor',
    texts: ['System.Collections.Generic.List[T] new(System.Collections.Generic.IEnumerable[T] collection)'],
    body: (source: unknown, type: NetType) => new List(type, itemsFrom(source)),
  },
  ...shared('T', 'System.Collections.Generic.IEnumerable[T] collection'),
  method('void Add(T item)', (self: List, value) => void add(self, value)),
  method('bool Remove(T item)', remove),
  method('int RemoveAll(System.Predicate[T] match)', (self: List, f: NetDelegate) => {
    const kept = self.items.filter((item) => !test(f, item));
    const removed = self.items.length - kept.length;
    touch(self);
    self.items.splice(0, self.items.length, ...kept);
    return removed;
  }),
  method('void Sort(System.Collections.Generic.IComparer[T] comparer)', (self: List, comparer) => {
    touch(self);
    sortItems(self.items, comparer);
  }),
  method('void Sort(System.Comparison[T] comparison)', (self: List, comparer) => {
    touch(self);
    sortItems(self.items, comparer);
  }),
  method('int BinarySearch(T item)', (self: List, value) => binarySearch(self.items, value)),
  method('bool Exists(System.Predicate[T] match)', (self: List, f: NetDelegate) =>
    self.items.some((item) => test(f, item)),
  ),
  method(
    'T Find(System.Predicate[T] match)',
    (self: List, f: NetDelegate) => self.items.find((item) => test(f, item)) ?? defaultOf(elementOf(self)),
  ),
  method(
    'T FindLast(System.Predicate[T] match)',
    (self: List, f: NetDelegate) => self.items.findLast((item) => test(f, item)) ?? defaultOf(elementOf(self)),
  ),
  method(
    'System.Collections.Generic.List[T] FindAll(System.Predicate[T] match)',
    (self: List, f: NetDelegate) =>
      new List(
        self[instanceType],
        self.items.filter((item) => test(f, item)),
      ),
  ),
  method('int FindIndex(System.Predicate[T] match)', (self: List, f: NetDelegate) =>
    self.items.findIndex((item) => test(f, item)),
  ),
  method('int FindLastIndex(System.Predicate[T] match)', (self: List, f: NetDelegate) =>
    self.items.findLastIndex((item) => test(f, item)),
  ),
  method('bool TrueForAll(System.Predicate[T] match)', (self: List, f: NetDelegate) =>
    self.items.every((item) => test(f, item)),
  ),
  method('void ForEach(System.Action[T] action)', (self: List, f: NetDelegate) => {
    for (const item of self) f.invoke(item);
  }),
  method(
    'System.Collections.Generic.List[TOutput] ConvertAll[TOutput](System.Converter[T,TOutput] converter)',
    (self: List, f: NetDelegate, map: ReadonlyMap<string, NetType>) => {
      const to = map.get('TOutput')!;
      return listOf(
        to,
        self.items.map((item) => convertTo(f.invoke(item), to)),
      );
    },
  ),
  method(
    'System.Collections.Generic.List[T] GetRange(int index, int count)',
    (self: List, index: number, count: number) => {
      range(self, index, count);
      return new List(self[instanceType], self.items.slice(index, index + count));
    },
  ),
  method('void TrimExcess()', (self: List) => {
    self.capacity = self.items.length;
  }),
  method(
    'System.Collections.Generic.Enumerator GetEnumerator()',
    (self: List) => new NetEnumerator(self, 'System.Collections.Generic.Enumerator'),
  ),
];

const interfaces = [
  'System.Collections.Generic.IList[T]',
  'System.Collections.Generic.IReadOnlyList[T]',
  'System.Collections.IList',
];

const arrayListMembers: MemberDefinition[] = [
  {
    kind: 'constructor',
    texts: ['System.Collections.ArrayList new()', 'System.Collections.ArrayList new(int capacity)'],
    body: () => new ArrayList(),
  },
  {
    kind: 'constructor',
    texts: ['System.Collections.ArrayList new(System.Collections.ICollection c)'],
    body: (source: unknown) => new ArrayList(itemsFrom(source)),
  },
  ...shared('System.Object', 'System.Collections.ICollection c'),
  property('bool IsFixedSize {get;}', () => false),
  property('bool IsReadOnly {get;}', () => false),
  property('bool IsSynchronized {get;}', () => false),
  property('System.Object SyncRoot {get;}', (self) => self),
  method('int Add(System.Object value)', add),
  method('void Remove(System.Object obj)', (self: ArrayList, value) => void remove(self, value)),
  method('void Sort(System.Collections.IComparer comparer)', (self: ArrayList, comparer) =>
    sortItems(self.items, comparer),
  ),
  method(
    'System.Collections.ArrayList GetRange(int index, int count)',
    (self: ArrayList, index: number, count: number) => {
      range(self, index, count);
      return new ArrayList(self.items.slice(index, index + count));
    },
  ),
  method('array ToArray(type type)', (self: ArrayList, type: NetType) =>
    makeArray(
      type,
      self.items.map((item) => convertTo(item, type)),
    ),
  ),
  method('int BinarySearch(System.Object value)', (self: ArrayList, value) => binarySearch(self.items, value)),
  method('System.Object Clone()', (self: ArrayList) => new ArrayList([...self.items])),
  method('System.Collections.IEnumerator GetEnumerator()', (self: ArrayList) => new NetEnumerator(self)),
  method(
    [
      'static System.Collections.ArrayList Synchronized(System.Collections.ArrayList list)',
      'static System.Collections.ArrayList ReadOnly(System.Collections.ArrayList list)',
    ],
    (list: ArrayList) => list,
  ),
  method(
    'static System.Collections.ArrayList Repeat(System.Object value, int count)',
    (value, count: number) => new ArrayList(new Array(count).fill(value)),
  ),
];

export const listTypes: readonly TypeDefinition[] = [
  defineType<List>({
    name: 'System.Collections.Generic.List`1',
    parameters: ['T'],
    interfaces,
    members: genericMembers,
  }),
  defineType<List>({
    name: 'System.Collections.ObjectModel.Collection`1',
    parameters: ['T'],
    interfaces,
    members: [
      {
        kind: 'constructor',
        texts: ['System.Collections.ObjectModel.Collection[T] new()'],
        body: (type: NetType) => new List(type),
      },
      {
        kind: 'constructor',
        texts: ['System.Collections.ObjectModel.Collection[T] new(System.Collections.Generic.IList[T] list)'],
        body: (source: unknown, type: NetType) => new List(type, itemsFrom(source)),
      },
      ...genericMembers.filter(
        (m) =>
          m.kind !== 'constructor' &&
          !(
            m.kind === 'method' &&
            /Range|Sort|Find|ToArray|ConvertAll|RemoveAll|Reverse|ForEach|TrimExcess|Exists|TrueForAll|BinarySearch/.test(
              m.texts[0]!,
            )
          ),
      ),
    ],
  }),
  defineType<List>({
    name: 'System.Collections.ObjectModel.ReadOnlyCollection`1',
    parameters: ['T'],
    interfaces,
    members: [
      {
        kind: 'constructor',
        texts: ['System.Collections.ObjectModel.ReadOnlyCollection[T] new(System.Collections.Generic.IList[T] list)'],
        body: (source: unknown, type: NetType) => new List(type, itemsFrom(source)),
      },
      property('int Count {get;}', (self: List) => self.items.length),
      property('T Item(int index) {get;}', at),
      method('bool Contains(T item)', (self: List, value) => indexOfItem(self.items, value) >= 0),
      method('int IndexOf(T item)', (self: List, value) => indexOfItem(self.items, value)),
    ],
  }),
  defineType<ArrayList>({
    name: 'System.Collections.ArrayList',
    interfaces: ['System.Collections.IList', 'System.ICloneable'],
    members: arrayListMembers,
  }),
];
