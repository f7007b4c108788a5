// What goes wrong half-way through the whole stack: one clear error for the client, and the service goes on.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { connect } from '../../src/app/connect.ts';
import { remoteFault } from '../../src/app/remote-fault.ts';
import type { ClientError } from '../../src/client/index.ts';
import { eventually, processesWith, props } from './harm.ts';
import { type Stack, startStack } from './stack.ts';

let stack: Stack;
before(async () => {
  stack = await startStack(['alice'], { minIdleTimeout: 100 });
});
after(() => stack[Symbol.asyncDispose]());

const failureOf = async (work: Promise<unknown>): Promise<ClientError> => {
  try {
    await work;
  } catch (error) {
    return error as ClientError;
  }
  assert.fail('it did not fail');
};

test('a session host that is killed during a pipeline is one error; the next session works', async () => {
  const pool = await stack.connect('alice');
  const pipeline = pool.start("'begun'; while ($true) { }");
  const records = pipeline[Symbol.asyncIterator]();
  assert.equal((await records.next()).value.value, 'begun');
  stack.children.get('alice')!.at(-1)!.kill('SIGKILL');
  const error = await failureOf(records.next());
  assert.match(error.message, /The process that held the session has ended by SIGKILL\./);
  assert.equal((await records.next()).done, true, 'the error comes once');
  await eventually('the pool is broken', () => pool.state === 'broken');
  await pool.close();
  await eventually('its shell is gone', () => stack.shellCount === 0);
  await using next = await stack.connect('alice');
  assert.deepEqual((await next.run('1 + 1')).output, [2]);
});

test('commands that a script started end with its session host, however that ends', async () => {
  using things = props();
  const pool = await stack.connect('alice');
  const pipeline = pool.start(`/bin/sh -c 'sleep ${things.mark} & sleep ${things.mark}'`);
  await eventually('the commands run', () => processesWith(things.mark) >= 2);
  stack.children.get('alice')!.at(-1)!.kill('SIGKILL');
  assert.equal((await pipeline.finished).state, 'failed');
  await eventually('no command is left', () => processesWith(things.mark) === 0);
  await pool.close();
});

test('a client that vanishes leaves nothing behind after the idle timeout', async () => {
  const client = spawn(
    process.execPath,
    [join(import.meta.dirname, 'vanishing-client.ts'), `${stack.port}`, 'alice', '200'],
    { stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, PSREMOTING_PASSWORD: stack.password } },
  );
  await once(client.stdout, 'data');
  assert.equal(stack.shellCount, 1);
  client.kill('SIGKILL');
  await eventually('its shell is gone', () => stack.shellCount === 0);
  await using next = await stack.connect('alice');
  assert.deepEqual((await next.run('1 + 1')).output, [2]);
});

/** A port on which nobody listens. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, 'close');
  return port;
}

const opening = (host: string, reason: RegExp): RegExp =>
  new RegExp(
    `^Connecting to remote server ${host} failed with the following error message : ${reason.source} For more information, see the about_Remote_Troubleshooting Help topic\\.$`,
  );

test('a wrong password, an unknown host and a refused connection are one message each, in the shape of PowerShell', async () => {
  const credential = { userName: 'alice', password: 'wrong' };
  const wrong = remoteFault(await failureOf(stack.connect('alice', { password: 'wrong' })), '127.0.0.1', 'open');
  assert.match(wrong.message, opening('127\\.0\\.0\\.1', /Access is denied\./));
  assert.equal(wrong.errorId, 'AccessDenied');

  const unknown = remoteFault(
    await failureOf(connect({ computerName: 'nobody.invalid', trustedHosts: '*', credential })),
    'nobody.invalid',
    'open',
  );
  assert.match(unknown.message, opening('nobody\\.invalid', /.*(?:computer name|server name).*\./));
  assert.equal(unknown.errorId, 'ComputerNotFound');

  const refused = remoteFault(
    await failureOf(connect({ computerName: '127.0.0.1', port: await freePort(), credential })),
    '127.0.0.1',
    'open',
  );
  assert.match(refused.message, opening('127\\.0\\.0\\.1', /.*cannot.*\./));
  assert.equal(refused.errorId, 'CannotConnect');
});

test('names that JavaScript objects have are printed and returned like any others', async () => {
  await using pool = await stack.connect('alice');
  const { output } = await pool.run(`
    $table = @{ '__proto__' = 1; 'constructor' = 2 }
    $__proto__ = 5
    $object = [pscustomobject]@{ __proto__ = 1; toString = 2 }
    $table.Keys | Sort-Object
    $__proto__; $table.constructor; $object.toString; $null -eq $object.constructor
    $object | Format-Table | Out-String`);
  assert.deepEqual(output, [
    '__proto__',
    'constructor',
    5,
    2,
    2,
    true,
    '\n__proto__ toString\n--------- --------\n        1        2\n\n',
  ]);
});
