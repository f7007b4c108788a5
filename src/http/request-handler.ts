// What the listener hands upwards: requests of somebody known, and what it wants back.
import type { Identity } from '../auth/account.ts';

/** One client socket, as long as it lives; the same object for all its requests. */
export interface ClientConnection {
  /** Unique among all connections of this process. */
  readonly id: number;
  readonly remoteAddress: string;
  readonly remotePort: number;
  readonly isSecure: boolean;
  /** Aborted when the socket is gone. */
  readonly signal: AbortSignal;
}

export interface HttpReply {
  readonly status: number;
  readonly body: Uint8Array;
  /** `application/soap+xml;charset=UTF-8` unless given. */
  readonly contentType?: string;
}

/** A request of somebody who proved who they are. */
export interface AuthenticatedRequest {
  readonly identity: Identity;
  readonly connection: ClientConnection;
  /** Decoded and without its query. */
  readonly path: string;
  readonly contentType: string;
  readonly body: Buffer;
  /** Whether body and reply cross the network under TLS or sealed. */
  readonly isProtected: boolean;
}

export type RequestHandler = (request: AuthenticatedRequest) => Promise<HttpReply>;
