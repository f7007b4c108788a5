// The shape of every error that this project throws on purpose: a stable code and whose fault it was.

/** Whose fault an error is: this side broke a rule (`local`) or the peer did (`remote`). */
export type ErrorOrigin = 'local' | 'remote';

export interface CodedErrorOptions extends ErrorOptions {
  readonly origin?: ErrorOrigin;
  /** The computer the error concerns, as the user named it. */
  readonly computerName?: string;
}

/**
 * Base of the typed errors of each layer. `Code` is that layer's union of stable codes, listed in docs/errors.md; match on
 * `code`, not on the class, since errors also arrive from other threads as data.
 */
export abstract class CodedError<Code extends string = string> extends Error {
  readonly code: Code;
  readonly origin: ErrorOrigin;
  readonly computerName: string | undefined;

  constructor(code: Code, message: string, options: CodedErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = new.target.name;
    this.code = code;
    this.origin = options.origin ?? 'local';
    this.computerName = options.computerName;
  }
}
