// The texts in which ConvertFrom-SecureString writes secure strings: under a key, AES in CBC behind a fixed header; without one
// (there is no data protection outside Windows), hexadecimal of the UTF-16LE text.
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { unprotectedFileCipher } from '../../clixml/index.ts';
import { NetException } from '../../psobject/exception.ts';
import { ThrownException } from '../../psobject/thrown.ts';

/** What every text under a key begins with. */
const header = '76492d1116743f0423413b16050a5345';
const version = '2';
/** Bytes of an AES key: 128, 192 or 256 bits. */
const keyLengths: readonly number[] = [16, 24, 32];

function fail(typeName: string, message: string): never {
  throw new ThrownException(new NetException(typeName, message));
}

export function isKeyLength(length: number): boolean {
  return keyLengths.includes(length);
}

const algorithmOf = (key: Uint8Array): string => `aes-${key.length * 8}-cbc`;

export function encryptText(text: string, key: Uint8Array | undefined): string {
  if (key === undefined) return unprotectedFileCipher.encrypt(text);
  const iv = randomBytes(16);
  const cipher = createCipheriv(algorithmOf(key), key, iv);
  const encrypted = Buffer.concat([cipher.update(Buffer.from(text, 'utf16le')), cipher.final()]);
  const parts = `${version}|${iv.toString('base64')}|${encrypted.toString('hex')}`;
  return header + Buffer.from(parts, 'utf16le').toString('base64');
}

function bytesOfHex(text: string): Buffer {
  for (let at = 0; at < text.length; at += 2) {
    const pair = text.slice(at, at + 2);
    if (!/^[0-9a-f]{1,2}$/i.test(pair)) {
      fail('System.FormatException', `The input string '${pair}' was not in a correct format.`);
    }
  }
  return Buffer.from(text, 'hex');
}

/** Throws a FormatException, ArgumentException or CryptographicException for a text that this key did not make. */
export function decryptText(encrypted: string, key: Uint8Array | undefined): string {
  if (key === undefined) return bytesOfHex(encrypted).toString('utf16le');
  let iv = Buffer.alloc(16);
  let body = encrypted;
  if (encrypted.startsWith(header)) {
    const parts = Buffer.from(encrypted.slice(header.length), 'base64').toString('utf16le').split('|');
    if (parts.length !== 3 || parts[0] !== version) {
      fail('System.ArgumentException', 'The value of the argument is not a text that ConvertFrom-SecureString wrote.');
    }
    iv = Buffer.from(parts[1] as string, 'base64');
    body = parts[2] as string;
  }
  const bytes = bytesOfHex(body);
  try {
    const decipher = createDecipheriv(algorithmOf(key), key, iv);
    return Buffer.concat([decipher.update(bytes), decipher.final()]).toString('utf16le');
  } catch {
    return fail('System.Security.Cryptography.CryptographicException', 'Padding is invalid and cannot be removed.');
  }
}
