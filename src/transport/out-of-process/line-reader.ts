// Cuts a stream of bytes into lines of bounded length.
import { ChannelError } from '../channel-error.ts';

const lineFeed = 0x0a;
const carriageReturn = 0x0d;

export class LineReader {
  readonly #maxLength: number;
  #pieces: Uint8Array[] = [];
  #length = 0;
  #isFirst = true;

  /** @param maxLength the most bytes of one line, without its end. */
  constructor(maxLength: number) {
    this.#maxLength = maxLength;
  }

  /** Bytes of a line that has not ended. */
  get pendingLength(): number {
    return this.#length;
  }

  /** Takes bytes and yields the lines that they end, as UTF-8 text; throws LineTooLong. */
  *push(bytes: Uint8Array): Generator<string> {
    let start = 0;
    for (let end = bytes.indexOf(lineFeed); end >= 0; end = bytes.indexOf(lineFeed, start)) {
      this.#keep(bytes.subarray(start, end));
      yield this.#take();
      start = end + 1;
    }
    this.#keep(bytes.subarray(start));
  }

  #keep(piece: Uint8Array): void {
    if (piece.length === 0) return;
    this.#length += piece.length;
    if (this.#length > this.#maxLength) {
      throw new ChannelError('LineTooLong', `A line is longer than ${this.#maxLength} bytes.`, { origin: 'remote' });
    }
    this.#pieces.push(piece);
  }

  #take(): string {
    const line = Buffer.concat(this.#pieces, this.#length);
    this.#pieces = [];
    this.#length = 0;
    let start = 0;
    // .NET's console writer may begin its output with a byte order mark.
    if (this.#isFirst && line[0] === 0xef && line[1] === 0xbb && line[2] === 0xbf) start = 3;
    this.#isFirst = false;
    const end = line.at(-1) === carriageReturn ? line.length - 1 : line.length;
    return line.toString('utf8', start, Math.max(start, end));
  }
}
