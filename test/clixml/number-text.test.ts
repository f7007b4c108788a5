import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  decimalText,
  doubleText,
  parseBigInteger,
  parseDecimalText,
  parseFloatText,
  parseInteger,
  singleText,
} from '../../src/clixml/number-text.ts';
import { Decimal } from '../../src/psobject/numbers.ts';

test('doubles have the text of .NET', () => {
  for (const [value, text] of [
    [1.5, '1.5'],
    [100, '100'],
    [1e16, '10000000000000000'],
    [1.2345678901234568e17, '1.2345678901234568E+17'],
    [1e300, '1E+300'],
    [0.0001, '0.0001'],
    [0.00001, '1E-05'],
    [1e-7, '1E-07'],
    [5e-324, '5E-324'],
    [-0, '-0'],
    [Number.POSITIVE_INFINITY, 'INF'],
    [Number.NEGATIVE_INFINITY, '-INF'],
    [Number.NaN, 'NaN'],
  ] as const) {
    assert.equal(doubleText(value), text);
    assert.ok(Object.is(parseFloatText(text), value), text);
  }
});

test('singles have the shortest text that reads back as the same single', () => {
  assert.equal(singleText(Math.fround(0.1)), '0.1');
  assert.equal(singleText(16777216), '16777216');
  assert.equal(singleText(9.5e9), '9.5E+09');
  assert.equal(singleText(Math.fround(3.4028234663852886e38)), '3.4028235E+38');
  assert.equal(singleText(Math.fround(1e-45)), '1E-45');
});

test('every double and single comes back from its text', () => {
  fc.assert(
    fc.property(fc.double(), fc.float(), (double, single) => {
      assert.ok(Object.is(parseFloatText(doubleText(double)), double));
      assert.ok(Object.is(Math.fround(parseFloatText(singleText(single))!), single));
    }),
    { seed: 1, numRuns: 500 },
  );
});

test('decimals keep their scale and round beyond it', () => {
  assert.equal(decimalText(new Decimal(-150n, 2)), '-1.50');
  assert.equal(decimalText(new Decimal(1n, 4)), '0.0001');
  assert.deepEqual(parseDecimalText(' 1.50 '), new Decimal(150n, 2));
  assert.deepEqual(parseDecimalText('.5'), new Decimal(5n, 1));
  assert.deepEqual(parseDecimalText('0.00000000000000000000000000005'), new Decimal(0n, 28));
  assert.deepEqual(parseDecimalText('0.00000000000000000000000000015'), new Decimal(2n, 28));
  assert.deepEqual(parseDecimalText('79228162514264337593543950335'), new Decimal(79228162514264337593543950335n, 0));
  assert.equal(parseDecimalText('79228162514264337593543950336'), undefined);
  for (const wrong of ['', '.', '-', '1e5', '1,5', 'x', '1'.repeat(2000)])
    assert.equal(parseDecimalText(wrong), undefined);
});

test('every decimal comes back from its text', () => {
  const limit = 2n ** 96n - 1n;
  fc.assert(
    fc.property(fc.bigInt({ min: -limit, max: limit }), fc.integer({ min: 0, max: 28 }), (unscaled, scale) => {
      assert.deepEqual(parseDecimalText(decimalText(new Decimal(unscaled, scale))), new Decimal(unscaled, scale));
    }),
    { seed: 1, numRuns: 300 },
  );
});

test('integers are read within their bounds, with a sign and blanks, and nothing else', () => {
  assert.equal(parseInteger('2147483647', -0x80000000, 0x7fffffff), 2147483647);
  assert.equal(parseInteger('-2147483648', -0x80000000, 0x7fffffff), -2147483648);
  assert.equal(parseInteger('2147483648', -0x80000000, 0x7fffffff), undefined);
  assert.equal(parseInteger(' +0000000000000000007\n', 0, 10), 7);
  assert.ok(Object.is(parseInteger('-0', -1, 1), 0));
  for (const wrong of ['', '-', '+', '1.0', '1e1', '0x1', '--1', '1 1', '٣', '9'.repeat(500)]) {
    assert.equal(parseInteger(wrong, -0x80000000, 0x7fffffff), undefined, wrong);
  }
  assert.equal(parseBigInteger('18446744073709551615', 0n, 2n ** 64n - 1n), 2n ** 64n - 1n);
  assert.equal(parseBigInteger('18446744073709551616', 0n, 2n ** 64n - 1n), undefined);
});
