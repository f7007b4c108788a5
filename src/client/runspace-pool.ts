// A runspace pool at a server, over any carrier: opened, used for pipelines, closed.
//
// Long because it is the public class with its documented options, and the one place that joins core, channel and pipelines.
import { randomUUID } from 'node:crypto';
import { sessionKeyCrypto } from '../crypto/session-key-crypto.ts';
import { type Dictionary, Hashtable } from '../psobject/collections.ts';
import type { PsrpChannel, PsrpChannelFactory, PsrpDestination } from '../psrp/channel.ts';
import { clixmlCodec } from '../psrp/clixml-codec.ts';
import type { DefragmenterLimits } from '../psrp/defragmenter.ts';
import { defaultCommandTypes } from '../psrp/enumerations.ts';
import { fragmentHeaderLength } from '../psrp/fragment.ts';
import { contentOf } from '../psrp/message-flow.ts';
import type { UserEvent } from '../psrp/messages/user-event.ts';
import type { Payload, PayloadCodec } from '../psrp/payload.ts';
import type { PipelineRequest } from '../psrp/pipeline-client.ts';
import type { ProtocolVersion } from '../psrp/protocol-version.ts';
import { type PoolClientNews, type PoolRequest, RunspacePoolClient } from '../psrp/runspace-pool-client.ts';
import type { PoolClientState } from '../psrp/state.ts';
import { asClientError, ClientError } from './client-error.ts';
import { type ClientHost, hostInfoOf, performHostCall } from './client-host.ts';
import { Deadline, type DeadlineOptions } from './deadline.ts';
import { Pipeline, type PipelineOptions, type PipelineOutput, type PipelinePool } from './pipeline.ts';
import { PowerShell } from './power-shell.ts';
import { fromPlain } from './to-plain.ts';

/** How long opening a pool may take unless told otherwise: PowerShell's OpenTimeout. */
export const defaultOpenTimeoutMs = 180_000;

export interface RunspacePoolOptions extends DeadlineOptions {
  /** How the server is reached: a child process, WSMan, SSH, an engine in this process. */
  readonly channel: PsrpChannelFactory;
  /** The name under which errors and results speak of the server. */
  readonly computerName?: string;
  /** The pool's id, lower-case GUID text; random by default. */
  readonly id?: string;
  readonly minRunspaces?: number;
  readonly maxRunspaces?: number;
  /** What happens when the server calls the host; without one, prompts fail in the script. */
  readonly host?: ClientHost;
  /** $PSSenderInfo.ApplicationArguments at the server; plain values are converted. */
  readonly applicationArguments?: Readonly<Record<string, unknown>> | Hashtable;
  /** False for a carrier whose bytes others can read: SecureStrings are then refused under protocol version 2.4. */
  readonly isTransportSecure?: boolean;
  readonly protocolVersion?: ProtocolVersion;
  readonly limits?: Partial<DefragmenterLimits>;
  readonly codec?: PayloadCodec;
  /** Called for every change of the pool's state after the opening. */
  readonly onStateChange?: (state: PoolClientState, error: unknown) => void;
  /** Called for events that the server forwards. */
  readonly onUserEvent?: (event: UserEvent) => void;
}

export interface RunOptions extends PipelineOptions {
  /** Objects for the pipeline's input, converted by `fromPlain`. */
  readonly input?: AsyncIterable<unknown> | Iterable<unknown>;
  /** Input comes by `write` and ends by `endInput`. Ignored with `input`. */
  readonly openInput?: boolean;
  /** Named arguments of a script given as text. */
  readonly parameters?: Readonly<Record<string, unknown>>;
  /** Positional arguments of a script given as text. */
  readonly arguments?: readonly unknown[];
  readonly addToHistory?: boolean;
  /** Runs inside the pipeline that is running: a nested prompt. */
  readonly isNested?: boolean;
  /** The pipeline's id, lower-case GUID text; random by default. */
  readonly id?: string;
}

/** What to run: a script's text, or commands. */
export type Runnable = string | PowerShell;

export class RunspacePool implements AsyncDisposable {
  readonly #core: RunspacePoolClient;
  readonly #channel: PsrpChannel;
  readonly #options: RunspacePoolOptions;
  readonly #pipelines = new Map<string, Pipeline>();
  readonly #pumps = new Map<PsrpDestination, Promise<void>>();
  readonly #answers = new Map<bigint, PromiseWithResolvers<boolean | bigint>>();
  readonly #closed = Promise.withResolvers<void>();
  readonly #opened = Promise.withResolvers<void>();
  readonly #privateData = Promise.withResolvers<Dictionary | undefined>();
  #sessionKey: PromiseWithResolvers<void> | undefined;
  #failure: ClientError | undefined;

  /** Opens a pool. Rejects with a ClientError: OpenFailed (the cause says why), Timeout or Aborted. */
  static async open(options: RunspacePoolOptions): Promise<RunspacePool> {
    const pool = new RunspacePool(options);
    await pool.#open();
    return pool;
  }

  private constructor(options: RunspacePoolOptions) {
    this.#options = options;
    for (const promise of [this.#opened.promise, this.#privateData.promise]) promise.catch(() => undefined);
    this.#channel = options.channel({
      data: (destination, fragments) => this.#receive(destination, fragments),
      pipelineClosed: (pipelineId) => {
        for (const news of this.#core.pipelineClosed(pipelineId)) void this.#handle(news);
      },
      closed: (reason) => {
        for (const news of this.#core.channelClosed(reason)) void this.#handle(news);
        this.#closed.resolve();
      },
    });
    const { minRunspaces, maxRunspaces, protocolVersion, limits } = options;
    this.#core = new RunspacePoolClient({
      id: options.id ?? randomUUID(),
      codec: options.codec ?? clixmlCodec(),
      maxBlobSize: this.#channel.maxBlobSize,
      isTransportSecure: options.isTransportSecure ?? true,
      crypto: sessionKeyCrypto,
      hostInfo: hostInfoOf(options.host),
      ...(minRunspaces === undefined ? {} : { minRunspaces }),
      ...(maxRunspaces === undefined ? {} : { maxRunspaces }),
      ...(protocolVersion === undefined ? {} : { protocolVersion }),
      ...(limits === undefined ? {} : { limits }),
      ...(options.applicationArguments === undefined
        ? {}
        : { applicationArguments: hashtableOf(options.applicationArguments) }),
    });
  }

  /** The id that results carry as RunspaceId. */
  get id(): string {
    return this.#core.id;
  }
  get state(): PoolClientState {
    return this.#core.state;
  }
  get computerName(): string | undefined {
    return this.#options.computerName;
  }
  /** The protocol version that was agreed on. */
  get protocolVersion(): ProtocolVersion | undefined {
    return this.#core.protocolVersion;
  }
  /** What the server told of itself: a dictionary with PSVersionTable in it, or undefined. */
  get privateData(): Promise<Dictionary | undefined> {
    return this.#privateData.promise;
  }

  /** Starts a pipeline; iterate over what it gives. */
  start(what: Runnable, options: RunOptions = {}): Pipeline {
    const noInput = options.input === undefined && options.openInput !== true;
    const request = powerShellOf(what, options).toRequest({
      noInput,
      addToHistory: options.addToHistory ?? false,
      hostInfo: hostInfoOf(options.host),
      isNested: options.isNested ?? false,
    });
    return this.#startPipeline({ create: request }, options, options.input);
  }

  /** Starts a pipeline from the payload of a CREATE_PIPELINE that was serialized elsewhere. */
  startRaw(createBytes: Uint8Array, options: RunOptions = {}): Pipeline {
    const noInput = options.input === undefined && options.openInput !== true;
    return this.#startPipeline({ createBytes, noInput }, options, options.input);
  }

  /** Runs a pipeline to its end and gives all of it. Throws for a terminating error. */
  async run(what: Runnable, options: RunOptions = {}): Promise<PipelineOutput> {
    return this.start(what, options).collect();
  }

  /** Asks for the metadata of commands whose names match: first their count comes, then each of them. */
  getCommandMetadata(names: readonly string[] = ['*'], options: PipelineOptions = {}): Pipeline {
    return this.#startPipeline({ metadata: { names, commandTypes: defaultCommandTypes } }, options, undefined);
  }

  /** Changes the upper bound of runspaces; false when the server refuses. */
  async setMaxRunspaces(count: number): Promise<boolean> {
    return (await this.#request({ setMaxRunspaces: count })) === true;
  }
  /** Changes the lower bound of runspaces; false when the server refuses. */
  async setMinRunspaces(count: number): Promise<boolean> {
    return (await this.#request({ setMinRunspaces: count })) === true;
  }
  /** How many runspaces are free. */
  async getAvailableRunspaces(): Promise<number> {
    return Number(await this.#request({ getAvailableRunspaces: true }));
  }
  /** Gives the runspaces fresh session state; false when the server refuses. Needs protocol version 2.3. */
  async resetRunspaceState(): Promise<boolean> {
    return (await this.#request({ resetRunspaceState: true })) === true;
  }

  /** Leaves the pool and its pipelines running at the server, where the carrier can. */
  async disconnect(): Promise<void> {
    if (this.#channel.disconnect === undefined) throw cannot('disconnect');
    this.#core.disconnect();
    await this.#channel.disconnect();
    this.#options.onStateChange?.(this.state, undefined);
  }
  /** Takes up again what `disconnect` left. */
  async reconnect(): Promise<void> {
    if (this.#channel.reconnect === undefined) throw cannot('reconnect');
    await this.#channel.reconnect();
    this.#core.reconnect();
    this.#options.onStateChange?.(this.state, undefined);
  }

  /** Ends the pool and everything in it. Resolves also when the server is gone already; safe to call twice. */
  async close(): Promise<void> {
    if (this.#core.close()) await this.#channel.close();
    else if (this.state !== 'closing') await this.#channel.close();
    await this.#closed.promise;
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  // ---------------------------------------------------------------------------------------------------------------------- opening

  async #open(): Promise<void> {
    const { timeoutMs = defaultOpenTimeoutMs, signal } = this.#options;
    using _deadline = new Deadline('Opening the runspace pool', { timeoutMs, signal }, this.#opened.reject);
    try {
      const creation = this.#core.open();
      // A channel that answers late must not hide a deadline, nor one that answers early a broken pool.
      this.#channel.open(creation).catch(this.#opened.reject);
      await this.#opened.promise;
    } catch (error) {
      void this.close().catch(() => undefined);
      throw this.#asOpenFailure(error);
    }
  }

  #asOpenFailure(error: unknown): ClientError {
    const { computerName } = this.#options;
    if (error instanceof ClientError && (error.code === 'Timeout' || error.code === 'Aborted')) {
      return new ClientError(error.code, error.message, {
        cause: error.cause,
        ...(computerName === undefined ? {} : { computerName }),
      });
    }
    const reason = error instanceof ClientError ? (error.cause ?? error.errorRecord ?? error) : error;
    return asClientError(reason, 'OpenFailed', computerName);
  }

  // -------------------------------------------------------------------------------------------------------------------- pipelines

  readonly #pipelinePool: PipelinePool = {
    create: async (core) => {
      await this.#withSessionKey(() => core.invoke());
      const first = this.#core.take(core.id);
      if (first === undefined) return;
      await this.#channel.createPipeline(core.id, first.fragments);
      await this.#flush(core.id);
    },
    send: async (core, work) => {
      await this.#withSessionKey(work);
      await this.#flush(core.id);
    },
    signal: (core) => this.#channel.signal(core.id),
    release: async (core) => {
      this.#pipelines.delete(core.id);
      this.#core.releasePipeline(core.id);
      try {
        await this.#channel.closePipeline(core.id);
      } catch {
        // The pool is gone, and the pipeline with it.
      }
    },
  };

  #startPipeline(
    request: PipelineRequest,
    options: RunOptions,
    input: AsyncIterable<unknown> | Iterable<unknown> | undefined,
  ): Pipeline {
    if (this.state !== 'opened') throw this.#failure ?? this.#notOpen();
    const core = this.#core.createPipeline(options.id ?? randomUUID(), request);
    const pipeline = new Pipeline(core, this.#pipelinePool, { ...options, host: options.host ?? this.#options.host });
    this.#pipelines.set(core.id, pipeline);
    pipeline.start(input);
    return pipeline;
  }

  // ------------------------------------------------------------------------------------------------------------------ what arrives

  #receive(destination: PsrpDestination, fragments: Uint8Array): void | Promise<void> {
    let pending: Promise<void> | undefined;
    for (const news of this.#core.receive(destination, fragments)) pending = this.#handle(news) ?? pending;
    // The core answers some messages itself: a request for the public key.
    if (this.#core.waitingBytes(undefined) > 0) void this.#flush(undefined);
    return pending;
  }

  #handle(news: PoolClientNews): void | Promise<void> {
    switch (news.type) {
      case 'record':
      case 'pipelineHostCall':
      case 'pipelineState':
        return this.#pipelines.get(news.pipelineId)?.receive(news);
      case 'poolState':
        this.#changed(news.state, news.error);
        return;
      case 'privateData':
        this.#privateData.resolve(contentOf('APPLICATION_PRIVATE_DATA', news.payload).data);
        return;
      case 'poolHostCall':
        void this.#callHost(news.payload);
        return;
      case 'userEvent':
        this.#options.onUserEvent?.(contentOf('USER_EVENT', news.payload));
        return;
      case 'runspaceAvailability':
        this.#answers.get(news.callId)?.resolve(news.response);
        this.#answers.delete(news.callId);
        return;
      case 'sessionKey':
        this.#sessionKey?.resolve();
    }
  }

  #changed(state: PoolClientState, reason: unknown): void {
    if (state === 'opened') this.#opened.resolve();
    else if (state === 'broken' || state === 'closed') {
      this.#failure =
        reason === undefined ? this.#notOpen() : asClientError(reason, 'PoolBroken', this.#options.computerName);
      this.#opened.reject(this.#failure);
      this.#privateData.resolve(undefined);
      this.#sessionKey?.reject(this.#failure);
      for (const answer of this.#answers.values()) answer.reject(this.#failure);
      this.#answers.clear();
      // A broken pool has no use for its channel.
      if (state === 'broken') void this.#channel.close().catch(() => undefined);
    }
    this.#options.onStateChange?.(state, reason);
  }

  async #callHost(payload: Payload): Promise<void> {
    try {
      const response = await performHostCall(this.#options.host, contentOf('RUNSPACEPOOL_HOST_CALL', payload));
      if (response === undefined || isOver(this.state)) return;
      await this.#withSessionKey(() => this.#core.respondToHostCall(response));
      await this.#flush(undefined);
    } catch (error) {
      // Whoever called waits for an answer that cannot be given: the pool is of no more use.
      for (const news of this.#core.channelClosed(asClientError(error))) void this.#handle(news);
    }
  }

  // -------------------------------------------------------------------------------------------------------------------- what leaves

  async #request(request: PoolRequest): Promise<boolean | bigint> {
    if (this.state !== 'opened') throw this.#failure ?? this.#notOpen();
    const callId = this.#core.request(request);
    const answer = Promise.withResolvers<boolean | bigint>();
    this.#answers.set(callId, answer);
    await this.#flush(undefined);
    return answer.promise;
  }

  /** Does `work`, and does it again after a key exchange when it needs the session key. */
  async #withSessionKey(work: () => void): Promise<void> {
    try {
      work();
    } catch (error) {
      if ((error as { code?: unknown }).code !== 'SessionKeyMissing') throw error;
      this.#sessionKey ??= Promise.withResolvers<void>();
      this.#core.exchangeSessionKey();
      await this.#flush(undefined);
      await this.#sessionKey.promise;
      work();
    }
  }

  /** Sends what waits for a destination; one at a time for each, and whoever waits is done when all of it has gone. */
  #flush(destination: PsrpDestination): Promise<void> {
    const running = this.#pumps.get(destination);
    if (running !== undefined) return running;
    const pump = this.#pump(destination);
    this.#pumps.set(destination, pump);
    return pump;
  }

  async #pump(destination: PsrpDestination): Promise<void> {
    const maxBytes = this.#channel.maxBlobSize + fragmentHeaderLength;
    try {
      // Lets the caller register this pump before it can end.
      await undefined;
      for (let chunk = this.#core.take(destination, maxBytes); chunk; chunk = this.#core.take(destination, maxBytes)) {
        await this.#channel.send(destination, chunk.fragments, chunk.stream);
      }
    } finally {
      this.#pumps.delete(destination);
    }
  }

  #notOpen(): ClientError {
    const computerName = this.#options.computerName === undefined ? {} : { computerName: this.#options.computerName };
    return new ClientError('PoolClosed', `The runspace pool is ${this.state}.`, computerName);
  }
}

function powerShellOf(what: Runnable, options: RunOptions): PowerShell {
  if (typeof what !== 'string') return what;
  const powerShell = PowerShell.script(what).addParameters(options.parameters ?? {});
  for (const argument of options.arguments ?? []) powerShell.addArgument(argument);
  return powerShell;
}

function hashtableOf(values: Readonly<Record<string, unknown>> | Hashtable): Hashtable {
  return values instanceof Hashtable ? values : Hashtable.of(Object.entries(values).map(([k, v]) => [k, fromPlain(v)]));
}

function isOver(state: PoolClientState): boolean {
  return state === 'closing' || state === 'closed' || state === 'broken';
}

function cannot(what: string): ClientError {
  return new ClientError('InvalidArgument', `This pool's carrier cannot ${what}.`);
}
