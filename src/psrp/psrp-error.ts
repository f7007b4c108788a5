// Errors of the PSRP layer: what a peer did wrong, or what this side asked for at the wrong time.
import { CodedError } from '../base/coded-error.ts';

/** Stable codes of PsrpError. */
export type PsrpErrorCode =
  /** Bytes that are no fragment, or fragments in an order that cannot be. */
  | 'InvalidFragment'
  /** An object, a command's data or the number of open objects over its limit. */
  | 'LimitExceeded'
  /** A message whose header or properties are not those of its type. */
  | 'InvalidMessage'
  /** A message of a known type that the state or the direction forbids. */
  | 'UnexpectedMessage'
  /** A local request that the state forbids, such as a pipeline on a closed pool. */
  | 'InvalidState'
  /** Protocol versions that do not go together (MS-PSRP 3.1.5.4.1). */
  | 'VersionMismatch'
  /** A SecureString must be sent or was received, and there is no session key yet. */
  | 'SessionKeyMissing'
  /** The key exchange, or an encrypted value, is malformed. */
  | 'SessionKeyInvalid'
  /** A SecureString on a transport that protects nothing, under a protocol version without a session key. */
  | 'TransportNotSecure';

export class PsrpError extends CodedError<PsrpErrorCode> {}

/** The peer broke a rule. */
export function peerFault(code: PsrpErrorCode, message: string, cause?: unknown): PsrpError {
  return new PsrpError(code, message, cause === undefined ? { origin: 'remote' } : { origin: 'remote', cause });
}
