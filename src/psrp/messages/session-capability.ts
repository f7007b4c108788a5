// SESSION_CAPABILITY (MS-PSRP 2.2.2.1).
import { anything, optional, version } from '../property-bag.ts';
import { bagMessage, type MessageOf } from './definition.ts';

/** Opens the negotiation in both directions. */
export const sessionCapability = bagMessage('SESSION_CAPABILITY', 'runspacePool', 'both', {
  protocolVersion: ['protocolversion', version],
  psVersion: ['PSVersion', version],
  serializationVersion: ['SerializationVersion', version],
  /** A serialized TimeZone of the client, which servers of version 2.1 read and later ones ignore. */
  timeZone: ['TimeZone', optional(anything)],
});
export type SessionCapability = MessageOf<typeof sessionCapability>;
