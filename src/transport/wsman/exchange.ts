// What the WSMan carrier needs of HTTP: one envelope there, one back. ConnectionPool of src/http is one.

export interface ExchangeOptions {
  /** The answer may take as long as nothing happens; such a request must not keep others from a connection. */
  readonly isLongPoll?: boolean;
  /** Gives up, and with it the connection that the request is on. */
  readonly signal?: AbortSignal;
}

export interface ExchangeResponse {
  readonly status: number;
  readonly body: Uint8Array;
}

/** Rejects with a CodedError when there is no answer; any answer, whatever its status, resolves. */
export type Exchange = (envelope: Uint8Array, options: ExchangeOptions) => Promise<ExchangeResponse>;
