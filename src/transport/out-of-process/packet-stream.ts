// Packets over a pair of byte streams, with back-pressure both ways; what the client's and the server's end have in common.
import type { Readable, Writable } from 'node:stream';
import { ChannelError } from '../channel-error.ts';
import { LineReader } from './line-reader.ts';
import { decodePackets, encodePacket, type Packet } from './packet.ts';

/** A line holds the base64 of one fragment: 32 KiB from PowerShell, more from peers with larger fragments. */
export const defaultMaxLineLength = 4 * 1024 * 1024;

/** What begins a line of an error that a server with combined output writes between its packets. */
const errorPrefix = '__NamedPipeError__:';

export interface PacketStreamOptions {
  readonly input: Readable;
  readonly output: Writable;
  readonly maxLineLength?: number;
  /** Called for lines that are errors in words, which some servers write between packets. */
  readonly onErrorLine?: (text: string) => void;
}

export class PacketStream {
  readonly #options: PacketStreamOptions;
  #writeError: Error | undefined;
  #drained: Promise<void> | undefined;
  #wakeWriter: (() => void) | undefined;

  constructor(options: PacketStreamOptions) {
    this.#options = options;
    const { output } = options;
    const wake = () => {
      this.#drained = undefined;
      this.#wakeWriter?.();
    };
    output.on('drain', wake);
    output.on('error', (error) => {
      this.#writeError = error;
      wake();
    });
    output.on('close', () => {
      this.#writeError ??= new Error('The stream is closed');
      wake();
    });
  }

  /** Writes a packet; resolves when the stream has room for more. Rejects with ConnectionLost. */
  async write(packet: Packet): Promise<void> {
    const { output } = this.#options;
    this.#checkWritable();
    if (!output.write(encodePacket(packet))) {
      this.#drained ??= new Promise((resolve) => {
        this.#wakeWriter = resolve;
      });
    }
    // Every writer waits for the same drain: a packet is never split, so the order of waiting does not matter.
    if (this.#drained !== undefined) {
      await this.#drained;
      this.#checkWritable();
    }
  }

  /** The packets as they come; reading goes on when the consumer asks for the next. Throws ChannelError. */
  async *read(): AsyncGenerator<Packet> {
    const lines = new LineReader(this.#options.maxLineLength ?? defaultMaxLineLength);
    try {
      for await (const chunk of this.#options.input) {
        for (const line of lines.push(chunk as Uint8Array)) {
          if (line.startsWith(errorPrefix)) this.#options.onErrorLine?.(line.slice(errorPrefix.length));
          else yield* decodePackets(line.trim());
        }
      }
    } catch (error) {
      if (error instanceof ChannelError) throw error;
      throw new ChannelError('ConnectionLost', 'Reading from the peer failed.', { origin: 'remote', cause: error });
    }
  }

  /** Says that no more is written. */
  end(): void {
    this.#options.output.end();
  }
  /** Ends `read`, whatever is under way. */
  stopReading(): void {
    this.#options.input.destroy();
  }
  /** Gives up both streams. */
  destroy(): void {
    this.#options.input.destroy();
    this.#options.output.destroy();
  }

  #checkWritable(): void {
    if (this.#writeError === undefined) return;
    throw new ChannelError('ConnectionLost', 'Writing to the peer failed.', {
      origin: 'remote',
      cause: this.#writeError,
    });
  }
}
