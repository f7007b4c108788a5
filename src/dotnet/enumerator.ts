// IEnumerator: what GetEnumerator() gives. A pipeline takes the rest of it apart.
import { defineType, method, property } from '../conversion/type-definition.ts';
import { netTypeName } from '../psobject/type-name.ts';
import { invalidOperation } from './arguments.ts';

export class NetEnumerator {
  readonly #source: Iterable<unknown>;
  #iterator: Iterator<unknown>;
  #current: unknown = null;
  #state: 'before' | 'at' | 'after' = 'before';
  readonly #typeName: string;

  constructor(source: Iterable<unknown>, typeName = 'System.Array+ArrayEnumerator') {
    this.#source = source;
    this.#iterator = source[Symbol.iterator]();
    this.#typeName = typeName;
  }
  get [netTypeName](): string {
    return this.#typeName;
  }
  moveNext(): boolean {
    const step = this.#iterator.next();
    this.#state = step.done ? 'after' : 'at';
    this.#current = step.done ? null : step.value;
    return !step.done;
  }
  get current(): unknown {
    if (this.#state === 'at') return this.#current;
    return invalidOperation(
      this.#state === 'before' ? 'Enumeration has not started. Call MoveNext.' : 'Enumeration already finished.',
    );
  }
  reset(): void {
    this.#iterator = this.#source[Symbol.iterator]();
    this.#state = 'before';
  }
  *[Symbol.iterator](): Generator<unknown> {
    while (this.moveNext()) yield this.#current;
  }
}

const members = [
  method('bool MoveNext()', (self: NetEnumerator) => self.moveNext()),
  method('void Reset()', (self: NetEnumerator) => self.reset()),
  method('void Dispose()', () => undefined),
  property('System.Object Current {get;}', (self: NetEnumerator) => self.current),
  property('System.Object Key {get;}', (self: NetEnumerator) => (self.current as { key: unknown }).key),
  property('System.Object Value {get;}', (self: NetEnumerator) => (self.current as { value: unknown }).value),
];

/** Enumerators by the names that scripts may see; they differ in name alone. */
export const enumeratorTypes = [
  'System.Array+ArrayEnumerator',
  'System.CharEnumerator',
  'System.Collections.Hashtable+HashtableEnumerator',
  'System.Collections.Specialized.OrderedDictionary+OrderedDictionaryEnumerator',
  'System.Collections.Generic.Enumerator',
].map((name) => defineType<NetEnumerator>({ name, interfaces: ['System.Collections.IEnumerator'], members }));
