// HashSet`1, SortedSet`1, Queue`1, Stack`1, LinkedList-free: the generic collections beside List and Dictionary, and the plain
// Queue and Stack of System.Collections.
import { netCompare } from '../conversion/compare.ts';
import { makeArray } from '../conversion/convert-array.ts';
import { netEnumerationOf } from '../conversion/enumerate.ts';
import { instanceType, type NetType } from '../conversion/net-type.ts';
import { types } from '../conversion/thread-context.ts';
import {
  defineType,
  type MemberDefinition,
  method,
  property,
  type TypeDefinition,
} from '../conversion/type-definition.ts';
import { Dictionary, type KeyComparison, Queue, Stack } from '../psobject/collections.ts';
import type { PSReference } from '../psobject/ps-reference.ts';
import { netTypeName } from '../psobject/type-name.ts';
import { argumentNull, invalidOperation } from './arguments.ts';
import { NetEnumerator } from './enumerator.ts';
import { modified } from './list.ts';
import { indexOfItem } from './list-members.ts';
import { StringComparer } from './string-comparer.ts';

const itemsFrom = (source: unknown): unknown[] => [...(netEnumerationOf(source) ?? argumentNull('collection'))];

/** HashSet`1 or SortedSet`1. */
export class NetSet {
  readonly [instanceType]: NetType;
  readonly #slots: Dictionary;
  readonly #order: ((a: unknown, b: unknown) => number) | undefined;

  constructor(type: NetType, comparison: KeyComparison = 'ordinal', order?: (a: unknown, b: unknown) => number) {
    this[instanceType] = type;
    this.#slots = new Dictionary(comparison);
    this.#order = order;
  }
  get [netTypeName](): string {
    return this[instanceType].toString();
  }
  get count(): number {
    return this.#slots.count;
  }
  has(value: unknown): boolean {
    return this.#slots.has(value);
  }
  add(value: unknown): boolean {
    if (this.#slots.has(value)) return false;
    this.#slots.set(value, true);
    return true;
  }
  delete(value: unknown): boolean {
    return this.#slots.delete(value);
  }
  clear(): void {
    this.#slots.clear();
  }
  *[Symbol.iterator](): Generator<unknown> {
    const { version } = this.#slots;
    const keys = this.#order ? [...this.#slots.keys()].sort(this.#order) : this.#slots.keys();
    for (const key of keys) {
      if (version !== this.#slots.version) modified();
      yield key;
    }
  }
}

function setMembers(name: string, make: (type: NetType, comparer?: unknown) => NetSet): MemberDefinition[] {
  const filled = (set: NetSet, source: unknown): NetSet => {
    for (const item of itemsFrom(source)) set.add(item);
    return set;
  };
  const other = 'System.Collections.Generic.IEnumerable[T] other';
  const lookup = (self: NetSet, source: unknown): NetSet => filled(make(self[instanceType]), source);
  const within = (self: Iterable<unknown>, set: NetSet): boolean => [...self].every((item) => set.has(item));
  return [
    { kind: 'constructor', texts: [`${name}[T] new()`], body: (type: NetType) => make(type) },
    {
      kind: 'constructor',
      texts: [`${name}[T] new(System.Collections.Generic.IEnumerable[T] collection)`],
      body: (source: unknown, type: NetType) => filled(make(type), source),
    },
    {
      kind: 'constructor',
      texts: [
        `${name}[T] new(System.Collections.Generic.I${name.includes('Sorted') ? '' : 'Equality'}Comparer[T] comparer)`,
      ],
      body: (comparer: unknown, type: NetType) => make(type, comparer),
    },
    {
      kind: 'constructor',
      texts: [
        `${name}[T] new(System.Collections.Generic.IEnumerable[T] collection, System.Collections.Generic.I${name.includes('Sorted') ? '' : 'Equality'}Comparer[T] comparer)`,
      ],
      body: (source: unknown, comparer: unknown, type: NetType) => filled(make(type, comparer), source),
    },
    property('int Count {get;}', (self: NetSet) => self.count),
    method('bool Add(T item)', (self: NetSet, value) => self.add(value)),
    method('bool Remove(T item)', (self: NetSet, value) => self.delete(value)),
    method('bool Contains(T item)', (self: NetSet, value) => self.has(value)),
    method('void Clear()', (self: NetSet) => self.clear()),
    method(`void UnionWith(${other})`, (self: NetSet, source) => void filled(self, source)),
    method(`void IntersectWith(${other})`, (self: NetSet, source) => {
      const kept = lookup(self, source);
      for (const item of [...self]) if (!kept.has(item)) self.delete(item);
    }),
    method(`void ExceptWith(${other})`, (self: NetSet, source) => {
      for (const item of itemsFrom(source)) self.delete(item);
    }),
    method(`void SymmetricExceptWith(${other})`, (self: NetSet, source) => {
      for (const item of [...lookup(self, source)]) if (!self.delete(item)) self.add(item);
    }),
    method(`bool IsSubsetOf(${other})`, (self: NetSet, source) => within(self, lookup(self, source))),
    method(`bool IsSupersetOf(${other})`, (self: NetSet, source) => within(itemsFrom(source), self)),
    method(
      `bool IsProperSubsetOf(${other})`,
      (self: NetSet, source) => within(self, lookup(self, source)) && self.count < lookup(self, source).count,
    ),
    method(
      `bool IsProperSupersetOf(${other})`,
      (self: NetSet, source) => within(itemsFrom(source), self) && self.count > lookup(self, source).count,
    ),
    method(`bool Overlaps(${other})`, (self: NetSet, source) => itemsFrom(source).some((item) => self.has(item))),
    method(
      `bool SetEquals(${other})`,
      (self: NetSet, source) => lookup(self, source).count === self.count && within(self, lookup(self, source)),
    ),
    method('void CopyTo(T[] array)', (self: NetSet, target: unknown[]) => {
      let at = 0;
      for (const item of self) target[at++] = item;
    }),
    method(
      'int RemoveWhere(System.Predicate[T] match)',
      (self: NetSet, f) => [...self].filter((item) => f.invoke(item) === true && self.delete(item)).length,
    ),
    method(
      'System.Collections.Generic.Enumerator GetEnumerator()',
      (self: NetSet) => new NetEnumerator(self, 'System.Collections.Generic.Enumerator'),
    ),
    ...(name.includes('Sorted')
      ? [
          property('T Min {get;}', (self: NetSet) => [...self][0] ?? null),
          property('T Max {get;}', (self: NetSet) => [...self].at(-1) ?? null),
        ]
      : []),
  ];
}

const keyComparison = (comparer: unknown): KeyComparison =>
  comparer instanceof StringComparer && comparer.ignoreCase ? 'ignoreCase' : 'ordinal';
const setInterfaces = ['System.Collections.Generic.ISet[T]', 'System.Collections.Generic.IReadOnlyCollection[T]'];

/** Queue`1 and Stack`1 as their type says. */
export class GenericSequence {
  readonly [instanceType]: NetType;
  readonly items: unknown[];
  readonly kind: 'queue' | 'stack';
  version = 0;
  constructor(type: NetType, kind: 'queue' | 'stack', items: unknown[] = []) {
    this[instanceType] = type;
    this.kind = kind;
    this.items = items;
  }
  get [netTypeName](): string {
    return this[instanceType].toString();
  }
  *[Symbol.iterator](): Generator<unknown> {
    const { version } = this;
    for (const item of this.kind === 'stack' ? this.items.toReversed() : [...this.items]) {
      if (version !== this.version) modified();
      yield item;
    }
  }
}

type Sequence = GenericSequence | Queue | Stack;
const isStack = (self: Sequence): boolean =>
  self instanceof Stack || (self instanceof GenericSequence && self.kind === 'stack');
const touch = (self: Sequence): void => {
  if (self instanceof GenericSequence) self.version++;
};
const empty = (self: Sequence): never => invalidOperation(isStack(self) ? 'Stack empty.' : 'Queue empty.');
const head = (self: Sequence): unknown => (isStack(self) ? self.items.at(-1) : self.items[0]);
function take(self: Sequence): unknown {
  if (self.items.length === 0) empty(self);
  touch(self);
  return isStack(self) ? self.items.pop() : self.items.shift();
}
function put(self: Sequence, value: unknown): void {
  touch(self);
  self.items.push(value);
}

function sequenceMembers(
  name: string,
  T: string,
  kind: 'queue' | 'stack',
  make: (type: NetType, items: unknown[]) => unknown,
): MemberDefinition[] {
  const source =
    T === 'T' ? 'System.Collections.Generic.IEnumerable[T] collection' : 'System.Collections.ICollection col';
  const [putName, takeName] = kind === 'queue' ? ['Enqueue', 'Dequeue'] : ['Push', 'Pop'];
  const tried = (self: Sequence, result: PSReference, get: (self: Sequence) => unknown): boolean => {
    const found = self.items.length > 0;
    result.value = found ? get(self) : null;
    return found;
  };
  return [
    { kind: 'constructor', texts: [`${name} new()`], body: (type: NetType) => make(type, []) },
    { kind: 'constructor', texts: [`${name} new(int capacity)`], body: (_: number, type: NetType) => make(type, []) },
    {
      kind: 'constructor',
      texts: [`${name} new(${source})`],
      body: (items: unknown, type: NetType) => make(type, itemsFrom(items)),
    },
    property('int Count {get;}', (self: Sequence) => self.items.length),
    method(`void ${putName}(${T} item)`, put),
    method(`${T} ${takeName}()`, take),
    method(`${T} Peek()`, (self: Sequence) => (self.items.length === 0 ? empty(self) : head(self))),
    method(`bool Try${takeName}([ref] ${T} result)`, (self: Sequence, result: PSReference) =>
      tried(self, result, take),
    ),
    method(`bool TryPeek([ref] ${T} result)`, (self: Sequence, result: PSReference) => tried(self, result, head)),
    method('void Clear()', (self: Sequence) => {
      touch(self);
      self.items.length = 0;
    }),
    method(`bool Contains(${T} item)`, (self: Sequence, value) => indexOfItem(self.items, value) >= 0),
    method(`${T}[] ToArray()`, (self: Sequence) =>
      makeArray(
        self instanceof GenericSequence ? self[instanceType].genericArguments[0]! : types().get('System.Object'),
        [...self],
      ),
    ),
    method(
      'System.Collections.Generic.Enumerator GetEnumerator()',
      (self: Sequence) => new NetEnumerator(self, 'System.Collections.Generic.Enumerator'),
    ),
  ];
}

const generic = (kind: 'queue' | 'stack') => (type: NetType, items: unknown[]) =>
  new GenericSequence(type, kind, items);
const sequenceInterfaces = ['System.Collections.ICollection', 'System.Collections.Generic.IReadOnlyCollection[T]'];

export const setAndQueueTypes: readonly TypeDefinition[] = [
  defineType<NetSet>({
    name: 'System.Collections.Generic.HashSet`1',
    parameters: ['T'],
    interfaces: setInterfaces,
    members: setMembers(
      'System.Collections.Generic.HashSet',
      (type, comparer) => new NetSet(type, keyComparison(comparer)),
    ),
  }),
  defineType<NetSet>({
    name: 'System.Collections.Generic.SortedSet`1',
    parameters: ['T'],
    interfaces: setInterfaces,
    assembly: 'System.Collections',
    members: setMembers(
      'System.Collections.Generic.SortedSet',
      (type, comparer) => new NetSet(type, keyComparison(comparer), netCompare),
    ),
  }),
  defineType<GenericSequence>({
    name: 'System.Collections.Generic.Queue`1',
    parameters: ['T'],
    interfaces: sequenceInterfaces,
    members: sequenceMembers('System.Collections.Generic.Queue[T]', 'T', 'queue', generic('queue')),
  }),
  defineType<GenericSequence>({
    name: 'System.Collections.Generic.Stack`1',
    parameters: ['T'],
    interfaces: sequenceInterfaces,
    assembly: 'System.Collections',
    members: sequenceMembers('System.Collections.Generic.Stack[T]', 'T', 'stack', generic('stack')),
  }),
  defineType<GenericSequence>({
    name: 'System.Collections.Concurrent.ConcurrentQueue`1',
    parameters: ['T'],
    interfaces: sequenceInterfaces,
    assembly: 'System.Private.CoreLib',
    members: sequenceMembers('System.Collections.Concurrent.ConcurrentQueue[T]', 'T', 'queue', generic('queue')),
  }),
  defineType<GenericSequence>({
    name: 'System.Collections.Concurrent.ConcurrentStack`1',
    parameters: ['T'],
    interfaces: sequenceInterfaces,
    assembly: 'System.Collections.Concurrent',
    members: sequenceMembers('System.Collections.Concurrent.ConcurrentStack[T]', 'T', 'stack', generic('stack')),
  }),
  defineType<Queue>({
    name: 'System.Collections.Queue',
    interfaces: ['System.Collections.ICollection'],
    members: sequenceMembers('System.Collections.Queue', 'System.Object', 'queue', (_, items) => new Queue(items)),
  }),
  defineType<Stack>({
    name: 'System.Collections.Stack',
    interfaces: ['System.Collections.ICollection'],
    members: sequenceMembers('System.Collections.Stack', 'System.Object', 'stack', (_, items) => new Stack(items)),
  }),
];
