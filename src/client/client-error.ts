// Errors of the client library.
import { CodedError } from '../base/coded-error.ts';

/** Stable codes of ClientError. */
export type ClientErrorCode =
  /** The runspace pool could not be opened; `cause` says why. */
  | 'OpenFailed'
  /** The pool, or what carries it, broke; `cause` says why. */
  | 'PoolBroken'
  /** The pool is closed, or was closed while this was under way. */
  | 'PoolClosed'
  /** The script ended with a terminating error; `errorRecord` holds it. */
  | 'PipelineFailed'
  /** The pipeline was stopped while somebody waited for all of its output. */
  | 'PipelineStopped'
  /** The time given for it has passed. */
  | 'Timeout'
  /** An AbortSignal was raised; `cause` is its reason. */
  | 'Aborted'
  /** A call that cannot be right. */
  | 'InvalidArgument';

export interface ClientErrorOptions {
  readonly cause?: unknown;
  readonly origin?: 'local' | 'remote';
  readonly computerName?: string;
  /** The terminating error as PowerShell's ErrorRecord. */
  readonly errorRecord?: unknown;
}

export class ClientError extends CodedError<ClientErrorCode> {
  /** The server's ErrorRecord, where the error is a script's. */
  readonly errorRecord: unknown;

  constructor(code: ClientErrorCode, message: string, options: ClientErrorOptions = {}) {
    super(code, message, options);
    this.errorRecord = options.errorRecord;
  }
}
