// Watches the memory of the sessions in this process: V8's own limit counts neither buffers nor a single huge allocation.
//
// The thread that looks runs no scripts, so it can always look; a session that is over its limit is ended, and the process itself
// where that comes too late.

/** A runspace whose memory is watched. */
export interface WatchedSession {
  /** Whether a pipeline runs; an idle session does not grow. */
  readonly isBusy: boolean;
  /** Answers late, or never, while the thread is inside a native call. */
  memory(): Promise<SessionMemory>;
  /** The session uses more than it may. */
  fail(): void;
}

/** Bytes. */
export interface SessionMemory {
  /** JavaScript objects, with those that are garbage already. */
  readonly heap: number;
  /** Buffers and what else they hold outside V8's heap. */
  readonly external: number;
}

export interface MemoryWatchOptions {
  /** Bytes that a session may hold in its heap, and as much again outside it. */
  readonly limit: number;
  /** Milliseconds between two looks. */
  readonly interval: number;
  /** Bytes that are resident now; the process's by default. */
  readonly residentSize?: () => number;
  /** The process grows faster than its sessions can be ended. */
  readonly onExhausted: () => void;
}

/** What a session needs beside the memory that scripts use: its thread, its stack, the engine's code. */
const sessionOverhead = 64 * 1024 * 1024;

/** V8 ends a thread at the limit; a large allocation passes it, and this much over it counts as passed. */
const heapTolerance = 1.25;

/** Milliseconds in which a thread tells its memory; one that does not is busy inside a native call. */
const answerTime = 50;

/** Milliseconds in which memory returns after a session's end; the next one is not to pay for this one. */
const recoveryTime = 1000;

export class MemoryWatch {
  readonly #options: MemoryWatchOptions;
  readonly #residentSize: () => number;
  readonly #sessions = new Set<WatchedSession>();
  readonly #atStart: number;
  #isLooking = false;
  #recoversUntil = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(options: MemoryWatchOptions) {
    this.#options = options;
    this.#residentSize = options.residentSize ?? process.memoryUsage.rss;
    this.#atStart = this.#residentSize();
  }

  /** Watches a session until the function that this gives is called. */
  watch(session: WatchedSession): () => void {
    this.#sessions.add(session);
    if (this.#timer === undefined) {
      this.#timer = setInterval(() => void this.look(), this.#options.interval);
      this.#timer.unref();
    }
    return () => {
      this.#sessions.delete(session);
      if (this.#sessions.size > 0) return;
      clearInterval(this.#timer);
      this.#timer = undefined;
    };
  }

  /** One look; the timer's work. */
  async look(): Promise<void> {
    const budget = this.#sessions.size * (2 * this.#options.limit + sessionOverhead);
    const growth = this.#residentSize() - this.#atStart;
    if (growth > 2 * budget) {
      this.#options.onExhausted();
      return;
    }
    if (this.#isLooking) return;
    const busy = [...this.#sessions].filter((session) => session.isBusy);
    if (busy.length === 0) return;
    this.#isLooking = true;
    const sizes = await Promise.all(busy.map(sizeOf));
    this.#isLooking = false;
    const { limit } = this.#options;
    const over = sizes.filter(({ heap, external }) => heap > limit * heapTolerance || external > limit);
    // The process is too large and nobody owns up to it: the one that does not answer, or else the largest.
    if (over.length === 0 && growth > budget && Date.now() > this.#recoversUntil) {
      const sizeFor = ({ isSilent, heap, external }: Size) => (isSilent ? Number.POSITIVE_INFINITY : heap + external);
      over.push(sizes.reduce((a, b) => (sizeFor(b) > sizeFor(a) ? b : a)));
    }
    if (over.length === 0) return;
    this.#recoversUntil = Date.now() + recoveryTime;
    for (const { session } of over) session.fail();
  }
}

interface Size extends SessionMemory {
  readonly session: WatchedSession;
  /** It did not answer: it may hold anything, but is not over its limit for that alone. */
  readonly isSilent: boolean;
}

async function sizeOf(session: WatchedSession): Promise<Size> {
  const { promise, resolve } = Promise.withResolvers<Size>();
  const silent = () => resolve({ session, heap: 0, external: 0, isSilent: true });
  const timer = setTimeout(silent, answerTime);
  session.memory().then((memory) => resolve({ session, ...memory, isSilent: false }), silent);
  return promise.finally(() => clearTimeout(timer));
}
