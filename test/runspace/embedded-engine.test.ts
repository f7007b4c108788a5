import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { Worker } from 'node:worker_threads';
import { sessionServices } from '../../src/app/session-services.ts';
import { ClientError, RunspacePool, type RunspacePoolOptions } from '../../src/client/index.ts';
import { sessionKeyCrypto } from '../../src/crypto/session-key-crypto.ts';
import type { Machine } from '../../src/platform/machine.ts';
import { clixmlCodec } from '../../src/psrp/clixml-codec.ts';
import { embeddedEngine } from '../../src/runspace/embedded-engine.ts';
import { WarmWorkers } from '../../src/runspace/warm-workers.ts';

const warmWorkers = new WarmWorkers(
  (data, transfer) =>
    new Worker(new URL('./scripted-worker.ts', import.meta.url), {
      workerData: data,
      transferList: [...transfer],
      resourceLimits: { maxOldGenerationSizeMb: 64 },
    }),
  1,
);
after(() => warmWorkers.close());

let wedged = 0;
const machine = { identity: () => ({ computerName: 'TESTBOX' }) } as unknown as Machine;
const channel = embeddedEngine({
  warmWorkers,
  services: sessionServices({ machine, remoting: {} as never }) as never,
  codec: clixmlCodec(),
  crypto: sessionKeyCrypto,
  setup: {
    configurationName: '',
    hostInstanceId: crypto.randomUUID(),
    culture: 'en-US',
    connectedUser: undefined,
    workingDirectory: undefined,
  },
  isTransportSecure: true,
  stopLimits: { pipeline: 300, worker: 2000 },
  onWedged: () => wedged++,
});
const open = (options: Partial<RunspacePoolOptions> = {}) => RunspacePool.open({ channel, ...options });

test('output, warnings and errors arrive in order, and the runspace keeps its state', async () => {
  await using pool = await open();
  assert.deepEqual((await pool.run('echo hello')).output, ['hello']);
  const streams = [];
  for await (const { stream } of pool.start('warn careful')) streams.push(stream);
  assert.deepEqual(streams, ['warning', 'error']);
  assert.deepEqual((await pool.run('remember')).output, [1]);
  assert.deepEqual((await pool.run('remember')).output, [2]);
  assert.equal(await pool.resetRunspaceState(), true);
  assert.deepEqual((await pool.run('remember')).output, [1]);
  assert.deepEqual((await pool.run('computer')).output, ['TESTBOX']);
});

test('input flows into a running pipeline', async () => {
  await using pool = await open();
  const { output } = await pool.run('sum', { input: [1, 2, 3, 4] });
  assert.deepEqual(output, [10]);
});

test('a script asks the client for a line', async () => {
  await using pool = await open({ host: { methods: { ReadLine: () => 'typed' } } });
  assert.deepEqual((await pool.run('ask')).output, ['typed']);
});

test('a terminating error ends the pipeline and not the session', async () => {
  await using pool = await open();
  await assert.rejects(pool.run('fail on purpose'), (error: ClientError) => error.code === 'PipelineFailed');
  assert.deepEqual((await pool.run('echo again')).output, ['again']);
});

for (const script of ['spin', 'sleep 60000', 'flood']) {
  test(`stop ends "${script}" and the session goes on`, async () => {
    await using pool = await open();
    const pipeline = pool.start(script);
    const seen = (async () => {
      for await (const _ of pipeline);
    })();
    await new Promise((resolve) => setTimeout(resolve, 100));
    await pipeline.stop();
    await seen;
    assert.equal((await pipeline.finished).state, 'stopped');
    assert.deepEqual((await pool.run('echo alive')).output, ['alive']);
  });
}

test('a stop that comes before the thread has begun ends the pipeline and not the session', async () => {
  // The first worker is warm; the second starts with the pipeline and is stopped while it loads.
  await using first = await open();
  await using pool = await open();
  const pipeline = pool.start('computer');
  await pipeline.stop();
  assert.equal((await pipeline.finished).error?.code ?? 'PipelineStopped', 'PipelineStopped');
  assert.deepEqual((await pool.run('computer')).output, ['TESTBOX']);
  assert.deepEqual((await first.run('echo too')).output, ['too']);
});

test('a script that does not stop loses its thread, and its session breaks with a reason', async () => {
  const pool = await open();
  const other = await open();
  const pipeline = pool.start('wedge');
  await new Promise((resolve) => setTimeout(resolve, 50));
  await pipeline.stop();
  assert.equal((await pipeline.finished).state, 'failed');
  assert.deepEqual((await other.run('echo fine')).output, ['fine']);
  assert.equal(wedged, 0);
  await pool.close();
  await other.close();
});

test('a session that eats its memory ends; another one goes on', async () => {
  const pool = await open();
  const other = await open();
  await assert.rejects(pool.run('memory'), ClientError);
  assert.deepEqual((await other.run('echo fine')).output, ['fine']);
  await pool.close();
  await other.close();
});

test('a reader that stops reading stops the script', async () => {
  await using pool = await open();
  const before = process.memoryUsage.rss();
  const pipeline = pool.start('flood', { maxWaitingBytes: 100_000 });
  await new Promise((resolve) => setTimeout(resolve, 300));
  assert.ok(process.memoryUsage.rss() - before < 60e6, 'memory stays bounded');
  await pipeline.stop();
});

test('a pool of two runspaces runs two pipelines at once', async () => {
  await using pool = await open({ minRunspaces: 1, maxRunspaces: 2 });
  const long = pool.start('sleep 60000');
  assert.deepEqual((await pool.run('echo beside')).output, ['beside']);
  assert.equal(await pool.getAvailableRunspaces(), 1);
  await long.stop();
});

test('ten thousand objects cross', async () => {
  await using pool = await open();
  const { output } = await pool.run('count 10000');
  assert.equal(output.length, 10_000);
  assert.equal(output.at(-1), 10_000);
});
