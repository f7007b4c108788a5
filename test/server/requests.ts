// Requests of a client by hand, for what the real client would never send.

import type { Identity } from '../../src/auth/account.ts';
import type { WinrmService } from '../../src/server/index.ts';
import {
  ANONYMOUS_ADDRESS,
  decodeEnvelope,
  decodeFault,
  encodeRequest,
  type Fault,
  OPERATIONS,
  type OperationName,
  type RequestHeaders,
} from '../../src/wsman/index.ts';
import { messageFragments } from './scripted-engine.ts';

export const ADMIN: Identity = { domain: 'LAB', userName: 'admin', administrator: true, mechanism: 'NTLM' };
export const OTHER: Identity = { domain: 'LAB', userName: 'other', administrator: true, mechanism: 'NTLM' };
export const USER: Identity = { domain: 'LAB', userName: 'user', administrator: false, mechanism: 'NTLM' };

export const SHELL = 'AAAAAAAA-0000-4000-8000-000000000001';
export const COMMAND = 'AAAAAAAA-0000-4000-8000-0000000000C1';
export const RESOURCE = 'http://schemas.microsoft.com/powershell/Microsoft.PowerShell';

/** Headers as a client sends them; `shellId` becomes the selector. */
export function headersFor(action: string, shellId?: string, changes: Partial<RequestHeaders> = {}): RequestHeaders {
  return {
    to: 'http://srv01:5985/wsman',
    action,
    messageId: 'uuid:00000000-0000-0000-0000-00000000000A',
    replyTo: ANONYMOUS_ADDRESS,
    resourceUri: RESOURCE,
    maxEnvelopeSize: 153_600,
    operationTimeout: 20_000,
    ...(shellId !== undefined && { selectors: new Map([['ShellId', shellId]]) }),
    ...changes,
  };
}

/** One valid request body for each operation of a shell. */
export const BODIES: {
  readonly [Name in Exclude<OperationName, 'identify' | 'connect' | 'disconnect' | 'reconnect'>]: string;
} = {
  create: createBody(SHELL),
  command: commandBody(COMMAND, 'wait'),
  send: OPERATIONS.send.encodeRequest({
    streams: [{ name: 'stdin', data: Buffer.from(messageFragments(1, 'USER_EVENT', 'x')) }],
  }),
  receive: OPERATIONS.receive.encodeRequest({ desiredStream: 'stdout' }),
  signal: OPERATIONS.signal.encodeRequest({ commandId: COMMAND, code: 'powershell/signal/crtl_c' }),
  delete: '',
};

export function createBody(shellId: string, idleTimeout?: number): string {
  return OPERATIONS.create.encodeRequest({
    shellId,
    inputStreams: 'stdin pr',
    outputStreams: 'stdout',
    ...(idleTimeout !== undefined && { idleTimeout }),
    creationXml: Buffer.from(messageFragments(1, 'SESSION_CAPABILITY', 'c')),
  });
}

export function commandBody(commandId: string, script: string): string {
  const fragments = Buffer.from(messageFragments(2, 'CREATE_PIPELINE', script));
  return OPERATIONS.command.encodeRequest({ commandId, command: '', arguments: [fragments.toString('base64')] });
}

export interface Answer {
  readonly status: number;
  readonly text: string;
  /** Of the WSManFault; undefined for an answer that is no fault. */
  readonly code: number | undefined;
  readonly fault: Fault | undefined;
}

/** Sends bytes as they are. */
export async function post(
  service: WinrmService,
  identity: Identity,
  body: Uint8Array,
  signal?: AbortSignal,
): Promise<Answer> {
  const connection = { remoteAddress: '127.0.0.1', ...(signal !== undefined && { signal }) };
  const response = await service.handle({ identity, connection, body });
  const fault = decodeFault(decodeEnvelope(response.body).body[0]);
  return { status: response.status, text: response.body.toString(), code: fault?.detail?.code, fault };
}

/** Sends an operation with a body of its own or the one of BODIES. */
export function ask(
  service: WinrmService,
  operation: keyof typeof BODIES,
  options: {
    readonly identity?: Identity;
    readonly shellId?: string;
    readonly body?: string;
    readonly headers?: Partial<RequestHeaders>;
    readonly signal?: AbortSignal;
  } = {},
): Promise<Answer> {
  const { identity = ADMIN, body = BODIES[operation], signal } = options;
  const shellId = operation === 'create' ? undefined : (options.shellId ?? SHELL);
  const headers = headersFor(OPERATIONS[operation].action, shellId, options.headers);
  return post(service, identity, encodeRequest(headers, body), signal);
}
