// One client socket at the listener: its authentication, and its requests strictly one after the other.
//
// The socket is the identity. Each request is judged by the state in which it arrived: one that was sent before the handshake
// ended is nobody's request, even if the handshake has succeeded by the time it is its turn (proxies may smuggle requests in).
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { type AccountDirectory, type Identity, type LoginAttempts, sameAccount } from '../auth/account.ts';
import type {
  AcceptedSecurityContext,
  AuthenticationStep,
  ChannelBindingHardening,
  Mechanism,
  ServerAuthentication,
} from '../auth/mechanism.ts';
import { CodedError } from '../base/coded-error.ts';
import { formatAuthenticationHeader, parseAuthorization, sameScheme } from './authentication-headers.ts';
import { decryptBody, encryptBody, isEncryptedContentType } from './encrypted-body.ts';
import { HttpError, type HttpErrorCode } from './http-error.ts';
import type { ListenerLimits } from './listener-limits.ts';
import { announcesMoreThan, hasBody, readBody } from './request-body.ts';
import type { ClientConnection, HttpReply, RequestHandler } from './request-handler.ts';
import { systemEnvironment } from './system-environment.ts';

export interface ListenerConnectionOptions {
  readonly limits: ListenerLimits;
  readonly paths: ReadonlySet<string>;
  /** Offered in this order. */
  readonly mechanisms: readonly Mechanism[];
  readonly accounts: AccountDirectory;
  readonly attempts: LoginAttempts;
  readonly computerName: string;
  readonly domainName: string;
  readonly channelBinding: Buffer | undefined;
  readonly channelBindingHardening: ChannelBindingHardening;
  readonly allowUnencrypted: boolean;
  readonly handle: RequestHandler;
  readonly identify?: (body: Buffer) => HttpReply | undefined | Promise<HttpReply | undefined>;
  readonly onError?: (error: unknown) => void;
}

/** Objects of this type are compared by identity: every change makes a new one. */
type State =
  | { readonly name: 'anonymous' }
  | { readonly name: 'handshake'; readonly mechanism: Mechanism; readonly conversation: ServerAuthentication }
  | { readonly name: 'authenticated'; readonly session: Session };

/** Somebody known, and how their messages are protected. */
interface Session {
  readonly mechanism: Mechanism;
  readonly context: AcceptedSecurityContext;
}

/** A request at work, with the headers that its answer has so far. */
interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly arrivedIn: State;
}

/** A client that sends more requests ahead of the answers has no good reason to. */
const MAX_PIPELINED = 16;
/** Failed logons on one socket before it is closed. */
const MAX_FAILURES = 5;
/** An Identify request takes less than one. */
const MAX_IDENTIFY_SIZE = 16 * 1024;
const CONTENT_TYPE = 'application/soap+xml;charset=UTF-8';

const FAILURE_STATUS = new Map<HttpErrorCode, number>([
  ['BodyTooLarge', 413],
  ['BadEncryptedBody', 400],
]);

let lastId = 0;

export class ListenerConnection implements ClientConnection {
  readonly id = ++lastId;
  readonly remoteAddress: string;
  readonly remotePort: number;
  readonly isSecure: boolean;
  readonly signal: AbortSignal;
  readonly #socket: Socket;
  readonly #options: ListenerConnectionOptions;
  readonly #authenticationTimer: NodeJS.Timeout;
  #state: State = { name: 'anonymous' };
  /** The first account that this socket proved; no other may use it. */
  #owner: Identity | undefined;
  #failures = 0;
  #queued = 0;
  #turn: Promise<void> = Promise.resolve();

  constructor(socket: Socket, isSecure: boolean, options: ListenerConnectionOptions) {
    this.#socket = socket;
    this.#options = options;
    this.isSecure = isSecure;
    this.remoteAddress = socket.remoteAddress ?? '';
    this.remotePort = socket.remotePort ?? 0;
    const gone = new AbortController();
    this.signal = gone.signal;
    this.#authenticationTimer = setTimeout(() => socket.destroy(), options.limits.authenticationTimeout).unref();
    socket.once('close', () => {
      clearTimeout(this.#authenticationTimer);
      gone.abort();
    });
  }

  /** Serves the request when all before it are answered. */
  enqueue(request: IncomingMessage, response: ServerResponse): void {
    if (++this.#queued > MAX_PIPELINED) {
      this.#socket.destroy();
      return;
    }
    const exchange = { request, response, arrivedIn: this.#state };
    this.#turn = this.#turn.then(async () => {
      try {
        if (!this.#socket.destroyed) await this.#serve(exchange);
      } catch (error) {
        this.#fail(exchange, error);
      }
      this.#queued--;
    });
  }

  async #serve(exchange: Exchange): Promise<void> {
    const { request, arrivedIn } = exchange;
    // A connection that authenticates must be one that stays open.
    if (request.httpVersion !== '1.1') return this.#refuse(exchange, 505, { Connection: 'close' });
    const path = request.url!.split('?', 1)[0]!;
    if (!this.#options.paths.has(path)) return this.#refuse(exchange, 404);
    if (request.method !== 'POST') return this.#refuse(exchange, 405, { Allow: 'POST' });
    if (request.headers['content-encoding'] !== undefined) return this.#refuse(exchange, 415);
    const authorizations = request.headersDistinct['authorization'] ?? [];
    if (authorizations.length > 1) return this.#refuse(exchange, 400);
    if (authorizations.length === 1) return this.#authenticate(exchange, authorizations[0]!);

    const isCurrent = arrivedIn === this.#state;
    if (isCurrent && arrivedIn.name === 'authenticated' && hasBody(request))
      return this.#answer(exchange, arrivedIn.session);
    // Anything else without credentials, an empty POST on an authenticated connection included, begins anew.
    this.#state = { name: 'anonymous' };
    if (await this.#identify(exchange)) return;
    this.#challenge(exchange);
  }

  /** Identify is the one operation that a stranger may call, and only by saying so in a header. */
  async #identify({ request, response }: Exchange): Promise<boolean> {
    const { identify } = this.#options;
    if (identify === undefined || request.headers['wsmanidentify']?.toString().toLowerCase() !== 'unauthenticated')
      return false;
    if (announcesMoreThan(MAX_IDENTIFY_SIZE, request)) return false;
    expectBody(request, response);
    const reply = await identify(await readBody(request, MAX_IDENTIFY_SIZE));
    if (reply === undefined) return false;
    this.#send(response, reply.status, reply.contentType ?? CONTENT_TYPE, reply.body);
    return true;
  }

  async #authenticate(exchange: Exchange, authorization: string): Promise<void> {
    const { arrivedIn } = exchange;
    const isCurrent = arrivedIn === this.#state;
    // From here on the connection is nobody's, until this handshake has ended.
    this.#state = { name: 'anonymous' };
    const header = parseAuthorization(authorization);
    const mechanism = this.#options.mechanisms.find(
      ({ scheme }) => header !== undefined && sameScheme(scheme, header.scheme),
    );
    if (mechanism === undefined || header?.token === undefined) return this.#challenge(exchange);
    if (!isCurrent && mechanism.scope === 'connection') return this.#challenge(exchange);
    const goesOn = arrivedIn.name === 'handshake' && arrivedIn.mechanism === mechanism;
    const conversation = goesOn ? arrivedIn.conversation : mechanism.server({ ...systemEnvironment, ...this.#options });
    let step: AuthenticationStep<AcceptedSecurityContext>;
    try {
      step = await conversation.step(header.token);
    } catch (error) {
      if (!(error instanceof CodedError)) throw error;
      if (++this.#failures >= MAX_FAILURES) exchange.response.setHeader('Connection', 'close');
      return this.#challenge(exchange);
    }
    if (step.kind === 'kdcRequest') throw new Error('a server asks no key distribution center');
    const answer = step.token === undefined ? undefined : formatAuthenticationHeader(mechanism.scheme, step.token);
    if (step.kind === 'done') return this.#admit(exchange, { mechanism, context: step.context }, answer);
    this.#state = { name: 'handshake', mechanism, conversation };
    this.#refuse(exchange, 401, answer === undefined ? {} : { 'WWW-Authenticate': answer });
  }

  /** `answer` is the last token, which goes out with the reply. */
  async #admit(exchange: Exchange, session: Session, answer: string | undefined): Promise<void> {
    const { identity } = session.context;
    if (this.#owner !== undefined && !sameAccount(this.#owner, identity)) {
      // Two users on one socket: a proxy shares it between them, and one would act as the other.
      exchange.response.setHeader('Connection', 'close');
      return this.#challenge(exchange);
    }
    if (answer !== undefined) exchange.response.setHeader('WWW-Authenticate', answer);
    this.#owner = identity;
    clearTimeout(this.#authenticationTimer);
    if (session.mechanism.scope === 'connection') this.#state = { name: 'authenticated', session };
    if (hasBody(exchange.request)) return this.#answer(exchange, session);
    this.#send(exchange.response, 200, undefined, Buffer.alloc(0));
  }

  /** Hands the body to the handler, and its reply back under the same protection. */
  async #answer(exchange: Exchange, { context, mechanism }: Session): Promise<void> {
    const { request, response } = exchange;
    const { limits, allowUnencrypted, handle } = this.#options;
    const httpContentType = request.headers['content-type'] ?? '';
    const isSealed = isEncryptedContentType(httpContentType);
    const protection = context.protection?.confidential === true ? context.protection : undefined;
    if (isSealed && protection === undefined) return this.#refuse(exchange, 400);
    if (!isSealed && !this.isSecure && !allowUnencrypted) return this.#refuse(exchange, 403);
    expectBody(request, response);
    const received = await readBody(request, limits.maxBodySize);
    const opened = isSealed
      ? decryptBody(protection!, httpContentType, received)
      : { contentType: httpContentType, body: received };
    const reply = await handle({
      ...opened,
      identity: context.identity,
      connection: this,
      path: request.url!.split('?', 1)[0]!,
      isProtected: isSealed || this.isSecure,
    });
    if (this.#socket.destroyed) return;
    const contentType = reply.contentType ?? CONTENT_TYPE;
    if (!isSealed) return this.#send(response, reply.status, contentType, reply.body);
    const sealed = encryptBody(protection!, mechanism.encryptionProtocol!, reply.body, contentType);
    this.#send(response, reply.status, sealed.contentType, sealed.body);
  }

  #challenge(exchange: Exchange): void {
    const schemes = this.#options.mechanisms.map(({ scheme }) => (scheme === 'Basic' ? 'Basic realm="WSMAN"' : scheme));
    this.#refuse(exchange, 401, { 'WWW-Authenticate': schemes });
  }

  /** Answers without a body. The request's own is thrown away as it comes, or the connection closed where it may be long. */
  #refuse({ request, response }: Exchange, status: number, headers: Record<string, string | string[]> = {}): void {
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    const { maxBodySize } = this.#options.limits;
    const mayBeLong = request.headers['transfer-encoding'] !== undefined || announcesMoreThan(maxBodySize, request);
    // Who waits for "100 Continue" has not sent a body, and now will not.
    const waits = request.headers.expect !== undefined;
    if (hasBody(request) && (mayBeLong || waits)) response.setHeader('Connection', 'close');
    if (!request.readableEnded) request.resume();
    this.#send(response, status, undefined, Buffer.alloc(0));
  }

  #send(response: ServerResponse, status: number, contentType: string | undefined, body: Uint8Array): void {
    if (contentType !== undefined) response.setHeader('Content-Type', contentType);
    response.setHeader('Content-Length', body.length);
    response.writeHead(status);
    response.end(body);
    if (response.getHeader('Connection') === 'close') response.once('finish', () => this.#socket.destroySoon());
  }

  /** What an exchange can end in besides an answer. */
  #fail(exchange: Exchange, error: unknown): void {
    const status = this.#statusOf(error);
    // A message that was altered, repeated or moved has none: the sequence of this connection is lost, and somebody is on the wire.
    if (status === undefined || exchange.response.headersSent) {
      this.#socket.destroy();
    } else {
      exchange.response.setHeader('Connection', 'close');
      this.#refuse(exchange, status);
    }
  }

  #statusOf(error: unknown): number | undefined {
    if (error instanceof HttpError) return FAILURE_STATUS.get(error.code);
    if (error instanceof CodedError) return undefined;
    this.#options.onError?.(error);
    return 500;
  }
}

function expectBody(request: IncomingMessage, response: ServerResponse): void {
  if (request.headers.expect !== undefined) response.writeContinue();
}
