// PUBLIC_KEY_REQUEST (MS-PSRP 2.2.2.5).
import { emptyMessage } from './definition.ts';

/** The server needs a session key, and the client is to begin the exchange. */
export const publicKeyRequest = emptyMessage('runspacePool', 'toClient', '');
