// The server's half of a runspace pool as a pure core: fragments and the engine's words in, fragments and news out
// (MS-PSRP 3.2.1.2, 3.2.4, 3.2.5).

import type { Dictionary } from '../psobject/collections.ts';
import type { ErrorRecord } from '../psobject/error-record.ts';
import type { PsrpDestination } from './channel.ts';
import { type DefragmenterLimits, serverCommandLimits, serverPoolLimits } from './defragmenter.ts';
import { decodeFragments } from './fragment.ts';
import type { OutboundChunk } from './fragmenter.ts';
import { readGuid } from './guid.ts';
import { unansweredCallId } from './host-call.ts';
import { type HostMethodName, isAnswered } from './host-methods.ts';
import { contentOf, MessageFlow, type ReceivedMessage } from './message-flow.ts';
import type { InitRunspacePool } from './messages/init-runspace-pool.ts';
import type { UserEvent } from './messages/user-event.ts';
import { bindCodec, type Payload, type PayloadCodec, type SecureStringCipher } from './payload.ts';
import { PipelineServer, type PipelineServerNews } from './pipeline-server.ts';
import {
  announcedPSVersion,
  currentProtocolVersion,
  negotiateVersion,
  type ProtocolVersion,
  serializationVersion,
  usesSessionKey,
} from './protocol-version.ts';
import { peerFault } from './psrp-error.ts';
import { answerKeyExchange, SessionCipher, type SessionKeyCrypto } from './session-key.ts';
import { Lifecycle, type PoolServerEvent, type PoolServerState, poolServer } from './state.ts';

export interface RunspacePoolServerOptions {
  /** The pool's id, where the carrier tells it (a WSMan ShellId); otherwise the client's first message does. */
  readonly id?: string;
  readonly codec: PayloadCodec;
  readonly maxBlobSize: number;
  /** Whether the carrier keeps secrets; SecureStrings under version 2.4 are refused where it does not. */
  readonly isTransportSecure: boolean;
  readonly crypto?: SessionKeyCrypto;
  readonly protocolVersion?: ProtocolVersion;
  readonly poolLimits?: Partial<DefragmenterLimits>;
  readonly pipelineLimits?: Partial<DefragmenterLimits>;
}

/** What the client wants of the pool and its pipelines, in order. */
export type PoolServerNews =
  | PipelineServerNews
  /** The engine is to prepare the pool, then call `opened` or `broken`. */
  | {
      readonly type: 'opening';
      readonly init: InitRunspacePool;
      readonly payload: Payload;
      readonly protocolVersion: ProtocolVersion;
    }
  /** A client took the pool up again; the answers are queued. */
  | { readonly type: 'connected' }
  /** The engine is to run a pipeline; the payload is of the message type given. */
  | {
      readonly type: 'createPipeline';
      readonly pipelineId: string;
      readonly messageType: 'CREATE_PIPELINE' | 'GET_COMMAND_METADATA';
      readonly payload: Payload;
    }
  /** The engine is to answer by `respond`. */
  | { readonly type: 'setMaxRunspaces'; readonly callId: bigint; readonly maxRunspaces: number }
  | { readonly type: 'setMinRunspaces'; readonly callId: bigint; readonly minRunspaces: number }
  | { readonly type: 'getAvailableRunspaces'; readonly callId: bigint }
  | { readonly type: 'resetRunspaceState'; readonly callId: bigint }
  | { readonly type: 'poolHostResponse'; readonly payload: Payload }
  /** SecureStrings can be serialized from now on. */
  | { readonly type: 'sessionKey' }
  /** The client broke a rule; the pool is broken and the engine is to end. */
  | { readonly type: 'poolFault'; readonly error: unknown };

export class RunspacePoolServer {
  readonly #options: RunspacePoolServerOptions;
  readonly #lifecycle = new Lifecycle<PoolServerState, PoolServerEvent>(poolServer, 'beforeOpen', 'The runspace pool');
  readonly #cipher: SessionCipher;
  readonly #pipelines = new Map<string, PipelineServer>();
  readonly #ownVersion: ProtocolVersion;
  #flow: MessageFlow | undefined;
  #version: ProtocolVersion | undefined;
  #init: InitRunspacePool | undefined;
  #privateData: Dictionary | undefined;
  #sessionKey: Uint8Array | undefined;
  #lastCallId = 0n;

  constructor(options: RunspacePoolServerOptions) {
    this.#options = options;
    this.#ownVersion = options.protocolVersion ?? currentProtocolVersion;
    this.#cipher = new SessionCipher(options.crypto, options.isTransportSecure);
    if (options.id !== undefined) this.#flow = this.#newFlow(options.id.toLowerCase());
  }

  get state(): PoolServerState {
    return this.#lifecycle.state;
  }
  get protocolVersion(): ProtocolVersion | undefined {
    return this.#version;
  }
  /** Encrypts and decrypts SecureStrings of this pool, for whoever (de)serializes in its place. */
  get cipher(): SecureStringCipher {
    return this.#cipher;
  }
  /** False while a SecureString cannot be sent; `requestSessionKey` helps. */
  get hasSessionKey(): boolean {
    return this.#cipher.isReady;
  }
  pipeline(pipelineId: string): PipelineServer | undefined {
    return this.#pipelines.get(pipelineId);
  }
  pipelines(): IterableIterator<PipelineServer> {
    return this.#pipelines.values();
  }

  // -------------------------------------------------------------------------------------------------------------- the engine's words

  /** The engine is ready: tells the client, with what it should know of this side. */
  opened(privateData?: Dictionary): void {
    if (!this.#lifecycle.step('opened')) return;
    this.#privateData = privateData;
    this.#sendPrivateData();
    this.#need().send('RUNSPACEPOOL_STATE', undefined, { state: 'Opened' });
  }

  /** The engine cannot serve the pool; `error` says why. */
  broken(error?: ErrorRecord): void {
    if (!this.#lifecycle.step('broken')) return;
    this.#flow?.send('RUNSPACEPOOL_STATE', undefined, { state: 'Broken', ...(error === undefined ? {} : { error }) });
  }

  /** Answers a request about the pool. */
  respond(callId: bigint, response: boolean | bigint): void {
    if (this.#lifecycle.step('send')) this.#need().send('RUNSPACE_AVAILABILITY', undefined, { callId, response });
  }

  /** Queues a call of the pool's host and gives its call id, under which the answer comes, if the method has one. */
  callHost(method: HostMethodName, parameters: readonly unknown[]): bigint {
    const callId = isAnswered(method) ? ++this.#lastCallId : unansweredCallId;
    if (this.#lifecycle.step('send'))
      this.#need().send('RUNSPACEPOOL_HOST_CALL', undefined, { callId, method, parameters });
    return callId;
  }

  /** Queues a host call that was serialized elsewhere. */
  callHostWithBytes(bytes: Uint8Array): void {
    if (this.#lifecycle.step('send')) this.#need().sendContent('RUNSPACEPOOL_HOST_CALL', undefined, { bytes });
  }

  sendUserEvent(event: UserEvent): void {
    if (this.#lifecycle.step('send')) this.#need().send('USER_EVENT', undefined, event);
  }

  /** Asks the client to begin the key exchange, unless there is a key. */
  requestSessionKey(): void {
    if (this.#cipher.isReady || !this.#lifecycle.step('send')) return;
    this.#need().send('PUBLIC_KEY_REQUEST', undefined, undefined);
  }

  // ------------------------------------------------------------------------------------------------------------- the channel's words

  /** The carrier has a pipeline of this id; its CREATE_PIPELINE may follow in several pieces. */
  openPipeline(pipelineId: string): void {
    if (this.#flow !== undefined && !this.#flow.has(pipelineId)) this.#flow.openPipeline(pipelineId);
  }

  /** The client has released a pipeline; gives it when the engine still works on it and is to stop. */
  closePipeline(pipelineId: string): PipelineServer | undefined {
    const pipeline = this.#pipelines.get(pipelineId);
    this.#pipelines.delete(pipelineId);
    this.#flow?.closePipeline(pipelineId);
    return pipeline?.close() === true ? pipeline : undefined;
  }

  disconnect(): void {
    this.#lifecycle.step('disconnect');
  }
  reconnect(): void {
    this.#lifecycle.step('reconnect');
  }

  /** The client closed the pool, or is gone. */
  close(): void {
    this.#lifecycle.step('close');
    for (const pipeline of this.#pipelines.values()) pipeline.close();
  }

  waitingBytes(destination: PsrpDestination): number {
    return this.#flow?.waitingBytes(destination) ?? 0;
  }
  /** The next whole fragments for the channel. */
  take(destination: PsrpDestination, maxBytes?: number): OutboundChunk | undefined {
    return this.#flow?.take(destination, maxBytes);
  }

  /**
   * Takes fragments from the client and yields what they ask. A fault of the client is news, too, and concerns the pipeline or
   * the pool that the fragments were for.
   */
  *receive(destination: PsrpDestination, fragments: Uint8Array): Generator<PoolServerNews> {
    try {
      this.#flow ??= this.#newFlow(poolIdOf(fragments));
      for (const message of this.#flow.receive(destination, fragments)) {
        const pipeline = message.pipelineId === undefined ? undefined : this.#pipelines.get(message.pipelineId);
        if (pipeline === undefined) yield* this.#receive(message);
        else yield* pipeline.receive(message);
      }
    } catch (error) {
      if (destination === undefined) {
        this.broken();
        yield { type: 'poolFault', error };
      } else {
        yield { type: 'pipelineFault', pipelineId: destination, error };
      }
    }
  }

  *#receive({ type, pipelineId, payload }: ReceivedMessage): Generator<PoolServerNews> {
    if (!this.#lifecycle.step(type as PoolServerEvent)) return;
    switch (type) {
      case 'SESSION_CAPABILITY':
        this.#negotiate(contentOf(type, payload).protocolVersion);
        break;
      case 'INIT_RUNSPACEPOOL':
        this.#init = contentOf(type, payload);
        checkBounds(this.#init);
        yield { type: 'opening', init: this.#init, payload, protocolVersion: this.#version! };
        break;
      case 'CONNECT_RUNSPACEPOOL':
        this.#connect(contentOf(type, payload));
        yield { type: 'connected' };
        break;
      case 'PUBLIC_KEY':
        this.#answerKey(contentOf(type, payload).publicKey);
        yield { type: 'sessionKey' };
        break;
      case 'SET_MAX_RUNSPACES':
        yield { type: 'setMaxRunspaces', ...contentOf(type, payload) };
        break;
      case 'SET_MIN_RUNSPACES':
        yield { type: 'setMinRunspaces', ...contentOf(type, payload) };
        break;
      case 'GET_AVAILABLE_RUNSPACES':
        yield { type: 'getAvailableRunspaces', ...contentOf(type, payload) };
        break;
      case 'RESET_RUNSPACE_STATE':
        yield { type: 'resetRunspaceState', ...contentOf(type, payload) };
        break;
      case 'RUNSPACEPOOL_HOST_RESPONSE':
        yield { type: 'poolHostResponse', payload };
        break;
      case 'CREATE_PIPELINE':
      case 'GET_COMMAND_METADATA':
        this.#pipelines.set(pipelineId!, new PipelineServer(pipelineId!, this.#need()));
        yield { type: 'createPipeline', pipelineId: pipelineId!, messageType: type, payload };
        break;
      default:
        throw peerFault('UnexpectedMessage', `${type} does not go to a pool's server.`);
    }
  }

  #negotiate(clientVersion: string): void {
    this.#version = negotiateVersion(this.#ownVersion, clientVersion);
    this.#cipher.setMode(usesSessionKey(this.#version));
    this.#need().send('SESSION_CAPABILITY', undefined, {
      protocolVersion: this.#version,
      psVersion: announcedPSVersion,
      serializationVersion,
    });
  }

  #connect(wanted: { minRunspaces?: number; maxRunspaces?: number }): void {
    const { minRunspaces, maxRunspaces } = { ...this.#init!, ...wanted };
    this.#need().send('RUNSPACEPOOL_INIT_DATA', undefined, { minRunspaces, maxRunspaces });
    this.#sendPrivateData();
  }

  #sendPrivateData(): void {
    this.#need().send('APPLICATION_PRIVATE_DATA', undefined, this.#privateData ? { data: this.#privateData } : {});
  }

  #answerKey(publicKey: string): void {
    if (this.#options.crypto === undefined)
      throw peerFault('UnexpectedMessage', 'This server exchanges no session key.');
    // A client may ask again (a second one after a disconnect); the pool keeps its key.
    const answer = answerKeyExchange(this.#options.crypto, publicKey, this.#sessionKey);
    this.#sessionKey = answer.key;
    this.#cipher.setKey(answer.key);
    this.#need().send('ENCRYPTED_SESSION_KEY', undefined, { encryptedSessionKey: answer.encryptedSessionKey });
  }

  #need(): MessageFlow {
    return this.#flow!;
  }

  #newFlow(runspacePoolId: string): MessageFlow {
    return new MessageFlow({
      runspacePoolId,
      peer: 'client',
      codec: bindCodec(this.#options.codec, this.#cipher),
      maxBlobSize: this.#options.maxBlobSize,
      poolLimits: { ...serverPoolLimits, ...this.#options.poolLimits },
      pipelineLimits: { ...serverCommandLimits, ...this.#options.pipelineLimits },
    });
  }
}

function checkBounds({ minRunspaces, maxRunspaces }: InitRunspacePool): void {
  if (minRunspaces < 1 || maxRunspaces < minRunspaces) {
    throw peerFault('InvalidMessage', `A pool of ${minRunspaces} to ${maxRunspaces} runspaces cannot be.`);
  }
}

// Offset of the pool's id in a message header, and its length.
const poolIdOffset = 8;
const guidLength = 16;

/** The pool's id in the header of the first message; a first fragment too short for it is not to be expected. */
function poolIdOf(fragments: Uint8Array): string {
  for (const { start, blob } of decodeFragments(fragments)) {
    if (start && blob.length >= poolIdOffset + guidLength) return readGuid(blob, poolIdOffset);
    break;
  }
  throw peerFault('InvalidFragment', 'The first fragment does not begin a message.');
}
