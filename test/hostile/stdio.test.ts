// The hostile scripts over stdio: each in a `psremoting -s` of its own, beside one that answers throughout.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { RunspacePool } from '../../src/client/index.ts';
import { childProcessChannel } from '../../src/transport/out-of-process/child-process-channel.ts';
import { eventually, harm, processesWith, props, stopTimes } from './harm.ts';
import { hostileScripts } from './scripts.ts';
import { Heartbeat, patience, programFile } from './stack.ts';

const program = programFile('psremoting', join(import.meta.dirname, '../../src/cli/main.ts'));

function open(environment: NodeJS.ProcessEnv = process.env): Promise<RunspacePool> {
  return RunspacePool.open({
    channel: childProcessChannel({ command: process.execPath, arguments: [program, '-s'], environment }),
  });
}

const things = props();
const runs = hostileScripts(things.pipe, things.mark).flatMap((script) =>
  stopTimes.map((stopAfter) => ({ script, stopAfter })),
);

describe('hostile scripts over stdio', { concurrency: 4, timeout: 240_000 }, () => {
  let alice: RunspacePool;
  let heartbeat: Heartbeat;

  before(async () => {
    alice = await open();
    heartbeat = new Heartbeat(alice);
  });

  after(async () => {
    await heartbeat.end();
    assert.ok(heartbeat.longestWait < patience, `alice waited ${heartbeat.longestWait} ms`);
    await alice.close();
    await eventually('no command is left', () => processesWith(things.mark) === 0);
    things[Symbol.dispose]();
  });

  for (const { script, stopAfter } of runs) {
    test(`${script.name}, ${script.ending}, ${stopAfter} ms`, async () => {
      const session = await open();
      const answersBefore = heartbeat.answers;
      await harm(session, script, stopAfter);
      await session.close();
      await eventually('alice is answered', () => heartbeat.answers > answersBefore);
    });
  }
});

test('what a thread writes to its console does not reach the protocol', async () => {
  const spoil = `import { isMainThread } from 'node:worker_threads';
    if (!isMainThread) { console.log('spoilt'); process.stdout.write('<Data'); console.error('said'); }`;
  await using session = await open({
    ...process.env,
    NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(spoil)}`,
  });
  assert.deepEqual((await session.run('1 + 1')).output, [2]);
});
