// How much a listener gives to clients, most of all to those it does not know yet.

export interface ListenerLimits {
  /** Sockets; one more is answered 503 (WSMan:\localhost\Service\MaxConnections). */
  readonly maxConnections: number;
  /** Bytes of a request's body as it arrives, sealed or not. */
  readonly maxBodySize: number;
  /** Bytes of all headers of a request: a Kerberos ticket with many groups takes most of them. */
  readonly maxHeaderSize: number;
  /** Milliseconds for the headers of a request to arrive. */
  readonly headersTimeout: number;
  /** Milliseconds for a whole request to arrive. */
  readonly requestTimeout: number;
  /** Milliseconds that a socket may take until its first authentication. */
  readonly authenticationTimeout: number;
  /** Milliseconds between requests. */
  readonly idleTimeout: number;
}

export const DEFAULT_LIMITS: ListenerLimits = {
  maxConnections: 300,
  // The largest envelope that Windows can be configured for is far above; its default is 500 KB, and sealing adds little.
  maxBodySize: 1024 * 1024,
  maxHeaderSize: 64 * 1024,
  headersTimeout: 15_000,
  requestTimeout: 60_000,
  authenticationTimeout: 60_000,
  idleTimeout: 120_000,
};
