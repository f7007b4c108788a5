import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fromPlain, toPlain } from '../../src/client/to-plain.ts';
import { ArrayList, Hashtable, Stack } from '../../src/psobject/collections.ts';
import { Byte, Char, Decimal, Double, Int64, UInt64 } from '../../src/psobject/numbers.ts';
import { PSObject } from '../../src/psobject/ps-object.ts';
import { DateTime, EnumValue, Guid, SecureString, SwitchParameter, TimeSpan } from '../../src/psobject/values.ts';

const bag = (entries: object) => Object.assign(Object.create(null) as object, entries);

test('scalars become what JavaScript has for them', () => {
  for (const [value, expected] of [
    [new Double(1.5), 1.5],
    [new Byte(7), 7],
    [new Int64(5n), 5n],
    [new UInt64(2n ** 64n - 1n), 2n ** 64n - 1n],
    [new Decimal(-110n, 2), '-1.10'],
    [new Decimal(5n, 3), '0.005'],
    [new Char(0x61), 'a'],
    [new SwitchParameter(true), true],
    [new TimeSpan(15_000_000n), 1500],
    [new Guid('0000000A-0000-0000-0000-000000000000'), '0000000a-0000-0000-0000-000000000000'],
    [new EnumValue('System.DayOfWeek', 5, 'Friday'), 'Friday'],
    [new DateTime(637_135_310_450_000_000n, 'Utc'), new Date('2020-01-02T03:04:05.000Z')],
    [null, null],
    ['text', 'text'],
  ]) {
    assert.deepEqual(toPlain(value), expected);
  }
});

test('long integers become numbers on request, where they are safe', () => {
  assert.equal(toPlain(new Int64(5n), { integers: 'number' }), 5);
  assert.equal(toPlain(new Int64(2n ** 60n), { integers: 'number' }), 2n ** 60n);
});

test('a date without a zone and a local date are local', () => {
  for (const kind of ['Unspecified', 'Local'] as const) {
    assert.deepEqual(toPlain(new DateTime(637_135_310_450_000_000n, kind)), new Date(2020, 0, 2, 3, 4, 5));
  }
});

test('bags and dictionaries become objects without a prototype, or Maps', () => {
  const object = PSObject.of([
    ['Name', 'n'],
    ['__proto__', 'kept'],
    ['Inner', Hashtable.of([[1, new Int64(2n)]])],
  ]);
  const plain = toPlain(object) as Record<string, unknown>;
  assert.equal(Object.getPrototypeOf(plain), null);
  assert.deepEqual(Object.keys(plain), ['Name', '__proto__', 'Inner']);
  assert.deepEqual(plain['Inner'], bag({ 1: 2n }));
  assert.deepEqual(
    toPlain(object, { objects: 'map' }),
    new Map<string, unknown>([
      ['Name', 'n'],
      ['__proto__', 'kept'],
      ['Inner', new Map([[1, 2n]])],
    ]),
  );
});

test('lists keep their order, a stack gives its top first, and a cycle stays one', () => {
  assert.deepEqual(toPlain(new PSObject(new ArrayList([1, [2]]))), [1, [2]]);
  assert.deepEqual(toPlain(new Stack([1, 2])), [2, 1]);
  const list = new ArrayList();
  list.items.push(list);
  const plain = toPlain(list) as unknown[];
  assert.equal(plain[0], plain);
});

test('a secure string does not become text', () => {
  const secret = new SecureString('hidden');
  assert.equal(toPlain(secret), secret);
  assert.doesNotMatch(JSON.stringify(toPlain(PSObject.of([['s', secret]]))), /hidden/);
});

test('plain values become PowerShell values and come back', () => {
  assert.equal(fromPlain(5), 5);
  assert.deepEqual(fromPlain(2 ** 31), new Double(2 ** 31));
  assert.deepEqual(fromPlain(0.5), new Double(0.5));
  assert.deepEqual(fromPlain(5n), new Int64(5n));
  assert.equal(fromPlain(undefined), null);
  const date = new Date('2020-01-02T03:04:05.678Z');
  for (const value of [1, 'x', true, null, 0.25, -0, 7n, 2n ** 100n, date, [1, [2n]], bag({ a: bag({ b: [1] }) })]) {
    assert.deepEqual(toPlain(fromPlain(value)), value);
  }
  const own = new Guid('0000000a-0000-0000-0000-000000000000');
  assert.equal(fromPlain(own), own);
});
