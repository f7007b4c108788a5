// Cuts what an engine delivers into single fragments that are small enough, and sees which messages must not wait.
//
// An engine chooses its own fragment size. A fragment over the limit is split, and since the fragments of one object are
// numbered from 0 without gaps (MS-PSRP 2.2.4), those of the same object that follow are numbered anew.

import { decodeFragments, encodeFragment, type Fragment } from '../psrp/fragment.ts';
import { messageTypes } from '../psrp/message-type.ts';

/** One fragment, ready for one rsp:Stream. */
export interface OutputFragment {
  readonly bytes: Uint8Array;
  /** The client waits for this one: a state or a host call. */
  readonly urgent: boolean;
  /** The last fragment of the message that ends its pipeline. */
  readonly endsPipeline: boolean;
}

const URGENT: ReadonlySet<number> = new Set([
  messageTypes.RUNSPACEPOOL_STATE,
  messageTypes.RUNSPACEPOOL_HOST_CALL,
  messageTypes.PIPELINE_HOST_CALL,
]);

const TYPE_OFFSET = 4;

/** The fragments of one destination, in order. */
export class OutputFragments {
  readonly #maxBlobSize: number;
  /** Of the message under way: its object id, and how many fragments more than the engine's were made of it. */
  #objectId: bigint | undefined;
  #added = 0n;
  #type: number | undefined;

  constructor(maxBlobSize: number) {
    this.#maxBlobSize = maxBlobSize;
  }

  /** Throws PsrpError for bytes that are not whole fragments. */
  *split(fragments: Uint8Array): Generator<OutputFragment> {
    for (const fragment of decodeFragments(fragments)) {
      if (fragment.start || fragment.objectId !== this.#objectId) this.#begin(fragment);
      const urgent = fragment.end && this.#type !== undefined && URGENT.has(this.#type);
      const endsPipeline = fragment.end && this.#type === messageTypes.PIPELINE_STATE;
      const pieces = this.#pieces(fragment);
      for (const [index, bytes] of pieces.entries()) {
        const isLast = index === pieces.length - 1;
        yield { bytes, urgent: urgent && isLast, endsPipeline: endsPipeline && isLast };
      }
    }
  }

  #begin({ objectId, blob }: Fragment): void {
    this.#objectId = objectId;
    this.#added = 0n;
    const view = new DataView(blob.buffer, blob.byteOffset, blob.byteLength);
    this.#type = blob.length >= TYPE_OFFSET + 4 ? view.getUint32(TYPE_OFFSET, true) : undefined;
  }

  #pieces(fragment: Fragment): Uint8Array[] {
    const { blob, objectId, fragmentId, start, end } = fragment;
    const count = Math.max(1, Math.ceil(blob.length / this.#maxBlobSize));
    const first = fragmentId + this.#added;
    this.#added += BigInt(count - 1);
    return Array.from({ length: count }, (_, index) =>
      encodeFragment({
        objectId,
        fragmentId: first + BigInt(index),
        start: start && index === 0,
        end: end && index === count - 1,
        blob: blob.subarray(index * this.#maxBlobSize, (index + 1) * this.#maxBlobSize),
      }),
    );
  }
}
