// One pipeline on many hosts: their records come in one stream as they arrive, and a host's failure is its own.
import type { RecordStream } from '../psrp/record-stream.ts';
import { BoundedQueue } from './bounded-queue.ts';
import { asClientError, ClientError } from './client-error.ts';
import type { PipelineResult } from './pipeline.ts';
import type { PipelineRecord, RawRecord } from './record.ts';
import type { Runnable, RunOptions, RunspacePool } from './runspace-pool.ts';

/** How many hosts are worked on at once unless told otherwise: PowerShell's ThrottleLimit. */
export const defaultThrottle = 32;

/** A host to run on. */
export interface FanOutHost {
  readonly computerName: string;
  /** Gives a pool: opens one, or hands out one that is open. Called when the host's turn has come. */
  readonly pool: (signal: AbortSignal) => Promise<RunspacePool>;
  /** Whether the pool outlives the pipeline; by default it is closed after it. */
  readonly keepsPool?: boolean;
}

/** Where a record comes from. */
export interface RecordOrigin {
  readonly computerName: string;
  /** The pool's id; undefined when no pool was opened. */
  readonly runspaceId: string | undefined;
}

/** The end of one host's part. */
export interface HostEnd {
  readonly stream: 'end';
  readonly result: PipelineResult;
}

/** A record, or the end of a host's part: with an error when it could not be reached, was lost, or its script failed. */
export type FanOutRecord = RecordOrigin & (PipelineRecord | HostEnd);
export type RawFanOutRecord = RecordOrigin & (RawRecord | HostEnd);

export interface FanOutOptions extends Omit<RunOptions, 'input' | 'openInput' | 'id'> {
  /** How many hosts at once. */
  readonly throttle?: number;
  /** The objects that each host gets as input: iterated over once for each host. */
  readonly input?: Iterable<unknown> | AsyncIterable<unknown>;
}

/** How many records may wait for a slow reader, of all hosts together. */
const maxWaitingRecords = 256;

/**
 * Runs the same on every host, at most `throttle` at a time, and gives the records as they come, each with the host's name and
 * the pool's id. Exactly one `end` comes for each host. The iteration itself throws only for wrong arguments; leaving it, or
 * raising the signal, stops all hosts.
 */
export function invokeOnHosts(
  hosts: readonly FanOutHost[],
  what: Runnable,
  options: FanOutOptions = {},
): AsyncGenerator<FanOutRecord> {
  return new FanOut<PipelineRecord>(hosts, options, (pool, run) => pool.start(what, run)).run();
}

/** The same with records that are not decoded, and perhaps a pipeline (CREATE_PIPELINE) that was serialized elsewhere. */
export function invokeRawOnHosts(
  hosts: readonly FanOutHost[],
  what: Runnable | { readonly createBytes: Uint8Array },
  options: FanOutOptions = {},
): AsyncGenerator<RawFanOutRecord> {
  return new FanOut<RawRecord>(hosts, options, (pool, run) => {
    const isSerialized = typeof what === 'object' && 'createBytes' in what;
    const pipeline = isSerialized ? pool.startRaw(what.createBytes, run) : pool.start(what, run);
    return { finished: pipeline.finished, [Symbol.asyncIterator]: () => pipeline.raw()[Symbol.asyncIterator]() };
  }).run();
}

interface RunningPipeline<R> extends AsyncIterable<R> {
  readonly finished: Promise<PipelineResult>;
}

class FanOut<R extends { readonly stream: RecordStream }> {
  readonly #hosts: readonly FanOutHost[];
  readonly #options: FanOutOptions;
  readonly #start: (pool: RunspacePool, options: RunOptions) => RunningPipeline<R>;
  readonly #queue = new BoundedQueue<RecordOrigin & (R | HostEnd)>(maxWaitingRecords);
  readonly #abort = new AbortController();

  constructor(
    hosts: readonly FanOutHost[],
    options: FanOutOptions,
    start: (pool: RunspacePool, options: RunOptions) => RunningPipeline<R>,
  ) {
    this.#hosts = hosts;
    this.#options = options;
    this.#start = start;
  }

  async *run(): AsyncGenerator<RecordOrigin & (R | HostEnd)> {
    const { throttle = defaultThrottle, signal } = this.#options;
    if (!(throttle >= 1)) throw new ClientError('InvalidArgument', `A throttle of ${throttle} lets no host run.`);
    const abort = () => this.#abort.abort(signal?.reason);
    if (signal?.aborted) abort();
    else signal?.addEventListener('abort', abort, { once: true });
    const turns = this.#hosts.values();
    const workers = Array.from({ length: Math.min(throttle, this.#hosts.length) }, async () => {
      for (const host of turns) await this.#runHost(host);
    });
    const all = Promise.all(workers).then(() => this.#queue.end());
    try {
      yield* this.#queue;
    } finally {
      signal?.removeEventListener('abort', abort);
      this.#abort.abort(new ClientError('Aborted', 'The reader has left.'));
      this.#queue.discard();
      await all;
    }
  }

  /** Does one host's part; never rejects. */
  async #runHost(host: FanOutHost): Promise<void> {
    const { computerName } = host;
    let pool: RunspacePool | undefined;
    let result: PipelineResult;
    try {
      if (this.#abort.signal.aborted) throw new ClientError('Aborted', 'The invocation was aborted.');
      pool = await host.pool(this.#abort.signal);
      result = await this.#runPipeline(computerName, pool);
    } catch (error) {
      result = { state: 'failed', error: named(error, computerName) };
    }
    await this.#queue.push({ computerName, runspaceId: pool?.id, stream: 'end', result });
    // Closing may take as long as a dead host's time limit; nobody waits for it, the host's turn is over.
    if (host.keepsPool !== true) void pool?.close().catch(() => undefined);
  }

  async #runPipeline(computerName: string, pool: RunspacePool): Promise<PipelineResult> {
    const { throttle: _, signal: __, ...run } = this.#options;
    const pipeline = this.#start(pool, { ...run, signal: this.#abort.signal });
    const origin: RecordOrigin = { computerName, runspaceId: pool.id };
    try {
      for await (const record of pipeline) await this.#queue.push({ ...origin, ...record });
    } catch (error) {
      // What ended the pipeline is in its result; anything else happened to a record on this side.
      const { error: known } = await pipeline.finished;
      if (known !== error) throw error;
    }
    const result = await pipeline.finished;
    return result.error === undefined ? result : { ...result, error: named(result.error, computerName) };
  }
}

function named(error: unknown, computerName: string): ClientError {
  if (!(error instanceof ClientError)) return asClientError(error, 'OpenFailed', computerName);
  if (error.computerName !== undefined) return error;
  const { cause, origin, errorRecord } = error;
  return new ClientError(error.code, error.message, { cause, origin, errorRecord, computerName });
}
