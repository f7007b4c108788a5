// Negotiate (RFC 4559, MS-SPNG): SPNEGO over the mechanisms of this project, and raw NTLM messages from clients that skip SPNEGO.
import type { Mechanism } from '../mechanism.ts';
import { ntlmMechanism } from '../ntlm/ntlm.ts';
import { SpnegoClient } from './spnego-client.ts';
import { SpnegoServer } from './spnego-server.ts';

/** What is negotiated, the preferred one first. */
const NEGOTIATED: readonly { readonly oid: string; readonly mechanism: Mechanism }[] = [
  { oid: '1.3.6.1.4.1.311.2.2.10', mechanism: ntlmMechanism },
];

export const negotiateMechanism: Mechanism = {
  scheme: 'Negotiate',
  scope: 'connection',
  revealsPassword: false,
  provesServer: false,
  encryptionProtocol: 'application/HTTP-SPNEGO-session-encrypted',
  client: (options) =>
    new SpnegoClient(NEGOTIATED.map(({ oid, mechanism }) => ({ oid, begin: () => mechanism.client(options) }))),
  server: (options) =>
    new SpnegoServer(
      NEGOTIATED.map(({ oid, mechanism }) => ({ oid, begin: () => mechanism.server(options) })),
      () => ntlmMechanism.server(options),
    ),
};
