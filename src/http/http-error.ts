// What goes wrong between an HTTP client and the WinRM service, in the words that Windows's WinRM client uses for it.
import { CodedError, type CodedErrorOptions } from '../base/coded-error.ts';

export type HttpErrorCode =
  /** The name has no address. */
  | 'HostNotFound'
  /** Nothing listens there, or it cannot be reached. */
  | 'ConnectionRefused'
  /** The connection ended in the middle of an exchange. */
  | 'ConnectionLost'
  /** No answer within the time that the caller gave. */
  | 'TimedOut'
  /** The caller's AbortSignal. */
  | 'Aborted'
  /** The certificate is not one that this client trusts, or not this host's. */
  | 'CertificateUntrusted'
  /** The server refused the credentials. */
  | 'AuthenticationFailed'
  /** The server does not offer the mechanism. */
  | 'AuthenticationUnsupported'
  /** This client's own rule: no NTLM or Basic over HTTP to a host outside TrustedHosts. */
  | 'HostNotTrusted'
  /** This client's own rule: nothing readable on the wire unless AllowUnencrypted. */
  | 'UnencryptedRefused'
  /** The answer breaks HTTP or the message encryption. */
  | 'BadResponse'
  /** The answer is longer than the caller allows. */
  | 'ResponseTooLarge'
  /** A body is not what multipart/encrypted allows. */
  | 'BadEncryptedBody'
  /** A request body is longer than the limit. */
  | 'BodyTooLarge';

export class HttpError extends CodedError<HttpErrorCode> {
  constructor(code: HttpErrorCode, message: string, options: CodedErrorOptions = {}) {
    super(code, message, options);
  }
}

const CANNOT_CONNECT =
  'The client cannot connect to the destination specified in the request. Verify that the service on the destination is ' +
  'running and is accepting requests.';

/** Codes of Node.js's socket, DNS and TLS errors that mean one of ours. */
const SOCKET_ERRORS = new Map<string, { code: HttpErrorCode; message: (host: string) => string }>();

for (const [code, message, ...causes] of [
  [
    'HostNotFound',
    () => 'The WinRM client cannot process the request because the server name cannot be resolved.',
    'ENOTFOUND',
    'EAI_AGAIN',
    'EAI_NODATA',
    'EAI_NONAME',
  ],
  ['ConnectionRefused', () => CANNOT_CONNECT, 'ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH', 'EADDRNOTAVAIL', 'EACCES'],
  [
    'CertificateUntrusted',
    (host: string) =>
      `The server certificate on the destination computer (${host}) has the following errors: ` +
      'The SSL certificate is signed by an unknown certificate authority.',
    'DEPTH_ZERO_SELF_SIGNED_CERT',
    'SELF_SIGNED_CERT_IN_CHAIN',
    'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
    'UNABLE_TO_GET_ISSUER_CERT',
    'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
    'CERT_UNTRUSTED',
  ],
  [
    'CertificateUntrusted',
    (host: string) =>
      `The server certificate on the destination computer (${host}) has the following errors: The SSL certificate is expired.`,
    'CERT_HAS_EXPIRED',
    'CERT_NOT_YET_VALID',
  ],
  [
    'CertificateUntrusted',
    (host: string) =>
      `The server certificate on the destination computer (${host}) has the following errors: ` +
      'The SSL certificate contains a common name (CN) that does not match the hostname.',
    'ERR_TLS_CERT_ALTNAME_INVALID',
  ],
] as [HttpErrorCode, (host: string) => string, ...string[]][]) {
  for (const cause of causes) SOCKET_ERRORS.set(cause, { code, message });
}

/** The typed error for whatever Node.js reported while talking to `computerName`. */
export function httpErrorFrom(cause: unknown, computerName: string): CodedError {
  if (cause instanceof CodedError) return cause;
  const known = SOCKET_ERRORS.get((cause as NodeJS.ErrnoException | undefined)?.code ?? '');
  if (known !== undefined) return new HttpError(known.code, known.message(computerName), { cause, computerName });
  const detail = cause instanceof Error ? cause.message : String(cause);
  const message = `The connection to ${computerName} was closed before its answer was complete: ${detail}`;
  return new HttpError('ConnectionLost', message, { cause, computerName, origin: 'remote' });
}
