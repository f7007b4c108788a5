// A worker for the tests of the bridge: runs the jobs it is posted and posts what they give.
import { workerData } from 'node:worker_threads';
import { BridgeControl } from '../../src/bridge/control.ts';
import { type BridgedError, WorkerBridge } from '../../src/bridge/worker-bridge.ts';

class Stopped extends Error {}

const control = new BridgeControl(workerData.control);
const bridge = new WorkerBridge({
  port: workerData.port,
  control,
  throwStopped: () => {
    throw new Stopped('stopped');
  },
});

interface TestService {
  add(a: number, b: number): number;
  fail(): never;
  count(to: number): Iterable<number>;
  forever(): void;
}
const service = bridge.service<TestService>('test', ['add', 'fail', 'count', 'forever']);

const jobs: Record<string, () => unknown> = {
  add: () => service.add(2, 3),
  fail: () => {
    try {
      return service.fail();
    } catch (error) {
      const { code, message, properties } = error as BridgedError;
      return { code, message, properties };
    }
  },
  firstThree: () => {
    const seen: number[] = [];
    for (const n of service.count(1_000_000)) {
      seen.push(n);
      if (n === 3) break;
    }
    return seen;
  },
  nested: () => [...service.count(3)].map((n) => service.add(n, 10)),
  interleaved: () => {
    const sums: number[] = [];
    for (const n of service.count(3)) for (const m of service.count(2)) sums.push(service.add(n, m));
    return sums;
  },
  forever: () => service.forever(),
  flood: () => {
    for (let i = 0; i < 100; i++) bridge.post({ chunk: i }, 64 * 1024);
    return 'flooded';
  },
  spin: () => {
    while (!control.stopRequested);
    throw new Stopped('spun out');
  },
};

for (;;) {
  const job = bridge.takePost({ interruptible: false }) as string;
  let result: unknown;
  try {
    result = jobs[job]!();
  } catch (error) {
    result = error instanceof Stopped ? `stopped ${job}` : String(error);
  }
  control.end();
  bridge.post({ result });
}
