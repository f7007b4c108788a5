// Comparison operators on scalars, and the order of sorting.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compareStrings, equal, type OrderOperator, ordered, sortCompare } from '../../src/conversion/index.ts';
import { Hashtable } from '../../src/psobject/collections.ts';
import { Char, Double } from '../../src/psobject/numbers.ts';
import { PSObject } from '../../src/psobject/ps-object.ts';
import { as, shown, thrown } from './scope.ts';

const equalities: readonly (readonly [left: unknown, right: unknown, result: boolean])[] = [
  ['ABC', 'abc', true],
  [10, '10', true],
  ['10.0', 10, false],
  [10, '0xA', true],
  [1, 'abc', false],
  [true, 'false', true],
  ['True', true, true],
  [5, true, false],
  [1, as('decimal', '1.0'), true],
  [new Double(0.1), as('decimal', '0.1'), true],
  [as('single', '0.1'), new Double(0.1), false],
  [new Double(Number.NaN), new Double(Number.NaN), false],
  [as('uint64', '18446744073709551615'), -1, false],
  [new Char(97), 'A', true],
  [new Char(97), 97, true],
  [97, new Char(97), true],
  [new Char(53), 5, false],
  [as('version', '1.0'), as('version', '1.0.0'), false],
  [as('uri', 'http://x/a'), as('uri', 'HTTP://X/a'), true],
  [as('timespan', '01:00:00'), '1:00', true],
  [as('datetime', '2020-01-01'), 'nope', false],
  [as('DayOfWeek', 'Monday'), 'Notaday', false],
  [as('DayOfWeek', 'Monday'), 1, true],
  [null, null, true],
  [null, 0, false],
  [new Hashtable(), new Hashtable(), false],
  [as('type', 'int'), 'int', false],
];
for (const [left, right, result] of equalities) {
  test(`${shown(left)} -eq ${shown(right)} is ${result}`, () => assert.equal(equal(left, right), result));
}

const orders: readonly (readonly [left: unknown, op: OrderOperator, right: unknown, result: boolean])[] = [
  ['10', '-lt', 9, true],
  [10, '-lt', '9', false],
  [null, '-lt', 1, true],
  [null, '-gt', -1, true],
  [null, '-le', null, true],
  ['', '-gt', null, true],
  [as('uint64', '18446744073709551615'), '-gt', -1, true],
  [as('version', '1.10'), '-gt', '1.9', true],
  ['1.10', '-gt', as('version', '1.9'), false],
  [as('semver', '1.2.3-alpha'), '-lt', as('semver', '1.2.3'), true],
  [new Double(Number.NaN), '-lt', 1, false],
];
for (const [left, op, right, result] of orders) {
  test(`${shown(left)} ${op} ${shown(right)} is ${result}`, () => assert.equal(ordered(op, left, right), result));
}

test('values without an order say why', () => {
  const bag = PSObject.of([['x', 1]]);
  assert.equal(thrown(() => ordered('-lt', bag, PSObject.of([['x', 1]]))).id, 'PSObjectCompareTo');
  assert.equal(thrown(() => ordered('-gt', new Hashtable(), 1)).id, 'NotIcomparable');
  assert.equal(thrown(() => ordered('-lt', 1, 'abc')).id, 'InvalidCastFromStringToInteger');
  const error = thrown(() => ordered('-lt', as('datetime', '2020-01-01'), 'nope'));
  assert.deepEqual(
    [error.id, error.message],
    [
      'ComparisonFailure',
      'Could not compare "01/01/2020 00:00:00" to "nope". Error: "Cannot convert value "nope" to type "System.DateTime". Error: "The string \'nope\' was not recognized as a valid DateTime. There is an unknown word starting at index \'0\'.""',
    ],
  );
});

test('strings sort by the culture, null first', () => {
  assert.deepEqual(
    ['b', 'A', 'a', 'B'].sort((a, b) => compareStrings(a, b, false)),
    ['a', 'A', 'b', 'B'],
  );
  assert.deepEqual(
    [3, null, 10, 2].sort((a, b) => sortCompare(a, b)),
    [null, 2, 3, 10],
  );
});
