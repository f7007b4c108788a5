// System.ArraySegment`1: items of an array between two indices.
import { instanceType, type NetType } from '../conversion/net-type.ts';
import { defineType, property } from '../conversion/type-definition.ts';
import { netTypeName } from '../psobject/type-name.ts';
import { argumentError, checkIndex } from './arguments.ts';

export class ArraySegment {
  readonly [instanceType]: NetType;
  readonly array: unknown[];
  readonly offset: number;
  readonly count: number;
  constructor(type: NetType, array: unknown[], offset: number, count: number) {
    if (offset < 0 || count < 0 || offset + count > array.length) {
      argumentError(
        'Offset and length were out of bounds for the array or count is greater than the number of elements from index to the end of the source collection.',
      );
    }
    this[instanceType] = type;
    this.array = array;
    this.offset = offset;
    this.count = count;
  }
  get [netTypeName](): string {
    return this[instanceType].toString();
  }
  [Symbol.iterator](): Iterator<unknown> {
    return this.array.slice(this.offset, this.offset + this.count)[Symbol.iterator]();
  }
}

export const arraySegmentType = defineType<ArraySegment>({
  name: 'System.ArraySegment`1',
  kind: 'struct',
  parameters: ['T'],
  interfaces: ['System.Collections.Generic.IList[T]'],
  members: [
    {
      kind: 'constructor',
      texts: ['System.ArraySegment[T] new(T[] array, int offset, int count)'],
      body: (array: unknown[], offset: number, count: number, type: NetType) =>
        new ArraySegment(type, array, offset, count),
    },
    {
      kind: 'constructor',
      texts: ['System.ArraySegment[T] new(T[] array)'],
      body: (array: unknown[], type: NetType) => new ArraySegment(type, array, 0, array.length),
    },
    property('T[] Array {get;}', (self: ArraySegment) => self.array),
    property('int Offset {get;}', (self: ArraySegment) => self.offset),
    property('int Count {get;}', (self: ArraySegment) => self.count),
    property('T Item(int index) {get;}', (self: ArraySegment, index: number) => {
      checkIndex(index, self.count);
      return self.array[self.offset + index];
    }),
  ],
});
