// PowerShell's own client against our server role over stdio, with the scripted stand-in for an engine.
import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { type PeerMessage, PeerProcess, peerOrSkip } from './peer.ts';

const standIn = fileURLToPath(new URL('stand-in-server.ts', import.meta.url));

async function openClient(t: TestContext): Promise<PeerProcess | undefined> {
  const path = peerOrSkip(t);
  if (path === undefined) return undefined;
  const peer = new PeerProcess(path, ['client', `'${process.execPath}' '${standIn}'`]);
  t.after(() => peer[Symbol.dispose]());
  assert.deepEqual((await peer.next())['event'], 'opened');
  return peer;
}

const isCompleted = (id: number) => (line: PeerMessage) => line['id'] === id && line['event'] === 'completed';
const textOf = (line: PeerMessage) => (line['record'] as { text: string } | undefined)?.text;

test("PowerShell's client reads every stream of our server", async (t) => {
  const peer = await openClient(t);
  if (peer === undefined) return;
  peer.send({ run: 1, script: 'streams' });
  const lines = await peer.until(isCompleted(1));
  const records = new Map(lines.map((line) => [line['stream'], line['record'] as Record<string, unknown>]));
  for (const stream of ['output', 'error', 'warning', 'verbose', 'debug', 'information']) {
    assert.equal(records.get(stream)?.['text'], stream, stream);
  }
  assert.equal(records.get('progress')?.['activity'], 'activity');
  assert.equal(records.get('error')?.['id'], 'MyId');
  assert.equal(lines.at(-1)!['state'], 'Completed');
});

test("PowerShell's client learns of a terminating error and goes on", async (t) => {
  const peer = await openClient(t);
  if (peer === undefined) return;
  peer.send({ run: 1, script: 'throw' });
  const [before, last] = await peer.until(isCompleted(1));
  assert.equal(textOf(before!), 'before');
  assert.deepEqual([last!['state'], last!['reason']], ['Failed', 'boom']);
  peer.send({ run: 2, script: 'streams' });
  assert.equal((await peer.until(isCompleted(2))).at(-1)!['state'], 'Completed');
  peer.send({ close: true });
  assert.deepEqual(await peer.next(), { event: 'closed' });
});

test("PowerShell's client streams input to our server", async (t) => {
  const peer = await openClient(t);
  if (peer === undefined) return;
  peer.send({ run: 1, script: 'echo', input: [1, 'two'], keepInputOpen: true });
  assert.equal(textOf(await peer.next()), '1');
  assert.equal(textOf(await peer.next()), 'two');
  peer.send({ input: 1, values: ['late', 'y'.repeat(100_000)] });
  assert.equal(textOf(await peer.next()), 'late');
  assert.equal(textOf(await peer.next())?.length, 100_000);
  peer.send({ endInput: 1 });
  assert.equal((await peer.next())['state'], 'Completed');
});

test("PowerShell's client stops what our server runs", async (t) => {
  const peer = await openClient(t);
  if (peer === undefined) return;
  for (const id of [1, 2]) {
    peer.send({ run: id, script: 'endless' });
    await peer.next();
    peer.send({ stop: id });
    assert.equal((await peer.until(isCompleted(id))).at(-1)!['state'], 'Stopped');
  }
});

test("our server calls the host of PowerShell's client", async (t) => {
  const peer = await openClient(t);
  if (peer === undefined) return;
  peer.send({ run: 1, script: 'host' });
  const answers: Record<string, unknown> = {
    ReadLine: 'typed',
    ReadLineAsSecureString: 'secret',
    PromptForChoice: 0,
    Prompt: { Field: 'filled' },
    PromptForCredential: { userName: 'me', password: 'pw' },
  };
  const output: unknown[] = [];
  const told: unknown[] = [];
  for (let line = await peer.next(); !isCompleted(1)(line); line = await peer.next()) {
    if (line['stream'] === 'output') output.push(textOf(line));
    else if (line['event'] === 'host' && line['call'] !== null) {
      peer.send({ answer: line['call'], value: answers[String(line['method'])] });
    } else told.push(line['method']);
  }
  assert.deepEqual(output.slice(0, 4), ['typed', 'secret', '0', 'filled']);
  assert.match(String(output[4]), /PSCredential/);
  assert.equal(output.length, 6);
  assert.deepEqual(
    told.filter((method) => method !== 'WriteWarningLine'),
    ['WriteLine', 'WriteProgress'],
  );
});

test("a large object and many small ones reach PowerShell's client", async (t) => {
  const peer = await openClient(t);
  if (peer === undefined) return;
  peer.send({ run: 1, script: 'big' });
  const lines = await peer.until(isCompleted(1));
  assert.equal(textOf(lines[0]!)?.length, 300_000);
  assert.equal(lines.length, 5002);
});
