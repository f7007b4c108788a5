// The one error of reading DER: the bytes are not what X.690 or the caller's structure allows.
import { CodedError } from '../base/coded-error.ts';

export type DerErrorCode = 'DerTruncated' | 'DerMalformed' | 'DerUnexpectedTag';

/** Always the peer's fault: this project's own structures are built by the writer, which cannot produce these. */
export class DerError extends CodedError<DerErrorCode> {
  constructor(code: DerErrorCode, message: string) {
    super(code, message, { origin: 'remote' });
  }
}
