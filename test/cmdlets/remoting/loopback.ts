// A stand-in for the client: other computers are further runspaces of this process, reached through CLIXML as real ones are, and
// what was asked of them is noted. `down` names computers that cannot be reached.
import { deserialize, serialize, transportProtectedCipher } from '../../../src/clixml/index.ts';
import type { Runspace } from '../../../src/engine/runspace.ts';
import { clixmlAdapter } from '../../../src/engine/serialization/clixml-adapter.ts';
import type { PipelineSink } from '../../../src/engine/streams.ts';
import type {
  ConnectionSpec,
  RemoteEvent,
  RemoteFault,
  RemoteInvocation,
  RemoteSessionFacts,
  RemoteStream,
  RemotingService,
} from '../../../src/host/services.ts';
import { Dictionary } from '../../../src/psobject/collections.ts';
import { baseOf } from '../../../src/psobject/ps-object.ts';
import { openTestRunspace, type TestRunspace } from '../../engine/test-runspace.ts';

const cipher = transportProtectedCipher;
const utf8 = new TextEncoder();

export interface Loopback {
  readonly service: RemotingService;
  /** Every invocation, in order. */
  readonly invocations: RemoteInvocation[];
  readonly openedSpecs: ConnectionSpec[];
  /** Ids of sessions that were closed. */
  readonly closed: string[];
  /** How many invocations were left before all targets had ended. */
  readonly stopped: () => number;
  /** The text of every input object that was sent. */
  readonly inputs: string[];
}

export interface LoopbackOptions {
  readonly currentDirectory?: string;
  readonly down?: readonly string[];
}

const guid = (number: number): string => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;

function faultOf(computerName: string): RemoteFault {
  return {
    computerName,
    message: `Connecting to remote server ${computerName} failed with the following error message : Access is denied. For more information, see the about_Remote_Troubleshooting Help topic.`,
    errorId: 'AccessDenied',
    errorCode: 5,
  };
}

/** Runspaces to stand for computers are made beforehand, since making one is not synchronous. */
export async function loopback(options: LoopbackOptions = {}): Promise<Loopback> {
  const spare: TestRunspace[] = [];
  for (let made = 0; made < 4; made++) {
    spare.push(
      await openTestRunspace(
        options.currentDirectory === undefined ? {} : { currentDirectory: options.currentDirectory },
      ),
    );
  }
  let lastId = 0;
  const sessions = new Map<string, { readonly server: Runspace; readonly facts: RemoteSessionFacts }>();
  const pending = new Map<string, { objects: unknown[]; ended: boolean }>();
  const seen = { invocations: [] as RemoteInvocation[], openedSpecs: [] as ConnectionSpec[], closed: [] as string[] };
  const inputs: string[] = [];
  let stopped = 0;
  const decode = (bytes: Uint8Array): unknown => deserialize(bytes, { cipher });

  const open = (spec: ConnectionSpec): { readonly session: RemoteSessionFacts } | { readonly fault: RemoteFault } => {
    seen.openedSpecs.push(spec);
    if (options.down?.includes(spec.computerName)) return { fault: faultOf(spec.computerName) };
    const server = spare.shift();
    if (server === undefined) throw new Error('more computers than the stand-in has');
    const facts: RemoteSessionFacts = {
      sessionId: guid(++lastId),
      computerName: spec.computerName,
      configurationName: spec.configurationName ?? 'Microsoft.PowerShell',
      state: 'Opened',
      privateData: undefined,
    };
    sessions.set(facts.sessionId, { server, facts });
    return { session: facts };
  };

  function* runOn(
    target: number,
    reach: RemoteInvocation['targets'][number],
    { commands, takesInput }: RemoteInvocation,
    input: readonly unknown[],
  ): Generator<RemoteEvent> {
    const opened = 'sessionId' in reach ? { session: sessions.get(reach.sessionId)!.facts } : open(reach);
    if ('fault' in opened) {
      yield { kind: 'finished', target, state: 'Failed', error: undefined, fault: opened.fault };
      return;
    }
    const { sessionId, computerName } = opened.session;
    const { server } = sessions.get(sessionId)!;
    const events: RemoteEvent[] = [];
    const encode = (value: unknown): Uint8Array =>
      server.within(() => utf8.encode(serialize(value, { adapter: clixmlAdapter, cipher, extendedRecords: true })));
    const write = (stream: RemoteStream) => (value: unknown) => {
      events.push({ kind: 'record', target, stream, data: encode(value), runspaceId: sessionId, computerName });
    };
    const sink: PipelineSink = {
      output: write('output'),
      error: write('error'),
      warning: write('warning'),
      verbose: write('verbose'),
      debug: write('debug'),
      information: write('information'),
      progress: write('progress'),
    };
    const given = commands.map((command) => ({
      ...command,
      parameters: command.arguments.map(({ name, value }) => ({ name, value: decode(value) })),
    }));
    const using = baseOf(given[0]!.parameters.find(({ name }) => name === '--%')?.value ?? null);
    const outcome = server.invokePipeline(
      given.map(({ text, isScript, parameters }) => ({
        text,
        isScript,
        useLocalScope: false,
        parameters: parameters.filter(({ name }) => name !== '--%'),
        merges: new Map(),
      })),
      sink,
      {
        ...(takesInput ? { input } : {}),
        usingValues:
          using instanceof Dictionary
            ? new Map([...using.entries()].map(([key, value]) => [String(key), value]))
            : new Map(),
      },
    );
    yield* events;
    const error = outcome.error === undefined ? undefined : encode(outcome.error);
    const state = ({ completed: 'Completed', failed: 'Failed', stopped: 'Stopped' } as const)[outcome.state];
    yield { kind: 'finished', target, state, error, fault: undefined };
  }

  function* invoke(invocation: RemoteInvocation): Generator<RemoteEvent> {
    seen.invocations.push(invocation);
    const input = { objects: [] as unknown[], ended: !invocation.takesInput };
    pending.set(invocation.id, input);
    let isOver = false;
    try {
      while (!input.ended) yield { kind: 'inputWanted' };
      for (const [target, reach] of invocation.targets.entries())
        yield* runOn(target, reach, invocation, input.objects);
      isOver = true;
    } finally {
      pending.delete(invocation.id);
      if (!isOver) stopped++;
    }
  }

  const service: RemotingService = {
    *openSessions(specs) {
      for (const [index, spec] of specs.entries()) yield { index, outcome: open(spec) };
    },
    sessionFacts: (id) => sessions.get(id)!.facts,
    closeSession: (id) => void seen.closed.push(id),
    invoke,
    sendInput(id, object) {
      const value = decode(object);
      inputs.push(String(baseOf(value)));
      pending.get(id)?.objects.push(value);
    },
    endInput(id) {
      const input = pending.get(id);
      if (input) input.ended = true;
    },
  };
  return { ...seen, service, inputs, stopped: () => stopped };
}

/** A runspace with the stand-in behind it; `$s` is a session named Remote to localhost, as in the recorded cases. */
export async function openRemotingRunspace(
  options: LoopbackOptions & { readonly session?: boolean } = {},
): Promise<TestRunspace & { readonly loopback: Loopback }> {
  const computers = await loopback(options);
  const runspace = await openTestRunspace({
    ...(options.currentDirectory === undefined ? {} : { currentDirectory: options.currentDirectory }),
    services: { remoting: computers.service },
  });
  const nothing = () => {};
  const sink = Object.fromEntries(
    ['output', 'error', 'warning', 'verbose', 'debug', 'information', 'progress'].map((stream) => [stream, nothing]),
  ) as unknown as PipelineSink;
  if (options.session !== false) runspace.invoke('$s = New-PSSession localhost -Name Remote', sink);
  return Object.assign(runspace, { loopback: computers });
}
