// System.Array: what every array has, and the static methods. byte[] is a Uint8Array, other arrays of rank one are JavaScript's.
import { netEquals } from '../conversion/compare.ts';
import { convertTo } from '../conversion/convert.ts';
import { makeArray } from '../conversion/convert-array.ts';
import type { NetDelegate } from '../conversion/delegate.ts';
import { defaultOf } from '../conversion/members.ts';
import { MultiDimensionalArray } from '../conversion/multi-dimensional-array.ts';
import type { NetType } from '../conversion/net-type.ts';
import { defineType, type MemberDefinition, method, property } from '../conversion/type-definition.ts';
import { typeOf } from '../conversion/type-of.ts';
import { Byte } from '../psobject/numbers.ts';
import type { PSReference } from '../psobject/ps-reference.ts';
import { throwNet } from '../psobject/thrown.ts';
import { argumentError, argumentNull, indexOutsideArray, notSupported, outOfRange, overflow } from './arguments.ts';
import { NetEnumerator } from './enumerator.ts';
import { binarySearch, comparison, indexOfItem, sortItems } from './list-members.ts';

export type NetArray = unknown[] | Uint8Array | MultiDimensionalArray;

/** More items than this are refused before memory is asked for. */
const maxLength = 2 ** 27;

/** A new array of this element type; throws OverflowException and OutOfMemoryException. */
export function createArray(elementType: NetType, lengths: readonly number[]): NetArray {
  if (lengths.some((length) => length < 0)) overflow('Arithmetic operation resulted in an overflow.');
  if (lengths.reduce((a, b) => a * b, 1) > maxLength) {
    throwNet('System.OutOfMemoryException', 'Array dimensions exceeded supported range.', { hResult: -2147024882 });
  }
  const fill = defaultOf(elementType);
  if (lengths.length > 1)
    return new MultiDimensionalArray(elementType.registry.array(elementType, lengths.length), lengths, fill);
  const length = lengths[0]!;
  if (elementType.toString() === 'System.Byte') return new Uint8Array(length);
  return makeArray(elementType, new Array<unknown>(length).fill(fill));
}

export const elementTypeOfArray = (array: NetArray): NetType => typeOf(array)!.elementType!;

/** The items as runtime values; for an array that is one of JavaScript's, the array itself. */
export function itemsOfArray(array: NetArray): unknown[] {
  if (Array.isArray(array)) return array;
  return array instanceof Uint8Array ? Array.from(array, (value) => new Byte(value)) : array.items;
}

/** Writes a runtime value, converted to the element type. */
function put(array: NetArray, index: number, value: unknown): void {
  const type = elementTypeOfArray(array);
  const converted = value === null ? defaultOf(type) : convertTo(value, type);
  if (array instanceof Uint8Array) array[index] = (converted as Byte).value;
  else if (array instanceof MultiDimensionalArray) array.items[index] = converted;
  else array[index] = converted;
}

/** Puts back what was worked out on a copy: only byte arrays have one. */
function store(array: NetArray, items: readonly unknown[], at = 0): void {
  if (array instanceof Uint8Array)
    items.forEach((item, i) => {
      array[at + i] = (item as Byte).value;
    });
  else {
    const own = itemsOfArray(array);
    for (let i = 0; i < items.length; i++) own[at + i] = items[i];
  }
}

export const arrayLength = (array: NetArray): number =>
  array instanceof MultiDimensionalArray ? array.items.length : array.length;
const lengthsOf = (array: NetArray): readonly number[] =>
  array instanceof MultiDimensionalArray ? array.lengths : [array.length];

function checkRange(array: NetArray, index: number, length: number): void {
  if (index < 0) outOfRange('index', 'Non-negative number required.');
  if (length < 0) outOfRange('length', 'Non-negative number required.');
  if (index + length > arrayLength(array)) {
    argumentError(
      'Offset and length were out of bounds for the array or count is greater than the number of elements from index to the end of the source collection.',
    );
  }
}

function dimension(array: NetArray, index: number): number {
  return lengthsOf(array)[index] ?? indexOutsideArray();
}

function getValue(array: NetArray, indices: readonly number[]): unknown {
  const lengths = lengthsOf(array);
  if (indices.length !== lengths.length) argumentError('Array does not have that many dimensions.');
  if (array instanceof MultiDimensionalArray) return array.get(indices);
  const index = indices[0]!;
  if (index < 0 || index >= array.length) indexOutsideArray();
  return array instanceof Uint8Array ? new Byte(array[index]!) : array[index];
}

function setValue(array: NetArray, value: unknown, indices: readonly number[]): void {
  getValue(array, indices);
  if (array instanceof MultiDimensionalArray)
    array.set(
      indices,
      value === null ? defaultOf(elementTypeOfArray(array)) : convertTo(value, elementTypeOfArray(array)),
    );
  else put(array, indices[0]!, value);
}

function clear(array: NetArray, index = 0, length = arrayLength(array) - index): void {
  checkRange(array, index, length);
  store(array, new Array<unknown>(length).fill(defaultOf(elementTypeOfArray(array))), index);
}

function copy(source: NetArray | null, from: number, target: NetArray | null, to: number, length: number): void {
  if (source === null) argumentNull('sourceArray');
  if (target === null) argumentNull('destinationArray');
  if (length < 0) outOfRange('length', 'Non-negative number required.');
  if (from < 0) outOfRange('sourceIndex', "Number was less than the array's lower bound in the first dimension.");
  if (to < 0) outOfRange('destinationIndex', "Number was less than the array's lower bound in the first dimension.");
  if (from + length > arrayLength(source))
    argumentError(
      "Source array was not long enough. Check the source index, length, and the array's lower bounds.",
      'sourceArray',
    );
  if (to + length > arrayLength(target))
    argumentError(
      "Destination array was not long enough. Check the destination index, length, and the array's lower bounds.",
      'destinationArray',
    );
  const items = itemsOfArray(source).slice(from, from + length);
  if (elementTypeOfArray(source) === elementTypeOfArray(target)) store(target, items, to);
  else
    items.forEach((item, i) => {
      put(target, to + i, item);
    });
}

function clone(array: NetArray): NetArray {
  if (array instanceof Uint8Array) return array.slice();
  if (array instanceof MultiDimensionalArray) {
    const result = new MultiDimensionalArray(typeOf(array)!, array.lengths, null);
    store(result, array.items);
    return result;
  }
  return makeArray(elementTypeOfArray(array), [...array]);
}

function sort(array: NetArray | null, comparer: unknown = null, index = 0, length?: number): void {
  if (array === null) argumentNull('array');
  const count = length ?? arrayLength(array) - index;
  checkRange(array, index, count);
  const range = itemsOfArray(array).slice(index, index + count);
  sortItems(range, comparer);
  store(array, range, index);
}

interface Pair {
  readonly key: unknown;
  readonly value: unknown;
}

function sortPairs(keys: NetArray, items: NetArray | null, comparer: unknown = null): void {
  if (items === null) {
    sort(keys, comparer);
    return;
  }
  const values = itemsOfArray(items);
  const pairs = itemsOfArray(keys).map((key, i) => ({ key, value: values[i] }));
  if (pairs.length > values.length) argumentError('Keys and items arrays must be of the same length.');
  const compare = comparison(comparer);
  const byKey = (a: unknown, b: unknown): number => compare((a as Pair).key, (b as Pair).key);
  pairs.sort(byKey);
  store(
    keys,
    pairs.map((pair) => pair.key),
  );
  store(
    items,
    pairs.map((pair) => pair.value),
  );
}

function reverse(array: NetArray | null, index = 0, length?: number): void {
  if (array === null) argumentNull('array');
  const count = length ?? arrayLength(array) - index;
  checkRange(array, index, count);
  store(
    array,
    itemsOfArray(array)
      .slice(index, index + count)
      .reverse(),
    index,
  );
}

function resize(reference: PSReference, size: number, typeArguments: ReadonlyMap<string, NetType>): void {
  if (size < 0) outOfRange('newSize', 'Non-negative number required.');
  const old = reference.value as NetArray | null;
  const result = createArray(typeArguments.get('T')!, [size]);
  if (old !== null) store(result, itemsOfArray(old).slice(0, size));
  reference.value = result;
}

function lastIndexOf(all: readonly unknown[], value: unknown, start = all.length - 1): number {
  for (let i = start; i >= 0; i--) if (netEquals(all[i], value)) return i;
  return -1;
}

/** A Predicate as a function. */
function predicate(match: NetDelegate | null): (item: unknown) => boolean {
  if (match === null) argumentNull('match');
  return (item) => match.invoke(item) === true;
}

const fixedSize = (): never => notSupported('Collection was of a fixed size.');
const items = (array: NetArray | null): unknown[] => (array === null ? argumentNull('array') : itemsOfArray(array));
const sameType = (array: NetArray, found: unknown[]): NetArray => makeArray(elementTypeOfArray(array), found);

const instance: MemberDefinition[] = [
  property('int Length {get;}', arrayLength),
  property('long LongLength {get;}', arrayLength),
  property('int Rank {get;}', (self: NetArray) => lengthsOf(self).length),
  property('int Count {get;}', arrayLength),
  property('System.Object SyncRoot {get;}', (self: NetArray) => self),
  property('bool IsReadOnly {get;}', () => false),
  property('bool IsFixedSize {get;}', () => true),
  property('bool IsSynchronized {get;}', () => false),
  method('System.Object Clone()', clone),
  method(
    ['void CopyTo(array array, int index)', 'void CopyTo(array array, long index)'],
    (self: NetArray, target: NetArray, index: number | bigint) =>
      copy(self, 0, target, Number(index), arrayLength(self)),
  ),
  method('System.Collections.IEnumerator GetEnumerator()', (self: NetArray) => new NetEnumerator(itemsOfArray(self))),
  method('int GetLength(int dimension)', dimension),
  method('long GetLongLength(int dimension)', dimension),
  method('int GetLowerBound(int dimension)', (self: NetArray, index: number) => dimension(self, index) * 0),
  method('int GetUpperBound(int dimension)', (self: NetArray, index: number) => dimension(self, index) - 1),
  method(['System.Object GetValue(int index)', 'System.Object Get(int index)'], (self: NetArray, index: number) =>
    getValue(self, [index]),
  ),
  method('System.Object GetValue(Params int[] indices)', getValue),
  method('void SetValue(System.Object value, int index)', (self: NetArray, value: unknown, index: number) =>
    setValue(self, value, [index]),
  ),
  method('void SetValue(System.Object value, Params int[] indices)', setValue),
  method('void Set(int index, System.Object value)', (self: NetArray, index: number, value: unknown) =>
    setValue(self, value, [index]),
  ),
  method('void Initialize()', () => undefined),
  method('int Add(System.Object value)', fixedSize),
  method('void Clear()', (self: NetArray) => clear(self)),
  method(
    'bool Contains(System.Object value)',
    (self: NetArray, value: unknown) => indexOfItem(itemsOfArray(self), value) >= 0,
  ),
  method('int IndexOf(System.Object value)', (self: NetArray, value: unknown) =>
    indexOfItem(itemsOfArray(self), value),
  ),
  method('void Insert(int index, System.Object value)', fixedSize),
  method('void Remove(System.Object value)', fixedSize),
  method('void RemoveAt(int index)', fixedSize),
];

const statics: MemberDefinition[] = [
  // The first overload is what `[int[]]::new(3)` calls.
  method('static array CreateInstance(type elementType, Params int[] lengths)', createArray),
  method('static array CreateInstance(type elementType, int length)', (type: NetType, length: number) =>
    createArray(type, [length]),
  ),
  method('static T[] Empty[T]()', (typeArguments: ReadonlyMap<string, NetType>) =>
    createArray(typeArguments.get('T')!, [0]),
  ),
  property('static int MaxLength {get;}', () => 0x7fffffc7),
  method('static void Sort(array array)', (array: NetArray) => sort(array)),
  method('static void Sort(array keys, array items)', (keys: NetArray, values: NetArray) => sortPairs(keys, values)),
  method('static void Sort(array array, int index, int length)', (array: NetArray, index: number, length: number) =>
    sort(array, null, index, length),
  ),
  method('static void Sort(array array, System.Collections.IComparer comparer)', (array: NetArray, comparer: unknown) =>
    sort(array, comparer),
  ),
  method(
    'static void Sort(array keys, array items, System.Collections.IComparer comparer)',
    (keys: NetArray, values: NetArray, comparer: unknown) => sortPairs(keys, values, comparer),
  ),
  method(
    'static void Sort(array array, int index, int length, System.Collections.IComparer comparer)',
    (array: NetArray, index: number, length: number, comparer: unknown) => sort(array, comparer, index, length),
  ),
  method(
    'static void Sort[T](T[] array, System.Comparison[T] comparison)',
    (array: NetArray, comparison: NetDelegate) => sort(array, comparison),
  ),
  method(
    ['static void Reverse(array array)', 'static void Reverse(array array, int index, int length)'],
    (array: NetArray, index?: number, length?: number) => reverse(array, index, length),
  ),
  method('static int IndexOf(array array, System.Object value)', (array: NetArray, value: unknown) =>
    indexOfItem(items(array), value),
  ),
  method(
    'static int IndexOf(array array, System.Object value, int startIndex)',
    (array: NetArray, value: unknown, start: number) => indexOfItem(items(array), value, start),
  ),
  method(
    'static int IndexOf(array array, System.Object value, int startIndex, int count)',
    (array: NetArray, value: unknown, start: number, count: number) =>
      indexOfItem(items(array), value, start, start + count),
  ),
  method('static int LastIndexOf(array array, System.Object value)', (array: NetArray, value: unknown) =>
    lastIndexOf(items(array), value),
  ),
  method(
    'static int LastIndexOf(array array, System.Object value, int startIndex)',
    (array: NetArray, value: unknown, start: number) => lastIndexOf(items(array), value, start),
  ),
  method('static int BinarySearch(array array, System.Object value)', (array: NetArray, value: unknown) =>
    binarySearch(items(array), value),
  ),
  method(
    'static int BinarySearch(array array, System.Object value, System.Collections.IComparer comparer)',
    (array: NetArray, value: unknown, comparer: unknown) => binarySearch(items(array), value, comparer),
  ),
  method(
    [
      'static void Copy(array sourceArray, array destinationArray, int length)',
      'static void Copy(array sourceArray, array destinationArray, long length)',
    ],
    (source: NetArray, target: NetArray, length: number | bigint) => copy(source, 0, target, 0, Number(length)),
  ),
  method(
    [
      'static void Copy(array sourceArray, int sourceIndex, array destinationArray, int destinationIndex, int length)',
      'static void ConstrainedCopy(array sourceArray, int sourceIndex, array destinationArray, int destinationIndex, int length)',
    ],
    copy,
  ),
  method(
    ['static void Clear(array array)', 'static void Clear(array array, int index, int length)'],
    (array: NetArray | null, index?: number, length?: number) => clear(array ?? argumentNull('array'), index, length),
  ),
  method('static void Resize[T]([ref] T[] array, int newSize)', resize),
  method('static void Fill[T](T[] array, T value)', (array: NetArray, value: unknown) =>
    itemsOfArray(array).forEach((_, i) => {
      put(array, i, value);
    }),
  ),
  method('static bool Exists[T](T[] array, System.Predicate[T] match)', (array: NetArray, match: NetDelegate) =>
    items(array).some(predicate(match)),
  ),
  method('static bool TrueForAll[T](T[] array, System.Predicate[T] match)', (array: NetArray, match: NetDelegate) =>
    items(array).every(predicate(match)),
  ),
  method(
    'static T Find[T](T[] array, System.Predicate[T] match)',
    (array: NetArray, match: NetDelegate) =>
      items(array).find(predicate(match)) ?? defaultOf(elementTypeOfArray(array)),
  ),
  method(
    'static T FindLast[T](T[] array, System.Predicate[T] match)',
    (array: NetArray, match: NetDelegate) =>
      items(array).findLast(predicate(match)) ?? defaultOf(elementTypeOfArray(array)),
  ),
  method('static T[] FindAll[T](T[] array, System.Predicate[T] match)', (array: NetArray, match: NetDelegate) =>
    sameType(array, items(array).filter(predicate(match))),
  ),
  method('static int FindIndex[T](T[] array, System.Predicate[T] match)', (array: NetArray, match: NetDelegate) =>
    items(array).findIndex(predicate(match)),
  ),
  method('static int FindLastIndex[T](T[] array, System.Predicate[T] match)', (array: NetArray, match: NetDelegate) =>
    items(array).findLastIndex(predicate(match)),
  ),
  method('static void ForEach[T](T[] array, System.Action[T] action)', (array: NetArray, action: NetDelegate) => {
    for (const item of items(array)) action.invoke(item);
  }),
  method(
    'static TOutput[] ConvertAll[TInput, TOutput](TInput[] array, System.Converter[TInput,TOutput] converter)',
    (array: NetArray, converter: NetDelegate, typeArguments: ReadonlyMap<string, NetType>) =>
      makeArray(
        typeArguments.get('TOutput')!,
        items(array).map((item) => converter.invoke(item)),
      ),
  ),
];

export const arrayType = defineType<NetArray>({
  name: 'System.Array',
  isAbstract: true,
  interfaces: ['System.ICloneable', 'System.Collections.IList'],
  members: [...instance, ...statics],
});
