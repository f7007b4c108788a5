// The main side's end of the bridge: answers a worker's calls from services, and passes its posts on with back-pressure.
import type { MessagePort } from 'node:worker_threads';
import type { BridgeControl } from './control.ts';
import { errorToData, type MainMessage, type WorkerMessage } from './messages.ts';

/** Services by name; a method returns a value, a promise of one, or an (async) iterator for a streamed answer. */
export type BridgeServices = Readonly<Record<string, object>>;

export interface MainBridgeOptions {
  readonly port: MessagePort;
  readonly control: BridgeControl;
  readonly services: BridgeServices;
  /** Takes what the worker posts; credits return when the promise settles. Calls are made in the order of the posts. */
  readonly onPost: (value: unknown) => void | Promise<void>;
}

type AnyIterator = AsyncIterator<unknown> | Iterator<unknown>;

function iteratorOf(value: unknown): AnyIterator | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value) || ArrayBuffer.isView(value))
    return undefined;
  const source = value as Partial<AsyncIterable<unknown> & Iterable<unknown>>;
  if (value instanceof Map || value instanceof Set) return undefined;
  return source[Symbol.asyncIterator]?.() ?? source[Symbol.iterator]?.();
}

export class MainBridge {
  readonly #options: MainBridgeOptions;
  readonly #streams = new Map<number, AnyIterator>();
  /** Calls that are being answered; a cancelled one leaves this set and its answer goes nowhere. */
  readonly #pending = new Set<number>();
  #closed = false;

  constructor(options: MainBridgeOptions) {
    this.#options = options;
    options.port.on('message', (message: WorkerMessage) => this.#receive(message));
  }

  /** Sends a value to the worker, which takes it when it is ready for it. */
  post(value: unknown): void {
    this.#send({ kind: 'post', value });
  }

  /** Ends every streamed answer; call when the worker is gone. */
  close(): void {
    this.#closed = true;
    for (const iterator of this.#streams.values()) void this.#endStream(iterator);
    this.#streams.clear();
    this.#options.port.close();
  }

  #receive(message: WorkerMessage): void {
    switch (message.kind) {
      case 'call':
        void this.#answer(message.id, () => this.#call(message.service, message.method, message.args));
        return;
      case 'next':
        void this.#next(message.id);
        return;
      case 'cancel':
        this.#cancel(message.id);
        return;
      case 'post':
        this.#passOn(message.value, message.bytes);
        return;
    }
  }

  #call(service: string, method: string, args: readonly unknown[]): unknown {
    const object = Object.hasOwn(this.#options.services, service) ? this.#options.services[service] : undefined;
    const body = (object as Record<string, unknown> | undefined)?.[method];
    if (typeof body !== 'function') throw new Error(`No service answers ${service}.${method}.`);
    return body.apply(object, args);
  }

  async #answer(id: number, work: () => unknown): Promise<void> {
    this.#pending.add(id);
    try {
      const result = await work();
      const iterator = iteratorOf(result);
      if (!this.#pending.delete(id)) {
        if (iterator) void this.#endStream(iterator);
        return;
      }
      if (iterator) {
        this.#streams.set(id, iterator);
        this.#send({ kind: 'stream', id });
      } else {
        this.#send({ kind: 'value', id, value: result });
      }
    } catch (error) {
      if (this.#pending.delete(id)) this.#send({ kind: 'error', id, error: errorToData(error) });
    }
  }

  async #next(id: number): Promise<void> {
    const iterator = this.#streams.get(id);
    if (!iterator) {
      this.#send({ kind: 'end', id });
      return;
    }
    try {
      const result = await iterator.next();
      if (!this.#streams.has(id)) return;
      if (result.done) {
        this.#streams.delete(id);
        this.#send({ kind: 'end', id });
      } else {
        this.#send({ kind: 'item', id, value: result.value });
      }
    } catch (error) {
      if (this.#streams.delete(id)) this.#send({ kind: 'error', id, error: errorToData(error) });
    }
  }

  #cancel(id: number): void {
    const iterator = this.#streams.get(id);
    if (iterator) {
      this.#streams.delete(id);
      void this.#endStream(iterator);
    }
    this.#pending.delete(id);
  }

  async #endStream(iterator: AnyIterator): Promise<void> {
    try {
      await iterator.return?.();
    } catch {
      // The reader has left; an error while the source tidies up concerns nobody.
    }
  }

  #passOn(value: unknown, bytes: number): void {
    const release = () => {
      if (bytes > 0 && !this.#closed) this.#options.control.release(bytes);
    };
    const taken = this.#options.onPost(value);
    if (taken) taken.then(release, release);
    else release();
  }

  #send(message: MainMessage): void {
    if (this.#closed) return;
    this.#options.port.postMessage(message);
    this.#options.control.wake();
  }
}
