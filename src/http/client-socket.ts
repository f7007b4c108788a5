// A client's socket: opened to where the target is, its certificate checked, and handed to Node's HTTP client.
import { Agent } from 'node:http';
import { connect, type Socket } from 'node:net';
import { type ConnectionOptions, checkServerIdentity, connect as connectTls, TLSSocket } from 'node:tls';
import { HttpError } from './http-error.ts';
import { type Authorities, trusting } from './trusted-authorities.ts';

export interface HttpTarget {
  /** The name as the user gave it: for the Host header, the certificate, the service principal name and TrustedHosts. */
  readonly host: string;
  readonly port: number;
  readonly isSecure: boolean;
  /** `/wsman` unless the service has another. */
  readonly path: string;
  /** Where to connect, when a resolver knows better than DNS. */
  readonly address?: string | undefined;
}

export interface TlsOptions {
  /** To trust besides the system's. */
  readonly ca?: Authorities;
  readonly skipCaCheck?: boolean;
  readonly skipNameCheck?: boolean;
}

export interface OpenOptions {
  readonly tls?: TlsOptions | undefined;
  /** Milliseconds until the connection stands, TLS included; 30 s unless given. */
  readonly timeout?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

const DEFAULT_TIMEOUT = 30_000;

/** Rejects with HttpError, with Node's error of the socket, or with the reason of the signal. */
export async function openClientSocket(target: HttpTarget, { tls, timeout, signal }: OpenOptions): Promise<Socket> {
  const where = { host: target.address ?? target.host, port: target.port };
  const socket = target.isSecure ? connectTls({ ...where, ...tlsOptions(target.host, tls) }) : connect(where);
  socket.setNoDelay(true);
  await opened(socket, target, timeout ?? DEFAULT_TIMEOUT, signal);
  assertName(socket, target.host, tls);
  return socket;
}

/**
 * Gives Node's HTTP client the one socket that was opened and authenticated, and no other: a security context belongs to its
 * socket, and sealed bytes on another one would be nonsense.
 */
export class SocketAgent extends Agent {
  #socket: Socket | undefined;

  constructor(socket: Socket) {
    super({ keepAlive: true, maxSockets: 1 });
    this.#socket = socket;
  }

  override createConnection(): Socket {
    const socket = this.#socket;
    this.#socket = undefined;
    if (socket === undefined) throw new Error('the server closed the connection during the exchange');
    return socket;
  }
}

function opened(socket: Socket, target: HttpTarget, timeout: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const message = `The WinRM client cannot reach ${target.host}: the connection did not stand within ${timeout} ms.`;
    const late = () => fail(new HttpError('ConnectionRefused', message, { computerName: target.host }));
    const timer = setTimeout(late, timeout);
    const abort = () => fail(signal!.reason);
    const done = () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', abort);
      socket.off('error', fail);
      // Between requests nobody else listens, and a reset then only means that the next exchange opens a new connection.
      socket.on('error', () => {});
    };
    const fail = (error: unknown) => {
      done();
      socket.destroy();
      reject(error);
    };
    socket.once('error', fail);
    signal?.addEventListener('abort', abort);
    socket.once(target.isSecure ? 'secureConnect' : 'connect', () => {
      done();
      resolve();
    });
  });
}

function tlsOptions(host: string, tls: TlsOptions | undefined): ConnectionOptions {
  const isAddress = /^[\d.]+$|:/.test(host);
  return {
    ...(isAddress ? {} : { servername: host }),
    ...(tls?.skipCaCheck === true ? { rejectUnauthorized: false } : { secureContext: trusting(tls?.ca) }),
    checkServerIdentity: () => undefined,
  };
}

/**
 * Node.js checks the name only together with the authority; each can be skipped here without the other. The certificate names the
 * host that the user asked for, not the address that a resolver put in its place.
 */
function assertName(socket: Socket, host: string, tls: TlsOptions | undefined): void {
  if (!(socket instanceof TLSSocket) || tls?.skipNameCheck === true) return;
  const mismatch = checkServerIdentity(host, socket.getPeerCertificate());
  if (mismatch === undefined) return;
  socket.destroy();
  throw mismatch;
}
