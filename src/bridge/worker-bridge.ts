// The worker's end of the bridge: synchronous code asks the main side and blocks until the answer is there.
//
// The worker never returns to an event loop: it takes posts (`takePost`) and, while it waits for an answer, keeps posts that
// arrive meanwhile for later. A stop request wakes it from any wait and is thrown at the place that waited.
import { type MessagePort, receiveMessageOnPort } from 'node:worker_threads';
import { CodedError } from '../base/coded-error.ts';
import type { BridgeControl } from './control.ts';
import type { BridgedErrorData, MainMessage, WorkerMessage } from './messages.ts';

/** An error of the main side, thrown in the worker with its code and plain properties. */
export class BridgedError extends CodedError {
  readonly originalName: string;
  readonly properties: Readonly<Record<string, unknown>>;
  constructor(data: BridgedErrorData) {
    super(data.code, data.message);
    this.originalName = data.name;
    this.properties = data.properties;
  }
}

type Answer = Exclude<MainMessage, { kind: 'post' }>;

export interface WorkerBridgeOptions {
  readonly port: MessagePort;
  readonly control: BridgeControl;
  /** Throws what a stopped pipeline throws. */
  readonly throwStopped: () => never;
}

export class WorkerBridge {
  readonly #port: MessagePort;
  readonly #control: BridgeControl;
  readonly #throwStopped: () => never;
  readonly #posts: unknown[] = [];
  /** Requests that wait for an answer, and the answer once it came; an answer to any other request is dropped. */
  readonly #awaited = new Map<number, Answer | undefined>();
  #nextId = 1;

  constructor(options: WorkerBridgeOptions) {
    this.#port = options.port;
    this.#control = options.control;
    this.#throwStopped = options.throwStopped;
  }

  /** Calls a method of a service of the main side. A streamed answer comes back as an iterator. */
  call(service: string, method: string, args: readonly unknown[]): unknown {
    const id = this.#nextId++;
    this.#send({ kind: 'call', id, service, method, args });
    const answer = this.#await(id);
    return answer.kind === 'stream' ? this.#items(id) : answer.kind === 'value' ? answer.value : undefined;
  }

  /** An object whose methods call the service of that name. */
  service<T extends object>(name: string, methods: readonly (keyof T & string)[]): T {
    const entries = methods.map((method) => [method, (...args: unknown[]) => this.call(name, method, args)]);
    return Object.fromEntries(entries);
  }

  /** Sends a value one way, counting `bytes` against the credits; blocks while the main side has too much to pass on. */
  post(value: unknown, bytes = 0): void {
    this.#send({ kind: 'post', value, bytes });
    if (bytes === 0 || this.#control.charge(bytes)) return;
    for (;;) {
      const state = this.#control.wakeState();
      if (this.#control.hasRoom) return;
      if (this.#control.stopRequested) this.#throwStopped();
      this.#control.sleep(state);
    }
  }

  /** The next value that the main side posted, in order; sleeps until there is one. `accept` picks among those waiting. */
  takePost(options: { interruptible: boolean; accept?: (value: unknown) => boolean }): unknown {
    const accept = options.accept ?? (() => true);
    for (;;) {
      const state = this.#control.wakeState();
      this.#drain();
      const index = this.#posts.findIndex(accept);
      if (index >= 0) return this.#posts.splice(index, 1)[0];
      if (options.interruptible && this.#control.stopRequested) this.#throwStopped();
      this.#control.sleep(state);
    }
  }

  *#items(id: number): Generator<unknown> {
    let open = true;
    try {
      for (;;) {
        this.#send({ kind: 'next', id });
        let answer: Answer;
        try {
          answer = this.#await(id);
        } catch (error) {
          // Ended by an error of the stream itself or cancelled by a stop: either way nothing is left to cancel.
          open = false;
          throw error;
        }
        if (answer.kind !== 'item') {
          open = false;
          return;
        }
        yield answer.value;
      }
    } finally {
      if (open) this.#send({ kind: 'cancel', id });
    }
  }

  #await(id: number): Answer {
    this.#awaited.set(id, undefined);
    try {
      for (;;) {
        const state = this.#control.wakeState();
        this.#drain();
        const answer = this.#awaited.get(id);
        if (answer?.kind === 'error') throw new BridgedError(answer.error);
        if (answer) return answer;
        if (this.#control.stopRequested) {
          this.#send({ kind: 'cancel', id });
          this.#throwStopped();
        }
        this.#control.sleep(state);
      }
    } finally {
      this.#awaited.delete(id);
    }
  }

  #drain(): void {
    for (let received = receiveMessageOnPort(this.#port); received; received = receiveMessageOnPort(this.#port)) {
      const message = received.message as MainMessage;
      if (message.kind === 'post') this.#posts.push(message.value);
      else if (this.#awaited.has(message.id)) this.#awaited.set(message.id, message);
    }
  }

  #send(message: WorkerMessage): void {
    this.#port.postMessage(message);
  }
}
