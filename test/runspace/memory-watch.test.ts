import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MemoryWatch, type SessionMemory } from '../../src/runspace/memory-watch.ts';

const MiB = 1024 * 1024;

/** A watch over a process whose resident size the test says; its timer never comes. */
function watched() {
  const state = { resident: 100 * MiB, exhausted: 0 };
  const watch = new MemoryWatch({
    limit: 100 * MiB,
    interval: 3_600_000,
    residentSize: () => state.resident,
    onExhausted: () => state.exhausted++,
  });
  const session = (memory: SessionMemory | 'silent', isBusy = true) => {
    const one = { failed: 0, unwatch: () => {} };
    one.unwatch = watch.watch({
      isBusy,
      memory: () => (memory === 'silent' ? new Promise(() => {}) : Promise.resolve(memory)),
      fail: () => one.failed++,
    });
    return one;
  };
  return { state, watch, session };
}

test('a session within its limits goes on, one over either of them ends', async () => {
  const { watch, session } = watched();
  const small = session({ heap: 90 * MiB, external: 90 * MiB });
  const buffers = session({ heap: 1 * MiB, external: 101 * MiB });
  const heap = session({ heap: 130 * MiB, external: 0 });
  const idle = session({ heap: 500 * MiB, external: 0 }, false);
  await watch.look();
  assert.deepEqual([small.failed, buffers.failed, heap.failed, idle.failed], [0, 1, 1, 0]);
});

test('where the process is too large, the session that does not answer ends, and nobody else for a while', async () => {
  const { state, watch, session } = watched();
  const large = session({ heap: 90 * MiB, external: 90 * MiB });
  const silent = session('silent');
  await watch.look();
  assert.deepEqual([large.failed, silent.failed], [0, 0]);
  state.resident += 700 * MiB;
  await watch.look();
  assert.deepEqual([large.failed, silent.failed], [0, 1]);
  silent.unwatch();
  state.resident -= 300 * MiB;
  await watch.look();
  assert.equal(large.failed, 0);
});

test('without one that does not answer it is the largest', async () => {
  const { state, watch, session } = watched();
  const sessions = [10, 90, 20].map((size) => session({ heap: size * MiB, external: 0 }));
  state.resident += 1000 * MiB;
  await watch.look();
  assert.deepEqual(
    sessions.map(({ failed }) => failed),
    [0, 1, 0],
  );
});

test('a process that grows faster than its sessions end is given up', async () => {
  const { state, watch, session } = watched();
  session('silent');
  state.resident += 600 * MiB;
  await watch.look();
  assert.equal(state.exhausted, 1);
});
