// What goes wrong while two sides authenticate or exchange protected messages.
import { CodedError, type CodedErrorOptions } from '../base/coded-error.ts';

export type AuthenticationErrorCode =
  /** The bytes are not a message of the mechanism, or not the one that this state expects. */
  | 'InvalidToken'
  /** The credentials do not prove the account. Says nothing about which part was wrong. */
  | 'LogonDenied'
  /** No mechanism, protocol version or protection level that both sides accept: also the answer to a downgrade. */
  | 'MechanismUnsupported'
  /** The client authenticated for another TLS channel, or for none where one is required. */
  | 'ChannelBindingInvalid'
  /** An integrity code over the handshake is absent although announced, or wrong. */
  | 'HandshakeAltered'
  /** A protected message does not verify. */
  | 'MessageAltered'
  /** A protected message was repeated, lost or moved. */
  | 'OutOfSequence';

/** Messages never hold passwords, hashes or keys, so they may be logged whole. */
export class AuthenticationError extends CodedError<AuthenticationErrorCode> {
  constructor(code: AuthenticationErrorCode, message: string, options: CodedErrorOptions = { origin: 'remote' }) {
    super(code, message, options);
  }
}
