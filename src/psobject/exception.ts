// .NET exceptions as values: what scripts catch, what ErrorRecord holds, and what crosses the wire as a property bag.
import { netTypeName } from './type-name.ts';

export interface NetExceptionOptions {
  readonly inner?: NetException;
  readonly hResult?: number;
  /** Further properties of this exception type (ParamName, FileName, CommandName, ...). */
  readonly properties?: Iterable<readonly [string, unknown]>;
}

/** An instance of System.Exception or of a type derived from it. It is data: throwing it is the engine's business. */
export class NetException {
  readonly typeName: string;
  readonly message: string;
  readonly inner: NetException | undefined;
  readonly hResult: number;
  readonly properties: Map<string, unknown>;
  /** An ErrorRecord that travels with the exception (RuntimeException.ErrorRecord). */
  errorRecord: unknown;
  stackTrace: string | undefined;
  /** RuntimeException.WasThrownFromThrowStatement: such an error ends the caller of a remote script too. */
  wasThrownByStatement = false;

  constructor(typeName: string, message: string, options: NetExceptionOptions = {}) {
    this.typeName = typeName;
    this.message = message;
    this.inner = options.inner;
    this.hResult = options.hResult ?? -2146233088;
    this.properties = new Map(options.properties);
  }
  get [netTypeName](): string {
    return this.typeName;
  }
}
