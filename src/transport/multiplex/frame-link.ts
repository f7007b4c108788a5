// One end of a framed byte stream: writes frames with back-pressure, matches `done` to its frame, hands on all others.
import type { Duplex } from 'node:stream';
import {
  decodeError,
  encodeError,
  encodeFrame,
  type Frame,
  type FrameKind,
  FrameReader,
  MultiplexError,
} from './frame.ts';

const empty = new Uint8Array(0);

export class FrameLink {
  readonly #stream: Duplex;
  readonly #onFrame: (frame: Frame) => void | Promise<void>;
  readonly #onClosed: (error: Error) => void;
  readonly #waiting = new Map<number, { resolve: () => void; reject: (error: Error) => void }>();
  #sequence = 0;
  #closed: Error | undefined;

  /** `onFrame`'s promise is answered with `done`; `onClosed` is called once, when the stream ends or breaks. */
  constructor(stream: Duplex, onFrame: (frame: Frame) => void | Promise<void>, onClosed: (error: Error) => void) {
    this.#stream = stream;
    this.#onFrame = onFrame;
    this.#onClosed = onClosed;
    const reader = new FrameReader();
    stream.on('data', (bytes: Uint8Array) => {
      try {
        for (const frame of reader.push(bytes)) this.#receive(frame);
      } catch (error) {
        this.close(error as Error);
      }
    });
    stream.on('error', (error) => this.close(error));
    const gone = () =>
      this.close(new MultiplexError('SessionHostGone', 'The other process has ended.', { origin: 'remote' }));
    stream.on('end', gone);
    stream.on('close', gone);
  }

  /** Sends a frame; resolves when the other end has dealt with it, rejects with its error. */
  request(kind: FrameKind, channel: number, pipelineId?: string, payload: Uint8Array = empty): Promise<void> {
    if (this.#closed) return Promise.reject(this.#closed);
    const sequence = ++this.#sequence;
    return new Promise((resolve, reject) => {
      this.#waiting.set(sequence, { resolve, reject });
      this.#stream.write(encodeFrame({ kind, channel, sequence, pipelineId, payload }));
    });
  }

  /** Ends the stream and everything that waits for an answer. */
  close(error: Error): void {
    if (this.#closed) return;
    this.#closed = error;
    this.#stream.destroy();
    for (const { reject } of this.#waiting.values()) reject(error);
    this.#waiting.clear();
    this.#onClosed(error);
  }

  #receive(frame: Frame): void {
    if (frame.kind === 'done') {
      const waiting = this.#waiting.get(frame.sequence);
      this.#waiting.delete(frame.sequence);
      const error = decodeError(frame.payload);
      if (error) waiting?.reject(error);
      else waiting?.resolve();
      return;
    }
    const done = (error?: unknown) => {
      if (this.#closed) return;
      this.#stream.write(encodeFrame({ ...frame, kind: 'done', payload: encodeError(error) }));
    };
    try {
      const work = this.#onFrame(frame);
      if (work) work.then(() => done(), done);
      else done();
    } catch (error) {
      done(error);
    }
  }
}
