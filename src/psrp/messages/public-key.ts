// PUBLIC_KEY (MS-PSRP 2.2.2.3).
import { string } from '../property-bag.ts';
import { bagMessage, type MessageOf } from './definition.ts';

/** The client's half of the key exchange; not used between two sides of version 2.4. */
export const publicKey = bagMessage('PUBLIC_KEY', 'runspacePool', 'toServer', {
  /** Base64 of a CAPI public key blob. */
  publicKey: ['PublicKey', string],
});
export type PublicKey = MessageOf<typeof publicKey>;
