// Whatever the text, a parse ends in a tree or in errors, in time that grows with its length.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { parse } from '../../src/language/parser/parse.ts';
import { nodesOf } from '../../src/language/walk.ts';

function survives(text: string): void {
  const { ast, tokens } = parse(text);
  let count = 0;
  for (const node of nodesOf(ast)) if (node.extent.endOffset <= text.length + 2) count++;
  assert.ok(count > 0);
  assert.ok(tokens.length >= 0);
}

const fragments =
  '( ) { } [ ] @( @{ $( " \' | && ; , . :: -eq - + ++ = += $a ${ 1 0x 1.. foo -p: if else while( function class enum switch try catch finally param begin process using trap data return > 2>&1 < # <# #> ` `u{ @" ? ?? ?. ?[ : :l & ! @ static [int] [P()] --% in until do'.split(
    ' ',
  );

test('random tokens end in a tree', () => {
  const token = fc.constantFrom(...fragments, '\n', ' ', '\0', '\r', "'@", '"@\n', '\u2018', '\ud800');
  fc.assert(
    fc.property(fc.array(token, { maxLength: 40 }), (tokens) => survives(tokens.join(''))),
    { seed: 7, numRuns: 1500 },
  );
});

test('random characters end in a tree', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 60 }), survives), { seed: 7, numRuns: 800 });
});

const script = `function f([int]$a, $b = @{x = 1; 'y' = "q$($a + 1)z"}) { if ($a -gt 1) { foreach ($i in 1..3) { "$i" | Out-Null } } else { throw 'x' } }
class C : B { [int] $p = 1; [string] m() { return "$($this.p)" } }
switch -regex ($x) { 'a' { 1 } default { 2 } }
try { a -b:c 2>&1 > f } catch [IO.IOException] { $_ } finally { }`;

test('mutated scripts end in a tree', () => {
  const place = fc.nat(script.length);
  fc.assert(
    fc.property(place, place, fc.constantFrom(...fragments, ''), (from, to, insert) =>
      survives(script.slice(0, Math.min(from, to)) + insert + script.slice(Math.max(from, to))),
    ),
    { seed: 7, numRuns: 300 },
  );
});

test('deep nesting is an error, not a stack overflow', () => {
  for (const piece of [
    '(',
    '{',
    '@(',
    '$(',
    '@{a=',
    'if(1){',
    '!',
    '$a=',
    '1 ? 1 : ',
    '[a[',
    '[a(',
    '{[a({',
    '"$(',
    '[x]{',
  ]) {
    const { errors } = parse(piece.repeat(Math.floor(100_000 / piece.length)));
    assert.ok(errors.length > 0, piece);
  }
  const { errors } = parse('('.repeat(1_000_000));
  assert.equal(errors[0]!.errorId, 'ScriptTooComplicated');
});

test('long chains of operators are refused when whoever walks the tree could not', () => {
  assert.deepEqual(parse(`1${'+1'.repeat(5000)}`).errors, []);
  assert.equal(parse(`1${'+1'.repeat(50_000)}`).errors[0]!.errorId, 'ScriptTooComplicated');
});

test('scripts may nest as deep as people write', () => {
  const depth = 60;
  assert.deepEqual(parse('('.repeat(depth) + 1 + ')'.repeat(depth)).errors, []);
  assert.deepEqual(parse('if(1){'.repeat(depth) + '}'.repeat(depth)).errors, []);
});
