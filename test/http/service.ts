// A listener on a free port whose handler is the test's, clients for it, and a client that writes bytes by hand.
import assert from 'node:assert/strict';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { connect, type Socket } from 'node:net';
import { Credential } from '../../src/auth/credential.ts';
import { LoginThrottle } from '../../src/auth/login-throttle.ts';
import { HttpConnection, type HttpConnectionOptions } from '../../src/http/http-connection.ts';
import { Listener, type ListenerOptions } from '../../src/http/listener.ts';
import type { AuthenticatedRequest } from '../../src/http/request-handler.ts';
import { account, directoryOf } from '../auth/conversation.ts';

export const USER = 'admin';
export const PASSWORD = 'Pässword1';

export interface Service extends AsyncDisposable {
  readonly port: number;
  readonly listener: Listener;
  /** The requests that reached the handler. */
  readonly handled: AuthenticatedRequest[];
  /** HTTP requests that arrived, authenticated or not. */
  readonly requestCount: number;
  client(changes?: Partial<HttpConnectionOptions>): HttpConnection;
  raw(): Promise<RawClient>;
}

/** Answers 200 with the body it got, unless the test says otherwise. */
export async function startService(changes: Partial<ListenerOptions> = {}): Promise<Service> {
  const handled: AuthenticatedRequest[] = [];
  const listener = new Listener({
    address: '127.0.0.1',
    port: 0,
    authentication: ['Negotiate', 'NTLM', 'Basic'],
    accounts: directoryOf(account(USER, PASSWORD), PASSWORD),
    throttle: new LoginThrottle({ now: () => 0, wait: async () => {} }),
    computerName: 'SRV01',
    domainName: 'SRV01',
    allowUnencrypted: false,
    channelBindingHardening: 'strict',
    ...changes,
    handle: async (request) => {
      handled.push(request);
      return changes.handle?.(request) ?? { status: 200, body: request.body };
    },
  });
  const { port } = await listener.listen();
  let requestCount = 0;
  const count = (message: unknown) => {
    const { socket } = message as { socket: Socket };
    if (socket.localPort === port) requestCount++;
  };
  subscribe('http.server.request.start', count);
  const opened: { close(): void }[] = [];
  return {
    port,
    listener,
    handled,
    get requestCount() {
      return requestCount;
    },
    client: (options = {}) => {
      const connection = new HttpConnection({
        target: { host: '127.0.0.1', port, isSecure: changes.tls !== undefined, path: '/wsman' },
        authentication: 'Negotiate',
        credential: new Credential(USER, PASSWORD),
        policy: { isTrustedHost: () => true, allowUnencrypted: false },
        ...options,
      });
      opened.push(connection);
      return connection;
    },
    raw: async () => {
      const client = await RawClient.connect(port);
      opened.push(client);
      return client;
    },
    [Symbol.asyncDispose]: async () => {
      unsubscribe('http.server.request.start', count);
      for (const one of opened) one.close();
      await listener.close();
    },
  };
}

export interface RawAnswer {
  readonly status: number;
  readonly headers: Map<string, string>;
  readonly body: Buffer;
}

/** A socket on which the test writes what no proper client would. */
export class RawClient {
  readonly #socket: Socket;
  #received: Buffer = Buffer.alloc(0);
  #isClosed = false;
  #wake: () => void = () => {};

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.on('data', (chunk) => {
      this.#received = Buffer.concat([this.#received, chunk as Buffer]);
      this.#wake();
    });
    socket.on('error', () => {});
    socket.on('close', () => {
      this.#isClosed = true;
      this.#wake();
    });
  }

  static connect(port: number): Promise<RawClient> {
    return new Promise((resolve, reject) => {
      const socket = connect(port, '127.0.0.1', () => resolve(new RawClient(socket)));
      socket.once('error', reject);
    });
  }

  write(data: string | Uint8Array): void {
    this.#socket.write(data);
  }

  /** Everything that `write` writes arrives in one piece. */
  together(write: () => void): void {
    this.#socket.cork();
    write();
    this.#socket.uncork();
  }

  /** Writes a POST with these headers; Content-Length is added unless a framing header is among them. */
  post(headers: Record<string, string>, body: string | Buffer = ''): void {
    const content = typeof body === 'string' ? Buffer.from(body) : body;
    const framed = Object.keys(headers).some((name) => /^(content-length|transfer-encoding)$/i.test(name));
    const lines = Object.entries({
      Host: 'x',
      ...(framed ? {} : { 'Content-Length': `${content.length}` }),
      ...headers,
    });
    this.write(
      Buffer.concat([
        Buffer.from(`POST /wsman HTTP/1.1\r\n${lines.map(([k, v]) => `${k}: ${v}\r\n`).join('')}\r\n`),
        content,
      ]),
    );
  }

  /** The next answer, in order. */
  async answer(): Promise<RawAnswer> {
    for (;;) {
      const end = this.#received.indexOf('\r\n\r\n');
      if (end >= 0) {
        const [line, ...lines] = this.#received.toString('latin1', 0, end).split('\r\n');
        const headers = new Map<string, string>();
        for (const one of lines) {
          const [name, value] = one.split(/:\s*/, 2) as [string, string];
          headers.set(
            name.toLowerCase(),
            headers.has(name.toLowerCase()) ? `${headers.get(name.toLowerCase())}, ${value}` : value,
          );
        }
        const length = Number(headers.get('content-length') ?? 0);
        if (this.#received.length >= end + 4 + length) {
          const body = Buffer.from(this.#received.subarray(end + 4, end + 4 + length));
          this.#received = this.#received.subarray(end + 4 + length);
          return { status: Number(line!.split(' ')[1]), headers, body };
        }
      }
      if (this.#isClosed) throw new Error('the service closed the connection');
      await new Promise<void>((resolve) => (this.#wake = resolve));
    }
  }

  async status(): Promise<number> {
    return (await this.answer()).status;
  }

  /** Resolves when the service has closed the connection. */
  async closed(): Promise<void> {
    while (!this.#isClosed) await new Promise<void>((resolve) => (this.#wake = resolve));
  }

  close(): void {
    this.#socket.destroy();
  }
}

/** The token of an answer's WWW-Authenticate. */
export function tokenOf(answer: RawAnswer): Buffer {
  const match = /^\S+ (\S+)$/.exec(answer.headers.get('www-authenticate') ?? '');
  assert.ok(match, `a token in ${answer.headers.get('www-authenticate')}`);
  return Buffer.from(match[1]!, 'base64');
}
