// The whole way: client library, WSMan channel, a few sealed connections, listener, service, engine - and what it costs.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { it } from 'node:test';
import { RunspacePool } from '../../../src/client/index.ts';
import { ConnectionPool } from '../../../src/http/connection-pool.ts';
import { WinrmService } from '../../../src/server/index.ts';
import { wsmanChannelFactory } from '../../../src/transport/wsman/wsman-channel.ts';
import { scriptedEngine } from '../../client/scripted-engine.ts';
import { startService, USER } from '../../http/service.ts';

async function session(
  run: (pool: RunspacePool, connections: ConnectionPool) => Promise<void>,
): Promise<{ requests: number; connections: number }> {
  const sessions: string[] = [];
  const engine = scriptedEngine({
    hello: ({ write }) => write('output', 'hello'),
    count: async ({ write }) => {
      for (let number = 0; number < 1000; number++) await write('output', number);
    },
    double: async ({ input, write }) => {
      for await (const value of input) await write('output', Number(value) * 2);
    },
    wait: ({ stopped }) => new Promise((resolve) => stopped.addEventListener('abort', () => resolve())),
    throw: () => {
      throw new Error('wrong');
    },
  });
  const service = new WinrmService({
    computerName: 'SRV01',
    engineFor: ({ identity }) => {
      sessions.push(identity.userName);
      return engine;
    },
  });
  await using listener = await startService({ handle: service.handle });
  const connections = new ConnectionPool({ connect: () => listener.client() });
  const id = randomUUID();
  const pool = await RunspacePool.open({
    id,
    channel: wsmanChannelFactory({
      exchange: (envelope, options) => connections.exchange(envelope, options),
      endpoint: `http://127.0.0.1:${listener.port}/wsman`,
      runspacePoolId: id,
    }),
  });
  try {
    await run(pool, connections);
  } finally {
    await pool.close();
  }
  const cost = { requests: listener.requestCount, connections: listener.listener.connectionCount };
  connections.close();
  assert.deepEqual(sessions, [USER]);
  assert.equal(service.shellCount, 0);
  await service.close();
  return cost;
}

it('runs one command in six requests on one connection, authentication included', async () => {
  const cost = await session(async (pool) => {
    const { output, state } = await pool.start('hello').collect();
    assert.deepEqual([output, state], [['hello'], 'completed']);
  });
  assert.deepEqual(cost, { requests: 6, connections: 1 });
});

it('runs each further command in two requests', async () => {
  const { requests } = await session(async (pool) => {
    for (let turn = 0; turn < 5; turn++) assert.deepEqual((await pool.start('hello').collect()).output, ['hello']);
  });
  assert.equal(requests, 6 + 4 * 2);
});

it('stops a pipeline whose Receive waits, over a connection of its own', async () => {
  const { connections } = await session(async (pool) => {
    const pipeline = pool.start('wait');
    const collected = pipeline.collect({ throwOnError: false });
    await new Promise((resolve) => setTimeout(resolve, 20));
    assert.equal((await pipeline.stop()).state, 'stopped');
    assert.deepEqual((await collected).output, []);
    assert.deepEqual((await pool.start('hello').collect()).output, ['hello']);
  });
  assert.ok(connections <= 3, `${connections}`);
});

it('carries many objects both ways, in order, and errors', async () => {
  await session(async (pool) => {
    const numbers = Array.from({ length: 1000 }, (_, number) => number);
    assert.deepEqual((await pool.start('count').collect()).output.map(Number), numbers);
    const doubled = await pool.start('double', { input: numbers }).collect();
    assert.deepEqual(
      doubled.output.map(Number),
      numbers.map((number) => number * 2),
    );
    const failed = await pool.start('throw').collect({ throwOnError: false });
    assert.equal(failed.state, 'failed');
  });
});
