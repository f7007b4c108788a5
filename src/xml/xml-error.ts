// The one error that reading or writing XML can end in.

import { CodedError, type CodedErrorOptions } from '../base/coded-error.ts';

/**
 * `XmlMalformed`: not well-formed XML 1.0 with namespaces, or cut short. `XmlForbidden`: well-formed, but of a kind never
 * accepted (DOCTYPE, processing instruction). `XmlLimitExceeded`: over one of XmlLimits. `XmlEncoding`: the bytes are not text
 * in the encoding they claim. `XmlUnexpected`: well-formed, but not what the caller asked for at this place.
 * `XmlUnwritable`: a character that XML 1.0 cannot carry was given to a writer.
 */
export type XmlErrorCode =
  | 'XmlMalformed'
  | 'XmlForbidden'
  | 'XmlLimitExceeded'
  | 'XmlEncoding'
  | 'XmlUnexpected'
  | 'XmlUnwritable';

/** Thrown by everything in src/xml. Reading errors are `remote`, writing errors `local`. */
export class XmlError extends CodedError<XmlErrorCode> {
  constructor(code: XmlErrorCode, message: string, options: CodedErrorOptions = {}) {
    super(code, message, { origin: code === 'XmlUnwritable' ? 'local' : 'remote', ...options });
  }
}
