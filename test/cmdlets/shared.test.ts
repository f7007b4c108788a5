import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { csvField, csvRecords } from '../../src/cmdlets/shared/csv-text.ts';
import { mergeSort } from '../../src/cmdlets/shared/merge-sort.ts';
import { wildcardPattern } from '../../src/conversion/wildcard.ts';

describe('mergeSort', () => {
  it('sorts as the built-in stable sort does', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.integer({ min: 0, max: 5 }), fc.nat()), { maxLength: 80 }), (items) => {
        const compare = (left: [number, number], right: [number, number]): number => left[0] - right[0];
        assert.deepEqual(
          mergeSort(items, compare, () => {}),
          [...items].sort(compare),
        );
      }),
      { seed: 1, numRuns: 100 },
    );
  });

  it('asks whether to stop while it sorts', () => {
    const stop = new Error('stopped');
    const numbers = Array.from({ length: 10_000 }, (_, index) => -index);
    const checkStop = (): void => {
      throw stop;
    };
    assert.throws(() => mergeSort(numbers, (left, right) => left - right, checkStop), stop);
  });
});

describe('csvRecords', () => {
  it('reads back what csvField wrote', () => {
    const text = fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', ' '), maxLength: 6 });
    const record = fc.array(text, { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(fc.array(record, { maxLength: 4 }), (records) => {
        const lines = records.map((fields) => fields.map((field) => csvField(field, ',', 'Always')).join(','));
        assert.deepEqual(csvRecords(lines.join('\n'), ','), records);
      }),
      { seed: 2, numRuns: 200 },
    );
  });
});

describe('wildcardPattern', () => {
  const cases: readonly (readonly [pattern: string, text: string, matches: boolean])[] = [
    ['*', '', true],
    ['a*c', 'abbc', true],
    ['a*c', 'abcd', false],
    ['?b*', 'abc', true],
    ['[a-c]x', 'Bx', true],
    ['[!x]', '!', true],
    ['a`*b', 'a*b', true],
    ['a`*b', 'axb', false],
    ['*a*b*', 'xxaxxbxx', true],
  ];
  for (const [pattern, text, matches] of cases) {
    it(`${pattern} ${matches ? 'matches' : 'does not match'} ${JSON.stringify(text)}`, () => {
      assert.equal(wildcardPattern(pattern).test(text), matches);
    });
  }

  it('matches many stars against a long text at once', () => {
    assert.equal(wildcardPattern(`${'a*'.repeat(50)}b`).test('a'.repeat(20_000)), false);
  });
});
