// ENCRYPTED_SESSION_KEY (MS-PSRP 2.2.2.4).
import { string } from '../property-bag.ts';
import { bagMessage, type MessageOf } from './definition.ts';

/** The server's half of the key exchange. */
export const encryptedSessionKey = bagMessage('ENCRYPTED_SESSION_KEY', 'runspacePool', 'toClient', {
  /** Base64 of a CAPI simple key blob. */
  encryptedSessionKey: ['EncryptedSessionKey', string],
});
export type EncryptedSessionKey = MessageOf<typeof encryptedSessionKey>;
