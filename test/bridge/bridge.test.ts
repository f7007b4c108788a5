import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { MessageChannel, Worker } from 'node:worker_threads';
import { CodedError } from '../../src/base/coded-error.ts';
import { BridgeControl } from '../../src/bridge/control.ts';
import { MainBridge } from '../../src/bridge/main-bridge.ts';

class TestError extends CodedError<'TestFailed'> {
  readonly host = 'SRV01';
}

const control = new BridgeControl();
const { port1, port2 } = new MessageChannel();
const worker = new Worker(new URL('./echo-worker.ts', import.meta.url), {
  workerData: { control: control.buffer, port: port2 },
  transferList: [port2],
});

let returned = 0;
let foreverStarted: () => void = () => {};
const services = {
  test: {
    add: async (a: number, b: number) => a + b,
    fail: () => {
      throw new TestError('TestFailed', 'it failed');
    },
    async *count(to: number) {
      try {
        for (let n = 1; n <= to; n++) yield n;
      } finally {
        returned++;
      }
    },
    forever: () => new Promise(() => foreverStarted()),
  },
};

type Post = { result: unknown } | { chunk: number };
let onPost: (post: Post) => void | Promise<void> = () => {};
const bridge = new MainBridge({ port: port1, control, services, onPost: (value) => onPost(value as Post) });
after(async () => {
  bridge.close();
  await worker.terminate();
});

let sequence = 0;
function run(job: string, onChunk: (chunk: number) => void | Promise<void> = () => {}): Promise<unknown> {
  return new Promise((resolve) => {
    onPost = (post) => ('result' in post ? resolve(post.result) : onChunk(post.chunk));
    control.begin(++sequence);
    bridge.post(job);
  });
}

test('a call blocks until its promise is answered', async () => {
  assert.equal(await run('add'), 5);
});

test('an error keeps its code, message and plain properties', async () => {
  const data = (await run('fail')) as Record<string, unknown>;
  assert.equal(data['code'], 'TestFailed');
  assert.equal(data['message'], 'it failed');
  assert.equal((data['properties'] as Record<string, unknown>)['host'], 'SRV01');
});

test('a reader that breaks off ends the stream at its source', async () => {
  returned = 0;
  assert.deepEqual(await run('firstThree'), [1, 2, 3]);
  assert.equal(await run('add'), 5);
  assert.equal(returned, 1);
});

test('streams and calls nest', async () => {
  assert.deepEqual(await run('nested'), [11, 12, 13]);
  assert.deepEqual(await run('interleaved'), [2, 3, 3, 4, 4, 5]);
});

test('a stop wakes a worker that waits for an answer', async () => {
  const started = new Promise<void>((resolve) => {
    foreverStarted = resolve;
  });
  const result = run('forever');
  await started;
  assert.equal(control.requestStop(sequence), true);
  assert.equal(await result, 'stopped forever');
});

test('a stop reaches a worker that computes', async () => {
  const result = run('spin');
  control.requestStop(sequence);
  assert.equal(await result, 'stopped spin');
});

test('a stop that comes too late does not touch the next pipeline', async () => {
  await run('add');
  const late = sequence;
  assert.equal(control.requestStop(late), false);
  assert.equal(await run('add'), 5);
});

test('posts wait for credits when nobody takes them', async () => {
  let taken = 0;
  const release: (() => void)[] = [];
  const result = run('flood', () => {
    taken++;
    return new Promise<void>((resolve) => {
      release.push(resolve);
    });
  });
  // The worker may post until 512 KiB are outstanding: eight chunks of 64 KiB and the one that goes over.
  const settle = () => new Promise((resolve) => setTimeout(resolve, 50));
  while (taken < 9) await settle();
  await settle();
  assert.equal(taken, 9);
  while (taken < 100) {
    for (const done of release.splice(0)) done();
    await settle();
  }
  for (const done of release.splice(0)) done();
  assert.equal(await result, 'flooded');
});
