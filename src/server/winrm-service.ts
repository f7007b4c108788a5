// The WinRM service behind the listener: one request in, one response out, whatever the request is (MS-WSMV 3.1.4).
//
// The order of the checks is the security of the service: who (the listener has seen to it: there is no request without an
// identity), whether they may, then how large, then what.

import type { Identity } from '../auth/account.ts';
import { CodedError } from '../base/coded-error.ts';
import {
  asFault,
  decodeEnvelope,
  decodeRequestHeaders,
  type Envelope,
  encodeBareEnvelope,
  encodeFaultResponse,
  encodeResponse,
  FaultError,
  type IdentifyResponse,
  isIdentify,
  makeFault,
  OPERATIONS,
  operationOfAction,
  type RequestHeaders,
} from '../wsman/index.ts';
import { type AccessPolicy, administratorsOnly } from './access-policy.ts';
import { type Clock, systemClock } from './clock.ts';
import { DEFAULT_QUOTAS, type Quotas } from './quotas.ts';
import type { EngineFor } from './session-engine.ts';
import { ShellDirectory } from './shell-directory.ts';
import { type ServiceContext, SHELL_OPERATIONS } from './shell-operations.ts';

export interface WinrmServiceOptions {
  /** The name that faults carry. */
  readonly computerName: string;
  readonly engineFor: EngineFor;
  /** Administrators only, unless given. */
  readonly access?: AccessPolicy;
  readonly quotas?: Partial<Quotas>;
  readonly clock?: Clock;
  /** Makes GUIDs. */
  readonly newId?: () => string;
  /** What Identify answers; a product name and version tell an attacker more than a user needs, so both are the caller's. */
  readonly product?: Pick<IdentifyResponse, 'productVendor' | 'productVersion'>;
}

/** A request as a listener hands it over; src/http's AuthenticatedRequest is one. */
export interface WinrmRequest {
  readonly identity: Identity;
  readonly connection: { readonly remoteAddress: string; readonly signal?: AbortSignal };
  readonly body: Uint8Array;
}

export interface WinrmResponse {
  readonly status: number;
  readonly body: Buffer;
}

/** Envelope and headers of a response, generously. */
const ENVELOPE_OVERHEAD = 2048;

export class WinrmService {
  readonly #context: ServiceContext;
  readonly #product: Pick<IdentifyResponse, 'productVendor' | 'productVersion'>;
  #isClosing = false;

  constructor(options: WinrmServiceOptions) {
    const quotas = { ...DEFAULT_QUOTAS, ...options.quotas };
    this.#product = options.product ?? { productVendor: 'psremoting', productVersion: 'OS: 0.0.0 SP: 0.0 Stack: 3.0' };
    this.#context = {
      computerName: options.computerName,
      quotas,
      clock: options.clock ?? systemClock,
      access: options.access ?? administratorsOnly,
      engineFor: options.engineFor,
      directory: new ShellDirectory(quotas),
      newId: options.newId ?? (() => crypto.randomUUID().toUpperCase()),
    };
  }

  /** Shells that exist, whatever their state. */
  get shellCount(): number {
    return [...this.#context.directory.all()].length;
  }

  /** Bytes of output that wait for clients. */
  get queuedOutput(): number {
    return [...this.#context.directory.all()].reduce((sum, shell) => sum + shell.queuedOutput, 0);
  }

  /** Serves a request of somebody known. Never rejects: whatever goes wrong is a fault. */
  readonly handle = async (request: WinrmRequest): Promise<WinrmResponse> => {
    let headers: RequestHeaders | undefined;
    try {
      if (request.body.length > this.#context.quotas.maxEnvelopeSize) throw new FaultError('requestTooLarge');
      if (this.#isClosing) throw new FaultError('operationAborted');
      // Who may not use the service learns no more of it than what it is: the request is only read to address the answer.
      const isAllowed = this.#context.access.mayUseService(request.identity);
      const envelope = decodeEnvelope(request.body);
      if (isIdentify(envelope.body)) return this.#identify();
      headers = decodeRequestHeaders(envelope.header);
      if (!isAllowed) throw new FaultError('accessDenied');
      const body = await this.#context.directory.during(request.identity, () =>
        this.#serve(request, headers!, envelope),
      );
      const { responseAction } = OPERATIONS[operationOfAction(headers.action)!];
      return { status: 200, body: encodeResponse({ ...this.#addressing(headers), action: responseAction }, body) };
    } catch (error) {
      return this.#fault(error, headers);
    }
  };

  /** Serves a request of somebody unknown, for a listener that lets Identify through; undefined for anything else. */
  handleAnonymous(body: Uint8Array): WinrmResponse | undefined {
    if (body.length > this.#context.quotas.minEnvelopeSize) return undefined;
    try {
      return isIdentify(decodeEnvelope(body).body) ? this.#identify() : undefined;
    } catch {
      return undefined;
    }
  }

  /** Refuses new requests, ends every shell, and resolves when their engines are gone. */
  async close(): Promise<void> {
    this.#isClosing = true;
    await Promise.allSettled([...this.#context.directory.all()].map((shell) => shell.close()));
  }

  async #serve(request: WinrmRequest, headers: RequestHeaders, { body }: Envelope): Promise<string> {
    const { quotas } = this.#context;
    const operation = operationOfAction(headers.action);
    const serve = operation === undefined ? undefined : SHELL_OPERATIONS[operation];
    if (serve === undefined) throw new FaultError('actionNotSupported');
    const size = headers.maxEnvelopeSize ?? quotas.defaultEnvelopeSize;
    if (size < quotas.minEnvelopeSize) throw new FaultError('envelopeSizeTooSmall');
    const timeout = Math.min(headers.operationTimeout ?? quotas.maxTimeout, quotas.maxTimeout);
    const { identity, connection } = request;
    return this.#within(
      timeout,
      serve(this.#context, {
        identity,
        clientAddress: connection.remoteAddress,
        headers,
        body,
        timeout,
        room: Math.min(size, quotas.maxEnvelopeSize) - ENVELOPE_OVERHEAD,
        signal: connection.signal,
      }),
    );
  }

  /** An operation that takes too long goes on, but its client gets the fault. */
  #within<T>(timeout: number, operation: Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      // A Receive watches its own time, and must not lose to this timer what it has taken from its queue.
      const cancel = this.#context.clock.after(timeout + 1, () => reject(new FaultError('operationTimedOut')));
      operation.then(resolve, reject).finally(cancel);
    });
  }

  #identify(): WinrmResponse {
    const response = { protocolVersion: 'http://schemas.dmtf.org/wbem/wsman/1/wsman.xsd', ...this.#product };
    return { status: 200, body: encodeBareEnvelope(OPERATIONS.identify.encodeResponse(response)) };
  }

  #fault(error: unknown, headers: RequestHeaders | undefined): WinrmResponse {
    const { faultName, detailMessage } = faultOf(error);
    const fault = makeFault(faultName, this.#context.computerName, detailMessage);
    return { status: 500, body: encodeFaultResponse(this.#addressing(headers), fault) };
  }

  #addressing(headers: RequestHeaders | undefined) {
    return {
      messageId: `uuid:${this.#context.newId()}`,
      ...(headers !== undefined && { relatesTo: headers.messageId }),
      ...(headers?.operationId !== undefined && { operationId: headers.operationId }),
      ...(headers?.sequenceId !== undefined && { sequenceId: headers.sequenceId }),
    };
  }
}

/** The one place where an error becomes a fault on the wire. What has no code is ours, and its text stays here. */
function faultOf(error: unknown): FaultError {
  const fault = asFault(error);
  if (fault instanceof FaultError) return fault;
  return new FaultError('providerFailure', error instanceof CodedError ? error.message : undefined, { cause: error });
}
