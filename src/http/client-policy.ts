// What this client refuses to do on a connection without TLS (WSMan:\localhost\Client: TrustedHosts, AllowUnencrypted).
import type { Mechanism } from '../auth/mechanism.ts';
import { HttpError } from './http-error.ts';

export interface ClientPolicy {
  /** Whether TrustedHosts, or being this machine, vouches for the host. */
  isTrustedHost(host: string): boolean;
  readonly allowUnencrypted: boolean;
}

const NOT_TRUSTED =
  'The WinRM client cannot process the request. If the authentication scheme is different from Kerberos, or if the client ' +
  'computer is not joined to a domain, then HTTPS transport must be used or the destination machine must be added to the ' +
  'TrustedHosts configuration setting. Note that computers in the TrustedHosts list might not be authenticated.';

const UNENCRYPTED =
  'The WinRM client cannot process the request. Unencrypted traffic is currently disabled in the client configuration. ' +
  'Change the client configuration and try the request again.';

/** Throws HttpError `HostNotTrusted` or `UnencryptedRefused` when the mechanism may not be used towards this host. */
export function assertPermitted(policy: ClientPolicy, mechanism: Mechanism, host: string, isSecure: boolean): void {
  if (isSecure) return;
  if (mechanism.revealsPassword && !policy.allowUnencrypted) {
    throw new HttpError('UnencryptedRefused', UNENCRYPTED, { computerName: host });
  }
  // A stranger could take the proof and use it elsewhere, or simply play the server.
  if (!mechanism.provesServer && !policy.isTrustedHost(host)) {
    throw new HttpError('HostNotTrusted', NOT_TRUSTED, { computerName: host });
  }
}
