// Frames between a service and its session hosts: many PsrpChannels over one byte stream.
//
// length (4, of what follows) | kind (1) | channel (4) | sequence (4) | pipeline id (16, zero: the pool) | payload
// Every frame but `done` is answered by `done` with its sequence: that is the promise of the channel call, and the credit of data.
import { CodedError } from '../../base/coded-error.ts';
import { emptyGuid, readGuid, writeGuid } from '../../psrp/guid.ts';

export class MultiplexError extends CodedError<'FrameTooLong' | 'FrameInvalid' | 'SessionHostGone' | string> {}

const kinds = [
  /** Payload: JSON metadata, a zero byte, creation fragments. */
  'open',
  'createPipeline',
  'send',
  'sendPromptResponse',
  'signal',
  'closePipeline',
  'close',
  'data',
  'pipelineClosed',
  /** Payload: empty, or the error as JSON {code, message}. */
  'closed',
  /** Payload: empty, or the error as JSON {code, message}. */
  'done',
] as const;

export type FrameKind = (typeof kinds)[number];

export interface Frame {
  readonly kind: FrameKind;
  readonly channel: number;
  readonly sequence: number;
  readonly pipelineId: string | undefined;
  readonly payload: Uint8Array;
}

const headerLength = 4 + 1 + 4 + 4 + 16;

/** A frame carries fragments of one send; the largest comes from CREATE_PIPELINE and stays far below this. */
const maxFrameLength = 16 * 1024 * 1024;

export function encodeFrame(frame: Frame): Uint8Array {
  const bytes = new Uint8Array(headerLength + frame.payload.length);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, bytes.length - 4);
  view.setUint8(4, kinds.indexOf(frame.kind));
  view.setUint32(5, frame.channel);
  view.setUint32(9, frame.sequence);
  writeGuid(bytes, 13, frame.pipelineId ?? emptyGuid);
  bytes.set(frame.payload, headerLength);
  return bytes;
}

/** Cuts a stream of bytes into frames. Payloads are views on the bytes pushed, or on a copy where a frame came in pieces. */
export class FrameReader {
  #rest: Uint8Array = new Uint8Array(0);

  /** The frames that are complete with these bytes. */
  *push(bytes: Uint8Array): Generator<Frame> {
    let buffer = bytes;
    if (this.#rest.length > 0) {
      buffer = new Uint8Array(this.#rest.length + bytes.length);
      buffer.set(this.#rest);
      buffer.set(bytes, this.#rest.length);
    }
    const view = new DataView(buffer.buffer, buffer.byteOffset, buffer.byteLength);
    let at = 0;
    while (buffer.length - at >= 4) {
      const length = view.getUint32(at);
      if (length > maxFrameLength)
        throw new MultiplexError('FrameTooLong', `A frame of ${length} bytes is too long.`, { origin: 'remote' });
      if (length < headerLength - 4)
        throw new MultiplexError('FrameInvalid', `A frame of ${length} bytes is too short.`, { origin: 'remote' });
      const end = at + 4 + length;
      if (buffer.length < end) break;
      const kind = kinds[view.getUint8(at + 4)];
      if (kind === undefined)
        throw new MultiplexError('FrameInvalid', 'A frame of unknown kind.', { origin: 'remote' });
      const pipelineId = readGuid(buffer, at + 13);
      yield {
        kind,
        channel: view.getUint32(at + 5),
        sequence: view.getUint32(at + 9),
        pipelineId: pipelineId === emptyGuid ? undefined : pipelineId,
        payload: buffer.subarray(at + headerLength, end),
      };
      at = end;
    }
    this.#rest = buffer.slice(at);
  }
}

const encoder = new TextEncoder();
const decoder = new TextDecoder();

export function encodeError(error: unknown): Uint8Array {
  if (error === undefined) return new Uint8Array(0);
  const { code, message } = error as Partial<CodedError>;
  return encoder.encode(JSON.stringify({ code: code ?? 'Unknown', message: message ?? String(error) }));
}

export function decodeError(payload: Uint8Array): MultiplexError | undefined {
  if (payload.length === 0) return undefined;
  const { code, message } = JSON.parse(decoder.decode(payload)) as { code: string; message: string };
  return new MultiplexError(code, message, { origin: 'remote' });
}

/** The payload of `open`: metadata for the engine, then the creation fragments. */
export function encodeOpen(metadata: unknown, creation: Uint8Array): Uint8Array {
  const json = encoder.encode(JSON.stringify(metadata));
  const bytes = new Uint8Array(json.length + 1 + creation.length);
  bytes.set(json);
  bytes.set(creation, json.length + 1);
  return bytes;
}

export function decodeOpen(payload: Uint8Array): { metadata: unknown; creation: Uint8Array } {
  const end = payload.indexOf(0);
  if (end < 0) throw new MultiplexError('FrameInvalid', 'An open frame without metadata.', { origin: 'remote' });
  return { metadata: JSON.parse(decoder.decode(payload.subarray(0, end))), creation: payload.subarray(end + 1) };
}
