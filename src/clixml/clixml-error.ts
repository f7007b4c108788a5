// The errors of CLIXML: text that is not CLIXML or goes over a limit, and values that have no CLIXML form.
import { CodedError, type CodedErrorOptions } from '../base/coded-error.ts';
import { XmlError } from '../xml/index.ts';

export type ClixmlErrorCode =
  /** Not well-formed XML, or XML of a kind that is refused (document type declarations, processing instructions). */
  | 'ClixmlMalformed'
  /** An element, attribute or structure that CLIXML does not have at that place. */
  | 'ClixmlUnexpected'
  /** The text of a primitive is not a value of its type. */
  | 'ClixmlInvalidPrimitive'
  /** A Ref or TNRef names an id that nothing before it has. */
  | 'ClixmlDanglingReference'
  /** The version of the document is not 1.x. */
  | 'ClixmlVersion'
  /** Nested deeper, larger or with more objects than allowed. */
  | 'ClixmlLimitExceeded'
  /** A secure string where no cipher was given, or one that the cipher refuses. */
  | 'ClixmlSecureString'
  /** A JavaScript value that stands for no .NET value (undefined, a function, a bare bigint, a fraction). */
  | 'ClixmlUnserializable';

const localCodes: ReadonlySet<ClixmlErrorCode> = new Set(['ClixmlUnserializable']);

/** Reading errors are the peer's, writing errors one's own, unless said otherwise. */
export class ClixmlError extends CodedError<ClixmlErrorCode> {
  constructor(code: ClixmlErrorCode, message: string, options: CodedErrorOptions = {}) {
    super(code, message, { origin: localCodes.has(code) ? 'local' : 'remote', ...options });
  }
}

/** Runs `action`; errors of the XML scanner in it become errors of CLIXML. */
export function translated<T>(action: () => T): T {
  try {
    return action();
  } catch (error) {
    if (!(error instanceof XmlError)) throw error;
    const code = error.code === 'XmlLimitExceeded' ? 'ClixmlLimitExceeded' : 'ClixmlMalformed';
    throw new ClixmlError(code, error.message, { cause: error });
  }
}
