// The one wildcard matcher: what it means against a plain recursive reading, and that no pattern takes long.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { hasWildcard, unescapeWildcard, wildcardPattern } from '../../src/conversion/wildcard.ts';

/** Straight from the definition, exponential in the worst case. */
function slowly(pattern: string, text: string): boolean {
  if (pattern === '') return text === '';
  const rest = pattern.slice(1);
  if (pattern[0] === '*') return slowly(rest, text) || (text !== '' && slowly(pattern, text.slice(1)));
  return text !== '' && (pattern[0] === '?' || pattern[0] === text[0]) && slowly(rest, text.slice(1));
}

describe('wildcard patterns', () => {
  const cases: readonly (readonly [pattern: string, text: string, expected: boolean])[] = [
    ['', '', true],
    ['*', '', true],
    ['A?c', 'abC', true],
    ['a[b-d]e', 'aCe', true],
    ['a[b-d]e', 'aee', false],
    ['a`*c', 'a*c', true],
    ['a`*c', 'abc', false],
    ['[[]x', '[x', true],
    ['a[', 'a[', true],
    ['*.txt', 'a.txt.txt', true],
    ['*b', 'abab', true],
    ['a**b', 'ab', true],
    ['\u0130*', '\u0130stanbul', true],
    ['?', '\u0130', true],
  ];
  for (const [pattern, text, expected] of cases) {
    it(`'${text}' -like '${pattern}' is ${expected}`, () =>
      assert.equal(wildcardPattern(pattern).test(text), expected));
  }

  it('minds the case when told to', () => assert.equal(wildcardPattern('A*', false).test('abc'), false));

  it('knows wildcards and takes the escapes off', () => {
    assert.deepEqual(['a*', 'a`*', '[', 'plain'].map(hasWildcard), [true, false, true, false]);
    assert.equal(unescapeWildcard('a`*`[b'), 'a*[b');
  });

  it('means what the definition says', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b', '*', '?'), maxLength: 8 });
    const text = fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 8 });
    fc.assert(
      fc.property(
        word,
        text,
        (pattern, subject) => wildcardPattern(pattern).test(subject) === slowly(pattern, subject),
      ),
      { seed: 7, numRuns: 500 },
    );
  });

  it('reads a text once for each star at most', () => {
    // A matcher that tries all ways would need 20,000 to the fourth power of steps, and never end.
    assert.equal(wildcardPattern('a*a*a*a*b').test('a'.repeat(20_000)), false);
    assert.equal(wildcardPattern(`${'*a'.repeat(50)}*b`).test('a'.repeat(20_000)), false);
  });
});
