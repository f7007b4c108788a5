// Watches the memory of a session host. V8's own limits see neither buffers nor a single huge allocation, so the process's
// resident size is looked at from outside its workers, and the worker that holds the most is ended.
import type { Worker } from 'node:worker_threads';

export interface MemoryWatchOptions {
  /** Bytes that the process may grow by, beside `perWorker` for each worker. */
  readonly limit: number;
  readonly perWorker: number;
  /** Milliseconds between two looks. */
  readonly interval: number;
  /** The workers that run something now. */
  readonly workers: () => readonly WatchedWorker[];
}

export interface WatchedWorker {
  readonly worker: Worker;
  fail(): void;
}

/** Milliseconds that a worker has to tell its heap's size; one that cannot is busy inside a native call. */
const answerTime = 50;

async function sizeOf({ worker }: WatchedWorker): Promise<number> {
  const timeout = new Promise<number>((resolve) =>
    setTimeout(() => resolve(Number.POSITIVE_INFINITY), answerTime).unref(),
  );
  const size = worker
    .getHeapStatistics()
    .then((statistics) => statistics.used_heap_size + statistics.external_memory)
    .catch(() => 0);
  return Promise.race([size, timeout]);
}

/** Starts watching; gives a function that ends it. */
export function watchMemory(options: MemoryWatchOptions): () => void {
  const atStart = process.memoryUsage.rss();
  let isLooking = false;
  const look = async () => {
    if (isLooking) return;
    const workers = options.workers();
    if (process.memoryUsage.rss() < atStart + options.limit + options.perWorker * workers.length) return;
    isLooking = true;
    const sizes = await Promise.all(workers.map(async (watched) => ({ watched, size: await sizeOf(watched) })));
    const largest = sizes.toSorted((a, b) => b.size - a.size)[0];
    largest?.watched.fail();
    // Memory returns with a delay; the next worker is not to pay for this one.
    setTimeout(() => {
      isLooking = false;
    }, 1000).unref();
  };
  const timer = setInterval(() => void look(), options.interval);
  timer.unref();
  return () => clearInterval(timer);
}
