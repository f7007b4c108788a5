// Reads DER (X.690) element by element without copying; it never recurses and never looks outside the bytes it was given.
import { DerError } from './der-error.ts';
import { Tag } from './tags.ts';

/**
 * A cursor over consecutive elements. Reading a constructed element gives a new reader over its content, so the caller's code has
 * the shape of the ASN.1 it follows and nesting is bounded by that code. Lengths may be non-minimal: Windows and old GSSAPI
 * libraries write such, and nothing here is hashed in a form that the length's spelling could change.
 */
export class DerReader {
  readonly #bytes: Buffer;
  #at = 0;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  get atEnd(): boolean {
    return this.#at >= this.#bytes.length;
  }

  /** The identifier octet of the next element, or undefined at the end. */
  peekTag(): number | undefined {
    return this.#bytes[this.#at];
  }

  /** The whole next element, header included, without moving. */
  peekElement(): Buffer {
    const start = this.#at;
    this.#readAny();
    const element = this.#bytes.subarray(start, this.#at);
    this.#at = start;
    return element;
  }

  /** The content of the next element, which must have this tag. */
  read(tag: number): Buffer {
    const found = this.peekTag();
    if (found === undefined) throw new DerError('DerTruncated', `expected tag ${hex(tag)}, found the end`);
    if (found !== tag) throw new DerError('DerUnexpectedTag', `expected tag ${hex(tag)}, found ${hex(found)}`);
    return this.#readAny();
  }

  /** As `read`, or undefined when the next element is another one: for OPTIONAL members. */
  readOptional(tag: number): Buffer | undefined {
    return this.peekTag() === tag ? this.#readAny() : undefined;
  }

  enter(tag: number): DerReader {
    return new DerReader(this.read(tag));
  }

  enterOptional(tag: number): DerReader | undefined {
    const content = this.readOptional(tag);
    return content === undefined ? undefined : new DerReader(content);
  }

  skip(): void {
    this.#readAny();
  }

  /** What follows the elements read so far. */
  rest(): Buffer {
    const rest = this.#bytes.subarray(this.#at);
    this.#at = this.#bytes.length;
    return rest;
  }

  /** Dotted text of an object identifier. */
  readObjectIdentifier(): string {
    const content = this.read(Tag.objectIdentifier);
    const arcs: number[] = [];
    let arc = 0;
    for (const octet of content) {
      arc = arc * 128 + (octet & 0x7f);
      if (arc > 0xffff_ffff) throw new DerError('DerMalformed', 'an object identifier has an arc over 32 bits');
      if (octet & 0x80) continue;
      arcs.push(arc);
      arc = 0;
    }
    if (content.length === 0 || content.at(-1)! & 0x80)
      throw new DerError('DerMalformed', 'an object identifier ends early');
    const first = Math.min(Math.floor(arcs[0]! / 40), 2);
    return [first, arcs[0]! - first * 40, ...arcs.slice(1)].join('.');
  }

  #readAny(): Buffer {
    const tag = this.#octet();
    if ((tag & 0x1f) === 0x1f) throw new DerError('DerMalformed', 'a tag number over 30');
    let length = this.#octet();
    if (length & 0x80) {
      const count = length & 0x7f;
      if (count === 0 || count > 4) throw new DerError('DerMalformed', `a length of ${count} octets`);
      length = 0;
      for (let i = 0; i < count; i++) length = length * 256 + this.#octet();
    }
    const end = this.#at + length;
    if (end > this.#bytes.length) throw new DerError('DerTruncated', 'an element is longer than its container');
    const content = this.#bytes.subarray(this.#at, end);
    this.#at = end;
    return content;
  }

  #octet(): number {
    const octet = this.#bytes[this.#at++];
    if (octet === undefined) throw new DerError('DerTruncated', 'an element ends early');
    return octet;
  }
}

const hex = (tag: number): string => `0x${tag.toString(16).padStart(2, '0')}`;
