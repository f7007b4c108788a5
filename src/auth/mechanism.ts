// The interface of an authentication mechanism: tokens in, tokens out, and at the end a security context.
//
// A mechanism opens no connection, reads no clock and draws no randomness; all of it comes in through the options. What it
// cannot do itself it asks of whoever drives it: to send a token to the peer, or to ask a key distribution center.
import type { AccountDirectory, Identity, LoginAttempts } from './account.ts';
import type { Credential } from './credential.ts';

/** What the driver has to do next. */
export type AuthenticationStep<Context extends SecurityContext> =
  /**
   * Send `token` and call `step` with the peer's answer. `context` is there when it may already protect a message that travels
   * with the token, although the peer's last word is still to come (SPNEGO over NTLM: the request that carries AUTHENTICATE).
   */
  | { readonly kind: 'token'; readonly token: Buffer; readonly context?: Context }
  /** Send `request` to a KDC of `realm` and call `step` with its reply (Kerberos). */
  | { readonly kind: 'kdcRequest'; readonly realm: string; readonly request: Buffer }
  /** Finished. A `token` must still reach the peer, with the next message. */
  | { readonly kind: 'done'; readonly context: Context; readonly token?: Buffer };

/** One authentication conversation, of one role, on one connection. */
export interface Authentication<Context extends SecurityContext> {
  /**
   * Takes the peer's (or KDC's) token; a client's first call has none. A client also calls it without one when the peer accepted
   * without a last token. Rejects with an AuthenticationError (or DerError), after which the conversation is over.
   */
  step(input?: Buffer): Promise<AuthenticationStep<Context>>;
}

export type ClientAuthentication = Authentication<SecurityContext>;
export type ServerAuthentication = Authentication<AcceptedSecurityContext>;

/** What an authentication leaves behind for the life of its connection. */
export interface SecurityContext {
  /** The mechanism that was used in the end: `NTLM` under `Negotiate`, for instance. */
  readonly mechanism: string;
  /** Undefined where messages cannot be protected (Basic) or both sides did not ask for it. */
  readonly protection: MessageProtection | undefined;
}

/** The server's context also says who the client is. */
export interface AcceptedSecurityContext extends SecurityContext {
  readonly identity: Identity;
}

/** One message as MS-WSMV 2.2.9.1 carries it: a signature or token header, then the sealed data. */
export interface SealedMessage {
  readonly header: Buffer;
  readonly sealed: Buffer;
  /** Bytes that the mechanism added to the plain text before sealing (0 for stream ciphers). */
  readonly paddingLength: number;
}

/**
 * Protects messages in order: each call of a direction continues that direction's key stream and sequence. After one message
 * failed to verify, every later call fails as well.
 */
export interface MessageProtection {
  /** Whether `wrap` hides the message; otherwise only `sign` and `verify` may be called. */
  readonly confidential: boolean;
  /** The most plain bytes that one `wrap` takes (CredSSP: 16 KiB); Infinity when any number. */
  readonly maxMessageSize: number;
  wrap(message: Uint8Array): SealedMessage;
  /** The plain message; throws AuthenticationError `MessageAltered` or `OutOfSequence`. */
  unwrap(header: Uint8Array, sealed: Uint8Array): Buffer;
  sign(message: Uint8Array): Buffer;
  /** Throws as `unwrap` does. */
  verify(message: Uint8Array, signature: Uint8Array): void;
  /** Starts the key stream of one direction anew, its sequence going on: NTLM does after a mechListMIC. */
  restart?(direction: 'incoming' | 'outgoing'): void;
}

/** The world as a mechanism sees it. */
export interface AuthenticationEnvironment {
  /** Unpredictable bytes. */
  random(size: number): Buffer;
  /** Milliseconds since 1970. */
  now(): number;
}

export interface ClientAuthenticationOptions extends AuthenticationEnvironment {
  readonly credential: Credential;
  /** The service as the user named it: `HTTP/srv01`. */
  readonly servicePrincipalName: string;
  /** The application data of RFC 5929 (`tls-server-end-point:` and hash); undefined without TLS. */
  readonly channelBinding: Buffer | undefined;
  /** Fail rather than end without confidentiality. */
  readonly requireConfidentiality: boolean;
}

/** `none`: not looked at. `relaxed`: a wrong one is refused. `strict`: over TLS, a missing one as well. (CbtHardeningLevel) */
export type ChannelBindingHardening = 'none' | 'relaxed' | 'strict';

export interface ServerAuthenticationOptions extends AuthenticationEnvironment {
  readonly accounts: AccountDirectory;
  readonly attempts: LoginAttempts;
  /** NetBIOS name of this machine. */
  readonly computerName: string;
  /** NetBIOS name of its domain, or the computer's name outside a domain. */
  readonly domainName: string;
  /** As the client's option of that name, of this server's certificate. */
  readonly channelBinding: Buffer | undefined;
  readonly channelBindingHardening: ChannelBindingHardening;
}

/** One line of the table in mechanisms.ts. */
export interface Mechanism {
  /** The scheme of HTTP's Authorization and WWW-Authenticate headers. */
  readonly scheme: string;
  /** Whether it authenticates the connection (NTLM, Kerberos) or only the request that carries it (Basic). */
  readonly scope: 'connection' | 'request';
  /** Whether the password itself crosses the wire, so that the channel must be private. */
  readonly revealsPassword: boolean;
  /** Whether the client learns who the server is; without it, the client must trust the host or TLS. */
  readonly provesServer: boolean;
  /** The `protocol` of multipart/encrypted bodies; undefined where there are none. */
  readonly encryptionProtocol: string | undefined;
  client(options: ClientAuthenticationOptions): ClientAuthentication;
  server(options: ServerAuthenticationOptions): ServerAuthentication;
}
