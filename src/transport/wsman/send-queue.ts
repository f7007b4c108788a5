// Fragments on their way to one destination: strictly in order, one request at a time, as many in one as fit.

import { decodeFragments, fragmentHeaderLength } from '../../psrp/fragment.ts';

interface Waiting {
  readonly bytes: Uint8Array;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Each `add` resolves when its last fragment was accepted, which bounds what a caller that waits can pile up. After a rejection
 * everything that waits is rejected the same way: a gap in the order could not be mended.
 */
export class SendQueue {
  readonly #capacity: number;
  readonly #send: (fragments: Uint8Array) => Promise<void>;
  #waiting: Waiting[] = [];
  #isRunning = false;
  #failure: unknown;
  #hasFailed = false;

  /** `capacity`: bytes that fit into one request. `send` is called again only when it has resolved. */
  constructor(capacity: number, send: (fragments: Uint8Array) => Promise<void>) {
    this.#capacity = capacity;
    this.#send = send;
  }

  add(fragments: Uint8Array): Promise<void> {
    if (this.#hasFailed) return Promise.reject(this.#failure);
    return new Promise((resolve, reject) => {
      // Divided at once, so that wrong bytes are their sender's error and nobody else's.
      const pieces = divide(fragments, this.#capacity);
      for (const [index, bytes] of pieces.entries()) {
        this.#waiting.push({ bytes, resolve: index === pieces.length - 1 ? resolve : () => {}, reject });
      }
      if (pieces.length === 0) resolve();
      else if (!this.#isRunning) void this.#run();
    });
  }

  /** Rejects what waits and what will come. */
  fail(error: unknown): void {
    this.#hasFailed = true;
    this.#failure = error;
    for (const { reject } of this.#waiting) reject(error);
    this.#waiting = [];
  }

  async #run(): Promise<void> {
    this.#isRunning = true;
    while (this.#waiting.length > 0) {
      const batch = this.#take();
      try {
        await this.#send(batch.length === 1 ? batch[0]!.bytes : Buffer.concat(batch.map(({ bytes }) => bytes)));
        for (const { resolve } of batch) resolve();
      } catch (error) {
        for (const { reject } of batch) reject(error);
        this.fail(error);
      }
    }
    this.#isRunning = false;
  }

  #take(): Waiting[] {
    let size = 0;
    let count = 0;
    for (const { bytes } of this.#waiting) {
      if (count > 0 && size + bytes.length > this.#capacity) break;
      size += bytes.length;
      count++;
    }
    return this.#waiting.splice(0, count);
  }
}

/** Cuts between fragments so that no piece is longer than `capacity` (a fragment that alone is longer stays whole). */
export function divide(fragments: Uint8Array, capacity: number): Uint8Array[] {
  if (fragments.length <= capacity) return fragments.length === 0 ? [] : [fragments];
  const pieces: Uint8Array[] = [];
  let start = 0;
  let end = 0;
  for (const { blob } of decodeFragments(fragments)) {
    const next = end + fragmentHeaderLength + blob.length;
    if (end > start && next - start > capacity) {
      pieces.push(fragments.subarray(start, end));
      start = end;
    }
    end = next;
  }
  pieces.push(fragments.subarray(start, end));
  return pieces;
}
