// One running pipeline: its records as an async iterable, its input, its end.

import { ErrorRecord } from '../psobject/error-record.ts';
import { contentOf } from '../psrp/message-flow.ts';
import type { Payload } from '../psrp/payload.ts';
import type { PipelineClient, PipelineClientNews } from '../psrp/pipeline-client.ts';
import type { RecordStream } from '../psrp/record-stream.ts';
import { BoundedQueue } from './bounded-queue.ts';
import { asClientError, ClientError } from './client-error.ts';
import { type ClientHost, performHostCall } from './client-host.ts';
import { Deadline, type DeadlineOptions } from './deadline.ts';
import { decodeRecord, type PipelineRecord, type RawRecord } from './record.ts';
import { fromPlain } from './to-plain.ts';

export type PipelineOutcome = 'completed' | 'failed' | 'stopped';

/** How a pipeline ended. */
export interface PipelineResult {
  readonly state: PipelineOutcome;
  /** Why, unless it completed. */
  readonly error?: ClientError;
}

/** All of a pipeline's records, sorted by stream. */
export interface PipelineOutput extends PipelineResult {
  readonly output: unknown[];
  readonly records: PipelineRecord[];
}

/** What a pipeline needs of its pool. */
export interface PipelinePool {
  /** Creates it at the server. */
  create(core: PipelineClient): Promise<void>;
  /** Queues with `work`, after a key exchange where one is needed, and sends. */
  send(core: PipelineClient, work: () => void): Promise<void>;
  signal(core: PipelineClient): Promise<void>;
  /** Forgets it, here and at the server. */
  release(core: PipelineClient): Promise<void>;
}

export interface PipelineOptions extends DeadlineOptions {
  readonly host?: ClientHost | undefined;
  /** How much output may wait for its reader before the server is held up: 1 MiB of CLIXML. */
  readonly maxWaitingBytes?: number | undefined;
}

interface Waiting {
  readonly stream: RecordStream;
  readonly payload: Payload;
}

/** How many objects may wait, however small they are. */
const bytesPerRecord = 256;

/**
 * A pipeline that runs. Iterate over it for its records; leaving the loop early stops it. After a terminating error, a time
 * limit or an abort the iteration throws a ClientError once the records that came are read; after `stop()` it just ends.
 */
export class Pipeline implements AsyncIterable<PipelineRecord>, AsyncDisposable {
  readonly #core: PipelineClient;
  readonly #pool: PipelinePool;
  readonly #host: ClientHost | undefined;
  readonly #queue: BoundedQueue<Waiting>;
  readonly #result = Promise.withResolvers<PipelineResult>();
  readonly #deadline: Deadline;
  #started: Promise<void> | undefined;
  #interruption: ClientError | undefined;
  #isOver = false;

  /** Use RunspacePool.start. */
  constructor(core: PipelineClient, pool: PipelinePool, options: PipelineOptions) {
    this.#core = core;
    this.#pool = pool;
    this.#host = options.host;
    this.#queue = new BoundedQueue<Waiting>(
      options.maxWaitingBytes ?? 1024 * 1024,
      ({ payload }) => payload.bytes.length + bytesPerRecord,
    );
    this.#deadline = new Deadline('The pipeline', options, (error) => this.#interrupt(error));
  }

  /** Lower-case GUID text. */
  get id(): string {
    return this.#core.id;
  }
  get state(): PipelineClient['state'] {
    return this.#core.state;
  }
  /** How the pipeline ended; never rejects. Records may still wait to be read. */
  get finished(): Promise<PipelineResult> {
    return this.#result.promise;
  }

  /** The records as they came, not decoded. Iterate either over this or over the pipeline, once. */
  raw(): AsyncIterable<RawRecord> {
    return this.#iterate(({ stream, payload }) => ({ stream, payload: payload.bytes, decode: () => payload.value }));
  }

  [Symbol.asyncIterator](): AsyncIterator<PipelineRecord> {
    return this.#iterate(({ stream, payload }) => decodeRecord(stream, payload))[Symbol.asyncIterator]();
  }

  /** Just the objects of the output stream. */
  async *output(): AsyncGenerator<unknown> {
    for await (const record of this) if (record.stream === 'output') yield record.value;
  }

  /** Reads everything. Throws for a terminating error, unless `throwOnError` is false. */
  async collect(options: { readonly throwOnError?: boolean } = {}): Promise<PipelineOutput> {
    const records: PipelineRecord[] = [];
    for await (const { stream, payload } of this.#items()) records.push(decodeRecord(stream, payload));
    const result = await this.finished;
    if (result.error !== undefined && options.throwOnError !== false) throw result.error;
    const output = records.filter(({ stream }) => stream === 'output').map(({ value }) => value);
    return { ...result, output, records };
  }

  /**
   * Sends one object of input, converted by `fromPlain`; resolves when there is room for more. Input for a pipeline that reads no
   * more is dropped.
   */
  async write(value: unknown): Promise<void> {
    await this.#started;
    await this.#pool.send(this.#core, () => this.#core.sendInput({ value: fromPlain(value) }));
  }

  /** Sends one object of input that is CLIXML already. */
  async writeRaw(payload: Uint8Array): Promise<void> {
    await this.#started;
    await this.#pool.send(this.#core, () => this.#core.sendInput({ bytes: payload }));
  }

  /** No more input comes. */
  async endInput(): Promise<void> {
    await this.#started;
    await this.#pool.send(this.#core, () => this.#core.endInput());
  }

  /** Asks the server to stop the pipeline; resolves when it has ended. Records that came before can still be read. */
  async stop(): Promise<PipelineResult> {
    // Its reader may have left: an end must not wait behind output that nobody takes.
    this.#queue.unbound();
    if (this.#core.stop()) {
      try {
        await this.#started;
        await this.#pool.signal(this.#core);
      } catch {
        // The pool has broken, and with it the pipeline; `finished` tells.
      }
    } else if (this.#core.isOver) {
      // It had not begun.
      this.#end(undefined);
    }
    return this.finished;
  }

  /** Stops the pipeline if it runs, and drops what was not read. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop();
    this.#queue.discard();
  }

  // ---------------------------------------------------------------------------------------------------------------- for the pool

  /** @internal Creates the pipeline at the server and feeds its input. */
  start(input: AsyncIterable<unknown> | Iterable<unknown> | undefined): void {
    this.#started = this.#pool.create(this.#core).catch((error: unknown) => {
      this.#fail(error);
      throw error;
    });
    this.#started.catch(() => undefined);
    if (input !== undefined) void this.#feed(input);
  }

  /** @internal Takes what the core says; a promise holds the carrier up for this pipeline. */
  receive(news: PipelineClientNews): void | Promise<void> {
    switch (news.type) {
      case 'record':
        return this.#queue.push({ stream: news.stream, payload: news.payload });
      case 'pipelineHostCall':
        void this.#callHost(news.payload);
        return;
      case 'pipelineState':
        if (this.#core.isOver) this.#end(news.error);
    }
  }

  // ----------------------------------------------------------------------------------------------------------------------- inside

  async *#iterate<T>(convert: (waiting: Waiting) => T): AsyncGenerator<T> {
    for await (const waiting of this.#items()) yield convert(waiting);
    const { error } = await this.finished;
    if (error !== undefined && error.code !== 'PipelineStopped') throw error;
  }

  async *#items(): AsyncGenerator<Waiting> {
    let isExhausted = false;
    try {
      for await (const waiting of this.#queue) yield waiting;
      isExhausted = true;
    } finally {
      // The consumer left the loop, or could not decode a record.
      if (!isExhausted) {
        this.#queue.discard();
        void this.stop();
      }
    }
  }

  async #feed(input: AsyncIterable<unknown> | Iterable<unknown>): Promise<void> {
    try {
      for await (const value of input) {
        if (!this.#core.isInputOpen) return;
        await this.write(value);
      }
      await this.endInput();
    } catch (error) {
      // The source of the input failed, or an object of it could not be sent: the script must not take it for the end.
      if (!this.#isOver) this.#interrupt(toInterruption(error));
    }
  }

  async #callHost(payload: Payload): Promise<void> {
    try {
      const response = await performHostCall(this.#host, contentOf('PIPELINE_HOST_CALL', payload));
      if (response !== undefined) await this.#pool.send(this.#core, () => this.#core.respondToHostCall(response));
    } catch (error) {
      if (!this.#isOver) this.#interrupt(toInterruption(error));
    }
  }

  /** Ends the pipeline for a reason of this side. */
  #interrupt(error: ClientError): void {
    if (this.#isOver) return;
    this.#interruption ??= error;
    void this.stop();
  }

  #fail(error: unknown): void {
    for (const news of this.#core.fault(error)) void this.receive(news);
  }

  #end(reason: unknown): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#deadline[Symbol.dispose]();
    const state = this.#core.state as PipelineOutcome;
    const error = this.#interruption ?? errorOf(state, reason);
    this.#result.resolve(error === undefined ? { state } : { state, error });
    this.#queue.end();
    void this.#pool.release(this.#core);
  }
}

function errorOf(state: PipelineOutcome, reason: unknown): ClientError | undefined {
  if (state === 'completed') return undefined;
  if (state === 'stopped')
    return new ClientError('PipelineStopped', 'The pipeline was stopped.', { errorRecord: reason });
  if (reason instanceof ClientError) return reason;
  return asClientError(reason, reason instanceof ErrorRecord ? 'PipelineFailed' : 'PoolBroken');
}

/** What went wrong on this side while the script ran. */
function toInterruption(error: unknown): ClientError {
  return error instanceof ClientError ? error : asClientError(error, 'PipelineInterrupted');
}
