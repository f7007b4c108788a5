// The remoting service behind the bridge: what New-PSSession and Invoke-Command in a runspace ask of the client.
import { randomUUID } from 'node:crypto';
import type { MechanismName } from '../auth/mechanisms.ts';
import { ClientError } from '../client/client-error.ts';
import type { ClientHost } from '../client/client-host.ts';
import { type FanOutHost, invokeRawOnHosts, type RawFanOutRecord } from '../client/fan-out.ts';
import { RunspacePool } from '../client/runspace-pool.ts';
import { deserialize, serialize } from '../clixml/index.ts';
import type {
  Asynchronous,
  ConnectionSpec,
  RemoteEvent,
  RemoteFault,
  RemoteInvocation,
  RemoteSessionFacts,
  RemotingService,
} from '../host/services.ts';
import { remoteFault } from './remote-fault.ts';
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

interface Session {
  readonly pool: RunspacePool;
  readonly spec: ConnectionSpec;
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

  const facts = ({ pool, spec }: Session): RemoteSessionFacts => ({
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
    privateData: undefined,
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

  async function* invoke(invocation: RemoteInvocation): AsyncGenerator<RemoteEvent> {
    const targets = invocation.targets.map((target, index) => ({ index, host: hostOf(target) }));
    // Each host is named by its place, since one computer may stand in the list twice.
    const hosts = targets.map(({ index, host }) => ({ ...host, computerName: String(index) }));
    const names = targets.map(({ host }) => host.computerName);
    const records = invokeRawOnHosts(
      hosts,
      { createBytes: invocation.pipeline },
      {
        throttle: invocation.throttleLimit,
        ...(options.host === undefined ? {} : { host: options.host }),
        ...(invocation.input === undefined ? {} : { input: invocation.input.map((bytes) => deserialize(bytes)) }),
      },
    );
    for await (const record of records) yield eventOf(record, names);
  }

  return {
    async openSession(spec): Promise<RemoteSessionFacts | RemoteFault> {
      try {
        const session = { pool: await open(spec), spec };
        sessions.set(session.pool.id, session);
        return facts(session);
      } catch (error) {
        return remoteFault(error, spec.computerName, 'open');
      }
    },
    sessionFacts: (sessionId) => facts(needSession(sessionId)),
    async closeSession(sessionId) {
      const session = sessions.get(sessionId);
      sessions.delete(sessionId);
      await session?.pool.close();
    },
    invoke,
    async close() {
      await Promise.allSettled([...sessions.values()].map(({ pool }) => pool.close()));
      sessions.clear();
    },
  };
}

function eventOf(record: RawFanOutRecord, names: readonly string[]): RemoteEvent {
  const target = Number(record.computerName);
  const computerName = names[target]!;
  if (record.stream !== 'end') {
    return {
      kind: 'record',
      target,
      stream: record.stream,
      data: record.payload,
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
    error: isScriptError ? utf8.encode(serialize(error.errorRecord)) : undefined,
    fault:
      error === undefined || isScriptError || state === 'stopped'
        ? undefined
        : remoteFault(error, computerName, error.code === 'OpenFailed' ? 'open' : 'use'),
  };
}
