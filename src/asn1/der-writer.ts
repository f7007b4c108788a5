// Writes DER (X.690) as nested calls: each function returns the finished bytes of one element.
import { Tag } from './tags.ts';

/** One element: identifier octet, definite length, and the concatenation of `contents`. */
export function derElement(tag: number, ...contents: Uint8Array[]): Buffer {
  const length = contents.reduce((sum, part) => sum + part.length, 0);
  return Buffer.concat([Buffer.from([tag, ...lengthOctets(length)]), ...contents]);
}

export const derSequence = (...elements: Uint8Array[]): Buffer => derElement(Tag.sequence, ...elements);

export const derOctetString = (value: Uint8Array): Buffer => derElement(Tag.octetString, value);

export const derEnumerated = (value: number): Buffer => derElement(Tag.enumerated, Buffer.from([value]));

/** An object identifier from its dotted text (X.690 8.19). */
export function derObjectIdentifier(dotted: string): Buffer {
  const [first, second, ...rest] = dotted.split('.').map(Number);
  const octets: number[] = [];
  for (const arc of [first! * 40 + second!, ...rest]) {
    const groups = [arc & 0x7f];
    for (let left = Math.floor(arc / 128); left > 0; left = Math.floor(left / 128))
      groups.unshift((left & 0x7f) | 0x80);
    octets.push(...groups);
  }
  return derElement(Tag.objectIdentifier, Buffer.from(octets));
}

function lengthOctets(length: number): number[] {
  if (length < 0x80) return [length];
  const octets: number[] = [];
  for (let left = length; left > 0; left = Math.floor(left / 256)) octets.unshift(left & 0xff);
  return [0x80 | octets.length, ...octets];
}
