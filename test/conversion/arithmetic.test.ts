// Arithmetic operators: promotion, overflow, text, collections; figures are PowerShell 7.6's.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { binary, bitwise, bitwiseNot, increment, negate, shift } from '../../src/conversion/index.ts';
import { Hashtable } from '../../src/psobject/collections.ts';
import { Char, Double, Int64 } from '../../src/psobject/numbers.ts';
import { as, shown, thrown } from './scope.ts';

const cases: readonly (readonly [op: '+' | '-' | '*' | '/' | '%', left: unknown, right: unknown, result: string])[] = [
  ['+', 2147483647, 1, 'Double 2147483648'],
  ['*', 2147483647, 2, 'Double 4294967294'],
  ['/', 6, 3, 'Int32 2'],
  ['/', 7, 2, 'Double 3.5'],
  ['%', -7, 3, 'Int32 -1'],
  ['+', as('long', '9223372036854775807'), 1, 'Double 9.22337203685478E+18'],
  ['+', as('uint64', 5), -1, 'Decimal 4'],
  ['-', as('uint64', 1), as('uint64', 2), 'Double -1'],
  ['+', as('uint32', 5), -1, 'Int64 4'],
  ['-', as('uint32', 5), as('uint32', 6), 'Double -1'],
  ['+', as('byte', 200), as('byte', 100), 'Int32 300'],
  ['+', as('single', '1.5'), as('single', '1.5'), 'Double 3'],
  ['/', as('decimal', 10), 3, 'Decimal 3.3333333333333333333333333333'],
  ['*', as('decimal', '1.10'), as('decimal', '1.10'), 'Decimal 1.2100'],
  ['+', as('decimal', 1), new Double(1.5), 'Decimal 2.5'],
  ['+', '5', 3, 'String 53'],
  ['+', 5, '3', 'Int32 8'],
  ['*', '5', 3, 'String 555'],
  ['-', '10', 3, 'Int32 7'],
  ['/', '10', '4', 'Double 2.5'],
  ['+', 1, '0b101', 'Int32 6'],
  ['+', null, 5, 'Int32 5'],
  ['*', 5, null, 'Int32 0'],
  ['+', true, true, 'Int32 2'],
  ['+', new Char(97), 1, 'String a1'],
  ['+', 1, new Char(97), 'Int32 98'],
  ['+', [1], 2, 'Object[] 1 2'],
  ['*', [1, 2], 2, 'Object[] 1 2 1 2'],
  ['+', as('DayOfWeek', 'Monday'), 1, 'DayOfWeek Tuesday'],
  ['+', 1, as('DayOfWeek', 'Monday'), 'Int32 2'],
  ['+', as('bigint', 10), 1, 'BigInteger 11'],
  ['+', 1, as('bigint', 10), 'BigInteger 11'],
  ['-', as('datetime', '2020-03-01'), as('datetime', '2020-02-01'), 'TimeSpan 29.00:00:00'],
  ['/', as('timespan', '01:00:00'), as('timespan', '00:15:00'), 'Double 4'],
  ['*', as('timespan', '01:00:00'), 2, 'TimeSpan 02:00:00'],
];

for (const [op, left, right, result] of cases) {
  test(`${shown(left)} ${op} ${shown(right)} is ${result}`, () => {
    assert.equal(shown(binary(op, left, right)), result);
  });
}

test('dividing an integer or a decimal by zero throws, a double gives infinity', () => {
  const error = thrown(() => binary('/', 1, 0));
  assert.deepEqual(
    [error.id, error.inner, error.message],
    ['RuntimeException', 'System.DivideByZeroException', 'Attempted to divide by zero.'],
  );
  assert.equal(thrown(() => binary('/', as('decimal', 1), 0)).id, 'RuntimeException');
  assert.equal(shown(binary('/', -1, new Double(0))), 'Double -∞'.replace('∞', 'Infinity'));
});

test('operands without the operator say which type lacks it', () => {
  assert.equal(
    thrown(() => binary('+', 1, [1, 2])).message,
    "Method invocation failed because [System.Object[]] does not contain a method named 'op_Addition'.",
  );
  assert.equal(thrown(() => binary('*', true, 5)).id, 'NotADefinedOperationForType');
  assert.equal(thrown(() => binary('+', new Hashtable(), 1)).id, 'AddHashTableToNonHashTable');
  assert.equal(
    thrown(() => binary('-', 'abc', 1)).message,
    'Cannot convert value "abc" to type "System.Int32". Error: "The input string \'abc\' was not in a correct format."',
  );
});

test('a repetition that no memory holds is refused before it is made', () => {
  assert.equal(thrown(() => binary('*', 'x'.repeat(1000), 2_000_000)).type, 'System.OutOfMemoryException');
  assert.equal(thrown(() => binary('*', [1, 2, 3], 2_000_000_000)).type, 'System.OutOfMemoryException');
});

test('integers behave as arithmetic on bigint does, in range and beyond', () => {
  const integer = fc.integer({ min: -2147483648, max: 2147483647 });
  fc.assert(
    fc.property(integer, integer, fc.constantFrom('+' as const, '-' as const, '*' as const), (a, b, op) => {
      const exact = op === '+' ? BigInt(a) + BigInt(b) : op === '-' ? BigInt(a) - BigInt(b) : BigInt(a) * BigInt(b);
      const result = binary(op, a, b);
      if (exact >= -2147483648n && exact <= 2147483647n) assert.equal(result, Number(exact));
      else assert.equal((result as Double).value, Number(exact));
    }),
    { seed: 7, numRuns: 300 },
  );
});

test('bits: widths, shifts modulo the width, complements, text', () => {
  assert.equal(shown(bitwise('-band', new Double(1.9), 3)), 'UInt64 2');
  assert.equal(shown(bitwise('-bor', as('uint32', 4294967295), 1)), 'UInt32 4294967295');
  assert.equal(shown(bitwise('-band', as('uint64', '18446744073709551615'), -1)), 'UInt64 18446744073709551615');
  assert.equal(shown(bitwise('-band', '5', 3)), 'Int32 1');
  assert.equal(shown(shift('-shl', 1, 33)), 'Int32 2');
  assert.equal(shown(shift('-shl', new Int64(1n), 33)), 'Int64 8589934592');
  assert.equal(shown(bitwiseNot(5)), 'Int32 -6');
  assert.equal(shown(bitwiseNot(null)), 'Int32 -1');
  assert.equal(shown(bitwise('-bor', as('System.IO.FileShare', 'Read'), 'Delete')), 'FileShare Read, Delete');
});

test('increment and negation', () => {
  assert.equal(shown(increment(2147483647, 1)), 'Double 2147483648');
  assert.equal(increment(null, 1), 1);
  assert.equal(thrown(() => increment('a', 1)).id, 'OperatorRequiresNumber');
  assert.equal(shown(negate('3')), 'Int32 -3');
  assert.equal(shown(negate(new Double(0))), 'Double -0');
});
