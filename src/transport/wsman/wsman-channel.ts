// PSRP over WS-Management, the client's side: a PsrpChannel whose engine is a shell of a WinRM service (MS-PSRP 3.1.5.3).
//
// Requests count: each costs a round trip, and one that waits costs a connection. So fragments share a request as far as they
// fit, a pipeline that ended by itself is not signalled, and the pool's Receive is not repeated at once after the pool opened,
// when a short session would end before it ever brought anything.

import { CodedError } from '../../base/coded-error.ts';
import type { PsrpChannel, PsrpChannelFactory, PsrpChannelReceiver, PsrpDestination } from '../../psrp/channel.ts';
import { decodeFragments } from '../../psrp/fragment.ts';
import { messageTypes } from '../../psrp/message-type.ts';
import {
  COMMAND_STATES,
  type CommandEvent,
  type CommandState,
  FAULTS,
  Lifecycle,
  SHELL_STATES,
  WsmanError,
} from '../../wsman/index.ts';
import type { Exchange } from './exchange.ts';
import { divide, SendQueue } from './send-queue.ts';
import { WsmanShellClient } from './wsman-shell-client.ts';

export interface WsmanChannelOptions {
  readonly exchange: Exchange;
  /** wsa:To: `http://srv01:5985/wsman`. */
  readonly endpoint: string;
  /** The id of the runspace pool, which is the shell's. */
  readonly runspacePoolId: string;
  /** `Microsoft.PowerShell` unless given. */
  readonly configurationName?: string;
  readonly name?: string;
  /** Milliseconds; the service's unless given. */
  readonly idleTimeout?: number;
  /** Milliseconds that the service may take for an operation; 60 s unless given. */
  readonly operationTimeout?: number;
  /** Bytes of an envelope, both ways; 500 KiB, what Windows allows, unless given. */
  readonly maxEnvelopeSize?: number;
  readonly locale?: string;
  /** Milliseconds between the pool's opening and its next Receive; 250 unless given. */
  readonly poolReceiveDelay?: number;
  /** Makes GUIDs; random ones unless given. */
  readonly newId?: () => string;
  /** Calls back after a time and returns what prevents it; setTimeout unless given. */
  readonly after?: (milliseconds: number, callback: () => void) => () => void;
}

interface Pipeline {
  readonly lifecycle: Lifecycle<CommandState, CommandEvent>;
  /** Resolves when the Command was answered, however: a Signal before that would find no command. */
  readonly settled: Promise<void>;
  settle(): void;
}

/** 32 KiB with the fragment's header, PowerShell's own size. */
const MAX_BLOB_SIZE = 32_747;
const DEFAULT_ENVELOPE_SIZE = 500 * 1024;
const DEFAULT_OPERATION_TIMEOUT = 60_000;
const DEFAULT_POOL_RECEIVE_DELAY = 250;
const RESOURCE_PREFIX = 'http://schemas.microsoft.com/powershell/';
const TYPE_OFFSET = 4;

/** Makes channels to a WinRM service. */
export function wsmanChannelFactory(options: WsmanChannelOptions): PsrpChannelFactory {
  return (receiver) => new WsmanChannel(options, receiver);
}

class WsmanChannel implements PsrpChannel {
  readonly maxBlobSize: number;
  readonly #receiver: PsrpChannelReceiver;
  readonly #shell: WsmanShellClient;
  readonly #options: WsmanChannelOptions;
  readonly #capacity: number;
  readonly #lifecycle = new Lifecycle(SHELL_STATES, 'opening');
  readonly #abort = new AbortController();
  readonly #queues = new Map<string, SendQueue>();
  readonly #pipelines = new Map<string, Pipeline>();
  #wakePool: (() => void) | undefined;
  #closing: Promise<void> | undefined;
  #hasClosed = false;
  #hasPoolState = false;

  constructor(options: WsmanChannelOptions, receiver: PsrpChannelReceiver) {
    const { exchange, endpoint, runspacePoolId, configurationName = 'Microsoft.PowerShell' } = options;
    this.#options = options;
    this.#receiver = receiver;
    this.#shell = new WsmanShellClient({
      exchange,
      endpoint,
      resourceUri: RESOURCE_PREFIX + configurationName,
      shellId: runspacePoolId,
      newId: options.newId ?? (() => crypto.randomUUID()),
      maxEnvelopeSize: options.maxEnvelopeSize ?? DEFAULT_ENVELOPE_SIZE,
      operationTimeout: options.operationTimeout ?? DEFAULT_OPERATION_TIMEOUT,
      locale: options.locale ?? 'en-US',
    });
    this.#capacity = this.#shell.capacity;
    this.maxBlobSize = Math.min(MAX_BLOB_SIZE, this.#capacity - 21);
  }

  async open(creation: Uint8Array): Promise<void> {
    try {
      await this.#shell.create(creation, this.#options.idleTimeout, this.#options.name);
    } catch (error) {
      // The reader hears the reason too: to it a channel that ends without one was closed by the server.
      this.#end(error instanceof Error ? error : undefined);
      throw error;
    }
    this.#lifecycle.applyLocally('opened');
    void this.#receivePool();
  }

  async createPipeline(pipelineId: string, creation: Uint8Array): Promise<void> {
    this.#lifecycle.applyLocally('use');
    if (this.#pipelines.has(pipelineId))
      throw new WsmanError('WsmanWrongState', `The pipeline ${pipelineId} exists already.`);
    const { promise: settled, resolve: settle } = Promise.withResolvers<void>();
    const pipeline: Pipeline = { lifecycle: new Lifecycle(COMMAND_STATES, 'starting'), settled, settle };
    this.#pipelines.set(pipelineId, pipeline);
    try {
      const [first = creation, ...rest] = divide(creation, this.#capacity);
      // Sends for this pipeline, whoever asks for them, come after the Command: they share its queue.
      const queue = this.#queue(pipelineId, 'stdin', (fragments) =>
        pipeline.lifecycle.state === 'starting'
          ? this.#start(pipelineId, pipeline, fragments)
          : this.#input('stdin', pipelineId, fragments),
      );
      await Promise.all([first, ...rest].map((piece) => queue.add(piece)));
    } catch (error) {
      this.#forget(pipelineId);
      throw error;
    } finally {
      settle();
    }
  }

  async #start(pipelineId: string, pipeline: Pipeline, fragments: Uint8Array): Promise<void> {
    await this.#shell.command(pipelineId, fragments);
    pipeline.settle();
    pipeline.lifecycle.apply('started');
    void this.#receivePipeline(pipelineId);
  }

  send(
    destination: PsrpDestination,
    fragments: Uint8Array,
    stream: 'default' | 'promptResponse' = 'default',
  ): Promise<void> {
    try {
      this.#lifecycle.applyLocally('use');
    } catch (error) {
      return Promise.reject(error);
    }
    // A pipeline that is over takes no more input; what was on its way is dropped, as PSRP has it.
    if (destination !== undefined && !this.#pipelines.has(destination)) return Promise.resolve();
    const name = stream === 'promptResponse' ? 'pr' : 'stdin';
    // What the pool is sent, it answers on its own Receive.
    if (destination === undefined) this.#wakePool?.();
    return this.#queue(destination, name, (bytes) => this.#input(name, destination, bytes)).offer(fragments);
  }

  async #input(name: 'stdin' | 'pr', destination: PsrpDestination, fragments: Uint8Array): Promise<void> {
    try {
      await this.#shell.send(name, destination, fragments);
    } catch (error) {
      const code = error instanceof WsmanError ? error.faultCode : undefined;
      // A script that takes its input slowly holds up the answer; the service goes on with what it was sent.
      if (code === FAULTS.operationTimedOut.code) return;
      // The pipeline ended while its input was on the way; its Receive says so, and that the shell is gone, the pool's.
      if (destination === undefined || code !== FAULTS.unexpectedSelectors.code) throw error;
    }
  }

  async signal(pipelineId: string): Promise<void> {
    this.#lifecycle.applyLocally('use');
    const pipeline = this.#pipelines.get(pipelineId);
    if (pipeline?.lifecycle.apply('stop') !== true) return;
    await pipeline.settled;
    if (this.#pipelines.has(pipelineId)) await this.#shell.signal(pipelineId, 'powershellStop');
  }

  async closePipeline(pipelineId: string): Promise<void> {
    const pipeline = this.#pipelines.get(pipelineId);
    if (pipeline === undefined || this.#lifecycle.state !== 'connected') return;
    await pipeline.settled;
    // The service has let go of it already; its last output is being delivered.
    if (pipeline.lifecycle.state === 'done') return;
    if (!pipeline.lifecycle.apply('release') || !this.#pipelines.has(pipelineId)) return;
    this.#forget(pipelineId);
    // The service ends the pipeline's Receive by itself; giving it up here would cost its connection.
    await this.#shell.signal(pipelineId, 'terminate');
    if (!this.#hasClosed) this.#receiver.pipelineClosed(pipelineId);
  }

  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    const isOpen = this.#lifecycle.state === 'connected';
    this.#lifecycle.applyLocally('close');
    try {
      if (isOpen) await this.#shell.delete();
    } catch (error) {
      // The service that cannot be reached, or that no longer has the shell, has nothing left to be closed.
      if (!(error instanceof CodedError)) throw error;
    } finally {
      this.#end(undefined);
    }
  }

  /** Receives for the pool until the channel ends. */
  async #receivePool(): Promise<void> {
    while (!this.#abort.signal.aborted) {
      if (this.#hasPoolState) await this.#pause();
      if (this.#abort.signal.aborted || !(await this.#receiveOnce(undefined))) return;
    }
  }

  /** Waits before the pool's next Receive, unless something was sent that will be answered there. */
  #pause(): Promise<void> {
    const { poolReceiveDelay = DEFAULT_POOL_RECEIVE_DELAY, after = systemAfter } = this.#options;
    this.#hasPoolState = false;
    return new Promise((resolve) => {
      const wake = () => {
        cancel();
        this.#wakePool = undefined;
        resolve();
      };
      const cancel = after(poolReceiveDelay, wake);
      this.#wakePool = wake;
    });
  }

  async #receivePipeline(pipelineId: string): Promise<void> {
    while (!this.#isReleased(pipelineId)) {
      if (!(await this.#receiveOnce(pipelineId))) return;
    }
  }

  /** One Receive and the delivery of what it brought; false when there is nothing more to receive. */
  async #receiveOnce(pipelineId: string | undefined): Promise<boolean> {
    const { signal } = this.#abort;
    try {
      const response = await this.#shell.receive(pipelineId, signal);
      const isDone = response?.commandState?.state === 'Done';
      // Before the delivery, so that a receiver that releases the pipeline at its last message costs no Signal.
      if (isDone && pipelineId !== undefined) this.#pipelines.get(pipelineId)?.lifecycle.apply('finish');
      for (const { data } of response?.streams ?? []) {
        if (signal.aborted || this.#isReleased(pipelineId)) return false;
        if (pipelineId === undefined) this.#hasPoolState ||= holdsPoolState(data);
        const busy = this.#receiver.data(pipelineId, data);
        if (busy !== undefined) await busy;
      }
      if (!isDone) return true;
      if (pipelineId === undefined)
        throw new WsmanError('WsmanShellClosed', 'The shell was closed by the server.', { origin: 'remote' });
      this.#finish(pipelineId);
      return false;
    } catch (error) {
      const isOver = signal.aborted || this.#closing !== undefined || this.#isReleased(pipelineId);
      if (!isOver) this.#end(error as Error);
      return false;
    }
  }

  #isReleased(pipelineId: string | undefined): boolean {
    return pipelineId !== undefined && !this.#pipelines.has(pipelineId);
  }

  #finish(pipelineId: string): void {
    if (this.#isReleased(pipelineId)) return;
    this.#forget(pipelineId);
    this.#receiver.pipelineClosed(pipelineId);
  }

  #forget(pipelineId: string): void {
    this.#pipelines.delete(pipelineId);
    for (const name of ['stdin', 'pr']) {
      const key = `${name} ${pipelineId}`;
      this.#queues.get(key)?.fail(new WsmanError('WsmanWrongState', `The pipeline ${pipelineId} is over.`));
      this.#queues.delete(key);
    }
  }

  #queue(
    destination: PsrpDestination,
    name: 'stdin' | 'pr',
    send: (fragments: Uint8Array) => Promise<void>,
  ): SendQueue {
    const key = `${name} ${destination ?? ''}`;
    let queue = this.#queues.get(key);
    if (queue === undefined) {
      queue = new SendQueue(this.#capacity, send, (error) => this.#lost(destination, error));
      this.#queues.set(key, queue);
    }
    return queue;
  }

  /** Something that was taken for sending never arrived: nothing good can come of a session with a gap in it. */
  #lost(destination: PsrpDestination, error: unknown): void {
    if (!this.#isReleased(destination) && this.#closing === undefined) this.#end(error as Error);
  }

  /** The channel is gone; tells the receiver once. */
  #end(reason: Error | undefined): void {
    if (this.#hasClosed) return;
    this.#hasClosed = true;
    this.#lifecycle.apply('gone');
    this.#abort.abort();
    this.#wakePool?.();
    const error = reason ?? new WsmanError('WsmanShellClosed', 'The session was closed.');
    for (const queue of this.#queues.values()) queue.fail(error);
    this.#queues.clear();
    this.#pipelines.clear();
    this.#receiver.closed(reason);
  }
}

/** Whether a RUNSPACEPOOL_STATE starts here: what a pool that opens waits for. */
function holdsPoolState(fragments: Uint8Array): boolean {
  for (const { start, blob } of decodeFragments(fragments)) {
    if (!start || blob.length < TYPE_OFFSET + 4) continue;
    const type = new DataView(blob.buffer, blob.byteOffset, blob.byteLength).getUint32(TYPE_OFFSET, true);
    if (type === messageTypes.RUNSPACEPOOL_STATE) return true;
  }
  return false;
}

function systemAfter(milliseconds: number, callback: () => void): () => void {
  const timer = setTimeout(callback, milliseconds);
  return () => clearTimeout(timer);
}
