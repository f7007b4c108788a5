// Time as the server sees it, so that tests can turn it by hand.

/** Where the time comes from. */
export interface Clock {
  /** Milliseconds that only grow; the zero point means nothing. */
  now(): number;
  /** Calls back once after this many milliseconds; the returned function prevents it. Never keeps the process alive. */
  after(milliseconds: number, callback: () => void): () => void;
}

/** The process's own time. */
export const systemClock: Clock = {
  now: () => performance.now(),
  after(milliseconds, callback) {
    const timer = setTimeout(callback, Math.min(milliseconds, 2_147_483_647));
    timer.unref();
    return () => clearTimeout(timer);
  },
};
