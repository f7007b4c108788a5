// Hands out what one carrier brings for many destinations: in order for each, and a slow one holds up the others only when
// the bytes that wait for it pass a bound.
import type { PsrpChannelReceiver, PsrpDestination } from '../psrp/channel.ts';

interface Waiting {
  readonly items: (Uint8Array | 'pipelineClosed')[];
}

export class Delivery {
  readonly #receiver: PsrpChannelReceiver;
  readonly #maxWaitingBytes: number;
  readonly #busy = new Map<PsrpDestination, Waiting>();
  #waitingBytes = 0;
  #wake: (() => void) | undefined;

  /** @param maxWaitingBytes how much may wait for slow destinations before `data` asks its caller to wait. */
  constructor(receiver: PsrpChannelReceiver, maxWaitingBytes = 1024 * 1024) {
    this.#receiver = receiver;
    this.#maxWaitingBytes = maxWaitingBytes;
  }

  /** Delivers fragments; await the result before reading on. */
  data(destination: PsrpDestination, fragments: Uint8Array): void | Promise<void> {
    const waiting = this.#busy.get(destination);
    if (waiting === undefined) {
      const pending = this.#receiver.data(destination, fragments);
      if (pending !== undefined) void this.#drain(destination, pending);
    } else {
      waiting.items.push(fragments);
      this.#waitingBytes += fragments.length;
    }
    return this.#room();
  }

  /** Tells the end of a pipeline after what waits for it. */
  pipelineClosed(pipelineId: string): void {
    const waiting = this.#busy.get(pipelineId);
    if (waiting === undefined) this.#receiver.pipelineClosed(pipelineId);
    else waiting.items.push('pipelineClosed');
  }

  /** Resolves when everything was delivered. */
  async idle(): Promise<void> {
    while (this.#busy.size > 0) await this.#change();
  }

  async #room(): Promise<void> {
    while (this.#waitingBytes > this.#maxWaitingBytes) await this.#change();
  }

  async #drain(destination: PsrpDestination, first: Promise<void>): Promise<void> {
    const waiting: Waiting = { items: [] };
    this.#busy.set(destination, waiting);
    let pending: Promise<void> | undefined = first;
    for (;;) {
      // A receiver that fails has told its owner; the carrier has nothing to add.
      await pending?.catch(() => undefined);
      const item = waiting.items.shift();
      if (item === undefined) break;
      pending = undefined;
      if (item === 'pipelineClosed') this.#receiver.pipelineClosed(destination!);
      else {
        this.#waitingBytes -= item.length;
        pending = this.#receiver.data(destination, item) ?? undefined;
        this.#wakeAll();
      }
    }
    this.#busy.delete(destination);
    this.#wakeAll();
  }

  #changed: Promise<void> | undefined;
  #change(): Promise<void> {
    this.#changed ??= new Promise((resolve) => {
      this.#wake = resolve;
    });
    return this.#changed;
  }
  #wakeAll(): void {
    this.#changed = undefined;
    this.#wake?.();
  }
}
