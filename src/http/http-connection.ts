// One connection of a client to a WinRM service: one socket, one authentication on it, one request at a time.
import { type IncomingMessage, request } from 'node:http';
import type { Socket } from 'node:net';
import type { TLSSocket } from 'node:tls';
import { tlsServerEndPoint } from '../auth/channel-binding.ts';
import type { Credential } from '../auth/credential.ts';
import type { ClientAuthentication, Mechanism, SecurityContext } from '../auth/mechanism.ts';
import { type MechanismName, mechanisms } from '../auth/mechanisms.ts';
import { formatAuthenticationHeader, parseChallenges, sameScheme } from './authentication-headers.ts';
import { assertPermitted, type ClientPolicy } from './client-policy.ts';
import { type HttpTarget, openClientSocket, SocketAgent, type TlsOptions } from './client-socket.ts';
import { decryptBody, encryptBody, isEncryptedContentType } from './encrypted-body.ts';
import { HttpError, httpErrorFrom } from './http-error.ts';
import { systemEnvironment } from './system-environment.ts';

export interface HttpConnectionOptions {
  readonly target: HttpTarget;
  readonly authentication: MechanismName;
  readonly credential: Credential;
  readonly policy: ClientPolicy;
  readonly tls?: TlsOptions;
  /** Milliseconds until the connection stands; 30 s unless given. */
  readonly connectTimeout?: number;
  /** Bytes of one answer's body; 32 MiB unless given. */
  readonly maxResponseSize?: number;
  /** Asks a key distribution center of `realm`, for mechanisms that need one. */
  readonly askKdc?: (realm: string, request: Buffer) => Promise<Buffer>;
}

export interface ExchangeOptions {
  readonly signal?: AbortSignal | undefined;
  /** Milliseconds for the whole exchange, authentication included. */
  readonly timeout?: number | undefined;
}

export interface HttpResponse {
  readonly status: number;
  readonly contentType: string;
  readonly body: Buffer;
  /** Whether the body came under TLS or sealed; a proxy or an attacker can have written any other one. */
  readonly isProtected: boolean;
}

interface Session {
  readonly context: SecurityContext;
  /** For mechanisms that authenticate every request by itself. */
  readonly authorization: string | undefined;
}

/** NTLM takes 2 legs, SPNEGO with a changed mechanism 3, Kerberos 1 or 2. */
const MAX_LEGS = 6;
const DEFAULT_MAX_RESPONSE = 32 * 1024 * 1024;
const CONTENT_TYPE = 'application/soap+xml;charset=UTF-8';
const ACCESS_DENIED = 'Access is denied.';

export class HttpConnection {
  readonly #options: HttpConnectionOptions;
  readonly #mechanism: Mechanism;
  #socket: Socket | undefined;
  #agent: SocketAgent | undefined;
  #session: Session | undefined;

  /** Throws HttpError when the client's policy forbids this mechanism towards this host. Connects with the first exchange. */
  constructor(options: HttpConnectionOptions) {
    this.#options = options;
    this.#mechanism = mechanisms[options.authentication];
    assertPermitted(options.policy, this.#mechanism, options.target.host, options.target.isSecure);
  }

  /**
   * Posts `body` and returns the answer whatever its status, 401 excepted. Rejects with HttpError, or with AuthenticationError
   * or DerError when the server's part of the handshake or an answer's seal is wrong. After a rejection the connection is closed;
   * the next exchange opens a new one. Only one exchange at a time.
   */
  async exchange(body: Uint8Array, { signal, timeout }: ExchangeOptions = {}): Promise<HttpResponse> {
    const { host } = this.#options.target;
    const timer = timeout === undefined ? undefined : AbortSignal.timeout(timeout);
    const signals = [signal, timer].filter((one) => one !== undefined);
    const cancel = signals.length === 0 ? undefined : AbortSignal.any(signals);
    try {
      cancel?.throwIfAborted();
      await this.#open(cancel);
      return await this.#exchange(body, cancel);
    } catch (error) {
      this.close();
      if (signal?.aborted)
        throw new HttpError('Aborted', 'The operation was canceled.', { cause: error, computerName: host });
      if (timer?.aborted) {
        const message = `The WinRM client received no answer from ${host} within the time specified.`;
        throw new HttpError('TimedOut', message, { cause: error, computerName: host });
      }
      throw httpErrorFrom(error, host);
    }
  }

  /** Whether the next exchange needs no handshake. */
  get isAuthenticated(): boolean {
    return this.#session !== undefined && this.#isOpen;
  }

  close(): void {
    this.#agent?.destroy();
    this.#socket?.destroy();
    this.#socket = undefined;
    this.#agent = undefined;
    this.#session = undefined;
  }

  get #isOpen(): boolean {
    return this.#socket !== undefined && !this.#socket.destroyed && this.#socket.readyState === 'open';
  }

  async #open(signal: AbortSignal | undefined): Promise<void> {
    if (this.#isOpen) return;
    this.close();
    const { target, tls, connectTimeout } = this.#options;
    const socket = await openClientSocket(target, { tls, timeout: connectTimeout, signal });
    this.#socket = socket;
    this.#agent = new SocketAgent(socket);
  }

  async #exchange(body: Uint8Array, signal: AbortSignal | undefined): Promise<HttpResponse> {
    if (this.#session === undefined) return this.#authenticate(body, signal);
    const { context, authorization } = this.#session;
    const response = await this.#send(authorization, body, context, signal);
    if (response.statusCode !== 401) return this.#unprotect(response, context);
    // The service forgot this connection (restart behind a balancer, logoff): prove it again, once.
    this.close();
    await this.#open(signal);
    return this.#authenticate(body, signal);
  }

  async #authenticate(body: Uint8Array, signal: AbortSignal | undefined): Promise<HttpResponse> {
    const { scheme } = this.#mechanism;
    const conversation = this.#begin();
    let input: Buffer | undefined;
    for (let leg = 0; leg < MAX_LEGS; leg++) {
      const step = await this.#step(conversation, input);
      const authorization = formatAuthenticationHeader(scheme, step.token);
      // The body waits until it can travel protected, so that it travels once.
      const response = await this.#send(
        authorization,
        step.context === undefined ? undefined : body,
        step.context,
        signal,
      );
      const challenges = parseChallenges(response.headersDistinct['www-authenticate'] ?? []);
      const offered = challenges.find((challenge) => sameScheme(challenge.scheme, scheme));
      if (response.statusCode === 401) {
        if (step.kind === 'done' || step.context !== undefined || offered?.token === undefined) {
          throw this.#refused(leg === 0 && offered === undefined ? challenges.map((one) => one.scheme) : undefined);
        }
        input = offered.token;
        continue;
      }
      if (step.context === undefined) {
        // Not a WinRM service that authenticates (a proxy's page, a 404): its answer says more than we could.
        if (response.statusCode! >= 400) return this.#unprotect(response, undefined);
        throw this.#badResponse('the server answered before the authentication was finished');
      }
      if (step.kind === 'token') {
        const last = await conversation.step(offered?.token);
        if (last.kind !== 'done') throw this.#badResponse('the authentication does not end');
      }
      const perRequest = this.#mechanism.scope === 'request' ? authorization : undefined;
      this.#session = { context: step.context, authorization: perRequest };
      return this.#unprotect(response, step.context);
    }
    throw this.#badResponse('the authentication does not end');
  }

  #begin(): ClientAuthentication {
    const { target, credential, policy } = this.#options;
    const certificate = target.isSecure ? (this.#socket as TLSSocket).getPeerX509Certificate()?.raw : undefined;
    return this.#mechanism.client({
      ...systemEnvironment,
      credential,
      servicePrincipalName: `HTTP/${target.host}`,
      channelBinding: certificate === undefined ? undefined : tlsServerEndPoint(certificate),
      requireConfidentiality: !target.isSecure && !policy.allowUnencrypted,
    });
  }

  /** One step towards the peer, with as many questions to the KDC as it takes. */
  async #step(conversation: ClientAuthentication, input: Buffer | undefined) {
    let step = await conversation.step(input);
    while (step.kind === 'kdcRequest') {
      const { askKdc } = this.#options;
      if (askKdc === undefined) throw this.#badResponse('no key distribution center is known');
      step = await conversation.step(await askKdc(step.realm, step.request));
    }
    return step;
  }

  /** Posts `body` (nothing when undefined), sealed where the context can and TLS does not already protect. */
  async #send(
    authorization: string | undefined,
    body: Uint8Array | undefined,
    context: SecurityContext | undefined,
    signal: AbortSignal | undefined,
  ): Promise<Answer> {
    const { target, maxResponseSize = DEFAULT_MAX_RESPONSE } = this.#options;
    const protection = target.isSecure ? undefined : context?.protection;
    const { contentType, body: content } =
      body === undefined || protection?.confidential !== true
        ? { contentType: CONTENT_TYPE, body: body ?? Buffer.alloc(0) }
        : encryptBody(protection, this.#mechanism.encryptionProtocol!, body);
    const agent = this.#agent;
    if (!this.#isOpen || agent === undefined) throw new Error('the server closed the connection during the exchange');
    return new Promise((resolve, reject) => {
      const post = request({
        agent,
        method: 'POST',
        path: target.path,
        ...(signal === undefined ? {} : { signal }),
        headers: {
          Host: hostHeader(target),
          'User-Agent': 'psremoting',
          'Content-Type': contentType,
          'Content-Length': content.length,
          Connection: 'Keep-Alive',
          ...(authorization === undefined ? {} : { Authorization: authorization }),
        },
      });
      post.on('error', reject);
      post.on('response', (response) =>
        readAnswer(response, maxResponseSize, this.#options.target.host).then(resolve, reject),
      );
      post.end(content);
    });
  }

  #unprotect(answer: Answer, context: SecurityContext | undefined): HttpResponse {
    const { target, policy } = this.#options;
    const contentType = answer.headers['content-type'] ?? '';
    const status = answer.statusCode!;
    if (isEncryptedContentType(contentType)) {
      if (context?.protection === undefined) throw this.#badResponse('the answer is encrypted and no key was agreed');
      return { status, ...decryptBody(context.protection, contentType, answer.body), isProtected: true };
    }
    const isExpected = target.isSecure || context?.protection?.confidential !== true || policy.allowUnencrypted;
    if (!isExpected && status < 400 && answer.body.length > 0) throw this.#badResponse('the answer is not encrypted');
    return { status, contentType, body: answer.body, isProtected: target.isSecure };
  }

  #refused(offered: readonly string[] | undefined): HttpError {
    const { authentication, target } = this.#options;
    const options = { computerName: target.host, origin: 'remote' } as const;
    if (offered === undefined) return new HttpError('AuthenticationFailed', ACCESS_DENIED, options);
    const message =
      'The WinRM client cannot process the request. The authentication mechanism requested by the client is not supported by ' +
      `the server: ${authentication}. Offered by the server: ${offered.join(', ') || 'none'}.`;
    return new HttpError('AuthenticationUnsupported', message, options);
  }

  #badResponse(detail: string): HttpError {
    const { host } = this.#options.target;
    const message = `The WinRM client received an answer from ${host} that it cannot accept: ${detail}.`;
    return new HttpError('BadResponse', message, { computerName: host, origin: 'remote' });
  }
}

type Answer = Pick<IncomingMessage, 'statusCode' | 'headers' | 'headersDistinct'> & { readonly body: Buffer };

function readAnswer(response: IncomingMessage, limit: number, computerName: string): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    response.on('data', (chunk: Buffer) => {
      size += chunk.length;
      chunks.push(chunk);
      if (size > limit) {
        const message = `The answer of ${computerName} is longer than ${limit} bytes.`;
        response.destroy(new HttpError('ResponseTooLarge', message, { computerName, origin: 'remote' }));
      }
    });
    response.on('error', reject);
    response.on('end', () => {
      const { statusCode, headers, headersDistinct } = response;
      resolve({
        statusCode: statusCode!,
        headers,
        headersDistinct,
        body: chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks),
      });
    });
  });
}

function hostHeader({ host, port, isSecure }: HttpTarget): string {
  const name = host.includes(':') ? `[${host}]` : host;
  return port === (isSecure ? 443 : 80) ? name : `${name}:${port}`;
}
