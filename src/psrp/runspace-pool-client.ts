// The client's half of a runspace pool as a pure core: fragments and requests in, fragments and news out
// (MS-PSRP 3.1.1.2, 3.1.4, 3.1.5).
import type { Hashtable } from '../psobject/collections.ts';
import type { PsrpDestination } from './channel.ts';
import { clientLimits, type DefragmenterLimits } from './defragmenter.ts';
import type { ApartmentState, ThreadOptions } from './enumerations.ts';
import type { OutboundChunk } from './fragmenter.ts';
import type { HostResponse } from './host-call.ts';
import { type HostInfo, noHost } from './host-info.ts';
import { contentOf, MessageFlow, type ReceivedMessage } from './message-flow.ts';
import { bindCodec, type Payload, type PayloadCodec } from './payload.ts';
import { PipelineClient, type PipelineClientNews, type PipelineRequest } from './pipeline-client.ts';
import {
  announcedPSVersion,
  currentProtocolVersion,
  isAtLeast,
  negotiateVersion,
  type ProtocolVersion,
  serializationVersion,
  usesSessionKey,
} from './protocol-version.ts';
import { PsrpError, peerFault } from './psrp-error.ts';
import { ClientKeyExchange, SessionCipher, type SessionKeyCrypto } from './session-key.ts';
import { Lifecycle, type PoolClientEvent, type PoolClientState, poolClient } from './state.ts';

export interface RunspacePoolClientOptions {
  /** Lower-case GUID text. */
  readonly id: string;
  readonly codec: PayloadCodec;
  /** PsrpChannel.maxBlobSize of the channel that carries this pool. */
  readonly maxBlobSize: number;
  /** Whether the carrier keeps secrets; SecureStrings under version 2.4 are refused where it does not. */
  readonly isTransportSecure: boolean;
  /** Without it no session key can be exchanged, and SecureStrings need version 2.4. */
  readonly crypto?: SessionKeyCrypto;
  readonly minRunspaces?: number;
  readonly maxRunspaces?: number;
  readonly threadOptions?: ThreadOptions;
  readonly apartmentState?: ApartmentState;
  readonly hostInfo?: HostInfo;
  readonly applicationArguments?: Hashtable;
  /** The version to announce; a lower one than the current makes newer peers behave as older. */
  readonly protocolVersion?: ProtocolVersion;
  readonly limits?: Partial<DefragmenterLimits>;
}

/** What happened to the pool and its pipelines, in order. */
export type PoolClientNews =
  | PipelineClientNews
  | { readonly type: 'poolState'; readonly state: PoolClientState; readonly error?: unknown }
  | { readonly type: 'privateData'; readonly payload: Payload }
  | { readonly type: 'poolHostCall'; readonly payload: Payload }
  | { readonly type: 'userEvent'; readonly payload: Payload }
  | { readonly type: 'runspaceAvailability'; readonly callId: bigint; readonly response: boolean | bigint }
  /** SecureStrings can be serialized from now on. */
  | { readonly type: 'sessionKey' };

/** A request about the pool that the server answers by `runspaceAvailability`. */
export type PoolRequest =
  | { readonly setMaxRunspaces: number }
  | { readonly setMinRunspaces: number }
  | { readonly getAvailableRunspaces: true }
  | { readonly resetRunspaceState: true };

export class RunspacePoolClient {
  readonly id: string;
  readonly #options: RunspacePoolClientOptions;
  readonly #lifecycle = new Lifecycle<PoolClientState, PoolClientEvent>(poolClient, 'beforeOpen', 'The runspace pool');
  readonly #flow: MessageFlow;
  readonly #cipher: SessionCipher;
  readonly #keyExchange: ClientKeyExchange | undefined;
  readonly #pipelines = new Map<string, PipelineClient>();
  readonly #ownVersion: ProtocolVersion;
  #version: ProtocolVersion | undefined;
  #lastCallId = 0n;

  constructor(options: RunspacePoolClientOptions) {
    this.id = options.id.toLowerCase();
    this.#options = options;
    this.#ownVersion = options.protocolVersion ?? currentProtocolVersion;
    this.#cipher = new SessionCipher(options.crypto, options.isTransportSecure);
    this.#keyExchange = options.crypto && new ClientKeyExchange(options.crypto);
    const limits = { ...clientLimits, ...options.limits };
    this.#flow = new MessageFlow({
      runspacePoolId: this.id,
      peer: 'server',
      codec: bindCodec(options.codec, this.#cipher),
      maxBlobSize: options.maxBlobSize,
      poolLimits: { ...limits, maxTotalBytes: Number.POSITIVE_INFINITY },
      pipelineLimits: limits,
    });
  }

  get state(): PoolClientState {
    return this.#lifecycle.state;
  }
  /** The version that both sides speak, once negotiated. */
  get protocolVersion(): ProtocolVersion | undefined {
    return this.#version;
  }
  /** False while a SecureString cannot be sent; `exchangeSessionKey` helps. */
  get hasSessionKey(): boolean {
    return this.#cipher.isReady;
  }

  /** Begins a new pool; gives the fragments for PsrpChannel.open. */
  open(): Uint8Array {
    this.#lifecycle.step('open');
    this.#sendCapability();
    this.#flow.send('INIT_RUNSPACEPOOL', undefined, {
      minRunspaces: this.#options.minRunspaces ?? 1,
      maxRunspaces: this.#options.maxRunspaces ?? 1,
      threadOptions: this.#options.threadOptions ?? 'Default',
      apartmentState: this.#options.apartmentState ?? 'UNKNOWN',
      hostInfo: this.#options.hostInfo ?? noHost,
      applicationArguments: this.#options.applicationArguments,
    });
    return this.#takeAll();
  }

  /** Takes up a pool that another client left; gives the fragments for the channel's connect. */
  connect(): Uint8Array {
    this.#lifecycle.step('connect');
    this.#sendCapability();
    const { minRunspaces, maxRunspaces } = this.#options;
    this.#flow.send('CONNECT_RUNSPACEPOOL', undefined, {
      ...(minRunspaces === undefined ? {} : { minRunspaces }),
      ...(maxRunspaces === undefined ? {} : { maxRunspaces }),
    });
    return this.#takeAll();
  }

  disconnect(): void {
    this.#lifecycle.step('disconnect');
    for (const pipeline of this.#pipelines.values()) pipeline.disconnect();
  }
  reconnect(): void {
    this.#lifecycle.step('reconnect');
    for (const pipeline of this.#pipelines.values()) pipeline.reconnect();
  }

  /** Notes that the pool is to be closed; true when the channel should be. */
  close(): boolean {
    return this.#lifecycle.step('close') && this.state === 'closing';
  }

  /** Makes a pipeline; nothing is queued before its `invoke`. Without a request it takes up one that runs already. */
  createPipeline(pipelineId: string, request: PipelineRequest | undefined): PipelineClient {
    this.#lifecycle.step('createPipeline');
    const id = pipelineId.toLowerCase();
    if (this.#pipelines.has(id)) throw new PsrpError('InvalidState', `There is a pipeline ${id} already.`);
    this.#flow.openPipeline(id);
    const pipeline = new PipelineClient(id, this.#flow, request);
    this.#pipelines.set(id, pipeline);
    return pipeline;
  }

  /** Forgets a pipeline; what still comes for it is ignored. */
  releasePipeline(pipelineId: string): void {
    this.#pipelines.delete(pipelineId);
    this.#flow.closePipeline(pipelineId);
  }

  /** Queues a request about the pool and gives its call id. */
  request(request: PoolRequest): bigint {
    this.#lifecycle.step('request');
    const callId = ++this.#lastCallId;
    if ('setMaxRunspaces' in request) {
      this.#flow.send('SET_MAX_RUNSPACES', undefined, { maxRunspaces: request.setMaxRunspaces, callId });
    } else if ('setMinRunspaces' in request) {
      this.#flow.send('SET_MIN_RUNSPACES', undefined, { minRunspaces: request.setMinRunspaces, callId });
    } else if ('getAvailableRunspaces' in request) {
      this.#flow.send('GET_AVAILABLE_RUNSPACES', undefined, { callId });
    } else {
      if (this.#version !== undefined && !isAtLeast(this.#version, '2.3')) {
        throw new PsrpError(
          'VersionMismatch',
          `Resetting runspaces needs version 2.3; the server speaks ${this.#version}.`,
        );
      }
      this.#flow.send('RESET_RUNSPACE_STATE', undefined, { callId });
    }
    return callId;
  }

  respondToHostCall(response: HostResponse): void {
    this.#lifecycle.step('request');
    this.#flow.send('RUNSPACEPOOL_HOST_RESPONSE', undefined, response, 'promptResponse');
  }

  /** Starts the key exchange unless there is a key or one is on its way; news `sessionKey` tells its end. */
  exchangeSessionKey(): void {
    if (this.#cipher.isReady) return;
    if (this.#keyExchange === undefined) {
      throw new PsrpError('SessionKeyMissing', 'SecureStrings need a session key, and no cryptography was given.');
    }
    if (this.#keyExchange.isStarted) return;
    this.#lifecycle.step('request');
    this.#flow.send('PUBLIC_KEY', undefined, { publicKey: this.#keyExchange.start() });
  }

  waitingBytes(destination: PsrpDestination): number {
    return this.#flow.waitingBytes(destination);
  }
  /** The next whole fragments for the channel. */
  take(destination: PsrpDestination, maxBytes?: number): OutboundChunk | undefined {
    return this.#flow.take(destination, maxBytes);
  }

  /**
   * Takes fragments from the channel and yields what they mean. A fault of the peer is news, too: it breaks the pipeline that
   * it concerns, or the pool and all its pipelines.
   */
  *receive(destination: PsrpDestination, fragments: Uint8Array): Generator<PoolClientNews> {
    const pipeline = destination === undefined ? undefined : this.#pipelines.get(destination);
    if (destination !== undefined && pipeline === undefined) return;
    try {
      for (const message of this.#flow.receive(destination, fragments)) {
        if (pipeline === undefined) yield* this.#receive(message);
        else yield* pipeline.receive(message);
      }
    } catch (error) {
      yield* pipeline === undefined ? this.#break(error) : pipeline.fault(error);
    }
  }

  /** The channel has ended: as asked (`reason` undefined) or not. */
  *channelClosed(reason: Error | undefined): Generator<PoolClientNews> {
    const error =
      reason ??
      (this.state === 'closing' ? undefined : peerFault('InvalidState', 'The server closed the runspace pool.'));
    if (!this.#lifecycle.step(reason === undefined ? 'channelClosed' : 'fault')) return;
    yield* this.#ended(error);
  }

  *pipelineClosed(pipelineId: string): Generator<PoolClientNews> {
    const pipeline = this.#pipelines.get(pipelineId);
    if (pipeline !== undefined) yield* pipeline.channelClosed();
  }

  *#receive(message: ReceivedMessage): Generator<PoolClientNews> {
    const { type, payload } = message;
    if (type === 'RUNSPACEPOOL_STATE') {
      yield* this.#receiveState(payload);
      return;
    }
    if (!this.#lifecycle.step(type as PoolClientEvent)) return;
    switch (type) {
      case 'SESSION_CAPABILITY':
        this.#version = negotiateVersion(this.#ownVersion, contentOf(type, payload).protocolVersion);
        this.#cipher.setMode(usesSessionKey(this.#version));
        break;
      case 'RUNSPACEPOOL_INIT_DATA':
        if (this.#version === undefined) throw peerFault('UnexpectedMessage', `${type} came before the negotiation.`);
        yield { type: 'poolState', state: this.state };
        break;
      case 'APPLICATION_PRIVATE_DATA':
        yield { type: 'privateData', payload };
        break;
      case 'RUNSPACEPOOL_HOST_CALL':
        yield { type: 'poolHostCall', payload };
        break;
      case 'USER_EVENT':
        yield { type: 'userEvent', payload };
        break;
      case 'RUNSPACE_AVAILABILITY':
        yield { type: 'runspaceAvailability', ...contentOf(type, payload) };
        break;
      case 'PUBLIC_KEY_REQUEST':
        this.exchangeSessionKey();
        break;
      case 'ENCRYPTED_SESSION_KEY': {
        const { encryptedSessionKey } = contentOf(type, payload);
        if (this.#keyExchange === undefined) throw peerFault('UnexpectedMessage', `${type} was not asked for.`);
        this.#cipher.setKey(this.#keyExchange.finish(encryptedSessionKey));
        yield { type: 'sessionKey' };
        break;
      }
      default:
        throw peerFault('UnexpectedMessage', `${type} does not go to a pool's client.`);
    }
  }

  *#receiveState(payload: Payload): Generator<PoolClientNews> {
    const { state, error } = contentOf('RUNSPACEPOOL_STATE', payload);
    const event = (
      { Opened: 'STATE_OPENED', Closed: 'STATE_CLOSED', Broken: 'STATE_BROKEN' } as Partial<
        Record<string, PoolClientEvent>
      >
    )[state];
    const before = this.state;
    if (!this.#lifecycle.step(event ?? 'STATE_PROGRESS') || this.state === before) return;
    if (this.state === 'opened') yield { type: 'poolState', state: this.state };
    else yield* this.#ended(error ?? peerFault('InvalidState', `The server says that the pool is ${state}.`));
  }

  *#break(error: unknown): Generator<PoolClientNews> {
    if (this.#lifecycle.step('fault')) yield* this.#ended(error);
  }

  *#ended(error: unknown): Generator<PoolClientNews> {
    for (const pipeline of this.#pipelines.values()) {
      yield* pipeline.fault(error ?? new PsrpError('InvalidState', 'The runspace pool was closed.'));
    }
    yield { type: 'poolState', state: this.state, ...(error === undefined ? {} : { error }) };
  }

  #sendCapability(): void {
    this.#flow.send('SESSION_CAPABILITY', undefined, {
      protocolVersion: this.#ownVersion,
      psVersion: announcedPSVersion,
      serializationVersion,
    });
  }

  #takeAll(): Uint8Array {
    return this.#flow.take(undefined, Number.POSITIVE_INFINITY)!.fragments;
  }
}
