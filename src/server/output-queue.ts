// Output of one destination between an engine that writes and a client that polls: bounded, in order, one poll at a time.

import { FaultError } from '../wsman/index.ts';
import type { Clock } from './clock.ts';
import type { OutputFragment } from './output-fragments.ts';

export interface OutputQueueOptions {
  readonly clock: Clock;
  readonly maxQueuedOutput: number;
  readonly outputLinger: number;
  readonly outputFlushSize: number;
}

/** What one Receive asks for. */
export interface OutputPoll {
  /** Milliseconds to wait for something. */
  readonly timeout: number;
  /** The most characters that `cost` may sum up to. */
  readonly room: number;
  /** What a fragment takes in the response. */
  cost(bytes: Uint8Array): number;
  /** Aborted when the client is gone. */
  readonly signal: AbortSignal | undefined;
}

/** What one Receive gets; `done` with the last of it. */
export interface OutputBatch {
  readonly fragments: readonly Uint8Array[];
  readonly done: boolean;
}

interface Waiter {
  readonly poll: OutputPoll;
  resolve(batch: OutputBatch): void;
  reject(error: unknown): void;
  /** Stops its timers. */
  settle(): void;
}

export class OutputQueue {
  readonly #options: OutputQueueOptions;
  #fragments: Uint8Array[] = [];
  #size = 0;
  #urgent = false;
  #since = 0;
  #done = false;
  #failure: FaultError | undefined;
  #waiter: Waiter | undefined;
  #cancelLinger: (() => void) | undefined;
  /** The engine's delivery that waits for room. */
  #room: { readonly promise: Promise<void>; release(): void } | undefined;

  constructor(options: OutputQueueOptions) {
    this.#options = options;
  }

  /** Bytes that wait. */
  get size(): number {
    return this.#size;
  }

  /** Whether the end was reached and delivered or nothing will ever come. */
  get isDone(): boolean {
    return this.#done && this.#fragments.length === 0;
  }

  /** Adds a fragment. After the end or a failure nothing is added. */
  push({ bytes, urgent }: OutputFragment): void {
    if (this.#done || this.#failure !== undefined) return;
    if (this.#fragments.length === 0) this.#since = this.#options.clock.now();
    this.#fragments.push(bytes);
    this.#size += bytes.length;
    this.#urgent ||= urgent;
    this.#wake();
  }

  /** Resolves when there is room for more; undefined when there is room now. */
  whenRoom(): Promise<void> | undefined {
    if (this.#size < this.#options.maxQueuedOutput) return undefined;
    if (this.#room === undefined) {
      const { promise, resolve } = Promise.withResolvers<void>();
      this.#room = { promise, release: resolve };
    }
    return this.#room.promise;
  }

  /** Nothing more comes: the next batch that empties the queue says so. */
  finish(): void {
    this.#done = true;
    this.#wake();
  }

  /** What waits is still delivered, then every poll gets this fault. */
  fail(fault: FaultError): void {
    this.#failure ??= fault;
    this.#wake();
  }

  /** What waits is dropped, and every poll gets this fault. */
  abort(fault: FaultError): void {
    this.#failure = fault;
    this.#fragments = [];
    this.#size = 0;
    this.#releaseRoom();
    this.#wake();
  }

  /** Waits for output. Rejects with FaultError: a poll is under way already, time is up, the queue failed. */
  poll(poll: OutputPoll): Promise<OutputBatch> {
    if (this.#waiter !== undefined) return Promise.reject(new FaultError('concurrency'));
    return new Promise((resolve, reject) => {
      const timeOut = () => this.#answer((waiter) => waiter.reject(new FaultError('operationTimedOut')));
      const cancelTimeout = this.#options.clock.after(poll.timeout, timeOut);
      const abandon = () => this.#answer((waiter) => waiter.reject(new FaultError('operationAborted')));
      poll.signal?.addEventListener('abort', abandon);
      const settle = () => {
        cancelTimeout();
        poll.signal?.removeEventListener('abort', abandon);
      };
      this.#waiter = { poll, resolve, reject, settle };
      if (poll.signal?.aborted) abandon();
      else this.#wake();
    });
  }

  #wake(): void {
    const waiter = this.#waiter;
    if (waiter === undefined) return;
    if (this.#fragments.length === 0) {
      if (this.#failure !== undefined) this.#answer(() => waiter.reject(this.#failure));
      else if (this.#done) this.#answer(() => waiter.resolve({ fragments: [], done: true }));
      return;
    }
    const { clock, outputLinger, outputFlushSize } = this.#options;
    const wait = this.#since + outputLinger - clock.now();
    const isSettled = this.#done || this.#failure !== undefined || this.#urgent || this.#size >= outputFlushSize;
    if (isSettled || wait <= 0) this.#deliver(waiter);
    else this.#cancelLinger ??= clock.after(wait, () => this.#lingered());
  }

  #lingered(): void {
    this.#cancelLinger = undefined;
    if (this.#waiter !== undefined && this.#fragments.length > 0) this.#deliver(this.#waiter);
  }

  #deliver(waiter: Waiter): void {
    const taken: Uint8Array[] = [];
    let room = waiter.poll.room;
    let size = 0;
    for (const bytes of this.#fragments) {
      room -= waiter.poll.cost(bytes);
      if (room < 0) break;
      taken.push(bytes);
      size += bytes.length;
    }
    if (taken.length === 0) {
      this.#answer(() => waiter.reject(new FaultError('responseTooLarge')));
      return;
    }
    this.#fragments = this.#fragments.slice(taken.length);
    this.#size -= size;
    this.#since = this.#options.clock.now() - this.#options.outputLinger;
    if (this.#fragments.length === 0) this.#urgent = false;
    if (this.#size < this.#options.maxQueuedOutput) this.#releaseRoom();
    this.#answer(() => waiter.resolve({ fragments: taken, done: this.isDone }));
  }

  #answer(how: (waiter: Waiter) => void): void {
    const waiter = this.#waiter;
    if (waiter === undefined) return;
    this.#waiter = undefined;
    this.#cancelLinger?.();
    this.#cancelLinger = undefined;
    waiter.settle();
    how(waiter);
  }

  #releaseRoom(): void {
    this.#room?.release();
    this.#room = undefined;
  }
}
