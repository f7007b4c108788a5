import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isIncomplete } from '../../src/repl/repl.ts';

const rows: readonly (readonly [text: string, incomplete: boolean])[] = [
  ['1 + 1', false],
  ['Get-Process |', true],
  ['if ($true) {', true],
  ['if ($true) { 1 }', false],
  ["'it''s'", false],
  ["'open", true],
  ['"a `" b"', false],
  ['"open', true],
  ['@"\nline\n', true],
  ['@"\nline\n"@', false],
  ['Get-Item `', true],
  ['1 # { not code', false],
  ['@(1,', true],
  [')', false],
];

for (const [text, incomplete] of rows) {
  test(`${JSON.stringify(text)} is ${incomplete ? 'continued' : 'whole'}`, () =>
    assert.equal(isIncomplete(text), incomplete));
}
