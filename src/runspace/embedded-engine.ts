// The embedded engine as a PsrpChannel: the PSRP server role and a pool of workers (MS-PSRP 3.2).
//
// The role routes by message header; what a pipeline reads and writes is (de)serialized in its worker and crosses as bytes.

import type { BridgeServices } from '../bridge/main-bridge.ts';
import { ErrorRecord } from '../psobject/error-record.ts';
import { NetException } from '../psobject/exception.ts';
import type { PsrpChannel, PsrpChannelFactory, PsrpChannelReceiver, PsrpDestination } from '../psrp/channel.ts';
import type { PayloadCodec, SecureStringCipher } from '../psrp/payload.ts';
import { type PoolServerNews, RunspacePoolServer } from '../psrp/runspace-pool-server.ts';
import type { SessionKeyCrypto } from '../psrp/session-key.ts';
import type { MemoryWatch } from './memory-watch.ts';
import { privateData } from './private-data.ts';
import {
  outOfMemory,
  RunspaceError,
  RunspaceWorker,
  type StopLimits,
  type WorkerOutcome,
  type WorkerRun,
} from './runspace-worker.ts';
import type { WarmWorkers } from './warm-workers.ts';
import type { RunspaceSetup } from './worker-messages.ts';

/** Services that the pool itself gives its workers, beside those of the machine. */
export interface SessionBridgeServices {
  /** Answers of the client's host, as CLIXML. */
  readonly host: {
    call(bytes: Uint8Array): Promise<Uint8Array>;
    send(bytes: Uint8Array): void;
  };
  readonly secureStrings: SecureStringCipher;
}

export interface EmbeddedEngineOptions {
  readonly warmWorkers: WarmWorkers;
  /** Services of the machine for the workers, by name: platform, directory, process, remoting. */
  readonly services: BridgeServices;
  readonly codec: PayloadCodec;
  readonly crypto: SessionKeyCrypto;
  readonly setup: Omit<RunspaceSetup, 'initPayload'>;
  /** Whether whatever carries this channel keeps secrets. */
  readonly isTransportSecure: boolean;
  readonly stopLimits?: StopLimits;
  /** Ends runspaces that use too much memory. */
  readonly memoryWatch?: MemoryWatch;
  /** The most runspaces that a pool may have. */
  readonly maxRunspaces?: number;
  /** A thread cannot be ended: the process must be. */
  readonly onWedged: () => void;
}

/** Output of one destination above which its writer waits. */
const waitingLimit = 256 * 1024;
const chunkSize = 128 * 1024;
const maxBlobSize = 32_747;

interface Pipeline {
  readonly id: string;
  readonly messageType: 'CREATE_PIPELINE' | 'GET_COMMAND_METADATA';
  readonly payload: Uint8Array;
  run: WorkerRun | undefined;
  isStopped: boolean;
  /** Input that came before a runspace was free. */
  earlyInput: ((run: WorkerRun) => Promise<void>)[];
  hostCall: PromiseWithResolvers<Uint8Array> | undefined;
}

/** Makes channels to runspace pools of this process. */
export function embeddedEngine(options: EmbeddedEngineOptions): PsrpChannelFactory {
  return (receiver) => new EmbeddedPool(options, receiver);
}

class EmbeddedPool implements PsrpChannel {
  readonly maxBlobSize = maxBlobSize;
  readonly #options: EmbeddedEngineOptions;
  readonly #receiver: PsrpChannelReceiver;
  readonly #server: RunspacePoolServer;
  readonly #workers = new Set<RunspaceWorker>();
  readonly #pipelines = new Map<string, Pipeline>();
  readonly #waiting: Pipeline[] = [];
  readonly #pumps = new Map<PsrpDestination, Promise<void>>();
  #initPayload = new Uint8Array(0);
  #minRunspaces = 1;
  #maxRunspaces = 1;
  #isClosed = false;
  /** The pipeline that runs in a worker: whose host calls come over that worker's bridge. */
  readonly #running = new Map<RunspaceWorker, Pipeline>();

  constructor(options: EmbeddedEngineOptions, receiver: PsrpChannelReceiver) {
    this.#options = options;
    this.#receiver = receiver;
    this.#server = new RunspacePoolServer({
      codec: options.codec,
      crypto: options.crypto,
      maxBlobSize,
      isTransportSecure: options.isTransportSecure,
    });
  }

  async open(creation: Uint8Array): Promise<void> {
    await this.#feed(undefined, creation);
  }

  async createPipeline(pipelineId: string, creation: Uint8Array): Promise<void> {
    this.#server.openPipeline(pipelineId);
    await this.#feed(pipelineId, creation);
  }

  send(destination: PsrpDestination, fragments: Uint8Array): Promise<void> {
    return this.#feed(destination, fragments);
  }

  async signal(pipelineId: string): Promise<void> {
    const pipeline = this.#pipelines.get(pipelineId);
    if (pipeline && this.#server.pipeline(pipelineId)?.signal()) this.#stop(pipeline);
  }

  async closePipeline(pipelineId: string): Promise<void> {
    const unfinished = this.#server.closePipeline(pipelineId);
    const pipeline = this.#pipelines.get(pipelineId);
    if (unfinished && pipeline) this.#stop(pipeline);
    this.#receiver.pipelineClosed(pipelineId);
  }

  async close(): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#server.close();
    await Promise.all([...this.#workers].map((worker) => worker.close()));
    this.#receiver.closed(undefined);
  }

  /** Gives fragments to the role and does what they ask; resolves when there is room for more input. */
  async #feed(destination: PsrpDestination, fragments: Uint8Array): Promise<void> {
    let room: Promise<void> | undefined;
    for (const news of this.#server.receive(destination, fragments)) room = this.#obey(news) ?? room;
    this.#flush(undefined);
    if (destination !== undefined) this.#flush(destination);
    await room;
  }

  #obey(news: PoolServerNews): Promise<void> | undefined {
    switch (news.type) {
      case 'opening':
        this.#minRunspaces = news.init.minRunspaces;
        this.#maxRunspaces = Math.min(news.init.maxRunspaces, this.#options.maxRunspaces ?? news.init.maxRunspaces);
        this.#initPayload = news.payload.bytes.slice();
        this.#addWorker();
        this.#server.opened(privateData());
        return undefined;
      case 'connected':
      case 'sessionKey':
      case 'poolHostResponse':
        return undefined;
      case 'createPipeline':
        this.#enqueue({
          id: news.pipelineId,
          messageType: news.messageType,
          payload: news.payload.bytes.slice(),
          run: undefined,
          isStopped: false,
          earlyInput: [],
          hostCall: undefined,
        });
        return undefined;
      case 'input':
        return this.#withRun(news.pipelineId, (run) => run.input(news.payload.bytes.slice()));
      case 'endInput':
        return this.#withRun(news.pipelineId, async (run) => run.endInput());
      case 'pipelineHostResponse': {
        const pipeline = this.#pipelines.get(news.pipelineId);
        const call = pipeline?.hostCall;
        if (pipeline) pipeline.hostCall = undefined;
        call?.resolve(news.payload.bytes.slice());
        return undefined;
      }
      case 'setMaxRunspaces':
        return this.#answer(news.callId, this.#resize(this.#minRunspaces, news.maxRunspaces));
      case 'setMinRunspaces':
        return this.#answer(news.callId, this.#resize(news.minRunspaces, this.#maxRunspaces));
      case 'getAvailableRunspaces':
        return this.#answer(news.callId, BigInt(this.#maxRunspaces - this.#running.size));
      case 'resetRunspaceState': {
        const isIdle = this.#running.size === 0;
        if (isIdle) for (const worker of this.#workers) worker.reset();
        return this.#answer(news.callId, isIdle);
      }
      case 'pipelineFault': {
        const pipeline = this.#pipelines.get(news.pipelineId);
        if (pipeline) this.#stop(pipeline);
        return undefined;
      }
      case 'poolFault':
        this.#break(news.error instanceof Error ? news.error : new Error(String(news.error)));
        return undefined;
    }
  }

  #answer(callId: bigint, response: boolean | bigint): undefined {
    this.#server.respond(callId, response);
  }

  #resize(min: number, max: number): boolean {
    if (min < 1 || max < min || max > (this.#options.maxRunspaces ?? max)) return false;
    this.#minRunspaces = min;
    this.#maxRunspaces = max;
    this.#schedule();
    return true;
  }

  #enqueue(pipeline: Pipeline): void {
    this.#pipelines.set(pipeline.id, pipeline);
    this.#waiting.push(pipeline);
    this.#schedule();
  }

  /** Gives waiting pipelines to idle runspaces, making new ones up to the pool's maximum. */
  #schedule(): void {
    while (this.#waiting.length > 0) {
      let worker = [...this.#workers].find((candidate) => !candidate.isBusy);
      if (!worker && this.#workers.size < this.#maxRunspaces) worker = this.#addWorker();
      if (!worker) return;
      this.#start(worker, this.#waiting.shift()!);
    }
  }

  #addWorker(): RunspaceWorker {
    const sessionServices: SessionBridgeServices = {
      host: {
        call: (bytes) => this.#callHost(worker, bytes),
        send: (bytes) => this.#sendHostCall(worker, bytes),
      },
      secureStrings: this.#server.cipher,
    };
    const worker: RunspaceWorker = new RunspaceWorker({
      warm: this.#options.warmWorkers.take(),
      services: { ...this.#options.services, ...sessionServices },
      setup: { ...this.#options.setup, initPayload: this.#initPayload },
      ...(this.#options.stopLimits ? { stopLimits: this.#options.stopLimits } : {}),
      onWedged: this.#options.onWedged,
      onEnded: (error) => {
        unwatch?.();
        this.#workers.delete(worker);
        if (error && !this.#isClosed) this.#break(error);
      },
    });
    const unwatch = this.#options.memoryWatch?.watch({
      get isBusy() {
        return worker.isBusy;
      },
      memory: () => worker.memory(),
      fail: () => worker.fail(outOfMemory()),
    });
    this.#workers.add(worker);
    return worker;
  }

  #start(worker: RunspaceWorker, pipeline: Pipeline): void {
    const run = worker.run(pipeline, {
      onRecord: ({ stream, payload }) => {
        this.#server.pipeline(pipeline.id)?.write(stream, { bytes: payload });
        return this.#flush(pipeline.id);
      },
    });
    pipeline.run = run;
    this.#running.set(worker, pipeline);
    for (const early of pipeline.earlyInput.splice(0)) void early(run);
    if (pipeline.isStopped) run.stop();
    run.done.then(
      (outcome) => this.#finish(worker, pipeline, outcome),
      (error: RunspaceError) => this.#finishBroken(worker, pipeline, error),
    );
  }

  #finish(worker: RunspaceWorker, pipeline: Pipeline, { outcome, payload }: WorkerOutcome): void {
    this.#running.delete(worker);
    this.#server.pipeline(pipeline.id)?.finish(outcome, { stateBytes: payload });
    this.#end(pipeline);
    this.#schedule();
  }

  #finishBroken(worker: RunspaceWorker, pipeline: Pipeline, error: RunspaceError): void {
    this.#running.delete(worker);
    this.#server.pipeline(pipeline.id)?.finish('failed', { error: errorRecordOf(error) });
    this.#end(pipeline);
    // The thread is ending, or has ended; whoever it belonged to is not to wait for that.
    this.#break(error);
  }

  /** Forgets a finished pipeline once its last output is delivered. */
  #end(pipeline: Pipeline): void {
    this.#pipelines.delete(pipeline.id);
    pipeline.hostCall?.reject(new RunspaceError('RunspaceWorkerEnded', 'The pipeline has ended.'));
    void this.#pump(pipeline.id).then(() => {
      if (!this.#isClosed) this.#receiver.pipelineClosed(pipeline.id);
    });
  }

  #stop(pipeline: Pipeline): void {
    pipeline.isStopped = true;
    if (pipeline.run) {
      pipeline.run.stop();
      return;
    }
    const index = this.#waiting.indexOf(pipeline);
    if (index >= 0) this.#waiting.splice(index, 1);
    this.#server.pipeline(pipeline.id)?.finish('stopped');
    this.#end(pipeline);
  }

  #withRun(pipelineId: string, action: (run: WorkerRun) => Promise<void>): Promise<void> | undefined {
    const pipeline = this.#pipelines.get(pipelineId);
    if (!pipeline) return undefined;
    if (pipeline.run) return action(pipeline.run);
    return new Promise((resolve) => {
      pipeline.earlyInput.push(async (run) => {
        await action(run);
        resolve();
      });
    });
  }

  #callHost(worker: RunspaceWorker, bytes: Uint8Array): Promise<Uint8Array> {
    const pipeline = this.#running.get(worker);
    if (!pipeline) throw new RunspaceError('RunspaceWorkerEnded', 'No pipeline runs that could ask the host.');
    pipeline.hostCall = Promise.withResolvers();
    this.#server.pipeline(pipeline.id)?.callHostWithBytes(bytes);
    this.#flush(pipeline.id);
    return pipeline.hostCall.promise;
  }

  #sendHostCall(worker: RunspaceWorker, bytes: Uint8Array): void {
    const pipeline = this.#running.get(worker);
    if (!pipeline) return;
    this.#server.pipeline(pipeline.id)?.callHostWithBytes(bytes);
    this.#flush(pipeline.id);
  }

  /** Starts delivering; gives a promise when so much waits that the writer should. */
  #flush(destination: PsrpDestination): Promise<void> | undefined {
    const pump = this.#pump(destination);
    return this.#server.waitingBytes(destination) > waitingLimit ? pump : undefined;
  }

  #pump(destination: PsrpDestination): Promise<void> {
    let pump = this.#pumps.get(destination);
    if (!pump) {
      pump = this.#deliver(destination).finally(() => this.#pumps.delete(destination));
      this.#pumps.set(destination, pump);
    }
    return pump;
  }

  async #deliver(destination: PsrpDestination): Promise<void> {
    for (
      let chunk = this.#server.take(destination, chunkSize);
      chunk;
      chunk = this.#server.take(destination, chunkSize)
    ) {
      try {
        const taken = this.#receiver.data(destination, chunk.fragments);
        if (taken) await taken;
      } catch {
        // Whoever listened is gone; the carrier says so by closing.
        return;
      }
    }
  }

  /** Ends the pool with an error: the client hears RUNSPACEPOOL_STATE Broken, then the channel closes. */
  #break(error: Error): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#server.broken(errorRecordOf(error));
    for (const pipeline of this.#waiting.splice(0)) this.#stop(pipeline);
    const workers = [...this.#workers].map((worker) => worker.close());
    void Promise.all([...this.#pumps.values(), this.#pump(undefined), ...workers]).then(() =>
      this.#receiver.closed(error),
    );
  }
}

/** An error of the session itself as the client shows it. */
function errorRecordOf(error: Error): ErrorRecord {
  const exception = new NetException(
    'System.Management.Automation.Remoting.PSRemotingTransportException',
    error.message,
  );
  const code = error instanceof RunspaceError ? error.code : 'RunspaceWorkerEnded';
  return new ErrorRecord(exception, code, 'ResourceUnavailable');
}
