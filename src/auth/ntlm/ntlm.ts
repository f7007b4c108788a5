// NTLM (MS-NLMP) as a mechanism: raw messages under the scheme of that name.
import type { Mechanism } from '../mechanism.ts';
import { NtlmClient } from './ntlm-client.ts';
import { NtlmServer } from './ntlm-server.ts';

export const ntlmMechanism: Mechanism = {
  scheme: 'NTLM',
  scope: 'connection',
  revealsPassword: false,
  provesServer: false,
  encryptionProtocol: 'application/HTTP-SPNEGO-session-encrypted',
  client: (options) => new NtlmClient(options),
  server: (options) => new NtlmServer(options),
};
