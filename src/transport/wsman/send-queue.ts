// Fragments on their way to one destination: strictly in order, one request at a time, as many in one as fit.

import { decodeFragments, fragmentHeaderLength } from '../../psrp/fragment.ts';

interface Waiting {
  readonly bytes: Uint8Array;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/** Bytes that may wait before whoever offers more is held up. */
const ROOM = 64 * 1024;

/**
 * `add` resolves when its last fragment was accepted; `offer` as soon as there is room for more, so that a sender who waits for
 * each piece still fills the requests. After a rejection everything that waits and comes is rejected the same way: a gap in the
 * order could not be mended.
 */
export class SendQueue {
  readonly #capacity: number;
  readonly #send: (fragments: Uint8Array) => Promise<void>;
  readonly #lost: (error: unknown) => void;
  #waiting: Waiting[] = [];
  #size = 0;
  #room: PromiseWithResolvers<void> | undefined;
  #isRunning = false;
  #failure: { readonly error: unknown } | undefined;

  /**
   * `capacity`: bytes that fit into one request. `send` is called again only when it has resolved. `lost` is told when something
   * that was offered could not be sent.
   */
  constructor(capacity: number, send: (fragments: Uint8Array) => Promise<void>, lost: (error: unknown) => void) {
    this.#capacity = capacity;
    this.#send = send;
    this.#lost = lost;
  }

  add(fragments: Uint8Array): Promise<void> {
    return new Promise((resolve, reject) => this.#push(fragments, resolve, reject));
  }

  async offer(fragments: Uint8Array): Promise<void> {
    if (this.#failure !== undefined) throw this.#failure.error;
    this.#push(fragments, () => {}, this.#lost);
    if (this.#size < ROOM) return;
    this.#room ??= Promise.withResolvers();
    await this.#room.promise;
  }

  /** Rejects what waits and what will come; what was only offered is not mentioned. */
  fail(error: unknown): void {
    this.#failure = { error };
    const waiting = this.#waiting;
    this.#waiting = [];
    this.#size = 0;
    for (const { reject } of waiting) if (reject !== this.#lost) reject(error);
    this.#releaseRoom();
  }

  #push(fragments: Uint8Array, resolve: () => void, reject: (error: unknown) => void): void {
    if (this.#failure !== undefined) {
      reject(this.#failure.error);
      return;
    }
    // Divided at once, so that wrong bytes are their sender's error and nobody else's.
    const pieces = divide(fragments, this.#capacity);
    for (const [index, bytes] of pieces.entries()) {
      this.#waiting.push({ bytes, resolve: index === pieces.length - 1 ? resolve : () => {}, reject });
      this.#size += bytes.length;
    }
    if (pieces.length === 0) resolve();
    else if (!this.#isRunning) void this.#run();
  }

  async #run(): Promise<void> {
    this.#isRunning = true;
    while (this.#waiting.length > 0) {
      const batch = this.#take();
      if (this.#size < ROOM) this.#releaseRoom();
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

  #releaseRoom(): void {
    this.#room?.resolve();
    this.#room = undefined;
  }

  #take(): Waiting[] {
    let size = 0;
    let count = 0;
    for (const { bytes } of this.#waiting) {
      if (count > 0 && size + bytes.length > this.#capacity) break;
      size += bytes.length;
      count++;
    }
    this.#size -= size;
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
