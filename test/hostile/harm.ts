// Runs a hostile script in a session and checks that it ended as it may.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ClientError, PipelineResult, RunspacePool } from '../../src/client/index.ts';
import type { Ending, HostileScript } from './scripts.ts';

/** With PSREMOTING_HOSTILE=full each script runs alone for a while, and again with Stop after a second. */
export const isFull = process.env['PSREMOTING_HOSTILE'] === 'full';

/** The time in milliseconds after which Stop comes, where the script has not ended by itself; one test for each. */
export const stopTimes: readonly number[] = isFull ? [1000, 10_000] : [500];

/** Milliseconds that a script may run on after Stop. */
const stopLimit = 10_000;

const endsBySelf: ReadonlySet<Ending> = new Set(['memory', 'error', 'unreadable', 'completes']);

/** A pipe that nobody writes and a mark for processes, until disposed of. */
export function props(): { readonly pipe: string; readonly mark: string } & Disposable {
  const folder = mkdtempSync(join(tmpdir(), 'psremoting-pipe-'));
  const pipe = join(folder, 'pipe');
  spawnSync('mkfifo', [pipe]);
  return {
    pipe,
    mark: `${randomInt(10_000_000, 99_999_999)}`,
    [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** How many processes have this word in their command line. */
export function processesWith(mark: string): number {
  const isOne = (pid: string) => {
    try {
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(mark);
    } catch {
      return false;
    }
  };
  return readdirSync('/proc').filter((name) => /^\d+$/.test(name) && isOne(name)).length;
}

/** Resolves when the condition holds; fails after some seconds. */
export async function eventually(what: string, condition: () => boolean, seconds = 15): Promise<void> {
  const until = Date.now() + seconds * 1000;
  while (!condition()) {
    assert.ok(Date.now() < until, `${what}, within ${seconds} s`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

interface Harm extends PipelineResult {
  readonly records: number;
  /** What the reader of the records got instead of their end. */
  readonly readError: ClientError | undefined;
}

/** Runs the script to its end, which Stop brings about after `stopAfter` ms, and checks how it ended. */
export async function harm(pool: RunspacePool, script: HostileScript, stopAfter: number): Promise<void> {
  const pipeline = pool.start(script.text);
  let records = 0;
  let readError: ClientError | undefined;
  const reading = (async () => {
    try {
      if (!script.isUnread) for await (const _ of pipeline) records++;
    } catch (error) {
      readError = error as ClientError;
    }
  })();
  let stopped: number | undefined;
  const stop = async () => {
    stopped = performance.now();
    await pipeline.stop();
  };
  // What ends by itself gets the time for it, unless both ways are to be seen.
  const timer = setTimeout(stop, endsBySelf.has(script.ending) && !isFull ? 40_000 : stopAfter);
  const result = await pipeline.finished;
  clearTimeout(timer);
  await reading;
  if (stopped !== undefined) assert.ok(performance.now() - stopped < stopLimit, 'it ends within its limit after Stop');
  await checkEnding(pool, script, { ...result, records, readError }, stopped !== undefined);
}

const outOfMemory = /used more memory than it may|process that held the session has ended/;
const notStopped = /did not stop in time/;
const outOfMemoryOrTime = new RegExp(`${outOfMemory.source}|${notStopped.source}`);

async function checkEnding(pool: RunspacePool, script: HostileScript, ended: Harm, wasStopped: boolean): Promise<void> {
  const { state, error, records, readError } = ended;
  const brokenBy = async (reason: RegExp) => {
    assert.equal(state, 'failed');
    assert.match(error!.message, reason);
    assert.equal(readError, script.isUnread ? undefined : error, 'the reader hears the same error, once');
    await eventually('the session is broken', () => pool.state === 'broken');
  };
  const goesOn = async () => assert.deepEqual((await pool.run('1 + 1')).output, [2], 'the session goes on');
  if (state === 'stopped') {
    assert.ok(wasStopped);
    assert.equal(readError, undefined, 'a stop that was wanted is no error');
    await goesOn();
    return;
  }
  switch (script.ending) {
    case 'stop':
      assert.fail(`it ended as ${state} without Stop: ${error?.message}`);
      break;
    case 'memory':
    case 'stop or memory':
      // A join of millions is not interrupted either, where Stop comes before the memory is full.
      await brokenBy(wasStopped ? outOfMemoryOrTime : outOfMemory);
      break;
    case 'thread':
    case 'process':
      await brokenBy(notStopped);
      break;
    case 'error':
      // Either the statement's error among the records, or the pipeline's own.
      assert.equal(records + (readError === undefined ? 0 : 1), 1, 'one error');
      await goesOn();
      break;
    case 'unreadable':
      assert.match(readError!.message, /nested too deeply/);
      await goesOn();
      break;
    case 'completes':
      assert.equal(state, 'completed');
      assert.equal(readError, undefined);
      await goesOn();
  }
}
