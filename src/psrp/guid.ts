// GUIDs between their text and the mixed-endian bytes that .NET and MS-DTYP 2.3.4.2 give them.
import { PsrpError } from './psrp-error.ts';

/** The GUID of zeros: "no pipeline" in a message header. */
export const emptyGuid = '00000000-0000-0000-0000-000000000000';

// Position in the text's hexadecimal digits of each of the 16 bytes: the first three groups are little-endian.
const byteOrder = [3, 2, 1, 0, 5, 4, 7, 6, 8, 9, 10, 11, 12, 13, 14, 15] as const;

const guidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** True for the 36-character "D" form. */
export function isGuid(text: string): boolean {
  return guidPattern.test(text);
}

/** Writes a GUID at `offset`. */
export function writeGuid(target: Uint8Array, offset: number, guid: string): void {
  if (!isGuid(guid)) throw new PsrpError('InvalidState', `Not a GUID: ${guid}`);
  const digits = guid.replaceAll('-', '');
  byteOrder.forEach((position, i) => {
    target[offset + i] = Number.parseInt(digits.slice(position * 2, position * 2 + 2), 16);
  });
}

/** Reads a GUID at `offset` as lower-case text. */
export function readGuid(source: Uint8Array, offset: number): string {
  let digits = '';
  for (const position of byteOrder) digits += source[offset + position]!.toString(16).padStart(2, '0');
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
