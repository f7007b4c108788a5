// Cuts messages into fragments, one destination at a time (MS-PSRP 2.2.4, 3.1.5.1.2).
//
// Fragments of two messages of one destination and stream are never interleaved: PowerShell's receiver keeps one open object
// for each. A prompt response overtakes waiting default data, between two fragments.
import { fragmentHeaderLength, writeFragmentHeader } from './fragment.ts';
import { PsrpError } from './psrp-error.ts';

/** `promptResponse` is the `pr` stream of MS-PSRP 3.1.5.3.4: host responses. */
export type OutboundStream = 'default' | 'promptResponse';

export interface OutboundChunk {
  readonly stream: OutboundStream;
  /** Whole fragments. */
  readonly fragments: Uint8Array;
}

/** Gives out the ids of messages; one for each direction of a pool, shared by its pipelines. */
export class ObjectIds {
  #last = 0n;
  next(): bigint {
    return ++this.#last;
  }
}

interface Waiting {
  readonly message: Uint8Array;
  readonly objectId: bigint;
  sent: number;
  fragmentId: bigint;
}

/** The messages that wait for one destination, taken out as whole fragments. */
export class Fragmenter {
  readonly #ids: ObjectIds;
  readonly #maxBlobSize: number;
  readonly #queues: Record<OutboundStream, Waiting[]> = { promptResponse: [], default: [] };
  #waitingBytes = 0;

  /** @param maxBlobSize the most bytes of blob in one fragment; at least 1. */
  constructor(ids: ObjectIds, maxBlobSize: number) {
    if (!(maxBlobSize >= 1)) throw new PsrpError('InvalidState', `A fragment cannot carry ${maxBlobSize} bytes.`);
    this.#ids = ids;
    this.#maxBlobSize = Math.floor(maxBlobSize);
  }

  /** Bytes of messages not yet taken. */
  get waitingBytes(): number {
    return this.#waitingBytes;
  }
  get isEmpty(): boolean {
    return this.#waitingBytes === 0;
  }

  add(message: Uint8Array, stream: OutboundStream = 'default'): void {
    this.#queues[stream].push({ message, objectId: this.#ids.next(), sent: 0, fragmentId: 0n });
    this.#waitingBytes += message.length;
  }

  /**
   * The next fragments, all of one stream: as many as fit into `maxBytes`, and at least one. Undefined when nothing waits.
   */
  take(maxBytes = 0): OutboundChunk | undefined {
    const stream: OutboundStream = this.#queues.promptResponse.length > 0 ? 'promptResponse' : 'default';
    const queue = this.#queues[stream];
    if (queue.length === 0) return undefined;

    const pieces: Uint8Array[] = [];
    let length = 0;
    let done = 0;
    while (done < queue.length) {
      const waiting = queue[done]!;
      const blobLength = Math.min(this.#maxBlobSize, waiting.message.length - waiting.sent);
      if (pieces.length > 0 && length + fragmentHeaderLength + blobLength > maxBytes) break;
      pieces.push(this.#cut(waiting, blobLength));
      length += fragmentHeaderLength + blobLength;
      if (waiting.sent === waiting.message.length) done++;
    }
    queue.splice(0, done);
    return { stream, fragments: pieces.length === 1 ? pieces[0]! : Buffer.concat(pieces, length) };
  }

  /** Forgets what waits; for a destination that is gone. */
  clear(): void {
    this.#queues.default.length = 0;
    this.#queues.promptResponse.length = 0;
    this.#waitingBytes = 0;
  }

  #cut(waiting: Waiting, blobLength: number): Uint8Array {
    const bytes = new Uint8Array(fragmentHeaderLength + blobLength);
    const end = waiting.sent + blobLength;
    const header = {
      objectId: waiting.objectId,
      fragmentId: waiting.fragmentId++,
      start: waiting.sent === 0,
      end: end === waiting.message.length,
    };
    writeFragmentHeader(bytes, 0, header, blobLength);
    bytes.set(waiting.message.subarray(waiting.sent, end), fragmentHeaderLength);
    waiting.sent = end;
    this.#waitingBytes -= blobLength;
    return bytes;
  }
}
