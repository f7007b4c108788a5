// Puts fragments together again within fixed bounds (MS-PSRP 2.2.4, 3.1.5.1.1; limits of 3.2.1.4 and of session configurations).
//
// Several open objects may interleave (the specification does not forbid it, and other implementations send them); a gap, a
// second start, an object over its limit or too many open objects is a fault, and what was buffered is bounded throughout.
import { decodeFragments, type Fragment } from './fragment.ts';
import { peerFault } from './psrp-error.ts';

export interface DefragmenterLimits {
  /** The most bytes of one message. */
  readonly maxObjectBytes: number;
  /** The most bytes over the life of this destination; a server sets it for a command. */
  readonly maxTotalBytes: number;
  /** The most objects begun and not ended. */
  readonly maxOpenObjects: number;
}

const mebibyte = 1024 * 1024;

/** What a server accepts for one pipeline: 10 MiB an object, 50 MiB a command, as PowerShell's default configuration. */
export const serverCommandLimits: DefragmenterLimits = {
  maxObjectBytes: 10 * mebibyte,
  maxTotalBytes: 50 * mebibyte,
  maxOpenObjects: 16,
};

/** What a server accepts for the pool itself: no total, since a pool lives long and its messages are few. */
export const serverPoolLimits: DefragmenterLimits = { ...serverCommandLimits, maxTotalBytes: Number.POSITIVE_INFINITY };

/** What a client accepts: 200 MiB an object (PSSessionOption.MaximumReceivedObjectSize), no total. */
export const clientLimits: DefragmenterLimits = {
  maxObjectBytes: 200 * mebibyte,
  maxTotalBytes: Number.POSITIVE_INFINITY,
  maxOpenObjects: 16,
};

interface OpenObject {
  nextFragmentId: bigint;
  bytes: Uint8Array;
  length: number;
}

/** Joins the fragments of one destination. After a fault it must not be used again. */
export class Defragmenter {
  readonly #limits: DefragmenterLimits;
  readonly #open = new Map<bigint, OpenObject>();
  #buffered = 0;
  #total = 0;

  constructor(limits: DefragmenterLimits) {
    this.#limits = limits;
  }

  /** Objects begun and not ended. */
  get openObjects(): number {
    return this.#open.size;
  }

  /** Reads whole fragments and yields each message that they complete. */
  *push(bytes: Uint8Array): Generator<Uint8Array> {
    for (const fragment of decodeFragments(bytes)) {
      const message = this.#accept(fragment);
      if (message !== undefined) yield message;
    }
  }

  #accept(fragment: Fragment): Uint8Array | undefined {
    const { objectId, blob } = fragment;
    this.#total += blob.length;
    if (this.#total > this.#limits.maxTotalBytes) {
      throw peerFault('LimitExceeded', `More than ${this.#limits.maxTotalBytes} bytes were received for one command.`);
    }
    if (fragment.start !== (fragment.fragmentId === 0n)) {
      throw peerFault(
        'InvalidFragment',
        `Fragment ${fragment.fragmentId} of object ${objectId} has a wrong start flag.`,
      );
    }
    const open = this.#open.get(objectId);
    if (fragment.start ? open !== undefined : open?.nextFragmentId !== fragment.fragmentId) {
      throw peerFault('InvalidFragment', `Fragment ${fragment.fragmentId} of object ${objectId} is out of order.`);
    }
    if ((open?.length ?? 0) + blob.length > this.#limits.maxObjectBytes) {
      throw peerFault('LimitExceeded', `An object is larger than ${this.#limits.maxObjectBytes} bytes.`);
    }
    if (open === undefined) return fragment.end ? blob : this.#begin(fragment);
    this.#append(open, blob);
    if (!fragment.end) return undefined;
    this.#open.delete(objectId);
    this.#buffered -= open.length;
    return open.bytes.subarray(0, open.length);
  }

  #begin({ objectId, blob }: Fragment): undefined {
    if (this.#open.size >= this.#limits.maxOpenObjects) {
      throw peerFault('LimitExceeded', `More than ${this.#limits.maxOpenObjects} objects are open at once.`);
    }
    const open: OpenObject = { nextFragmentId: 0n, bytes: new Uint8Array(0), length: 0 };
    this.#append(open, blob);
    this.#open.set(objectId, open);
  }

  // One growing buffer instead of a list of pieces: many tiny fragments must not cost more than the bytes they carry.
  #append(open: OpenObject, blob: Uint8Array): void {
    // The objects open together share the limit of one, doubled: interleaving must not multiply what a peer can make us keep.
    this.#buffered += blob.length;
    if (this.#buffered > 2 * this.#limits.maxObjectBytes) {
      throw peerFault('LimitExceeded', `The open objects hold more than ${2 * this.#limits.maxObjectBytes} bytes.`);
    }
    const length = open.length + blob.length;
    if (length > open.bytes.length) {
      const grown = new Uint8Array(Math.min(Math.max(length, 2 * open.bytes.length), this.#limits.maxObjectBytes));
      grown.set(open.bytes.subarray(0, open.length));
      open.bytes = grown;
    }
    open.bytes.set(blob, open.length);
    open.length = length;
    open.nextFragmentId++;
  }
}
