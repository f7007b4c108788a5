import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createInstance, invokeMethod, invokeStatic } from '../../src/conversion/index.ts';
import { arrayOf, elementTypeOf } from '../../src/psobject/array.ts';
import { Byte } from '../../src/psobject/numbers.ts';
import { PSReference } from '../../src/psobject/ps-reference.ts';
import { useNetTypes } from './registry.ts';

const types = useNetTypes();
const array = types.get('System.Array');
const call = (name: string, ...args: unknown[]): unknown => invokeStatic(array, name, args);

test('sorting orders the array itself, keys and their items together', () => {
  const items = [3, 1, 2];
  call('Sort', items);
  assert.deepEqual(items, [1, 2, 3]);
  const [keys, values] = [
    [2, 1],
    ['b', 'a'],
  ];
  call('Sort', keys, values);
  assert.deepEqual(
    [keys, values],
    [
      [1, 2],
      ['a', 'b'],
    ],
  );
  assert.throws(() => call('Sort', [1, 'x']), /Failed to compare two elements in the array\./);
});

test('a comparer decides the order of strings', () => {
  const ordinal = types.get('System.StringComparer').property('Ordinal', true)!.definition.get!();
  const items = arrayOf('System.String', ['b', 'A', 'a', 'B']);
  call('Sort', items, ordinal);
  assert.equal(items.join(''), 'ABab');
});

test('a new array is filled with the default of its type, and bytes are bytes', () => {
  assert.deepEqual([...(createInstance(types.find('int[]')!, [3]) as number[])], [0, 0, 0]);
  assert.ok(createInstance(types.find('byte[]')!, [2]) instanceof Uint8Array);
  assert.throws(
    () => createInstance(types.find('int[]')!, [2147483647]),
    /Array dimensions exceeded supported range\./,
  );
});

test('byte arrays are searched, reversed and set like others', () => {
  const bytes = Uint8Array.of(1, 2, 3);
  call('Reverse', bytes);
  assert.deepEqual([...bytes], [3, 2, 1]);
  assert.equal(call('IndexOf', bytes, new Byte(1)), 2);
  invokeMethod(bytes, 'SetValue', [9, 0]);
  assert.equal(bytes[0], 9);
});

test('resizing keeps the items and the element type', () => {
  const reference = PSReference.to(arrayOf('System.Int32', [1, 2]));
  invokeStatic(array, 'Resize', [reference, 3], [types.get('System.Int32')]);
  assert.deepEqual([...(reference.value as number[])], [1, 2, 0]);
  assert.equal(elementTypeOf(reference.value as number[]), 'System.Int32');
});

test('an array has a fixed size, and its ends are checked', () => {
  assert.throws(() => invokeMethod([1], 'Add', [2]), /Collection was of a fixed size\./);
  assert.throws(() => invokeMethod([1], 'GetValue', [5]), /Index was outside the bounds of the array\./);
  assert.throws(() => call('Copy', [1, 2], [0], 2), /Destination array was not long enough\./);
});
