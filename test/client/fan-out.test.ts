import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ClientError } from '../../src/client/client-error.ts';
import { type FanOutHost, type FanOutRecord, invokeOnHosts, invokeRawOnHosts } from '../../src/client/fan-out.ts';
import { RunspacePool } from '../../src/client/runspace-pool.ts';
import { type Script, scriptedEngine } from './scripted-engine.ts';

function host(computerName: string, script: Script): FanOutHost {
  const channel = scriptedEngine({ run: script });
  return { computerName, pool: (signal) => RunspacePool.open({ channel, computerName, signal, timeoutMs: 5000 }) };
}

const until = (signal: AbortSignal) =>
  new Promise<void>((resolve) => (signal.aborted ? resolve() : signal.addEventListener('abort', () => resolve())));

test('results come tagged as they come, and every host has exactly one end', async () => {
  const hosts = Array.from({ length: 5 }, (_, i) =>
    host(`SRV0${i}`, async ({ write, command }) => {
      for (let k = 0; k < 3; k++) await write('output', [i, k, command.text]);
    }),
  );
  const records: FanOutRecord[] = [];
  for await (const record of invokeOnHosts(hosts, 'run')) records.push(record);
  assert.equal(records.length, 20);
  for (const { computerName } of hosts) {
    const own = records.filter((record) => record.computerName === computerName);
    assert.deepEqual(
      own.map(({ stream }) => stream),
      ['output', 'output', 'output', 'end'],
    );
    assert.equal(new Set(own.map(({ runspaceId }) => runspaceId)).size, 1);
  }
  assert.equal(new Set(records.map(({ runspaceId }) => runspaceId)).size, 5);
});

test('a host that cannot be reached, fails or dies half-way leaves the others their results', async () => {
  const fine: Script = ({ write }) => write('output', 'fine');
  const hosts: FanOutHost[] = [
    host('SRV01', fine),
    {
      computerName: 'SRV02',
      pool: () => Promise.reject(new ClientError('OpenFailed', 'refused', { computerName: 'SRV02' })),
    },
    host('SRV03', () => {
      throw new Error('boom');
    }),
    host('SRV04', async ({ write, die }) => {
      await write('output', 'last words');
      die();
      await new Promise(() => undefined);
    }),
    host('SRV05', fine),
  ];
  const ends = new Map<string, string>();
  const output: [string, unknown][] = [];
  for await (const record of invokeOnHosts(hosts, 'run')) {
    if (record.stream === 'end') {
      const { error } = record.result;
      if (error !== undefined) assert.equal(error.computerName, record.computerName);
      ends.set(record.computerName, error?.code ?? record.result.state);
    } else output.push([record.computerName, record.value]);
  }
  assert.deepEqual(Object.fromEntries(ends), {
    SRV01: 'completed',
    SRV02: 'OpenFailed',
    SRV03: 'PipelineFailed',
    SRV04: 'PoolBroken',
    SRV05: 'completed',
  });
  assert.deepEqual(output.sort(), [
    ['SRV01', 'fine'],
    ['SRV04', 'last words'],
    ['SRV05', 'fine'],
  ]);
});

test('no more hosts than the throttle work at once', async () => {
  let running = 0;
  let most = 0;
  const hosts = Array.from({ length: 12 }, (_, i) =>
    host(`SRV${i}`, async ({ write }) => {
      most = Math.max(most, ++running);
      await write('output', i);
      await new Promise((resolve) => setImmediate(resolve));
      running--;
    }),
  );
  for await (const _ of invokeOnHosts(hosts, 'run', { throttle: 3 }));
  assert.ok(most <= 3 && most >= 2, `${most} at once`);
  await assert.rejects(invokeOnHosts(hosts, 'run', { throttle: 0 }).next(), { code: 'InvalidArgument' });
});

test('a host that hangs does not keep the others back', async () => {
  const hosts = [
    host('SLOW', ({ stopped }) => until(stopped)),
    ...Array.from({ length: 6 }, (_, i) => host(`SRV${i}`, ({ write }) => write('output', i))),
  ];
  const finished: string[] = [];
  for await (const record of invokeOnHosts(hosts, 'run', { throttle: 2 })) {
    if (record.stream === 'end') finished.push(record.computerName);
    if (finished.length === 6) break;
  }
  assert.equal(finished.includes('SLOW'), false);
});

test('leaving the loop, or a signal, stops every host', async () => {
  let stoppedCount = 0;
  const endless: Script = async ({ write, stopped }) => {
    while (!stopped.aborted) await write('output', 'x');
    stoppedCount++;
  };
  const hosts = ['A', 'B', 'C'].map((name) => host(name, endless));
  for await (const record of invokeOnHosts(hosts, 'run')) if (record.computerName === 'C') break;
  assert.equal(stoppedCount, 3);

  const controller = new AbortController();
  const codes: (string | undefined)[] = [];
  for await (const record of invokeOnHosts(hosts, 'run', { signal: controller.signal })) {
    if (record.stream === 'end') codes.push(record.result.error?.code);
    else controller.abort();
  }
  assert.deepEqual(codes, ['Aborted', 'Aborted', 'Aborted']);
});

test('memory stays bounded when the reader of many fast hosts is slow', async () => {
  let written = 0;
  const hosts = Array.from({ length: 4 }, (_, i) =>
    host(`SRV${i}`, async ({ write, stopped }) => {
      while (!stopped.aborted) {
        await write('output', 'x'.repeat(50_000));
        written++;
      }
    }),
  );
  const records = invokeRawOnHosts(hosts, 'run', { maxWaitingBytes: 200_000 });
  await records.next();
  await new Promise((resolve) => setTimeout(resolve, 100));
  const early = written;
  await new Promise((resolve) => setTimeout(resolve, 50));
  assert.equal(written, early, 'the hosts go on though nobody reads');
  assert.ok(early < 500, `${early} objects wait`);
  await records.return(undefined);
});
