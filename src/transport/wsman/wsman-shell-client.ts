// The client's half of one shell: operations as method calls, each one request (MS-WSMV 3.1.4, MS-PSRP 3.1.5.3).

import {
  ANONYMOUS_ADDRESS,
  base64Capacity,
  type CreateRequest,
  decodeResponse,
  encodeBase64,
  encodeRequest,
  FAULTS,
  OPERATIONS,
  type Operation,
  type ReceiveResponse,
  type RequestHeaders,
  SIGNALS,
  WsmanError,
} from '../../wsman/index.ts';
import type { Exchange, ExchangeOptions } from './exchange.ts';

export interface WsmanShellClientOptions {
  readonly exchange: Exchange;
  /** wsa:To: `http://srv01:5985/wsman`. */
  readonly endpoint: string;
  /** `http://schemas.microsoft.com/powershell/Microsoft.PowerShell`. */
  readonly resourceUri: string;
  readonly shellId: string;
  /** Makes GUIDs. */
  readonly newId: () => string;
  /** Bytes of an envelope, both ways. */
  readonly maxEnvelopeSize: number;
  /** Milliseconds that the service may take for an operation, a Receive included. */
  readonly operationTimeout: number;
  readonly locale: string;
}

export type SignalName = keyof typeof SIGNALS;

/** ShellId and CommandId as Windows writes GUIDs. */
const wire = (id: string): string => id.toUpperCase();

export class WsmanShellClient {
  readonly #options: WsmanShellClientOptions;
  readonly #sessionId: string;

  constructor(options: WsmanShellClientOptions) {
    this.#options = options;
    this.#sessionId = `uuid:${wire(options.newId())}`;
  }

  /** Bytes of fragments that fit into one Send or Command beside everything else that such an envelope holds. */
  get capacity(): number {
    const empty = this.#encode(
      OPERATIONS.send,
      { streams: [this.#stream('stdin', this.#options.shellId, Buffer.alloc(0))] },
      true,
    );
    return base64Capacity(this.#options.maxEnvelopeSize - empty.length - 256);
  }

  async create(creation: Uint8Array, idleTimeout: number | undefined, name: string | undefined): Promise<void> {
    const request: CreateRequest = {
      shellId: wire(this.#options.shellId),
      ...(name !== undefined && { name }),
      inputStreams: 'stdin pr',
      outputStreams: 'stdout',
      ...(idleTimeout !== undefined && { idleTimeout }),
      creationXml: Buffer.from(creation.buffer, creation.byteOffset, creation.byteLength),
    };
    const options = [{ name: 'protocolversion', value: '2.3', mustComply: true }];
    await this.#call(OPERATIONS.create, request, { options }, {});
  }

  async command(commandId: string, creation: Uint8Array): Promise<void> {
    const request = { commandId: wire(commandId), command: '', arguments: [encodeBase64(creation)] };
    await this.#call(OPERATIONS.command, request, { options: [{ name: 'WINRS_SKIP_CMD_SHELL', value: 'FALSE' }] });
  }

  async send(name: 'stdin' | 'pr', commandId: string | undefined, fragments: Uint8Array): Promise<void> {
    await this.#call(OPERATIONS.send, { streams: [this.#stream(name, commandId, fragments)] });
  }

  /** Undefined when the service had nothing within its time, which is no failure. */
  async receive(commandId: string | undefined, signal: AbortSignal): Promise<ReceiveResponse | undefined> {
    const request = { desiredStream: 'stdout', ...(commandId !== undefined && { commandId: wire(commandId) }) };
    const options = [{ name: 'WSMAN_CMDSHELL_OPTION_KEEPALIVE', value: 'TRUE' }];
    try {
      return await this.#call(OPERATIONS.receive, request, { options }, { isLongPoll: true, signal });
    } catch (error) {
      if (error instanceof WsmanError && error.faultCode === OPERATION_TIMED_OUT) return undefined;
      throw error;
    }
  }

  async signal(commandId: string, signal: SignalName): Promise<void> {
    await this.#call(OPERATIONS.signal, { commandId: wire(commandId), code: SIGNALS[signal] });
  }

  async delete(): Promise<void> {
    await this.#call(OPERATIONS.delete, {});
  }

  #stream(name: string, commandId: string | undefined, data: Uint8Array) {
    const bytes = Buffer.from(data.buffer, data.byteOffset, data.byteLength);
    return { name, ...(commandId !== undefined && { commandId: wire(commandId) }), data: bytes };
  }

  async #call<Request, Response>(
    operation: Operation<Request, Response>,
    request: Request,
    headers: Partial<RequestHeaders> = {},
    options: ExchangeOptions = {},
  ): Promise<Response> {
    const isCreate = operation.action === OPERATIONS.create.action;
    const envelope = this.#encode(operation, request, !isCreate, headers);
    if (envelope.length > this.#options.maxEnvelopeSize) {
      throw new WsmanError('WsmanEnvelopeTooLarge', 'The request is larger than the maximum envelope size.');
    }
    const { status, body } = await this.#options.exchange(envelope, options);
    if (body.length === 0) {
      throw new WsmanError('WsmanInvalidEnvelope', `The server answered with HTTP status ${status} and no message.`, {
        origin: 'remote',
      });
    }
    return operation.decodeResponse(decodeResponse(body).body);
  }

  #encode<Request>(
    operation: Operation<Request, unknown>,
    request: Request,
    hasShell: boolean,
    headers: Partial<RequestHeaders> = {},
  ): Buffer {
    const { endpoint, resourceUri, shellId, maxEnvelopeSize, operationTimeout, locale, newId } = this.#options;
    return encodeRequest(
      {
        to: endpoint,
        action: operation.action,
        messageId: `uuid:${wire(newId())}`,
        replyTo: ANONYMOUS_ADDRESS,
        resourceUri,
        maxEnvelopeSize,
        operationTimeout,
        locale,
        dataLocale: locale,
        sessionId: this.#sessionId,
        ...(hasShell && { selectors: new Map([['ShellId', wire(shellId)]]) }),
        ...headers,
      },
      operation.encodeRequest(request),
    );
  }
}

const OPERATION_TIMED_OUT = FAULTS.operationTimedOut.code;
