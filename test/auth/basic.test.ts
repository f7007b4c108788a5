import assert from 'node:assert/strict';
import { test } from 'node:test';
import { basicMechanism } from '../../src/auth/basic/basic.ts';
import { Credential, parseQualifiedName } from '../../src/auth/credential.ts';
import { LoginThrottle } from '../../src/auth/login-throttle.ts';
import { account, clientOptions, converse, directoryOf, PASSWORD, serverOptions, USER } from './conversation.ts';

test('Basic carries name and password in UTF-8, colons in the password included', async () => {
  const { server } = await converse(basicMechanism.client(clientOptions()), basicMechanism.server(serverOptions()));
  assert.deepEqual(server.identity, { domain: 'SRV01', userName: USER, administrator: true, mechanism: 'Basic' });
  assert.equal(server.protection, undefined);
});

test('Basic refuses a wrong password, bytes without a colon and an empty name', async () => {
  const step = (text: string) => basicMechanism.server(serverOptions()).step(Buffer.from(text));
  await assert.rejects(step(`${USER}:wrong`), { code: 'LogonDenied' });
  await assert.rejects(step('nocolon'), { code: 'InvalidToken' });
  await assert.rejects(step(`:${PASSWORD}`), { code: 'InvalidToken' });
  const credential = new Credential('a:b', PASSWORD);
  await assert.rejects(basicMechanism.client(clientOptions({ credential })).step(), { code: 'MechanismUnsupported' });
});

test('Basic credentials in ISO 8859-1 are read as such when they cannot be UTF-8', async () => {
  const accounts = directoryOf(account('plain', 'Pässword'), 'Pässword');
  const step = await basicMechanism.server(serverOptions({ accounts })).step(Buffer.from('plain:Pässword', 'latin1'));
  assert.equal(step.kind, 'done');
});

test('user names split at the first backslash, and principal names stay whole', () => {
  assert.deepEqual(parseQualifiedName('LAB\\admin'), { domain: 'LAB', userName: 'admin' });
  assert.deepEqual(parseQualifiedName('admin@lab.local'), { domain: '', userName: 'admin@lab.local' });
  assert.deepEqual(parseQualifiedName('admin'), { domain: '', userName: 'admin' });
});

/** A throttle whose waits are recorded, and whose clock moves only by them. */
function throttled() {
  const waits: number[] = [];
  let clock = 0;
  const throttle = new LoginThrottle({ now: () => clock, wait: async (ms) => void waits.push(ms) });
  return { throttle, waits, advance: (ms: number) => (clock += ms) };
}

test('the first three wrong guesses are free, further ones wait longer and longer, up to five seconds', async () => {
  const { throttle, waits, advance } = throttled();
  const attempts = throttle.from('192.0.2.1');
  for (let i = 0; i < 10; i++) {
    await attempts.turn('D', 'user');
    attempts.failed('d', 'USER');
    advance(i < 3 ? 0 : waits.at(-1)!);
  }
  assert.equal(waits.length, 7);
  assert.equal(waits[0], 250);
  assert.ok(waits.every((wait, i) => i === 0 || wait >= waits[i - 1]!));
  assert.ok(Math.max(...waits) >= 5_000 && waits.at(-1)! <= 15_000, waits.join());
});

test('parallel guesses queue, other users and addresses do not wait, and success or time forgets', async () => {
  const { throttle, waits, advance } = throttled();
  const attempts = throttle.from('192.0.2.1');
  for (let i = 0; i < 3; i++) attempts.failed('', 'user');
  await Promise.all([1, 2, 3].map(() => attempts.turn('', 'user')));
  assert.deepEqual(waits, [250, 500, 750]);
  await attempts.turn('', 'other');
  await throttle.from('192.0.2.2').turn('', 'user');
  assert.equal(waits.length, 3);
  advance(16 * 60_000);
  await attempts.turn('', 'user');
  assert.equal(waits.length, 3);
  for (let i = 0; i < 3; i++) attempts.failed('', 'user');
  attempts.succeeded('', 'user');
  await attempts.turn('', 'user');
  assert.equal(waits.length, 3);
});

test('invented user names do not fill the memory', () => {
  const { throttle } = throttled();
  const attempts = throttle.from('192.0.2.1');
  for (let i = 0; i < 12_000; i++) attempts.failed('', `user${i}`);
  assert.equal(throttle.size, 10_000);
});
