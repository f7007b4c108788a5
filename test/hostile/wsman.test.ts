// The hostile scripts over WSMan: a real service, session hosts and clients. Other users' sessions answer throughout.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { RunspacePool } from '../../src/client/index.ts';
import { eventually, harm, processesWith, props, stopTimes } from './harm.ts';
import { hostileScripts } from './scripts.ts';
import { Heartbeat, patience, type Stack, startStack } from './stack.ts';

const things = props();
const runs = hostileScripts(things.pipe, things.mark).flatMap((script, index) =>
  stopTimes.map((stopAfter) => ({ script, stopAfter, user: `mallory${index}-${stopAfter}` })),
);

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

/** Bytes that this process, service and clients together, holds. */
function heldBytes(): number {
  collectGarbage();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

describe('hostile scripts over WSMan', { concurrency: 4, timeout: 60_000 }, () => {
  let stack: Stack;
  let alice: RunspacePool;
  let heartbeat: Heartbeat;
  let heldAtStart: number;

  before(async () => {
    stack = await startStack(['alice', 'bob', ...runs.map(({ user }) => user)]);
    alice = await stack.connect('alice');
    await (await stack.connect('bob')).close();
    heldAtStart = heldBytes();
    heartbeat = new Heartbeat(alice);
  });

  after(async () => {
    await heartbeat.end();
    assert.ok(heartbeat.longestWait < patience, `alice waited ${heartbeat.longestWait} ms`);
    await alice.close();
    await eventually('no shell is left', () => stack.shellCount === 0);
    const grown = heldBytes() - heldAtStart;
    assert.ok(grown < 32e6, `the memory of service and clients returned, but for ${grown} bytes`);
    const children = [...stack.children.values()].flat();
    await stack[Symbol.asyncDispose]();
    for (const { exitCode, signalCode } of children) assert.ok(exitCode !== null || signalCode !== null);
    await eventually('no command is left', () => processesWith(things.mark) === 0);
    things[Symbol.dispose]();
  });

  for (const { script, stopAfter, user } of runs) {
    test(`${script.name}, ${script.ending}, ${stopAfter} ms`, async () => {
      const session = await stack.connect(user);
      const answersBefore = heartbeat.answers;
      const harming = harm(session, script, stopAfter);
      harming.catch(() => {});
      await using bob = await stack.connect('bob');
      assert.deepEqual((await bob.run('1 + 1')).output, [2], "a new session of another user's answers");
      await harming;
      await session.close();
      await eventually('alice is answered', () => heartbeat.answers > answersBefore);
      // Whatever became of the session's host, its user can begin again.
      await using again = await stack.connect(user);
      assert.deepEqual((await again.run('1 + 1')).output, [2]);
    });
  }
});
