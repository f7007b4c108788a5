// How a .NET exception travels through TypeScript code: thrown inside one JavaScript error.
import type { ErrorCategory, ErrorRecord } from './error-record.ts';
import { NetException, type NetExceptionOptions } from './exception.ts';

export interface ThrowOptions extends NetExceptionOptions {
  readonly errorId?: string;
  readonly category?: ErrorCategory;
  readonly targetObject?: unknown;
}

/**
 * A .NET exception in flight. The engine turns it into an ErrorRecord where it is caught; `errorRecord` is set once it has one
 * (or from the start, where the thrower made it).
 */
export class ThrownException extends Error {
  readonly exception: NetException;
  readonly errorId: string | undefined;
  readonly category: ErrorCategory | undefined;
  readonly targetObject: unknown;
  errorRecord: ErrorRecord | undefined;
  /** Thrown by a `throw` statement: statements do not go on after it. */
  fromThrow = false;
  /** Already answered by a preference of Stop: it goes up to the next try. */
  unstoppable = false;

  constructor(exception: NetException, options: Omit<ThrowOptions, keyof NetExceptionOptions> = {}) {
    super(exception.message);
    this.exception = exception;
    this.errorId = options.errorId;
    this.category = options.category;
    this.targetObject = options.targetObject ?? null;
  }

  static fromRecord(record: ErrorRecord): ThrownException {
    const result = new ThrownException(record.exception, { errorId: record.errorId });
    result.errorRecord = record;
    return result;
  }
}

/** Throws a .NET exception of this type: `throwNet('System.InvalidCastException', text, { errorId: 'InvalidCast...' })`. */
export function throwNet(typeName: string, message: string, options: ThrowOptions = {}): never {
  throw new ThrownException(new NetException(typeName, message, options), options);
}
