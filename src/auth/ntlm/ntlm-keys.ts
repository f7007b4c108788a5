// The key derivations of NTLMv2 (MS-NLMP 3.3.2, 3.4.5) and the value of a channel binding (MS-NLMP 3.1.5.1.2, RFC 4121 4.1.1.2).
import { hmacMd5, md5 } from '../../crypto/digests.ts';
import { md4 } from '../../crypto/md4.ts';

export type NtlmRole = 'client' | 'server';

/** NTOWFv1: the hash that stands for the password in every NTLM version. */
export const ntHashOf = (password: string): Buffer => md4(Buffer.from(password, 'utf16le'));

/** NTOWFv2. The user's name in upper case, the domain as it is: exactly as in the AUTHENTICATE message. */
export function responseKey(ntHash: Uint8Array, userName: string, domain: string): Buffer {
  return hmacMd5(ntHash, Buffer.from(userName.toUpperCase() + domain, 'utf16le'));
}

/** NTLMv2_CLIENT_CHALLENGE (2.2.2.7) with the four zero bytes that close `temp` (3.3.2). */
export function clientChallengeBlob(time: Uint8Array, clientChallenge: Uint8Array, targetInfo: Uint8Array): Buffer {
  return Buffer.concat([
    Buffer.from([1, 1, 0, 0, 0, 0, 0, 0]),
    time,
    clientChallenge,
    Buffer.alloc(4),
    targetInfo,
    Buffer.alloc(4),
  ]);
}

/** Offset of the AV pairs in the blob. */
export const BLOB_TARGET_INFO_OFFSET = 28;

/** NTProofStr and the session base key, which under NTLMv2 is the key exchange key. */
export function proof(
  key: Uint8Array,
  serverChallenge: Uint8Array,
  blob: Uint8Array,
): { ntProof: Buffer; keyExchangeKey: Buffer } {
  const ntProof = hmacMd5(key, serverChallenge, blob);
  return { ntProof, keyExchangeKey: hmacMd5(key, ntProof) };
}

const SIGNING = 'signing';
const SEALING = 'sealing';

function derivedKey(sessionKey: Uint8Array, sender: NtlmRole, purpose: typeof SIGNING | typeof SEALING): Buffer {
  const direction = sender === 'client' ? 'client-to-server' : 'server-to-client';
  return md5(sessionKey, Buffer.from(`session key to ${direction} ${purpose} key magic constant\0`, 'latin1'));
}

/** SIGNKEY under extended session security (3.4.5.2). */
export const signingKey = (sessionKey: Uint8Array, sender: NtlmRole): Buffer => derivedKey(sessionKey, sender, SIGNING);

/** SEALKEY under extended session security with 128-bit keys (3.4.5.3), the only ones that are accepted. */
export const sealingKey = (sessionKey: Uint8Array, sender: NtlmRole): Buffer => derivedKey(sessionKey, sender, SEALING);

/**
 * The value of MsvAvChannelBindings: MD5 over a gss_channel_bindings_struct without addresses; 16 zero bytes when there is no
 * channel to bind to.
 */
export function channelBindingValue(applicationData: Buffer | undefined): Buffer {
  if (applicationData === undefined) return Buffer.alloc(16);
  const struct = Buffer.alloc(20);
  struct.writeUInt32LE(applicationData.length, 16);
  return md5(struct, applicationData);
}
