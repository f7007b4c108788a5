// Errors of the carriers of PSRP that are not WSMan's.
import { CodedError } from '../base/coded-error.ts';

/** Stable codes of ChannelError. */
export type ChannelErrorCode =
  /** A line that is no packet of the out-of-process protocol. */
  | 'InvalidPacket'
  /** A line longer than its bound. */
  | 'LineTooLong'
  /** The command could not be started: it does not exist or may not be run. */
  | 'ProcessNotStarted'
  /** The process behind the channel ended while the channel was open; the message has its exit code and last words. */
  | 'ProcessExited'
  /** The stream ended or failed while the channel was open. */
  | 'ConnectionLost'
  /** The channel was closed before, or while, this was asked of it. */
  | 'ChannelClosed';

export class ChannelError extends CodedError<ChannelErrorCode> {}
