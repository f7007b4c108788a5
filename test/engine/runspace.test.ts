import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fullyQualifiedErrorId } from '../../src/engine/errors.ts';
import type { InvokeOptions } from '../../src/engine/runspace.ts';
import type { ScriptBlock } from '../../src/engine/script-block.ts';
import { collectUsingValues } from '../../src/engine/using-values.ts';
import { openTestRunspace, type TestRunspace } from './test-runspace.ts';

function run(runspace: TestRunspace, script: string, options?: InvokeOptions) {
  const output: unknown[] = [];
  const errors: string[] = [];
  const outcome = runspace.invoke(
    script,
    {
      output: (value) => output.push(value),
      error: (record) => errors.push(fullyQualifiedErrorId(record)),
      warning() {},
      verbose() {},
      debug() {},
      information() {},
      progress() {},
    },
    options,
  );
  return { output, errors, outcome };
}

test('values stream to the sink and variables live on to the next invocation', async () => {
  const runspace = await openTestRunspace();
  assert.deepEqual(run(runspace, '$x = 1, 2; $x; "a$x"').output, [1, 2, 'a1 2']);
  assert.deepEqual(run(runspace, '$x.Count').output, [2]);
});

test('input given to an invocation reaches $input and a process block', async () => {
  const runspace = await openTestRunspace();
  assert.deepEqual(run(runspace, '$input | ForEach-Object { $_ * 2 }', { input: [1, 2] }).output, [2, 4]);
  assert.deepEqual(run(runspace, 'process { $_ + 1 }', { input: [1, 2] }).output, [2, 3]);
});

test('a failed statement is reported and the next one runs; throw ends the script', async () => {
  const runspace = await openTestRunspace();
  const soft = run(runspace, '1/0; "on"');
  assert.deepEqual([soft.output, soft.errors, soft.outcome.state], [['on'], ['RuntimeException'], 'completed']);
  const hard = run(runspace, '"a"; throw "b"; "c"');
  assert.deepEqual([hard.output, hard.outcome.state, hard.outcome.error?.errorId], [['a'], 'failed', 'b']);
});

test('endless recursion ends in CallDepthOverflow and the runspace goes on', async () => {
  const runspace = await openTestRunspace();
  const { outcome, errors } = run(runspace, 'function f { f }; f');
  assert.ok([...errors, outcome.error?.errorId].includes('CallDepthOverflow'), JSON.stringify(errors));
  assert.deepEqual(run(runspace, '1 + 1').output, [2]);
});

test('deep recursion through subexpressions, methods and pipelines is no crash either', async () => {
  const runspace = await openTestRunspace();
  for (const body of [
    '$(f)',
    '1 | ForEach-Object { f }',
    '@(f)',
    '(1).ForEach({ f })',
    '& { f }',
    'switch (1) { 1 { f } }',
  ]) {
    const { outcome, errors } = run(runspace, `function f { ${body} }; f`);
    assert.ok(
      [...errors, outcome.error?.errorId].some(
        (id) => id?.startsWith('CallDepthOverflow') || id?.startsWith('ScriptCallDepth'),
      ),
      `${body}: ${errors} ${outcome.state}`,
    );
  }
  assert.equal(runspace.depth, 0);
});

test('the stop flag ends loops, pipelines and recursion; finally blocks still run', async () => {
  for (const script of [
    'while ($true) { }',
    'for (;;) { $i++ }',
    'do { } while ($true)',
    '& { while ($true) { 1 } } | ForEach-Object { $_ }',
  ]) {
    const runspace = await openTestRunspace();
    runspace.deadline = Date.now() + 20;
    assert.equal(run(runspace, script).outcome.state, 'stopped', script);
  }
  const runspace = await openTestRunspace();
  let stopped = false;
  const output: unknown[] = [];
  const outcome = runspace.invoke('try { 1; while ($true) { } } finally { 2 }', {
    output(value) {
      output.push(value);
      if (!stopped) runspace.stop();
      stopped = true;
    },
    error() {},
    warning() {},
    verbose() {},
    debug() {},
    information() {},
    progress() {},
  });
  assert.deepEqual([outcome.state, output], ['stopped', [1, 2]]);
});

test('exit gives its code to the host', async () => {
  const runspace = await openTestRunspace();
  assert.equal(run(runspace, '1; exit 7; 2').outcome.exitCode, 7);
});

test('Select-Object -First ends what stands before it', async () => {
  const runspace = await openTestRunspace();
  assert.deepEqual(run(runspace, '& { $i = 0; while ($true) { $i++; $i } } | Select-Object -First 2').output, [1, 2]);
});

test('names from outside that JavaScript objects know mean nothing special', async () => {
  const runspace = await openTestRunspace();
  const script =
    '$h = @{ __proto__ = 1; constructor = 2 }; $h["__proto__"]; $h.constructor; $null -eq $h.hasOwnProperty; $__proto__ = 3; $__proto__';
  assert.deepEqual(run(runspace, script).output, [1, 2, true, 3]);
});

test('a parse error ends the invocation with its id', async () => {
  const runspace = await openTestRunspace();
  const { outcome } = run(runspace, 'if (');
  assert.equal(outcome.state, 'failed');
  assert.ok(outcome.error!.exception.typeName.endsWith('ParseException'));
});

test('using values are collected where a block is sent from and found where it runs', async () => {
  const runspace = await openTestRunspace();
  const { output } = run(
    runspace,
    '$a = 5; $o = @{ b = 6 }; { $using:a; "$using:a!"; & { $using:A + 1 }; $using:o.b }',
  );
  const block = output[0] as ScriptBlock;
  const values = runspace.within(() => collectUsingValues(block, runspace.session));
  const other = await openTestRunspace();
  assert.deepEqual(run(other, block.text, { usingValues: values }).output, [5, '5!', 6, 6]);
  assert.equal(run(other, block.text).errors[0], 'UsingWithoutInvokeCommand');
});
