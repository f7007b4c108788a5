// The HTTP or HTTPS listener of the WinRM service: sockets, limits and the requests' way to the handler.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { type SecureContextOptions, TLSSocket } from 'node:tls';
import type { AccountDirectory } from '../auth/account.ts';
import { tlsServerEndPoint } from '../auth/channel-binding.ts';
import { LoginThrottle } from '../auth/login-throttle.ts';
import type { ChannelBindingHardening } from '../auth/mechanism.ts';
import { type MechanismName, mechanisms } from '../auth/mechanisms.ts';
import { ListenerConnection } from './listener-connection.ts';
import { DEFAULT_LIMITS, type ListenerLimits } from './listener-limits.ts';
import type { HttpReply, RequestHandler } from './request-handler.ts';

export interface ListenerOptions {
  readonly address: string;
  /** 0 for any free one. */
  readonly port: number;
  /** Certificate and key in PEM; plain HTTP without. */
  readonly tls?: SecureContextOptions & { readonly cert: string | Buffer };
  /** Each a path that takes requests; `/wsman` unless given. */
  readonly paths?: readonly string[];
  readonly authentication: readonly MechanismName[];
  readonly accounts: AccountDirectory;
  readonly throttle?: LoginThrottle;
  readonly computerName: string;
  readonly domainName: string;
  readonly allowUnencrypted: boolean;
  readonly channelBindingHardening: ChannelBindingHardening;
  readonly limits?: Partial<ListenerLimits>;
  readonly handle: RequestHandler;
  /**
   * Answers the one request that needs no authentication, marked by the header WSMANIDENTIFY: unauthenticated; undefined when the
   * body is anything but Identify.
   */
  readonly identify?: (body: Buffer) => HttpReply | undefined | Promise<HttpReply | undefined>;
  /** Told of faults of this program, never of peers. */
  readonly onError?: (error: unknown) => void;
}

/** Room for sockets that are no connections yet or no more; one beyond is closed unread. */
const UNCOUNTED_SOCKETS = 64;

export class Listener {
  readonly #options: ListenerOptions;
  readonly #limits: ListenerLimits;
  readonly #server: Server;
  readonly #connections = new Map<Socket, ListenerConnection>();
  readonly #throttle: LoginThrottle;

  constructor(options: ListenerOptions) {
    this.#options = options;
    this.#limits = { ...DEFAULT_LIMITS, ...options.limits };
    this.#throttle = options.throttle ?? systemThrottle();
    const { maxHeaderSize, headersTimeout, requestTimeout, idleTimeout } = this.#limits;
    const settings = {
      handshakeTimeout: headersTimeout,
      maxHeaderSize,
      headersTimeout,
      requestTimeout,
      keepAliveTimeout: idleTimeout,
      connectionsCheckingInterval: Math.min(5_000, headersTimeout),
      insecureHTTPParser: false,
      requireHostHeader: true,
      noDelay: true,
    };
    this.#server =
      options.tls === undefined ? createServer(settings) : createSecureServer({ ...settings, ...options.tls });
    // Sockets that are still in their TLS handshake are not counted yet, nor those that read their 503.
    this.#server.maxConnections = this.#limits.maxConnections + UNCOUNTED_SOCKETS;
    const serve = (request: IncomingMessage, response: ServerResponse) => {
      this.#connections.get(request.socket)?.enqueue(request, response);
    };
    this.#server.on(options.tls === undefined ? 'connection' : 'secureConnection', (socket: Socket) =>
      this.#accept(socket),
    );
    this.#server.on('request', serve);
    // Expect: 100-continue: the body is asked for when it is known whose it is.
    this.#server.on('checkContinue', serve);
    this.#server.on('clientError', (error: NodeJS.ErrnoException, socket: Socket) => refuseBroken(error, socket));
  }

  /** Resolves when connections are taken; rejects when the address cannot be had. */
  listen(): Promise<AddressInfo> {
    return new Promise((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen({ host: this.#options.address, port: this.#options.port }, () => {
        this.#server.off('error', reject);
        this.#server.on('error', (error) => this.#options.onError?.(error));
        resolve(this.#server.address() as AddressInfo);
      });
    });
  }

  get connectionCount(): number {
    return this.#connections.size;
  }

  /** Takes no more connections and ends those there are; a reply under way has `grace` milliseconds to get out. */
  async close(grace = 0): Promise<void> {
    const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()));
    this.#server.closeIdleConnections();
    if (grace > 0 && this.#connections.size > 0) {
      await Promise.race([closed, new Promise((resolve) => setTimeout(resolve, grace))]);
    }
    this.#server.closeAllConnections();
    await closed;
  }

  #accept(socket: Socket): void {
    if (this.#connections.size >= this.#limits.maxConnections) {
      socket.end('HTTP/1.1 503 Service Unavailable\r\nConnection: close\r\nContent-Length: 0\r\n\r\n', () =>
        socket.destroy(),
      );
      return;
    }
    const { tls, authentication, allowUnencrypted, accounts, paths = ['/wsman'] } = this.#options;
    const isSecure = socket instanceof TLSSocket;
    const certificate = isSecure && tls !== undefined ? (socket.getX509Certificate()?.raw ?? undefined) : undefined;
    const connection = new ListenerConnection(socket, isSecure, {
      ...this.#options,
      limits: this.#limits,
      paths: new Set(paths),
      mechanisms: authentication
        .map((name) => mechanisms[name])
        .filter((mechanism) => isSecure || allowUnencrypted || !mechanism.revealsPassword),
      accounts,
      attempts: this.#throttle.from(socket.remoteAddress ?? ''),
      channelBinding: certificate === undefined ? undefined : tlsServerEndPoint(certificate),
    });
    this.#connections.set(socket, connection);
    socket.once('close', () => this.#connections.delete(socket));
  }
}

function systemThrottle(): LoginThrottle {
  return new LoginThrottle({
    now: () => Date.now(),
    wait: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
  });
}

/** What Node's parser refuses: broken framing, headers too large or too slow. */
function refuseBroken(error: NodeJS.ErrnoException, socket: Socket): void {
  const status =
    error.code === 'HPE_HEADER_OVERFLOW'
      ? '431 Request Header Fields Too Large'
      : error.code === 'ERR_HTTP_REQUEST_TIMEOUT'
        ? '408 Request Timeout'
        : '400 Bad Request';
  if (socket.writable) socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
  socket.destroySoon();
}
