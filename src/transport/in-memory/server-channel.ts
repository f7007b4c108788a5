// The server role in this process, behind the channel interface: fragments go from the client's hands to RunspacePoolServer
// without a carrier. Engines, the main side of a session host and test doubles stand on it.
import type { PsrpChannel, PsrpChannelFactory, PsrpChannelReceiver, PsrpDestination } from '../../psrp/channel.ts';
import type { OutboundStream } from '../../psrp/fragmenter.ts';
import {
  type PoolServerNews,
  RunspacePoolServer,
  type RunspacePoolServerOptions,
} from '../../psrp/runspace-pool-server.ts';
import { ChannelError } from '../channel-error.ts';

/** What an engine does for one pool. Its methods are called in order and may take their time. */
export interface PoolEngine {
  /** Something that the client wants. While the promise is pending, no more of the same destination is read. */
  handle(news: PoolServerNews): void | Promise<void>;
  /** The client wants this pipeline to stop; the engine says so by `finish` when it has. */
  stop(pipelineId: string): void | Promise<void>;
  /** The client has released this pipeline, running or not. */
  release(pipelineId: string): void | Promise<void>;
  /** The pool is over; everything in it is to end. */
  close(): void | Promise<void>;
}

/** What an engine holds of its pool: the core, and the way out for what it queues there. */
export interface ServedPool {
  readonly core: RunspacePoolServer;
  /**
   * Sends what the core has queued for a destination. Await it where much is written: it resolves when the client has room for
   * more.
   */
  flush(destination: PsrpDestination): Promise<void>;
  /** Ends the channel from the engine's side: with a reason when it broke. */
  end(reason?: Error): void;
}

/** How much one delivery to the client carries at most, unless a single fragment is larger. */
const deliveryBytes = 64 * 1024;

/** Channels to an engine in this process. `start` is called for each pool before anything is read of it. */
export function serverChannel(
  options: RunspacePoolServerOptions,
  start: (pool: ServedPool) => PoolEngine,
): PsrpChannelFactory {
  return (receiver) => new ServerChannel(options, start, receiver);
}

class ServerChannel implements PsrpChannel, ServedPool {
  readonly maxBlobSize: number;
  readonly core: RunspacePoolServer;
  readonly #engine: PoolEngine;
  readonly #receiver: PsrpChannelReceiver;
  readonly #pumps = new Map<PsrpDestination, Promise<void>>();
  #isOver = false;

  constructor(
    options: RunspacePoolServerOptions,
    start: (pool: ServedPool) => PoolEngine,
    receiver: PsrpChannelReceiver,
  ) {
    this.maxBlobSize = options.maxBlobSize;
    this.core = new RunspacePoolServer(options);
    this.#receiver = receiver;
    this.#engine = start(this);
  }

  async open(creation: Uint8Array): Promise<void> {
    await this.send(undefined, creation);
  }

  async createPipeline(pipelineId: string, creation: Uint8Array): Promise<void> {
    this.core.openPipeline(pipelineId);
    await this.send(pipelineId, creation);
  }

  async send(destination: PsrpDestination, fragments: Uint8Array, _stream?: OutboundStream): Promise<void> {
    this.#check();
    for (const news of this.core.receive(destination, fragments)) {
      const pending = this.#engine.handle(news);
      if (pending !== undefined) await pending;
    }
    // The core answers some messages itself; nobody waits for the client to read that.
    void this.flush(destination);
  }

  async signal(pipelineId: string): Promise<void> {
    this.#check();
    if (this.core.pipeline(pipelineId)?.signal() === true) await this.#engine.stop(pipelineId);
  }

  async closePipeline(pipelineId: string): Promise<void> {
    if (this.#isOver) return;
    const isKnown = this.core.pipeline(pipelineId) !== undefined;
    this.core.closePipeline(pipelineId);
    if (isKnown) await this.#engine.release(pipelineId);
    this.#receiver.pipelineClosed(pipelineId);
  }

  async close(): Promise<void> {
    if (this.#isOver) return;
    this.core.close();
    await this.#engine.close();
    this.end();
  }

  async disconnect(): Promise<void> {
    this.core.disconnect();
  }
  async reconnect(): Promise<void> {
    this.core.reconnect();
    for (const pipeline of this.core.pipelines()) void this.flush(pipeline.id);
    void this.flush(undefined);
  }

  flush(destination: PsrpDestination): Promise<void> {
    const running = this.#pumps.get(destination);
    if (running !== undefined) return running;
    // Started before it is registered would be wrong: delivery may come back here at once.
    const pump = Promise.resolve().then(() => this.#pump(destination));
    this.#pumps.set(destination, pump);
    return pump;
  }

  end(reason?: Error): void {
    if (this.#isOver) return;
    this.#isOver = true;
    // What is queued goes first: the last PIPELINE_STATE, the reason of a broken pool. Not when the client closed the pool.
    const waiting = this.core.state === 'closed' ? [] : [...this.#pumps.values()];
    void Promise.allSettled(waiting).then(() => this.#receiver.closed(reason));
  }

  async #pump(destination: PsrpDestination): Promise<void> {
    try {
      while (this.core.state !== 'disconnected') {
        const chunk = this.core.take(destination, deliveryBytes);
        if (chunk === undefined) break;
        const pending = this.#receiver.data(destination, chunk.fragments);
        if (pending !== undefined) await pending;
      }
    } catch {
      // Nobody takes what the engine gives: the pool has no use any more.
      void this.close();
    } finally {
      this.#pumps.delete(destination);
    }
  }

  #check(): void {
    if (this.#isOver) throw new ChannelError('ChannelClosed', 'The channel is closed.');
  }
}
