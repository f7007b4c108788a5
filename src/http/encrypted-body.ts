// Bodies of type multipart/encrypted (MS-WSMV 2.2.9.1): sealed messages between boundaries, and never quite MIME.
//
// Seen in the wild and accepted: part headers with or without the leading tab that Windows writes, lines that end in LF, and a
// blank between `--` and the boundary (Exchange). There is no empty line between part headers and data.
import type { MessageProtection } from '../auth/mechanism.ts';
import { HttpError } from './http-error.ts';

const BOUNDARY = 'Encrypted Boundary';
const DEFAULT_CONTENT_TYPE = 'application/soap+xml;charset=UTF-8';
/** A part's header lines together; real ones take about 150 bytes. */
const MAX_PART_HEADER = 1024;
/** One block of the widest cipher in use. */
const MAX_PADDING = 16;

export interface EncryptedBody {
  /** The value of the HTTP header Content-Type. */
  readonly contentType: string;
  readonly body: Buffer;
}

export interface DecryptedBody {
  /** The type of the message inside. */
  readonly contentType: string;
  readonly body: Buffer;
}

export const isEncryptedContentType = (contentType: string | undefined): boolean =>
  /^\s*multipart\/(x-multi-)?encrypted\s*(;|$)/i.test(contentType ?? '');

/** Seals `message` as one body; messages over the mechanism's size take several parts (`multipart/x-multi-encrypted`). */
export function encryptBody(
  protection: MessageProtection,
  protocol: string,
  message: Uint8Array,
  contentType = DEFAULT_CONTENT_TYPE,
): EncryptedBody {
  const parts: Buffer[] = [];
  const size = protection.maxMessageSize;
  for (let at = 0; at < message.length || at === 0; at += size) {
    const piece = message.length <= size ? message : message.subarray(at, at + size);
    const { header, sealed, paddingLength } = protection.wrap(piece);
    const headerLength = Buffer.alloc(4);
    headerLength.writeUInt32LE(header.length);
    parts.push(partHeader(protocol, contentType, piece.length + paddingLength), headerLength, header, sealed);
  }
  parts.push(Buffer.from(`--${BOUNDARY}--\r\n`, 'latin1'));
  const type = message.length > size ? 'multipart/x-multi-encrypted' : 'multipart/encrypted';
  return { contentType: `${type};protocol="${protocol}";boundary="${BOUNDARY}"`, body: Buffer.concat(parts) };
}

function partHeader(protocol: string, contentType: string, length: number): Buffer {
  return Buffer.from(
    `--${BOUNDARY}\r\n` +
      `\tContent-Type: ${protocol}\r\n` +
      `\tOriginalContent: type=${contentType};Length=${length}\r\n` +
      `--${BOUNDARY}\r\n` +
      '\tContent-Type: application/octet-stream\r\n',
    'latin1',
  );
}

/** The message in `body`. Throws HttpError `BadEncryptedBody`, or what `unwrap` throws. */
export function decryptBody(protection: MessageProtection, httpContentType: string, body: Buffer): DecryptedBody {
  const boundary = /boundary\s*=\s*(?:"([^"]{1,70})"|([^\s;"]{1,70}))/i.exec(httpContentType);
  if (boundary === null) throw bad('its Content-Type names no boundary');
  const reader = new PartReader(body, boundary[1] ?? boundary[2]!);
  const plain: Buffer[] = [];
  let contentType = DEFAULT_CONTENT_TYPE;
  do {
    const original = /OriginalContent:\s*type=(.*?);\s*Length=(\d{1,10})\s*(\n|$)/i.exec(reader.headerLines());
    if (original === null) throw bad('a part does not say its original type and length');
    contentType = original[1]!;
    const length = Number(original[2]);
    const { header, sealed } = reader.sealedMessage(length);
    const message = protection.unwrap(header, sealed);
    // Mechanisms that pad count the padding in Length.
    if (message.length > length || length - message.length > MAX_PADDING)
      throw bad('a part has another length than it says');
    plain.push(message);
  } while (!reader.atEnd);
  return { contentType, body: plain.length === 1 ? plain[0]! : Buffer.concat(plain) };
}

/** A cursor that stands after a boundary line, from part to part. */
class PartReader {
  readonly #body: Buffer;
  readonly #boundary: string;
  #at = 0;
  atEnd = false;

  constructor(body: Buffer, boundary: string) {
    this.#body = body;
    this.#boundary = boundary;
    if (!this.#skipBoundary()) throw bad('it does not begin with its boundary');
  }

  /** The first part's lines, up to and with the boundary that ends them. */
  headerLines(): string {
    const start = this.#at;
    while (!this.#skipBoundary()) this.#skipLine(start);
    return this.#body.toString('latin1', start, this.#at);
  }

  /** The second part: `Content-Type: application/octet-stream`, then the sealed message up to the next boundary. */
  sealedMessage(plainLength: number): { header: Buffer; sealed: Buffer } {
    const start = this.#at;
    this.#skipLine(start);
    if (!/content-type:\s*application\/octet-stream/i.test(this.#body.toString('latin1', start, this.#at))) {
      throw bad('its second part is no octet stream');
    }
    if (this.#at + 4 > this.#body.length) throw bad('it ends before its signature');
    const sealedAt = this.#at + 4 + this.#body.readUInt32LE(this.#at);
    // Sealed data is as long as its padded plain text, or longer, and may contain anything: the boundary is behind it.
    const end = this.#findBoundary(sealedAt + plainLength);
    const header = this.#body.subarray(this.#at + 4, sealedAt);
    const sealed = this.#body.subarray(sealedAt, end);
    this.#at = end;
    this.#skipBoundary();
    return { header, sealed };
  }

  #findBoundary(from: number): number {
    if (from > this.#body.length) throw bad('it is shorter than its original content');
    for (const dashes of ['--', '-- ']) {
      const found = this.#body.indexOf(dashes + this.#boundary, from, 'latin1');
      if (found >= 0) return found;
    }
    throw bad('its last boundary is missing');
  }

  /** Moves behind a boundary line, when one is here. */
  #skipBoundary(): boolean {
    const line = this.#body.toString('latin1', this.#at, this.#at + this.#boundary.length + 8);
    const match = /^--[ \t]*/.exec(line);
    if (match === null || !line.startsWith(this.#boundary, match[0].length)) return false;
    const rest = /^(--)?(\r?\n|$)/.exec(line.slice(match[0].length + this.#boundary.length));
    if (rest === null) return false;
    this.#at += match[0].length + this.#boundary.length + rest[0].length;
    this.atEnd = rest[1] !== undefined;
    return true;
  }

  #skipLine(start: number): void {
    const newline = this.#body.indexOf(0x0a, this.#at);
    if (newline < 0 || newline - start > MAX_PART_HEADER) throw bad('a part header does not end');
    this.#at = newline + 1;
  }
}

const bad = (detail: string): HttpError =>
  new HttpError('BadEncryptedBody', `The encrypted body is malformed: ${detail}.`, { origin: 'remote' });
