// Errors of the client library.
import { CodedError } from '../base/coded-error.ts';
import { ErrorRecord } from '../psobject/error-record.ts';

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
  /** The pipeline was stopped because its input, its host or its output failed on this side; `cause` says how. */
  | 'PipelineInterrupted'
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

/** What an ErrorRecord says to its reader. */
export function messageOfRecord(record: ErrorRecord): string {
  return record.errorDetails?.message ?? record.exception.message;
}

/** Any reason as one of the client's errors: itself, or with `code` and the reason as its cause or record. */
export function asClientError(
  reason: unknown,
  code: ClientErrorCode = 'PoolBroken',
  computerName?: string,
): ClientError {
  if (reason instanceof ClientError && reason.code === code) return reason;
  const named = computerName === undefined ? {} : { computerName };
  if (reason instanceof ErrorRecord) {
    return new ClientError(code, messageOfRecord(reason), { origin: 'remote', errorRecord: reason, ...named });
  }
  const message = reason instanceof Error ? reason.message : String(reason);
  const origin = (reason as { origin?: unknown } | null)?.origin === 'remote' ? 'remote' : 'local';
  const errorRecord = reason instanceof ClientError ? reason.errorRecord : undefined;
  return new ClientError(code, message, { cause: reason, origin, errorRecord, ...named });
}
