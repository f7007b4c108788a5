// The remoting service behind the bridge: what New-PSSession and Invoke-Command in a runspace ask of the client.
import { randomUUID } from 'node:crypto';
import type { MechanismName } from '../auth/mechanisms.ts';
import { ClientError } from '../client/client-error.ts';
import type { ClientHost } from '../client/client-host.ts';
import { type FanOutHost, invokeRawOnHosts, type RawFanOutRecord } from '../client/fan-out.ts';
import { PowerShell } from '../client/power-shell.ts';
import type { RawRecord } from '../client/record.ts';
import { RunspacePool } from '../client/runspace-pool.ts';
import { deserialize, serialize, transportProtectedCipher } from '../clixml/index.ts';
import type {
  Asynchronous,
  ConnectionSpec,
  OpenedSession,
  RemoteCommand,
  RemoteEvent,
  RemoteInvocation,
  RemoteSessionFacts,
  RemotingService,
} from '../host/services.ts';
import { inputWanted, withInputRequests } from './input-requests.ts';
import { remoteFault } from './remote-fault.ts';
import { SharedInput } from './shared-input.ts';
import { wsmanConnection } from './wsman-connection.ts';

/** Where a name leads, when the client knows it better than DNS does. */
export interface Resolved {
  readonly address: string;
  readonly httpPort: number;
  readonly httpsPort: number;
}

export interface RemotingOptions {
  /** WSMan:\localhost\Client\TrustedHosts, read each time. */
  readonly trustedHosts: () => string;
  readonly allowUnencrypted: () => boolean;
  readonly resolve?: (computerName: string) => Resolved | undefined;
  /** Who a session is opened as when no credential is given; undefined: it fails, as outside a domain. */
  readonly defaultCredential?: () => { readonly userName: string; readonly password: string } | undefined;
  /** The host that remote scripts talk to. */
  readonly host?: ClientHost;
}

const noCredential =
  'The WinRM client cannot process the request. Default credentials with Negotiate over HTTP can be used only if the target ' +
  'machine is part of the TrustedHosts list or the Allow implicit credentials for Negotiate option is specified.';

const utf8 = new TextEncoder();
const encode = (value: unknown): Uint8Array =>
  utf8.encode(serialize(value, { cipher: transportProtectedCipher, extendedRecords: true }));
const decode = (bytes: Uint8Array): unknown => deserialize(bytes, { cipher: transportProtectedCipher });

interface Session {
  readonly pool: RunspacePool;
  readonly spec: ConnectionSpec;
  /** CLIXML of APPLICATION_PRIVATE_DATA once it has come. */
  privateData?: Uint8Array;
}

/** The service, and the end of every session that it still holds. */
export interface Remoting extends Asynchronous<RemotingService> {
  close(): Promise<void>;
}

export function remotingService(options: RemotingOptions): Remoting {
  const sessions = new Map<string, Session>();

  const open = async (spec: ConnectionSpec, signal?: AbortSignal): Promise<RunspacePool> => {
    const { computerName } = spec;
    const credential = spec.credential ?? options.defaultCredential?.();
    if (!credential) throw new ClientError('OpenFailed', noCredential, { computerName });
    const resolved = options.resolve?.(computerName);
    const id = randomUUID();
    const authentication = (spec.authentication ?? 'Default') as 'Default' | MechanismName;
    return RunspacePool.open({
      id,
      computerName,
      ...(options.host === undefined ? {} : { host: options.host }),
      ...(spec.openTimeout === undefined ? {} : { timeoutMs: spec.openTimeout }),
      ...(signal === undefined ? {} : { signal }),
      isTransportSecure: spec.useSsl || authentication !== 'Basic',
      channel: wsmanConnection({
        id,
        computerName,
        port: spec.port ?? (spec.useSsl ? resolved?.httpsPort : resolved?.httpPort),
        address: resolved?.address,
        useSSL: spec.useSsl,
        applicationName: spec.applicationName,
        configurationName: spec.configurationName,
        authentication,
        credential,
        trustedHosts: options.trustedHosts(),
        allowUnencrypted: options.allowUnencrypted(),
        operationTimeout: spec.operationTimeout,
        idleTimeout: spec.idleTimeout,
        name: spec.name,
      }),
    });
  };

  const facts = ({ pool, spec, privateData }: Session): RemoteSessionFacts => ({
    sessionId: pool.id,
    computerName: spec.computerName,
    configurationName: spec.configurationName ?? 'Microsoft.PowerShell',
    state:
      pool.state === 'opened'
        ? 'Opened'
        : pool.state === 'disconnected'
          ? 'Disconnected'
          : pool.state === 'broken'
            ? 'Broken'
            : 'Closed',
    privateData,
  });

  const needSession = (sessionId: string): Session => {
    const session = sessions.get(sessionId);
    if (!session) throw new ClientError('PoolClosed', 'The session does not exist any more.');
    return session;
  };

  const hostOf = (target: RemoteInvocation['targets'][number]): FanOutHost => {
    if ('sessionId' in target) {
      const session = needSession(target.sessionId);
      return { computerName: session.spec.computerName, pool: async () => session.pool, keepsPool: true };
    }
    return { computerName: target.computerName, pool: (signal) => open(target, signal) };
  };

  const openSession = async (spec: ConnectionSpec, signal: AbortSignal): Promise<OpenedSession['outcome']> => {
    try {
      const session: Session = { pool: await open(spec, signal), spec };
      void session.pool.privateData.then((data) => {
        if (data !== undefined) session.privateData = encode(data);
      });
      sessions.set(session.pool.id, session);
      return { session: facts(session) };
    } catch (error) {
      return { fault: remoteFault(error, spec.computerName, 'open') };
    }
  };

  async function* openSessions(specs: readonly ConnectionSpec[], throttleLimit: number): AsyncGenerator<OpenedSession> {
    const abort = new AbortController();
    const running = new Map<number, Promise<OpenedSession>>();
    const waiting = specs.entries();
    const startNext = () => {
      const { value, done } = waiting.next();
      if (done) return;
      const [index, spec] = value;
      running.set(
        index,
        openSession(spec, abort.signal).then((outcome) => ({ index, outcome })),
      );
    };
    try {
      for (let begun = 0; begun < throttleLimit; begun++) startNext();
      while (running.size > 0) {
        const opened = await Promise.race(running.values());
        running.delete(opened.index);
        startNext();
        yield opened;
      }
    } finally {
      abort.abort();
      // What opens all the same belongs to nobody.
      for (const { outcome } of await Promise.all(running.values())) {
        if ('session' in outcome) void closeSession(outcome.session.sessionId);
      }
    }
  }

  const closeSession = async (sessionId: string): Promise<void> => {
    const session = sessions.get(sessionId);
    sessions.delete(sessionId);
    await session?.pool.close();
  };

  const inputs = new Map<string, SharedInput>();

  async function* invoke(invocation: RemoteInvocation): AsyncGenerator<RemoteEvent> {
    const targets = invocation.targets.map(hostOf);
    // Each host is named by its place, since one computer may stand in the list twice.
    const hosts = targets.map((host, index) => ({ ...host, computerName: String(index) }));
    const names = targets.map(({ computerName }) => computerName);
    const input = invocation.takesInput ? new SharedInput(hosts.length) : undefined;
    if (input) inputs.set(invocation.id, input);
    const records = invokeRawOnHosts(hosts, pipelineOf(invocation.commands), {
      throttle: invocation.throttleLimit,
      ...(options.host === undefined ? {} : { host: options.host }),
      ...(input === undefined ? {} : { input }),
    });
    try {
      for await (const record of input === undefined ? records : withInputRequests(records, input)) {
        if (record === inputWanted) {
          yield { kind: 'inputWanted' };
          continue;
        }
        // A target that never had a runspace reads no input.
        if (record.stream === 'end' && record.runspaceId === undefined) input?.expectOneLess();
        yield eventOf(record, names);
      }
    } finally {
      inputs.delete(invocation.id);
      input?.end();
    }
  }

  return {
    openSessions,
    sessionFacts: (sessionId) => facts(needSession(sessionId)),
    closeSession,
    invoke,
    // An invocation that has ended takes no more: its event says so.
    sendInput: (invocationId, object) => inputs.get(invocationId)?.push(decode(object)),
    endInput: (invocationId) => inputs.get(invocationId)?.end(),
    async close() {
      await Promise.allSettled([...sessions.values()].map(({ pool }) => pool.close()));
      sessions.clear();
    },
  };
}

/** The pipeline whose parts a worker sent. */
function pipelineOf(commands: readonly RemoteCommand[]): PowerShell {
  const pipeline = new PowerShell();
  for (const { text, isScript, arguments: given } of commands) {
    if (isScript) pipeline.addScript(text);
    else pipeline.addCommand(text);
    for (const { name, value } of given) {
      if (name === undefined) pipeline.addArgument(decode(value));
      else pipeline.addParameter(name, decode(value));
    }
  }
  return pipeline;
}

/** Only a record with a secure string is written anew: the session key of its pool stays on this side. */
function recordBytes(record: RawRecord): Uint8Array {
  return Buffer.from(record.payload.buffer, record.payload.byteOffset, record.payload.length).includes('<SS')
    ? encode(record.decode())
    : record.payload;
}

function eventOf(record: RawFanOutRecord, names: readonly string[]): RemoteEvent {
  const target = Number(record.computerName);
  const computerName = names[target]!;
  if (record.stream !== 'end') {
    return {
      kind: 'record',
      target,
      stream: record.stream,
      data: recordBytes(record),
      runspaceId: record.runspaceId ?? '',
      computerName,
    };
  }
  const { state, error } = record.result;
  const outcome = { completed: 'Completed', failed: 'Failed', stopped: 'Stopped' } as const;
  const isScriptError = error?.code === 'PipelineFailed';
  return {
    kind: 'finished',
    target,
    state: outcome[state],
    error: isScriptError ? encode(error.errorRecord) : undefined,
    fault:
      error === undefined || isScriptError || state === 'stopped'
        ? undefined
        : remoteFault(error, computerName, error.code === 'OpenFailed' ? 'open' : 'use'),
  };
}
