// The packet fragment: a piece of one message with a header of 21 bytes (MS-PSRP 2.2.4).
import { peerFault } from './psrp-error.ts';

/** Bytes before the blob: object id (8), fragment id (8), flags (1), blob length (4); all big-endian. */
export const fragmentHeaderLength = 21;

const startFlag = 0x01;
const endFlag = 0x02;

export interface Fragment {
  readonly objectId: bigint;
  readonly fragmentId: bigint;
  readonly start: boolean;
  readonly end: boolean;
  /** A view on the bytes that were decoded, not a copy. */
  readonly blob: Uint8Array;
}

/** Appends the header of a fragment with `blobLength` bytes to `target` at `offset`. */
export function writeFragmentHeader(
  target: Uint8Array,
  offset: number,
  header: Omit<Fragment, 'blob'>,
  blobLength: number,
): void {
  const view = new DataView(target.buffer, target.byteOffset, target.byteLength);
  view.setBigUint64(offset, header.objectId);
  view.setBigUint64(offset + 8, header.fragmentId);
  target[offset + 16] = (header.start ? startFlag : 0) | (header.end ? endFlag : 0);
  view.setUint32(offset + 17, blobLength);
}

export function encodeFragment(fragment: Fragment): Uint8Array {
  const bytes = new Uint8Array(fragmentHeaderLength + fragment.blob.length);
  writeFragmentHeader(bytes, 0, fragment, fragment.blob.length);
  bytes.set(fragment.blob, fragmentHeaderLength);
  return bytes;
}

/** Splits bytes that hold whole fragments; anything left over at the end is a fault. */
export function* decodeFragments(bytes: Uint8Array): Generator<Fragment> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let offset = 0;
  while (offset < bytes.length) {
    if (bytes.length - offset < fragmentHeaderLength) {
      throw peerFault(
        'InvalidFragment',
        `${bytes.length - offset} bytes are left, too few for the header of a fragment.`,
      );
    }
    const blobLength = view.getUint32(offset + 17);
    const blobStart = offset + fragmentHeaderLength;
    if (blobLength > bytes.length - blobStart) {
      throw peerFault(
        'InvalidFragment',
        `A fragment claims ${blobLength} bytes, ${bytes.length - blobStart} are there.`,
      );
    }
    const flags = bytes[offset + 16]!;
    yield {
      objectId: view.getBigUint64(offset),
      fragmentId: view.getBigUint64(offset + 8),
      start: (flags & startFlag) !== 0,
      end: (flags & endFlag) !== 0,
      blob: bytes.subarray(blobStart, blobStart + blobLength),
    };
    offset = blobStart + blobLength;
  }
}
