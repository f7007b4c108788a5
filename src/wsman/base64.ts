// Base64 in envelopes. Buffer.from skips what is not base64; here it is an error, since a fragment that lost a character would
// be read as another one.

import { XmlError } from '../xml/index.ts';

const BASE64 = /^[A-Za-z0-9+/]*={0,2}$/;

/** The bytes of an element's base64 text; white space between the characters is allowed. Throws XmlError `XmlUnexpected`. */
export function decodeBase64(text: string): Buffer {
  const compact = /\s/.test(text) ? text.replaceAll(/\s+/g, '') : text;
  if (compact.length % 4 !== 0 || !BASE64.test(compact)) {
    throw new XmlError('XmlUnexpected', 'The envelope has binary content that is not base64.');
  }
  return Buffer.from(compact, 'base64');
}

/** Base64 of bytes, without a copy of them. */
export function encodeBase64(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');
}

/** How many bytes of payload fit into `room` characters of base64. */
export function base64Capacity(room: number): number {
  return Math.max(0, Math.floor(room / 4) * 3);
}
