// A stand-in for an engine: a script's text names a function of the test, which speaks for the script.
import { sessionKeyCrypto } from '../../src/crypto/session-key-crypto.ts';
import type { Hashtable } from '../../src/psobject/collections.ts';
import { ErrorRecord } from '../../src/psobject/error-record.ts';
import { NetException } from '../../src/psobject/exception.ts';
import type { PsrpChannelFactory } from '../../src/psrp/channel.ts';
import { clixmlCodec } from '../../src/psrp/clixml-codec.ts';
import type { HostResponse } from '../../src/psrp/host-call.ts';
import type { HostMethodName } from '../../src/psrp/host-methods.ts';
import { contentOf } from '../../src/psrp/message-flow.ts';
import type { Command } from '../../src/psrp/messages/create-pipeline.ts';
import type { RecordStream } from '../../src/psrp/record-stream.ts';
import type { PoolServerNews, RunspacePoolServerOptions } from '../../src/psrp/runspace-pool-server.ts';
import { type PoolEngine, type ServedPool, serverChannel } from '../../src/transport/in-memory/server-channel.ts';

export interface ScriptContext {
  readonly command: Command;
  /** Raised by the client's stop, and when the client has released the pipeline. */
  readonly stopped: AbortSignal;
  /** The input as it comes. */
  readonly input: AsyncIterable<unknown>;
  /** Resolves when the client has room for more. */
  write(stream: RecordStream, value: unknown): Promise<void>;
  callHost(method: HostMethodName, parameters?: readonly unknown[]): Promise<HostResponse>;
  /** Ends the whole engine, as a crash would. */
  die(): void;
}

export type Script = (context: ScriptContext) => void | Promise<void>;

export interface ScriptedEngineOptions extends Partial<RunspacePoolServerOptions> {
  readonly privateData?: Hashtable;
  /** Given the pool before it is opened; may be used to break it. */
  readonly onOpening?: (pool: ServedPool) => boolean;
  /** Told of everything that the client wants. */
  readonly onNews?: (news: PoolServerNews, pool: ServedPool) => void;
}

export function errorRecord(message: string, id = 'StandIn'): ErrorRecord {
  return new ErrorRecord(new NetException('System.InvalidOperationException', message), id, 'InvalidOperation');
}

/** An engine whose scripts are these functions, by their text. A function that throws ends its script with that error. */
export function scriptedEngine(
  scripts: Record<string, Script>,
  options: ScriptedEngineOptions = {},
): PsrpChannelFactory {
  const server: RunspacePoolServerOptions = {
    codec: clixmlCodec(),
    maxBlobSize: 32 * 1024,
    isTransportSecure: true,
    crypto: sessionKeyCrypto,
    ...options,
  };
  return serverChannel(server, (pool) => new ScriptedEngine(new Map(Object.entries(scripts)), options, pool));
}

class ScriptedEngine implements PoolEngine {
  readonly #scripts: ReadonlyMap<string, Script>;
  readonly #options: ScriptedEngineOptions;
  readonly #pool: ServedPool;
  readonly #pipelines = new Map<string, RunningScript>();

  constructor(scripts: ReadonlyMap<string, Script>, options: ScriptedEngineOptions, pool: ServedPool) {
    this.#scripts = scripts;
    this.#options = options;
    this.#pool = pool;
  }

  async handle(news: PoolServerNews): Promise<void> {
    const { core } = this.#pool;
    this.#options.onNews?.(news, this.#pool);
    switch (news.type) {
      case 'opening':
        if (this.#options.onOpening?.(this.#pool) !== false) core.opened(this.#options.privateData);
        void this.#pool.flush(undefined);
        break;
      case 'createPipeline': {
        const running = new RunningScript(news.pipelineId, this.#pool);
        this.#pipelines.set(news.pipelineId, running);
        const [command] = contentOf('CREATE_PIPELINE', news.payload).powerShell.commands;
        void running.run(command!, this.#scripts.get(command!.text));
        break;
      }
      case 'input':
      case 'endInput':
      case 'pipelineHostResponse':
        await this.#pipelines.get(news.pipelineId)?.receive(news);
        break;
      case 'pipelineFault':
        core
          .pipeline(news.pipelineId)
          ?.finish('failed', { error: errorRecord((news.error as Error).message, 'Fault') });
        void this.#pool.flush(news.pipelineId);
        break;
      case 'setMaxRunspaces':
      case 'setMinRunspaces':
      case 'resetRunspaceState':
        core.respond(news.callId, true);
        void this.#pool.flush(undefined);
        break;
      case 'getAvailableRunspaces':
        core.respond(news.callId, 7n);
        void this.#pool.flush(undefined);
        break;
    }
  }

  stop(pipelineId: string): void {
    this.#pipelines.get(pipelineId)?.stop();
  }
  release(pipelineId: string): void {
    this.#pipelines.get(pipelineId)?.stop();
    this.#pipelines.delete(pipelineId);
  }
  close(): void {
    for (const pipeline of this.#pipelines.values()) pipeline.stop();
  }
}

class RunningScript implements AsyncIterable<unknown> {
  readonly #id: string;
  readonly #pool: ServedPool;
  readonly #stopped = new AbortController();
  readonly #calls = new Map<bigint, (response: HostResponse) => void>();
  #items: unknown[] = [];
  #isInputOver = false;
  #wake = Promise.withResolvers<void>();

  constructor(id: string, pool: ServedPool) {
    this.#id = id;
    this.#pool = pool;
  }

  async run(command: Command, script: Script | undefined): Promise<void> {
    const pipeline = this.#pool.core.pipeline(this.#id)!;
    let ended: () => void;
    try {
      if (script === undefined) throw new Error(`The term '${command.text}' is not recognized.`);
      await script({
        command,
        stopped: this.#stopped.signal,
        input: this,
        write: async (stream, value) => {
          pipeline.write(stream, { value });
          await this.#pool.flush(this.#id);
        },
        callHost: (method, parameters = []) => this.#callHost(method, parameters),
        die: () => this.#pool.end(new Error('The engine has died.')),
      });
      ended = () => pipeline.finish(this.#stopped.signal.aborted ? 'stopped' : 'completed');
    } catch (error) {
      const reason = errorRecord((error as Error).message);
      ended = () => pipeline.finish(this.#stopped.signal.aborted ? 'stopped' : 'failed', { error: reason });
    }
    if (!pipeline.isOver) ended();
    await this.#pool.flush(this.#id);
  }

  stop(): void {
    this.#stopped.abort();
    this.#isInputOver = true;
    this.#wake.resolve();
  }

  async receive(news: Extract<PoolServerNews, { type: 'input' | 'endInput' | 'pipelineHostResponse' }>): Promise<void> {
    if (news.type === 'pipelineHostResponse') {
      const response = contentOf('PIPELINE_HOST_RESPONSE', news.payload);
      this.#calls.get(response.callId)?.(response);
      return;
    }
    if (news.type === 'input') this.#items.push(news.payload.value);
    else this.#isInputOver = true;
    this.#wake.resolve();
    this.#wake = Promise.withResolvers<void>();
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<unknown> {
    for (;;) {
      yield* this.#items.splice(0);
      if (this.#items.length > 0) continue;
      if (this.#isInputOver) return;
      await this.#wake.promise;
    }
  }

  #callHost(method: HostMethodName, parameters: readonly unknown[]): Promise<HostResponse> {
    const callId = this.#pool.core.pipeline(this.#id)!.callHost(method, parameters);
    const answered = new Promise<HostResponse>((resolve) => this.#calls.set(callId, resolve));
    void this.#pool.flush(this.#id);
    return answered;
  }
}
