// The two streams of messages between a pool's client and server: what either role does the same way.
import type { PsrpDestination } from './channel.ts';
import { Defragmenter, type DefragmenterLimits } from './defragmenter.ts';
import { Fragmenter, ObjectIds, type OutboundChunk, type OutboundStream } from './fragmenter.ts';
import { emptyGuid } from './guid.ts';
import { decodeMessage, encodeMessage, type Message, type MessageDestination } from './message.ts';
import type { MessageType } from './message-type.ts';
import { definitionOf, type MessageContent, messages } from './messages/index.ts';
import { type BoundCodec, type Content, contentBytes, Payload } from './payload.ts';
import { peerFault } from './psrp-error.ts';

export interface MessageFlowOptions {
  readonly runspacePoolId: string;
  readonly peer: MessageDestination;
  readonly codec: BoundCodec;
  readonly maxBlobSize: number;
  readonly poolLimits: DefragmenterLimits;
  readonly pipelineLimits: DefragmenterLimits;
}

/** A message that was checked against its definition's direction and target. */
export interface ReceivedMessage {
  readonly type: MessageType;
  readonly pipelineId: string | undefined;
  readonly payload: Payload;
}

interface Route {
  readonly outbound: Fragmenter;
  readonly inbound: Defragmenter;
}

export class MessageFlow {
  readonly #options: MessageFlowOptions;
  readonly #ids = new ObjectIds();
  readonly #routes = new Map<PsrpDestination, Route>();

  constructor(options: MessageFlowOptions) {
    this.#options = options;
    this.#routes.set(undefined, this.#newRoute(options.poolLimits));
  }

  get codec(): BoundCodec {
    return this.#options.codec;
  }

  openPipeline(pipelineId: string): void {
    this.#routes.set(pipelineId, this.#newRoute(this.#options.pipelineLimits));
  }

  /** Forgets a pipeline: what waited for it is dropped, what still arrives for it is ignored. */
  closePipeline(pipelineId: string): void {
    this.#routes.delete(pipelineId);
  }

  has(destination: PsrpDestination): boolean {
    return this.#routes.has(destination);
  }

  /** Queues a message for its peer. */
  send<T extends MessageType>(
    type: T,
    pipelineId: string | undefined,
    content: MessageContent<T>,
    stream?: OutboundStream,
  ): void {
    this.sendContent(type, pipelineId, { value: messages[type].encode(content as never) }, stream);
  }

  /** Queues a message whose body is ready: a value for the serializer, or bytes from another one. */
  sendContent(type: MessageType, pipelineId: string | undefined, content: Content, stream?: OutboundStream): void {
    const message = encodeMessage({
      destination: this.#options.peer,
      type,
      runspacePoolId: this.#options.runspacePoolId,
      pipelineId,
      payload: contentBytes(content, this.#options.codec),
    });
    this.#routes.get(pipelineId)?.outbound.add(message, stream);
  }

  /** Bytes that wait for a destination. */
  waitingBytes(destination: PsrpDestination): number {
    return this.#routes.get(destination)?.outbound.waitingBytes ?? 0;
  }

  /** The next whole fragments for a destination, undefined when there are none. */
  take(destination: PsrpDestination, maxBytes?: number): OutboundChunk | undefined {
    return this.#routes.get(destination)?.outbound.take(maxBytes);
  }

  /** Reads fragments that came for a destination; for one that is not open they are ignored. Throws PsrpError. */
  *receive(destination: PsrpDestination, fragments: Uint8Array): Generator<ReceivedMessage> {
    const route = this.#routes.get(destination);
    if (route === undefined) return;
    for (const bytes of route.inbound.push(fragments)) {
      const message = decodeMessage(bytes);
      this.#check(message, destination);
      yield {
        type: message.type,
        pipelineId: message.pipelineId,
        payload: new Payload(message.payload, this.#options.codec),
      };
    }
  }

  #check(message: Message, destination: PsrpDestination): void {
    const { direction, target } = definitionOf(message.type);
    const own = this.#options.peer === 'server' ? 'toClient' : 'toServer';
    if (message.destination === this.#options.peer || (direction !== 'both' && direction !== own)) {
      throw peerFault('UnexpectedMessage', `${message.type} goes the other way.`);
    }
    // PowerShell's server does not know the pool's id yet when it answers the negotiation.
    if (message.runspacePoolId !== this.#options.runspacePoolId && message.runspacePoolId !== emptyGuid) {
      throw peerFault('InvalidMessage', `${message.type} is for another runspace pool.`);
    }
    if (target === 'pipeline' && message.pipelineId !== destination) {
      throw peerFault('InvalidMessage', `${message.type} is for another pipeline than it was sent to.`);
    }
    if (target === 'runspacePool' && destination !== undefined) {
      throw peerFault('InvalidMessage', `${message.type} was sent to a pipeline.`);
    }
  }

  #newRoute(limits: DefragmenterLimits): Route {
    return {
      outbound: new Fragmenter(this.#ids, this.#options.maxBlobSize),
      inbound: new Defragmenter(limits),
    };
  }
}

/** Decodes a payload as the message of type `T`. */
export function contentOf<T extends MessageType>(type: T, payload: Payload): MessageContent<T> {
  return messages[type].decode(payload.value) as MessageContent<T>;
}
