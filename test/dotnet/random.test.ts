import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createInstance, invokeMethod, netToString } from '../../src/conversion/index.ts';
import { arrayOf } from '../../src/psobject/array.ts';
import { Int64 } from '../../src/psobject/numbers.ts';
import { useNetTypes } from './registry.ts';

const types = useNetTypes();
const seeded = (seed: number): unknown => createInstance(types.get('System.Random'), [seed]);

test('a seed gives the sequence of .NET through every kind of draw', () => {
  const random = seeded(42);
  const draw = (name: string, ...args: unknown[]): string => netToString(invokeMethod(random, name, args));
  assert.equal(draw('Next'), '1434747710');
  assert.equal(draw('Next', 100), '14');
  assert.equal(draw('Next', -5, 5), '-4');
  assert.equal(draw('NextDouble'), '0.5227642760252413');
  assert.equal(draw('NextInt64'), '6681488181179016144');
  assert.equal(draw('NextInt64', new Int64(1000000000000n)), '837003953990');
  assert.equal(draw('Next', -2147483648, 2147483647), '-503774880');
  assert.equal(draw('NextSingle'), '0.50560355');
  const bytes = new Uint8Array(4);
  invokeMethod(random, 'NextBytes', [bytes]);
  assert.deepEqual([...bytes], [173, 191, 58, 111]);
  const items = arrayOf('System.Int32', [1, 2, 3, 4, 5]);
  invokeMethod(random, 'Shuffle', [items]);
  assert.deepEqual([...items], [1, 5, 4, 3, 2]);
});

test('the smallest seed counts as the largest', () => {
  assert.equal(invokeMethod(seeded(-2147483648), 'Next', []), 1559595546);
});

test('a range that is none is refused in the words of .NET', () => {
  assert.throws(() => invokeMethod(seeded(1), 'Next', [-1]), /maxValue \('-1'\) must be a non-negative value\./);
  assert.throws(() => invokeMethod(seeded(1), 'Next', [5, 1]), /'minValue' cannot be greater than maxValue\./);
});
