import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parse } from '../../src/language/parser/parse.ts';
import { errorsOf } from './dump.ts';

/** Wrong scripts, and PowerShell's ErrorIds with their offsets. */
const cases: readonly [string, string[]][] = [
  ['(', ['ExpectedExpression 1-1', 'MissingEndParenthesisInExpression 1-1']],
  ['1 +', ['ExpectedValueExpression 3-3']],
  ['if (1', ['MissingEndParenthesisAfterStatement 6-6']],
  ['"abc', ['TerminatorExpectedAtEndOfString 0-4']],
  ['@{a=1 b=2}', ['UnexpectedToken 6-9', 'MissingEndCurlyBrace 2-2', 'UnexpectedToken 9-10']],
  ['1 = 2', ['InvalidLeftHandSide 0-1']],
  ['@{a=1;A=2}', ['DuplicateKeyInHashLiteral 6-7']],
  ['$x = @foo', ['SplattingNotPermitted 5-9']],
  ['try{}', ['MissingCatchOrFinally 5-5']],
  ['try{}finally{return}', ['ControlLeavingFinally 13-19']],
  ['class A{[int]f(){}}', ['MethodHasCodePathNotReturn 13-14']],
  ['data {Get-Process}', ['CmdletNotInAllowedListForDataSection 6-17']],
  ['a | 1', ['ExpressionsMustBeFirstInPipeline 4-5']],
  ['param([Parameter(Mandatory=$x)]$a)', ['ParameterAttributeArgumentNeedsToBeConstantOrScriptBlock 27-29']],
  ['workflow foo {}', ['WorkflowNotSupportedInPowerShellCore 0-15']],
];

for (const [script, expected] of cases) {
  test(`reports what is wrong with ${script}`, () => assert.deepEqual(errorsOf(script), expected));
}

test('an error that more input may mend says so', () => {
  assert.equal(parse('if (1) {').errors[0]!.incompleteInput, true);
  assert.equal(parse('1 +  # and').errors[0]!.incompleteInput, true);
  assert.equal(parse('1 )').errors[0]!.incompleteInput, false);
});

test('messages have their arguments filled in', () => {
  assert.equal(parse('a )').errors[0]!.message, "Unexpected token ')' in expression or statement.");
});
