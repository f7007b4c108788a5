// Input for several targets: who reads what, who holds up the sender, and requests for it among the records.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';
import { inputWanted, withInputRequests } from '../../src/app/input-requests.ts';
import { SharedInput } from '../../src/app/shared-input.ts';

async function all(input: SharedInput): Promise<unknown[]> {
  return Array.fromAsync(input);
}

test('every reader gets every object, also one that begins after the end', async () => {
  const input = new SharedInput(2);
  const first = all(input);
  input.push(1);
  input.push(2);
  input.end();
  input.push(3);
  assert.deepEqual(await first, [1, 2]);
  assert.deepEqual(await all(input), [1, 2]);
});

test('the sender is asked again only after it sent, and not beyond what waits for the slowest reader', async () => {
  const input = new SharedInput(1);
  let sent = 0;
  while (input.takeRequest()) {
    assert.equal(input.takeRequest(), false);
    input.push(sent++);
  }
  assert.equal(sent, 64);
  const reader = input[Symbol.asyncIterator]();
  assert.equal((await reader.next()).value, 0);
  assert.equal(input.takeRequest(), true);
});

test('a reader that leaves holds nobody up', async () => {
  const input = new SharedInput(2);
  const gone = input[Symbol.asyncIterator]();
  const kept = input[Symbol.asyncIterator]();
  for (let sent = 0; input.takeRequest(); sent++) input.push(sent);
  for (let taken = 0; taken < 64; taken++) await kept.next();
  assert.equal(input.wantsRequest, false, 'the other has taken nothing');
  await gone.next();
  await gone.return(undefined);
  assert.equal(input.wantsRequest, true);
});

test('requests come among the records while neither waits for the other', async () => {
  const input = new SharedInput(1);
  let ended = false;
  async function* target(): AsyncGenerator<string> {
    try {
      for await (const object of input) yield `got ${object}`;
      yield 'end';
    } finally {
      ended = true;
    }
  }
  const seen: unknown[] = [];
  let sent = 0;
  for await (const record of withInputRequests(target(), input)) {
    if (record !== inputWanted) seen.push(record);
    else if (sent === 200) input.end();
    else input.push(++sent);
  }
  assert.equal(seen.length, 201);
  assert.equal(seen.at(-1), 'end');
  assert.equal(ended, true);
});

test('leaving the iteration leaves the records, an error of theirs goes through', async () => {
  let left = false;
  async function* records(): AsyncGenerator<number> {
    try {
      yield 1;
      throw new Error('lost');
    } finally {
      left = true;
    }
  }
  for await (const record of withInputRequests(records(), new SharedInput(1))) if (record === 1) break;
  await turn();
  assert.equal(left, true);
  await assert.rejects(async () => {
    for await (const _ of withInputRequests(records(), new SharedInput(1)));
  }, /lost/);
});
