// Decimal arithmetic against a reference of exact fractions of bigints.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  addDecimals,
  compareDecimals,
  decimalFromReal,
  decimalFromText,
  divideDecimals,
  multiplyDecimals,
  remainderDecimals,
  roundDecimal,
  subtractDecimals,
} from '../../src/conversion/decimal.ts';
import { Decimal } from '../../src/psobject/numbers.ts';
import { thrown } from './scope.ts';

const limit = 1n << 96n;
const decimal = fc
  .tuple(fc.bigInt({ min: 1n - limit, max: limit - 1n }), fc.integer({ min: 0, max: 28 }))
  .map(([unscaled, scale]) => new Decimal(unscaled, scale));
const small = fc
  .tuple(fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n }), fc.integer({ min: 0, max: 8 }))
  .map(([unscaled, scale]) => new Decimal(unscaled, scale));
const options = { seed: 11, numRuns: 300 };
const power = (n: number): bigint => 10n ** BigInt(n);
const abs = (value: bigint): bigint => (value < 0n ? -value : value);

/** |result - numerator / denominator| <= half a unit of the result's last place. */
function isNearest(result: Decimal, numerator: bigint, denominator: bigint): boolean {
  const error = abs(result.unscaled * denominator - numerator * power(result.scale)) * 2n;
  return error <= abs(denominator);
}

test('sums, differences and products of what fits are exact, with the scale of .NET', () => {
  fc.assert(
    fc.property(small, small, (a, b) => {
      const scale = Math.max(a.scale, b.scale);
      const sum = addDecimals(a, b);
      assert.deepEqual(
        [sum.unscaled, sum.scale],
        [a.unscaled * power(scale - a.scale) + b.unscaled * power(scale - b.scale), scale],
      );
      const product = multiplyDecimals(a, b);
      assert.deepEqual([product.unscaled, product.scale], [a.unscaled * b.unscaled, a.scale + b.scale]);
      assert.equal(compareDecimals(subtractDecimals(sum, b), a), 0);
    }),
    options,
  );
});

test('a quotient is the nearest that 96 bits and 28 places hold', () => {
  fc.assert(
    fc.property(decimal, decimal, (a, b) => {
      if (b.unscaled === 0n) return;
      let quotient: Decimal;
      try {
        quotient = divideDecimals(a, b);
      } catch (error) {
        assert.match((error as Error).message, /too large or too small/);
        return;
      }
      assert.ok(abs(quotient.unscaled) < limit && quotient.scale <= 28);
      assert.ok(isNearest(quotient, a.unscaled * power(b.scale), b.unscaled * power(a.scale)));
    }),
    options,
  );
});

test('a sum or product that must be rounded is rounded once', () => {
  fc.assert(
    fc.property(decimal, decimal, (a, b) => {
      for (const [operation, numerator, scale] of [
        [addDecimals, a.unscaled * power(28 - a.scale) + b.unscaled * power(28 - b.scale), 28],
        [multiplyDecimals, a.unscaled * b.unscaled, a.scale + b.scale],
      ] as const) {
        let result: Decimal;
        try {
          result = operation(a, b);
        } catch {
          assert.ok(abs(numerator) / power(scale) >= limit - 1n);
          continue;
        }
        assert.ok(isNearest(result, numerator, power(scale)));
      }
    }),
    options,
  );
});

test('the remainder has the sign of the dividend and is smaller than the divisor', () => {
  fc.assert(
    fc.property(small, small, (a, b) => {
      if (b.unscaled === 0n) return;
      const rest = remainderDecimals(a, b);
      assert.ok(rest.unscaled === 0n || rest.unscaled < 0n === a.unscaled < 0n);
      assert.ok(
        compareDecimals(new Decimal(abs(rest.unscaled), rest.scale), new Decimal(abs(b.unscaled), b.scale)) < 0,
      );
    }),
    options,
  );
});

test('text and reals become the decimal that .NET makes of them', () => {
  const text = (value: Decimal | undefined): string =>
    value === undefined ? 'undefined' : `${value.unscaled}e-${value.scale}`;
  assert.equal(text(decimalFromText('1.250')), '1250e-3');
  assert.equal(text(decimalFromText('-0.5e2')), '-50e-0');
  assert.equal(text(decimalFromText('1e-40')), '0e-28');
  assert.equal(text(decimalFromText('x')), 'undefined');
  assert.equal(text(decimalFromReal(0.1)), '1e-1');
  assert.equal(text(decimalFromReal(100 / 81)), '123456790123457e-14');
  assert.equal(thrown(() => decimalFromText('1e60')).type, 'System.OverflowException');
  assert.equal(thrown(() => decimalFromReal(1e30)).message, 'Value was either too large or too small for a Decimal.');
});

test('rounding has the five modes of .NET', () => {
  const half = new Decimal(-25n, 1);
  const results = (['ToEven', 'AwayFromZero', 'ToZero', 'ToNegativeInfinity', 'ToPositiveInfinity'] as const).map(
    (mode) => roundDecimal(half, 0, mode).unscaled,
  );
  assert.deepEqual(results, [-2n, -3n, -2n, -3n, -2n]);
});
