// How the text of a SecureString travels (MS-PSRP 2.2.5.1.24): UTF-16LE, protected, in base64 or, in files, in hexadecimal.
import { ClixmlError } from './clixml-error.ts';

/** Turns the clear text of a SecureString into what travels, and back; `decrypt` throws for text that it did not make. */
export interface SecureStringCipher {
  encrypt(text: string): string;
  decrypt(travelling: string): string;
}

/** A key that protects bytes: the session key of a runspace pool. */
export interface ByteCipher {
  encrypt(bytes: Uint8Array): Uint8Array;
  decrypt(bytes: Uint8Array): Uint8Array;
}

/** The form of PSRP: base64 of the encrypted UTF-16LE text. */
export function base64Cipher(key: ByteCipher): SecureStringCipher {
  return {
    encrypt: (text) => Buffer.from(key.encrypt(Buffer.from(text, 'utf16le'))).toString('base64'),
    decrypt: (travelling) => fromUtf16(key.decrypt(Buffer.from(travelling, 'base64'))),
  };
}

/** PSRP 2.4: base64 of the plain text; only for transports that protect everything themselves. */
export const transportProtectedCipher: SecureStringCipher = base64Cipher({
  encrypt: (bytes) => bytes,
  decrypt: (bytes) => bytes,
});

const hexForm = /^(?:[0-9a-f]{4})*$/i;

/** What Export-Clixml writes outside Windows, where there is no key: hexadecimal of the plain text. */
export const unprotectedFileCipher: SecureStringCipher = {
  encrypt: (text) => Buffer.from(text, 'utf16le').toString('hex'),
  decrypt: (travelling) => {
    if (!hexForm.test(travelling))
      throw new ClixmlError('ClixmlSecureString', 'This secure string was protected elsewhere.');
    return fromUtf16(Buffer.from(travelling, 'hex'));
  },
};

function fromUtf16(bytes: Uint8Array): string {
  if (bytes.length % 2 !== 0) throw new ClixmlError('ClixmlSecureString', 'A secure string ends inside a character.');
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf16le');
}
