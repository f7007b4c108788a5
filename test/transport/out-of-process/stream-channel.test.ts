import assert from 'node:assert/strict';
import { PassThrough } from 'node:stream';
import { test } from 'node:test';
import type { ClientError } from '../../../src/client/client-error.ts';
import { RunspacePool } from '../../../src/client/runspace-pool.ts';
import type { PsrpChannelFactory } from '../../../src/psrp/channel.ts';
import { childProcessChannel } from '../../../src/transport/out-of-process/child-process-channel.ts';
import { serveOutOfProcess } from '../../../src/transport/out-of-process/out-of-process-server.ts';
import { streamChannel } from '../../../src/transport/out-of-process/stream-channel.ts';
import { type Script, scriptedEngine } from '../../client/scripted-engine.ts';

const scripts: Record<string, Script> = {
  echo: async ({ input, write }) => {
    for await (const value of input) await write('output', value);
  },
  endless: async ({ write, stopped }) => {
    while (!stopped.aborted) await write('output', 'x'.repeat(1000));
  },
  some: async ({ write }) => {
    for (let i = 0; i < 500; i++) await write('output', 'x'.repeat(1000));
  },
  die: ({ die }) => {
    die();
    return new Promise(() => undefined);
  },
};

/** Our client and our server with two small pipes between them. */
function connect(engine: PsrpChannelFactory = scriptedEngine(scripts)) {
  const toServer = new PassThrough({ highWaterMark: 1024 });
  const toClient = new PassThrough({ highWaterMark: 1024 });
  const served = serveOutOfProcess(engine, { input: toServer, output: toClient });
  served.catch(() => undefined);
  return { channel: streamChannel({ input: toClient, output: toServer }), served, toServer, toClient };
}

test('a pool works over small pipes: input, output, and an end on both sides', async () => {
  const { channel, served } = connect();
  const pool = await RunspacePool.open({ channel });
  const { output } = await pool.run('echo', { input: ['a', 'b'.repeat(100_000), 'c'] });
  assert.deepEqual(
    (output as string[]).map(({ length }) => length),
    [1, 100_000, 1],
  );
  await pool.close();
  await served;
});

test('a pipeline that nobody reads holds up another only when it passes the bound, and stops even then', async () => {
  const { channel } = connect();
  await using pool = await RunspacePool.open({ channel });
  const small = pool.start('some', { maxWaitingBytes: 1000 });
  const { output } = await pool.run('echo', { input: [1, 2, 3] });
  assert.deepEqual(output, [1, 2, 3]);
  const endless = pool.start('endless', { maxWaitingBytes: 1000 });
  assert.equal((await endless.stop()).state, 'stopped');
  assert.equal((await small.collect()).output.length, 500);
});

test('the peer may vanish, babble or break the protocol: a typed error each time', async () => {
  for (const [spoil, code] of [
    [(to: PassThrough) => to.end(), 'ConnectionLost'],
    [(to: PassThrough) => to.destroy(new Error('reset')), 'ConnectionLost'],
    [(to: PassThrough) => to.write('Segmentation fault\n'), 'InvalidPacket'],
    [(to: PassThrough) => to.write("<Command PSGuid='aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee' />\n"), 'InvalidPacket'],
    [(to: PassThrough) => to.write('x'.repeat(5 * 1024 * 1024)), 'LineTooLong'],
  ] as const) {
    const { channel, toClient } = connect();
    const pool = await RunspacePool.open({ channel });
    const pipeline = pool.start('endless');
    await assert.rejects(
      (async () => {
        let count = 0;
        for await (const _ of pipeline) if (++count === 5) spoil(toClient);
      })(),
      (error: ClientError) => error.code === 'PoolBroken' && (error.cause as { code: string }).code === code,
      code,
    );
    assert.equal(pool.state, 'broken');
    await pool.close();
  }
});

test('the server ends with an error when its client breaks the protocol, and cleanly when the client is gone', async () => {
  for (const line of ['nonsense\n', "<CommandAck PSGuid='aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee' />\n"]) {
    const { served, toServer } = connect();
    toServer.write(line);
    await assert.rejects(served, { code: 'InvalidPacket' });
  }
  const { channel, served, toServer } = connect();
  await RunspacePool.open({ channel });
  toServer.end();
  await served;
});

test('an engine that dies ends the server with its reason', async () => {
  const { channel, served } = connect();
  const pool = await RunspacePool.open({ channel });
  await assert.rejects(pool.run('die'), { code: 'PoolBroken' });
  await assert.rejects(served, /The engine has died/);
});

test('a command that does not exist, exits or says something else', async () => {
  const open = (command: string, ...args: string[]) =>
    RunspacePool.open({ channel: childProcessChannel({ command, arguments: args }), timeoutMs: 10_000 });
  const fails = (pool: Promise<unknown>, code: string, message: RegExp) =>
    assert.rejects(pool, (error: ClientError) => {
      assert.equal(error.code, 'OpenFailed');
      assert.equal((error.cause as { code: string }).code, code);
      assert.match(error.message, message);
      return true;
    });
  await fails(open('/nonexistent/pwsh'), 'ProcessNotStarted', /could not be started: it was not found/);
  const script = 'process.stdin.once("data", () => { console.error("no configuration"); process.exit(7); })';
  await fails(open(process.execPath, '-e', script), 'ProcessExited', /exit code 7: no configuration/);
  await fails(open(process.execPath, '-e', 'console.log("hello")'), 'InvalidPacket', /Not a packet/);
});
