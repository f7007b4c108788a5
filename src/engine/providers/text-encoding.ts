// Encodings of text files by the names that -Encoding takes.
export type EncodingName =
  | 'ascii'
  | 'utf8'
  | 'utf8nobom'
  | 'utf8bom'
  | 'unicode'
  | 'bigendianunicode'
  | 'latin1'
  | 'utf32'
  | 'ansi'
  | 'oem';

/** Text of bytes; a byte order mark wins over the name. */
export function decodeText(bytes: Uint8Array, encoding = 'utf8'): string {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf)
    return Buffer.from(bytes.subarray(3)).toString('utf8');
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return Buffer.from(bytes.subarray(2)).toString('utf16le');
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return swapped(bytes.subarray(2)).toString('utf16le');
  switch (encoding.toLowerCase()) {
    case 'unicode':
      return Buffer.from(bytes).toString('utf16le');
    case 'bigendianunicode':
      return swapped(bytes).toString('utf16le');
    case 'latin1':
    case 'ansi':
      return Buffer.from(bytes).toString('latin1');
    default:
      return Buffer.from(bytes).toString('utf8');
  }
}

export function encodeText(text: string, encoding = 'utf8'): Buffer {
  switch (encoding.toLowerCase()) {
    case 'unicode':
      return Buffer.from(text, 'utf16le');
    case 'bigendianunicode':
      return swapped(Buffer.from(text, 'utf16le'));
    case 'latin1':
    case 'ansi':
      return Buffer.from(text, 'latin1');
    case 'ascii':
      return Buffer.from(text.replace(/[^\0-\x7f]/g, '?'), 'latin1');
    default:
      return Buffer.from(text, 'utf8');
  }
}

function swapped(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.subarray(0, bytes.length & ~1)).swap16();
}
