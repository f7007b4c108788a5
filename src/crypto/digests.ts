// The digests of node:crypto that the authentication protocols name, and comparison in constant time.
import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

export function md5(...parts: Uint8Array[]): Buffer {
  const hash = createHash('md5');
  for (const part of parts) hash.update(part);
  return hash.digest();
}

/** HMAC-MD5 (RFC 2104) over the concatenation of `parts`, without building it. */
export function hmacMd5(key: Uint8Array, ...parts: Uint8Array[]): Buffer {
  const hmac = createHmac('md5', key);
  for (const part of parts) hmac.update(part);
  return hmac.digest();
}

/** Whether two secrets are equal; the time taken tells at most whether their lengths are. */
export function equalSecrets(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && timingSafeEqual(a, b);
}
