// .NET arrays of rank two and more: one flat list in row order.

import { throwNet } from '../psobject/thrown.ts';
import { netTypeName } from '../psobject/type-name.ts';
import { instanceType, type NetType } from './net-type.ts';

export class MultiDimensionalArray {
  readonly [instanceType]: NetType;
  readonly lengths: readonly number[];
  readonly items: unknown[];

  constructor(type: NetType, lengths: readonly number[], fill: unknown) {
    this[instanceType] = type;
    this.lengths = lengths;
    this.items = new Array<unknown>(lengths.reduce((a, b) => a * b, 1)).fill(fill);
  }
  get [netTypeName](): string {
    return this[instanceType].toString();
  }
  [Symbol.iterator](): Iterator<unknown> {
    return this.items[Symbol.iterator]();
  }
  #at(indices: readonly number[]): number {
    let at = 0;
    for (const [dimension, length] of this.lengths.entries()) {
      const index = indices[dimension]!;
      if (!(index >= 0 && index < length)) {
        throwNet('System.IndexOutOfRangeException', 'Index was outside the bounds of the array.', {
          hResult: -2146233080,
        });
      }
      at = at * length + index;
    }
    return at;
  }
  /** As many indices as dimensions; throws IndexOutOfRangeException. */
  get(indices: readonly number[]): unknown {
    return this.items[this.#at(indices)];
  }
  set(indices: readonly number[], value: unknown): void {
    this.items[this.#at(indices)] = value;
  }
}
