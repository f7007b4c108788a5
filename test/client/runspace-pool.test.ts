import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ClientError } from '../../src/client/client-error.ts';
import { PowerShell } from '../../src/client/power-shell.ts';
import { RunspacePool, type RunspacePoolOptions } from '../../src/client/runspace-pool.ts';
import { toPlain } from '../../src/client/to-plain.ts';
import { Hashtable } from '../../src/psobject/collections.ts';
import type { ErrorRecord } from '../../src/psobject/error-record.ts';
import { InformationalRecord, InformationRecord, ProgressRecord } from '../../src/psobject/records.ts';
import { SecureString } from '../../src/psobject/values.ts';
import { errorRecord, type Script, type ScriptedEngineOptions, scriptedEngine } from './scripted-engine.ts';

function open(
  scripts: Record<string, Script>,
  options: Partial<RunspacePoolOptions> = {},
  engine: ScriptedEngineOptions = {},
): Promise<RunspacePool> {
  return RunspacePool.open({ channel: scriptedEngine(scripts, engine), timeoutMs: 5000, ...options });
}

const rejects = (promise: Promise<unknown>, code: string, message?: RegExp) =>
  assert.rejects(promise, (error: ClientError) => {
    assert.ok(error instanceof ClientError, String(error));
    assert.equal(error.code, code);
    if (message !== undefined) assert.match(error.message, message);
    return true;
  });

test('records of every stream come in order with their types', async () => {
  await using pool = await open({
    all: async ({ write }) => {
      await write('output', 'text');
      await write('error', errorRecord('not so bad'));
      await write('warning', new InformationalRecord('Warning', 'w'));
      await write('verbose', new InformationalRecord('Verbose', 'v'));
      await write('debug', new InformationalRecord('Debug', 'd'));
      await write('information', new InformationRecord('i', 'here'));
      await write('progress', new ProgressRecord('Working', 'hard'));
      await write('output', null);
    },
  });
  const seen: [string, unknown][] = [];
  const pipeline = pool.start('all');
  for await (const record of pipeline) {
    switch (record.stream) {
      case 'output':
        seen.push(['output', record.value]);
        break;
      case 'error':
        seen.push(['error', record.value.exception.message]);
        break;
      case 'information':
        seen.push(['information', record.value.messageData]);
        break;
      case 'progress':
        seen.push(['progress', record.value.activity]);
        break;
      default:
        seen.push([record.stream, record.value.message]);
    }
  }
  assert.deepEqual(seen, [
    ['output', 'text'],
    ['error', 'not so bad'],
    ['warning', 'w'],
    ['verbose', 'v'],
    ['debug', 'd'],
    ['information', 'i'],
    ['progress', 'Working'],
    ['output', null],
  ]);
  assert.deepEqual(await pipeline.finished, { state: 'completed' });
});

test('a terminating error is thrown after the records before it, and kept as ErrorRecord', async () => {
  await using pool = await open({
    fails: async ({ write }) => {
      await write('output', 1);
      throw new Error('boom');
    },
  });
  const output: unknown[] = [];
  await rejects(
    (async () => {
      for await (const value of pool.start('fails').output()) output.push(value);
    })(),
    'PipelineFailed',
    /^boom$/,
  );
  assert.deepEqual(output, [1]);
  const { error, output: kept } = await pool.start('fails').collect({ throwOnError: false });
  assert.deepEqual(kept, [1]);
  assert.equal(error?.origin, 'remote');
  assert.equal((error!.errorRecord as ErrorRecord).exception.message, 'boom');
});

test('input streams in and results stream out while it does', async () => {
  await using pool = await open({
    double: async ({ input, write }) => {
      for await (const value of input) await write('output', (value as number) * 2);
    },
  });
  const pipeline = pool.start('double', { openInput: true });
  const results = pipeline.output();
  for (const value of [1, 2, 3]) {
    await pipeline.write(value);
    assert.equal((await results.next()).value, value * 2);
  }
  await pipeline.endInput();
  assert.equal((await results.next()).done, true);

  async function* generated() {
    for (let i = 0; i < 200; i++) yield i;
  }
  const { output } = await pool.run('double', { input: generated() });
  assert.equal(output.length, 200);
});

test('an input that throws stops the script instead of ending its input', async () => {
  await using pool = await open({
    count: async ({ input, write }) => {
      let count = 0;
      for await (const _ of input) count++;
      await write('output', count);
    },
  });
  async function* broken() {
    yield 1;
    throw new Error('the disk is gone');
  }
  const pipeline = pool.start('count', { input: broken() });
  await assert.rejects(pipeline.collect(), /the disk is gone/);
  assert.equal((await pipeline.finished).state, 'stopped');
});

test('arguments arrive by name and by position', async () => {
  await using pool = await open({
    'param($a) $a': async ({ command, write }) => {
      for (const { name, value } of command.parameters) await write('output', `${name}=${toPlain(value)}`);
    },
    'Get-Thing': async ({ command, write }) => {
      await write('output', [command.isScript, command.mergeError, command.parameters.length]);
    },
  });
  const run = await pool.run('param($a) $a', { parameters: { a: 'x' }, arguments: [2n] });
  assert.deepEqual(run.output, ['a=x', 'undefined=2']);
  const command = PowerShell.command('Get-Thing').addParameter('Switch').addArgument([1]).mergeStreams(['error']);
  assert.deepEqual(toPlain((await pool.run(command)).output), [[false, 'Output', 2]]);
});

test('leaving the loop stops the script', async () => {
  let wasStopped = false;
  await using pool = await open({
    endless: async ({ write, stopped }) => {
      for (let i = 0; !stopped.aborted; i++) await write('output', i);
      wasStopped = true;
    },
  });
  const pipeline = pool.start('endless');
  for await (const { value } of pipeline) if (value === 100) break;
  assert.equal((await pipeline.finished).state, 'stopped');
  assert.equal(wasStopped, true);
});

test('stop during output keeps what came and ends the iteration without an error', async () => {
  await using pool = await open({
    endless: async ({ write, stopped }) => {
      for (let i = 0; !stopped.aborted; i++) await write('output', i);
    },
  });
  const pipeline = pool.start('endless');
  let count = 0;
  for await (const _ of pipeline) if (++count === 10) void pipeline.stop();
  assert.ok(count >= 10);
  const { state, error } = await pipeline.finished;
  assert.equal(state, 'stopped');
  assert.equal(error?.code, 'PipelineStopped');
});

test('a slow reader holds the script up: what waits is bounded', async () => {
  let written = 0;
  await using pool = await open({
    big: async ({ write, stopped }) => {
      while (!stopped.aborted) {
        await write('output', 'x'.repeat(10_000));
        written++;
      }
    },
  });
  await using pipeline = pool.start('big', { maxWaitingBytes: 100_000 });
  await new Promise((resolve) => setTimeout(resolve, 50));
  const early = written;
  assert.ok(early > 0 && early < 30, `${early} objects were written without a reader`);
  await new Promise((resolve) => setTimeout(resolve, 20));
  assert.equal(written, early);
  let read = 0;
  for await (const _ of pipeline) if (++read === 50) break;
  assert.ok(written >= 50);
});

test('a time limit and an AbortSignal stop the script and say so', async () => {
  const wait: Script = ({ stopped }) => new Promise((resolve) => stopped.addEventListener('abort', () => resolve()));
  await using pool = await open({ wait });
  await rejects(pool.run('wait', { timeoutMs: 10 }), 'Timeout');
  const controller = new AbortController();
  const run = pool.run('wait', { signal: controller.signal });
  controller.abort(new Error('enough'));
  await rejects(run, 'Aborted');
  await rejects(pool.run('wait', { signal: AbortSignal.abort() }), 'Aborted');
  // The pool is as good as before.
  assert.equal(pool.state, 'opened');
});

test('host calls reach the callbacks, and a missing one fails in the script', async () => {
  const answers: unknown[] = [];
  const lines: unknown[] = [];
  await using pool = await open(
    {
      ask: async ({ callHost, write }) => {
        void callHost('WriteLine2', ['to the host']);
        for (const [method, parameters] of [
          ['ReadLine', []],
          ['PromptForChoice', ['Caption', 'Message', [{ label: '&Yes' }, { label: '&No' }], 1]],
          ['Prompt', ['Caption', 'Message', [{ name: 'Name' }]]],
          ['GetName', []],
          ['ReadKey', [4]],
        ] as const) {
          answers.push(await callHost(method, parameters));
        }
        await write('output', 'done');
      },
    },
    {
      host: {
        methods: {
          WriteLine2: (text) => {
            lines.push(text);
          },
          ReadLine: async () => 'typed',
          PromptForChoice: (_caption, _message, choices, defaultChoice) => {
            assert.deepEqual(choices, [{ label: '&Yes' }, { label: '&No' }]);
            return 1 - defaultChoice;
          },
          Prompt: (_caption, _message, fields) => new Map(fields.map(({ name }) => [name, 'value'])),
          GetName: () => {
            throw new Error('no name');
          },
        },
      },
    },
  );
  await pool.run('ask');
  const results = answers as { result?: unknown; error?: { exception: { message: string } } }[];
  assert.deepEqual(lines, ['to the host']);
  assert.deepEqual(
    results.slice(0, 3).map(({ result }) => result),
    ['typed', 0, new Map([['Name', 'value']])],
  );
  assert.equal(results[3]?.error?.exception.message, 'no name');
  assert.match(results[4]?.error?.exception.message ?? '', /does not support ReadKey/);
});

test('a secure string gets its session key by itself, in either direction of need', async () => {
  await using pool = await open(
    {
      reveal: async ({ input, write }) => {
        for await (const value of input) await write('output', (value as SecureString).reveal());
      },
    },
    { protocolVersion: '2.3' },
  );
  const { output } = await pool.run('reveal', { input: [new SecureString('hidden')] });
  assert.deepEqual(output, ['hidden']);
});

test('what the server tells of itself, and what it is told', async () => {
  const news: unknown[] = [];
  await using pool = await open(
    {},
    { applicationArguments: { answer: 42 }, minRunspaces: 2, maxRunspaces: 5 },
    {
      privateData: Hashtable.of([['name', 'stand-in']]),
      onNews: (item) => news.push(item.type === 'opening' ? toPlain(item.init.applicationArguments) : item.type),
    },
  );
  assert.deepEqual(toPlain(await pool.privateData), Object.assign(Object.create(null), { name: 'stand-in' }));
  assert.equal(await pool.setMaxRunspaces(9), true);
  assert.equal(await pool.getAvailableRunspaces(), 7);
  assert.equal(await pool.resetRunspaceState(), true);
  assert.deepEqual(news, [
    Object.assign(Object.create(null), { answer: 42 }),
    'setMaxRunspaces',
    'getAvailableRunspaces',
    'resetRunspaceState',
  ]);
});

test('a pool that the server refuses, and one that never answers, do not open', async () => {
  const refuse = (pool: { core: { broken(error: unknown): void } }) => {
    pool.core.broken(errorRecord('no room'));
    return false;
  };
  await rejects(open({}, { computerName: 'SRV01' }, { onOpening: refuse as never }), 'OpenFailed', /no room/);
  await rejects(open({}, { timeoutMs: 20 }, { onOpening: () => false }), 'Timeout');
  await rejects(open({}, { signal: AbortSignal.abort() }, { onOpening: () => false }), 'Aborted');
});

test('an engine that dies half-way ends its pipelines with an error and keeps what came', async () => {
  const states: string[] = [];
  const pool = await open(
    {
      die: async ({ write, die }) => {
        await write('output', 'last words');
        die();
        await new Promise(() => undefined);
      },
    },
    { computerName: 'SRV01', onStateChange: (state) => states.push(state) },
  );
  const seen: unknown[] = [];
  await rejects(
    (async () => {
      for await (const value of pool.start('die').output()) seen.push(value);
    })(),
    'PoolBroken',
    /The engine has died/,
  );
  assert.deepEqual(seen, ['last words']);
  assert.equal(pool.state, 'broken');
  assert.deepEqual(states, ['opened', 'broken']);
  await rejects(pool.run('die'), 'PoolBroken');
  await pool.close();
});

test('closing the pool ends what runs, and nothing runs afterwards', async () => {
  const pool = await open({
    wait: ({ stopped }) => new Promise((resolve) => stopped.addEventListener('abort', () => resolve())),
  });
  const run = pool.run('wait');
  const failed = assert.rejects(run, ClientError);
  await pool.close();
  await pool.close();
  await failed;
  assert.equal(pool.state, 'closed');
  assert.throws(() => pool.start('wait'), { code: 'PoolClosed' });
});

test('raw records are the bytes of the wire', async () => {
  await using pool = await open({ one: ({ write }) => write('output', 'a<b') });
  const payloads: string[] = [];
  for await (const { stream, payload } of pool.start('one').raw()) {
    assert.equal(stream, 'output');
    payloads.push(Buffer.from(payload).toString());
  }
  assert.deepEqual(payloads, ['<S>a&lt;b</S>']);
});
