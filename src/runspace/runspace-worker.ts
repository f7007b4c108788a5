// The main side of one runspace: its worker thread, the bridge to it, and the steps by which a script that will not stop is ended.
import { MessageChannel, type MessagePort, type Worker } from 'node:worker_threads';
import { CodedError } from '../base/coded-error.ts';
import { BridgeControl } from '../bridge/control.ts';
import { type BridgeServices, MainBridge } from '../bridge/main-bridge.ts';
import type { FromWorker, RunspaceSetup, ToWorker } from './worker-messages.ts';

export class RunspaceError extends CodedError<'RunspaceWorkerEnded' | 'RunspaceOutOfMemory' | 'RunspaceDoesNotStop'> {}

/** Starts a worker thread that runs the worker program with this data; `app` knows where that program is. */
export type StartWorker = (data: WorkerData, transfer: readonly MessagePort[]) => Worker;

export interface WorkerData {
  readonly port: MessagePort;
  readonly control: SharedArrayBuffer;
}

/** Milliseconds that a stopped pipeline has before the thread is ended, and that the thread has before its process is. */
export interface StopLimits {
  readonly pipeline: number;
  readonly worker: number;
}

export const defaultStopLimits: StopLimits = { pipeline: 4000, worker: 3000 };

export interface WorkerOutcome {
  readonly outcome: 'completed' | 'failed' | 'stopped';
  readonly payload: Uint8Array;
  readonly exitCode: number | undefined;
  readonly succeeded: boolean;
}

/** The message that asks for a pipeline, as it came. */
export interface RunRequest {
  readonly messageType: 'CREATE_PIPELINE' | 'GET_COMMAND_METADATA';
  readonly payload: Uint8Array;
}

export interface RunOptions {
  readonly onRecord?: (record: FromWorker & { kind: 'record' }) => void | Promise<void>;
}

/** A running pipeline, seen from the main side. */
export interface WorkerRun {
  /** Rejects with RunspaceError when the worker ends instead. */
  readonly done: Promise<WorkerOutcome>;
  /** Resolves when the worker has room for more input. */
  input(payload: Uint8Array): Promise<void>;
  endInput(): void;
  stop(): void;
}

/** Input that a worker may hold untaken. */
const inputLimit = 256 * 1024;

interface Current {
  readonly sequence: number;
  readonly onRecord: NonNullable<RunOptions['onRecord']>;
  readonly resolve: (outcome: WorkerOutcome) => void;
  readonly reject: (error: Error) => void;
  inputBytes: number;
  inputWaiters: (() => void)[];
  stopTimer: NodeJS.Timeout | undefined;
}

/** A started worker that nobody uses yet: kept warm, so that a session does not wait for a thread to load its program. */
export class WarmWorker {
  readonly worker: Worker;
  readonly port: MessagePort;
  readonly control = new BridgeControl();
  hasEnded = false;

  constructor(startWorker: StartWorker) {
    const { port1, port2 } = new MessageChannel();
    this.port = port1;
    this.worker = startWorker({ port: port2, control: this.control.buffer }, [port2]);
    this.worker.on('error', () => {});
    this.worker.once('exit', () => {
      this.hasEnded = true;
    });
    // A waiting worker keeps no process alive.
    this.worker.unref();
    this.port.unref();
  }
}

/** What a session ends with that used more memory than it may. */
export const outOfMemory = () =>
  new RunspaceError('RunspaceOutOfMemory', 'The session used more memory than it may, and was ended.');

export interface RunspaceWorkerOptions {
  readonly warm: WarmWorker;
  readonly services: BridgeServices;
  readonly setup: RunspaceSetup;
  readonly stopLimits?: StopLimits;
  /** The worker ended, wanted or not; no run is left. `error` is undefined after `close`. */
  readonly onEnded: (error: RunspaceError | undefined) => void;
  /** The thread does not even end: only ending the process helps. */
  readonly onWedged: () => void;
}

export class RunspaceWorker {
  readonly #worker: Worker;
  readonly #control: BridgeControl;
  readonly #bridge: MainBridge;
  readonly #options: RunspaceWorkerOptions;
  readonly #stopLimits: StopLimits;
  #sequence = 0;
  #current: Current | undefined;
  #failure: RunspaceError | undefined;
  #isClosing = false;

  constructor(options: RunspaceWorkerOptions) {
    this.#options = options;
    this.#stopLimits = options.stopLimits ?? defaultStopLimits;
    const { worker, port, control } = options.warm;
    this.#worker = worker;
    this.#control = control;
    worker.ref();
    this.#bridge = new MainBridge({
      port,
      control,
      services: options.services,
      onPost: (value) => this.#receive(value as FromWorker),
    });
    worker.on('error', (error: NodeJS.ErrnoException) => {
      this.#failure ??=
        error.code === 'ERR_WORKER_OUT_OF_MEMORY'
          ? outOfMemory()
          : new RunspaceError('RunspaceWorkerEnded', `The session ended unexpectedly: ${error.message}`, {
              cause: error,
            });
    });
    if (options.warm.hasEnded) queueMicrotask(() => this.#ended());
    else worker.once('exit', () => this.#ended());
    this.#post({ kind: 'setup', setup: options.setup });
  }

  get isBusy(): boolean {
    return this.#current !== undefined;
  }

  /** Runs a pipeline; the worker must be idle. */
  run(request: RunRequest, options: RunOptions = {}): WorkerRun {
    if (this.#current) throw new Error('The runspace is busy.');
    const sequence = ++this.#sequence;
    const { promise, resolve, reject } = Promise.withResolvers<WorkerOutcome>();
    const current: Current = {
      sequence,
      onRecord: options.onRecord ?? (() => {}),
      resolve,
      reject,
      inputBytes: 0,
      inputWaiters: [],
      stopTimer: undefined,
    };
    this.#current = current;
    this.#post({ kind: 'run', sequence, messageType: request.messageType, payload: request.payload });
    return {
      done: promise,
      input: (payload) => this.#input(current, payload),
      endInput: () => {
        if (this.#current === current) this.#post({ kind: 'endInput', sequence });
      },
      stop: () => this.#stop(current),
    };
  }

  /** Forgets variables and functions of the session (RESET_RUNSPACE_STATE). */
  reset(): void {
    this.#post({ kind: 'reset' });
  }

  /** Ends the thread; resolves when it is gone. */
  async close(): Promise<void> {
    this.#isClosing = true;
    const wedged = setTimeout(() => this.#options.onWedged(), this.#stopLimits.worker);
    await this.#worker.terminate();
    clearTimeout(wedged);
  }

  /** Bytes that the runspace's thread holds; see WatchedSession. */
  async memory(): Promise<{ heap: number; external: number }> {
    const { used_heap_size, external_memory } = await this.#worker.getHeapStatistics();
    return { heap: used_heap_size, external: external_memory };
  }

  /** Ends the thread because of a limit; its run rejects with `error` at once, since the thread may take long to end. */
  fail(error: RunspaceError): void {
    if (this.#failure) return;
    this.#failure = error;
    this.#rejectCurrent(error);
    const wedged = setTimeout(() => this.#options.onWedged(), this.#stopLimits.worker);
    void this.#worker.terminate().then(() => clearTimeout(wedged));
  }

  #stop(current: Current): void {
    if (this.#current !== current || current.stopTimer) return;
    this.#control.requestStop(current.sequence);
    current.stopTimer = setTimeout(
      () =>
        this.fail(
          new RunspaceError('RunspaceDoesNotStop', 'The script did not stop in time, and its session was ended.'),
        ),
      this.#stopLimits.pipeline,
    );
  }

  #input(current: Current, payload: Uint8Array): Promise<void> {
    if (this.#current !== current) return Promise.resolve();
    current.inputBytes += payload.length;
    this.#post({ kind: 'input', sequence: current.sequence, payload });
    if (current.inputBytes <= inputLimit) return Promise.resolve();
    return new Promise((resolve) => current.inputWaiters.push(resolve));
  }

  #receive(message: FromWorker): void | Promise<void> {
    const current = this.#current;
    if (message.kind === 'ready' || !current || message.sequence !== current.sequence) return;
    switch (message.kind) {
      case 'record':
        return current.onRecord(message);
      case 'inputTaken':
        current.inputBytes -= message.bytes;
        if (current.inputBytes <= inputLimit) this.#releaseInput(current);
        return;
      case 'finished': {
        const { outcome, payload, exitCode, succeeded } = message;
        this.#release(current);
        current.resolve({ outcome, payload, exitCode, succeeded });
      }
    }
  }

  #rejectCurrent(error: RunspaceError): void {
    const current = this.#current;
    if (!current) return;
    this.#release(current);
    current.reject(error);
  }

  #release(current: Current): void {
    clearTimeout(current.stopTimer);
    this.#current = undefined;
    this.#releaseInput(current);
  }

  #releaseInput(current: Current): void {
    for (const resolve of current.inputWaiters.splice(0)) resolve();
  }

  #ended(): void {
    this.#bridge.close();
    const error = this.#failure ?? new RunspaceError('RunspaceWorkerEnded', 'The session has ended.');
    this.#rejectCurrent(error);
    this.#options.onEnded(this.#isClosing && !this.#failure ? undefined : error);
  }

  #post(message: ToWorker): void {
    this.#bridge.post(message);
  }
}
