// MD4 (RFC 1320), which NTLM's password hash needs and OpenSSL 3 no longer offers without a flag.
import implementation from 'js-md4';

/** The 16-byte MD4 digest of `message`. For NTLM only: MD4 is broken for every other use. */
export function md4(message: Uint8Array): Buffer {
  return Buffer.from(implementation.arrayBuffer(message));
}
