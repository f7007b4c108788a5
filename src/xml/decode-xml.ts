// Bytes to text: byte order marks, UTF-8 and UTF-16 (XML 1.0 appendix F).
//
// The declared encoding is not believed: clients in the wild declare `encoding="utf-16"` in a UTF-8 body. The bytes themselves
// tell UTF-8 from both orders of UTF-16, since a document starts with `<`; nothing else is accepted.

import { XmlError } from './xml-error.ts';

const UTF_8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const UTF_16LE = new TextDecoder('utf-16le', { fatal: true, ignoreBOM: true });
const UTF_16BE = new TextDecoder('utf-16be', { fatal: true, ignoreBOM: true });

/** First bytes -> decoder and the length of the byte order mark; the first row that matches decides. */
const SIGNATURES: readonly (readonly [readonly number[], TextDecoder, number])[] = [
  [[0xef, 0xbb, 0xbf], UTF_8, 3],
  [[0xff, 0xfe], UTF_16LE, 2],
  [[0xfe, 0xff], UTF_16BE, 2],
  [[0x3c, 0x00], UTF_16LE, 0],
  [[0x00, 0x3c], UTF_16BE, 0],
];

/** Decodes an XML document; throws XmlError `XmlEncoding` when the bytes are not valid text. */
export function decodeXml(bytes: Uint8Array): string {
  const row = SIGNATURES.find(([signature]) => signature.every((byte, index) => bytes[index] === byte));
  const [, decoder, skip] = row ?? [undefined, UTF_8, 0];
  try {
    return decoder.decode(skip === 0 ? bytes : bytes.subarray(skip));
  } catch (cause) {
    throw new XmlError('XmlEncoding', `The document is not valid ${decoder.encoding} text.`, { cause });
  }
}
