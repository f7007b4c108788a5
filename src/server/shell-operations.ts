// What each operation does to shells: one entry for each of WS-Management's operations that this service knows.

import type { Identity } from '../auth/account.ts';
import {
  type Body,
  base64Capacity,
  type CreateRequest,
  decodeBase64,
  FaultError,
  OPERATIONS,
  type OperationName,
  POWERSHELL_RESOURCE_PREFIX,
  type RequestHeaders,
  selectorOf,
} from '../wsman/index.ts';
import type { AccessPolicy } from './access-policy.ts';
import type { Clock } from './clock.ts';
import type { Quotas } from './quotas.ts';
import type { EngineFor } from './session-engine.ts';
import { Shell } from './shell.ts';
import type { ShellDirectory } from './shell-directory.ts';

/** The service, as its operations see it. */
export interface ServiceContext {
  readonly computerName: string;
  readonly quotas: Quotas;
  readonly clock: Clock;
  readonly access: AccessPolicy;
  readonly engineFor: EngineFor;
  readonly directory: ShellDirectory;
  /** A new GUID in upper case. */
  newId(): string;
}

/** One request, authenticated, authorized and read. */
export interface ServiceRequest {
  readonly identity: Identity;
  readonly clientAddress: string;
  readonly headers: RequestHeaders;
  readonly body: Body;
  /** Milliseconds that the operation may take. */
  readonly timeout: number;
  /** Characters left for the response's body. */
  readonly room: number;
  /** Aborted when the client's connection is gone. */
  readonly signal: AbortSignal | undefined;
}

/** Answers with the markup of the response's body. */
export type ServeOperation = (context: ServiceContext, request: ServiceRequest) => Promise<string>;

/** An rsp:Stream around its base64, names and ids included. */
const STREAM_OVERHEAD = 120;
/** rsp:ReceiveResponse and rsp:CommandState. */
const RECEIVE_OVERHEAD = 400;
const FRAGMENT_HEADER = 21;
/** Milliseconds for the fault of a timeout to get its way before the shell is gone. */
const TIMEOUT_GRACE = 100;
/** Envelope and headers of a response, generously. */
const ENVELOPE_OVERHEAD = 2048;
const GUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;
/** Options that shells know; any other one with MustComply is refused. */
const KNOWN_OPTIONS = /^(?:protocolversion|idletimeout|wsman_cmdshell_option_keepalive|winrs_\w+)$/i;

/** Operations that are served; Identify is not a shell's and has no headers. */
export const SHELL_OPERATIONS: { readonly [Name in OperationName]?: ServeOperation } = {
  create: (context, request) => createShell(context, request),

  async command(context, request) {
    const {
      commandId,
      arguments: [creation],
    } = OPERATIONS.command.decodeRequest(request.body);
    const fragments = decodeBase64(creation ?? '');
    const id = commandId ?? context.newId();
    await withShell(context, request, (shell) => shell.createPipeline(id, fragments));
    return OPERATIONS.command.encodeResponse({ commandId: id });
  },

  async send(context, request) {
    const { streams } = OPERATIONS.send.decodeRequest(request.body);
    await withShell(context, request, (shell) => shell.send(streams));
    return OPERATIONS.send.encodeResponse({});
  },

  async receive(context, request) {
    const { desiredStream, commandId } = OPERATIONS.receive.decodeRequest(request.body);
    const poll = {
      timeout: request.timeout,
      room: request.room - RECEIVE_OVERHEAD,
      cost: (bytes: Uint8Array) => STREAM_OVERHEAD + Math.ceil(bytes.length / 3) * 4,
      signal: request.signal,
    };
    const output = await withShell(context, request, (shell) => shell.receive(desiredStream, commandId, poll));
    return OPERATIONS.receive.encodeResponse(output);
  },

  async signal(context, request) {
    const { commandId, code } = OPERATIONS.signal.decodeRequest(request.body);
    await withShell(context, request, (shell) => shell.signal(commandId, code));
    return OPERATIONS.signal.encodeResponse({});
  },

  async delete(context, request) {
    // Not as an operation in the shell: those end with it.
    await findShell(context, request).close();
    return OPERATIONS.delete.encodeResponse({});
  },
};

function withShell<T>(context: ServiceContext, request: ServiceRequest, use: (shell: Shell) => Promise<T>): Promise<T> {
  const shell = findShell(context, request);
  return shell.serve(() => use(shell));
}

function findShell(context: ServiceContext, request: ServiceRequest): Shell {
  const shellId = selectorOf(request.headers, 'ShellId');
  if (shellId === undefined) {
    throw new FaultError(
      'insufficientSelectors',
      'The Windows Remote Shell cannot process the request because it requires the following selector: ShellId. Retry with the ' +
        'correct selector. ',
    );
  }
  return context.directory.find(request.identity, shellId);
}

async function createShell(context: ServiceContext, request: ServiceRequest): Promise<string> {
  const { headers, identity, clientAddress } = request;
  const { directory, quotas, clock, computerName } = context;
  const wanted = OPERATIONS.create.decodeRequest(request.body);
  const resourceUri = headers.resourceUri ?? '';
  const configurationName = configurationOf(resourceUri);
  if (!context.access.mayUseConfiguration(identity, configurationName)) throw new FaultError('accessDenied');
  refuseUnknownOptions(headers);
  const { creationXml } = wanted;
  if (creationXml === undefined) throw new FaultError('invalidBody', 'The creationXml of the shell is missing. ');
  const shellId = wanted.shellId ?? context.newId();
  if (!GUID.test(shellId)) throw new FaultError('invalidBody', 'The ShellId is not a GUID. ');
  const idleTimeout = idleTimeoutOf(wanted, quotas);
  const engine = await context.engineFor({
    identity,
    configurationName,
    shellId,
    clientAddress,
    locale: headers.locale,
    dataLocale: headers.dataLocale,
  });
  if (engine === undefined) {
    throw new FaultError(
      'destinationUnreachable',
      'The WS-Management service cannot process the request. Cannot find the ' +
        `${configurationName.slice(0, 100)} session configuration in the WSMan: drive on the ${computerName} computer. `,
    );
  }
  const shell = directory.add(
    identity,
    shellId,
    (events) =>
      new Shell({
        ...events,
        shellId,
        identity,
        idleTimeout,
        maxBlobSize: blobSize(headers, quotas),
        quotas,
        clock,
        engine,
        description: {
          ...((wanted.name ?? wanted.nameElement) !== undefined && { name: wanted.name ?? wanted.nameElement }),
          resourceUri,
          owner: `${identity.domain}\\${identity.userName}`,
          clientIp: clientAddress,
          idleTimeout,
          inputStreams: wanted.inputStreams,
          outputStreams: wanted.outputStreams,
          maxIdleTimeout: quotas.maxIdleTimeout,
          locale: headers.locale ?? 'en-US',
          dataLocale: headers.dataLocale ?? 'en-US',
          compressionMode: 'NoCompression',
          profileLoaded: 'Yes',
          encoding: 'UTF8',
          bufferMode: 'Block',
        },
      }),
  );
  // A client that was told of a timeout does not know the shell, so nobody would ever close it.
  const cancel = clock.after(request.timeout + TIMEOUT_GRACE, () => shell.abandon());
  try {
    await shell.serve(() => shell.open(creationXml));
  } catch (error) {
    shell.abandon();
    throw error;
  } finally {
    cancel();
  }
  return OPERATIONS.create.encodeResponse({
    address: headers.to,
    resourceUri,
    selectors: new Map([['ShellId', shellId]]),
    shell: shell.describe(),
  });
}

function configurationOf(resourceUri: string): string {
  const name = resourceUri.toLowerCase().startsWith(POWERSHELL_RESOURCE_PREFIX)
    ? resourceUri.slice(POWERSHELL_RESOURCE_PREFIX.length)
    : '';
  if (name === '') throw new FaultError('invalidResourceUri');
  return name;
}

function refuseUnknownOptions({ options = [] }: RequestHeaders): void {
  const refused = options.find((option) => option.mustComply === true && !KNOWN_OPTIONS.test(option.name));
  if (refused !== undefined) throw new FaultError('optionsNotSupported');
}

function idleTimeoutOf({ idleTimeout }: CreateRequest, quotas: Quotas): number {
  if (idleTimeout === undefined) return quotas.idleTimeout;
  const { minIdleTimeout, maxIdleTimeout } = quotas;
  if (idleTimeout < minIdleTimeout || idleTimeout > maxIdleTimeout) {
    throw new FaultError(
      'invalidParameter',
      `The IdleTimeOut of the shell must be between ${minIdleTimeout} and ${maxIdleTimeout} milliseconds. `,
    );
  }
  return idleTimeout;
}

/** The largest blob whose fragment fits, alone, into a response of the size that the client can take. */
function blobSize(headers: RequestHeaders, quotas: Quotas): number {
  const envelope = Math.min(headers.maxEnvelopeSize ?? quotas.defaultEnvelopeSize, quotas.maxEnvelopeSize);
  const room = envelope - ENVELOPE_OVERHEAD - RECEIVE_OVERHEAD - STREAM_OVERHEAD;
  return Math.min(quotas.maxBlobSize, base64Capacity(room) - FRAGMENT_HEADER);
}
