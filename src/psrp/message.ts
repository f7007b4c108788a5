// The PSRP message: a header of 40 bytes and a CLIXML payload that may be empty (MS-PSRP 2.2.1).
import { emptyGuid, readGuid, writeGuid } from './guid.ts';
import { type MessageType, messageTypeOf, messageTypes } from './message-type.ts';
import { peerFault } from './psrp-error.ts';

/** Destination (4), type (4), pool id (16), pipeline id (16); the numbers little-endian. */
export const messageHeaderLength = 40;

const destinations = { client: 0x00000001, server: 0x00000002 } as const;

export type MessageDestination = keyof typeof destinations;

export interface Message {
  readonly destination: MessageDestination;
  readonly type: MessageType;
  readonly runspacePoolId: string;
  /** Undefined for a message of the pool. */
  readonly pipelineId: string | undefined;
  /** UTF-8 CLIXML; empty where the message has no data. */
  readonly payload: Uint8Array;
}

export function encodeMessage(message: Message): Uint8Array {
  const bytes = new Uint8Array(messageHeaderLength + message.payload.length);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, destinations[message.destination], true);
  view.setUint32(4, messageTypes[message.type], true);
  writeGuid(bytes, 8, message.runspacePoolId);
  writeGuid(bytes, 24, message.pipelineId ?? emptyGuid);
  bytes.set(message.payload, messageHeaderLength);
  return bytes;
}

/** Reads a message; its payload is a view on `bytes`, without the byte order mark that Windows PowerShell may write. */
export function decodeMessage(bytes: Uint8Array): Message {
  if (bytes.length < messageHeaderLength) {
    throw peerFault('InvalidMessage', `A message of ${bytes.length} bytes is too short for its header.`);
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const destination = view.getUint32(0, true);
  if (destination !== destinations.client && destination !== destinations.server) {
    throw peerFault('InvalidMessage', `Unknown message destination 0x${destination.toString(16)}.`);
  }
  const number = view.getUint32(4, true);
  const type = messageTypeOf(number);
  if (type === undefined) throw peerFault('InvalidMessage', `Unknown message type 0x${number.toString(16)}.`);
  const pipelineId = readGuid(bytes, 24);
  const hasMark = bytes[40] === 0xef && bytes[41] === 0xbb && bytes[42] === 0xbf;
  return {
    destination: destination === destinations.client ? 'client' : 'server',
    type,
    runspacePoolId: readGuid(bytes, 8),
    pipelineId: pipelineId === emptyGuid ? undefined : pipelineId,
    payload: bytes.subarray(hasMark ? messageHeaderLength + 3 : messageHeaderLength),
  };
}
