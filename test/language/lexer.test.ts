import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parse } from '../../src/language/parser/parse.ts';
import { NumberToken, StringToken } from '../../src/language/token.ts';
import { keywords, tokenKinds } from '../../src/language/token-kind.ts';
import { parseVariablePath } from '../../src/language/variable-path.ts';
import { Decimal, Double, Int64, UInt64 } from '../../src/psobject/numbers.ts';

function kinds(text: string): string {
  return parse(text)
    .tokens.map((token) => token.kind)
    .join(' ');
}

/** What PowerShell's own tokenizer says. */
const tokenLists: readonly [string, string][] = [
  ['a-b $c -d:1', 'Generic Variable Parameter Number EndOfInput'],
  ['1-eq2', 'Number Ieq Number EndOfInput'],
  ['$a-eq$b', 'Variable Ieq Variable EndOfInput'],
  ['# x\n<# y #> a', 'Comment NewLine Comment Identifier EndOfInput'],
  ['a `\n b', 'Identifier LineContinuation Identifier EndOfInput'],
  ['@{a=1;b=@(2)}', 'AtCurly Identifier Equals Number Semi Identifier Equals AtParen Number RParen RCurly EndOfInput'],
  ['a >b 2>&1 *>>c', 'Identifier Redirection Identifier Redirection Redirection Identifier EndOfInput'],
  [':x while(1){}', 'Label While LParen Number RParen LCurly RCurly EndOfInput'],
  ['!1 ; !foo', 'Exclaim Number Semi Generic EndOfInput'],
  ["@'\nx\n'@", 'HereStringLiteral EndOfInput'],
];

for (const [text, expected] of tokenLists) {
  test(`tokens of ${JSON.stringify(text)}`, () => assert.equal(kinds(text), expected));
}

function value(text: string): unknown {
  const token = parse(text).tokens[0];
  if (token instanceof NumberToken || token instanceof StringToken) return token.value;
  return undefined;
}

test('numbers take the type that PowerShell gives them', () => {
  assert.equal(value('2147483647'), 2147483647);
  assert.deepEqual(value('2147483648'), new Int64(2147483648n));
  assert.deepEqual(value('9223372036854775808'), new Decimal(9223372036854775808n));
  // Cut, not rounded to 1E+32.
  assert.deepEqual(value('99999999999999999999999999999999'), new Double(9.999999999999999e31));
  assert.equal(value('0xffffffff'), -1);
  assert.equal(value('0xff'), 255);
  assert.equal(value('0b11111111'), -1);
  assert.deepEqual(value('0x000000000000000f'), new Int64(15n));
  assert.deepEqual(value('18446744073709551615u'), new UInt64(18446744073709551615n));
  assert.deepEqual(value('1.50d'), new Decimal(150n, 2));
  assert.deepEqual(value('1kb'), 1024);
  assert.deepEqual(value('1.5kb'), new Double(1536));
  assert.equal(value('-5'), -5);
});

test('escapes and doubled quotes are resolved', () => {
  assert.equal(value('"a`tb""c`u{1F600}"'), 'a\tb"c\u{1F600}');
  assert.equal(value("'it''s'"), "it's");
  assert.equal(value('"\u201cx"'), '');
  assert.equal(value("@'\r\na\r\n b\r\n'@"), 'a\r\n b');
});

test('variable names are split into scope, drive and path', () => {
  assert.deepEqual(parseVariablePath('Script:x'), {
    userPath: 'Script:x',
    unqualifiedPath: 'x',
    scope: 'script',
    driveName: undefined,
    isVariable: true,
  });
  assert.equal(parseVariablePath('env:PATH').driveName, 'env');
  assert.equal(parseVariablePath('env:PATH').unqualifiedPath, 'PATH');
  assert.equal(parseVariablePath('variable:x').isVariable, true);
});

test('a comment like the start of a signature forbids statements after it', () => {
  const { errors } = parse('1\n# SIG # Begin signature block\n2');
  assert.deepEqual(
    errors.map((error) => error.errorId),
    ['TokenAfterEndOfValidScriptText'],
  );
});

test('the tables of kinds and keywords are whole', () => {
  assert.equal(tokenKinds.length, 157);
  assert.equal(keywords.size, 51);
});
