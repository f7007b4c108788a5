// PSSession: a runspace at another computer, as the session that made it sees it.
import { defineType, property, type TypeDefinition } from '../../conversion/index.ts';
import type { RemoteSessionFacts, RemotingService } from '../../host/services.ts';
import { netTypeName } from '../../psobject/type-name.ts';
import { type EnumValue, Guid } from '../../psobject/values.ts';
import { remotingEnum } from './enums.ts';

const runspaces = 'System.Management.Automation.Runspaces';

/** Whatever runs in a session and has not been read to its end. */
export interface RunningInvocation {
  /** Reads what is still to come, so that the session is free for another pipeline. */
  readAhead(): void;
}

/** System.Management.Automation.Runspaces.PSSession. */
export class PSSession {
  /** Unique within the runspace that made it. */
  readonly id: number;
  name: string;
  readonly computerName: string;
  readonly configurationName: string;
  /** The runspace pool's id, lower-case GUID text. */
  readonly instanceId: string;
  readonly runspace: RemoteRunspace;
  /** What runs in it, if anything does. */
  running: RunningInvocation | undefined;
  readonly #remoting: RemotingService;
  /** How it ended, where this side knows without asking. */
  #ended: 'Closed' | 'Broken' | undefined;

  constructor(id: number, name: string, facts: RemoteSessionFacts, remoting: RemotingService) {
    this.id = id;
    this.name = name;
    this.computerName = facts.computerName;
    this.configurationName = facts.configurationName;
    this.instanceId = facts.sessionId;
    this.runspace = new RemoteRunspace(this);
    this.#remoting = remoting;
    this.#ended = facts.state === 'Broken' ? 'Broken' : undefined;
  }
  get [netTypeName](): string {
    return `${runspaces}.PSSession`;
  }

  get state(): RemoteSessionFacts['state'] {
    return this.#ended ?? this.#remoting.sessionFacts(this.instanceId).state;
  }
  get availability(): 'None' | 'Available' | 'Busy' {
    if (this.state !== 'Opened') return 'None';
    return this.running === undefined ? 'Available' : 'Busy';
  }
  /** CLIXML of what the server told of itself. */
  get privateData(): Uint8Array | undefined {
    return this.#ended ? undefined : this.#remoting.sessionFacts(this.instanceId).privateData;
  }

  /** Ends it; safe to call twice. */
  close(): void {
    if (this.#ended) return;
    this.#ended = 'Closed';
    this.#remoting.closeSession(this.instanceId);
  }

  toString(): string {
    return `[PSSession]${this.name}`;
  }
}

/** The runspace of a session (PSSession.Runspace), as far as scripts ask for it. */
export class RemoteRunspace {
  readonly session: PSSession;
  constructor(session: PSSession) {
    this.session = session;
  }
  get [netTypeName](): string {
    return 'System.Management.Automation.RemoteRunspace';
  }
}

/** RunspaceStateInfo of a moment. */
class RunspaceStateInfo {
  readonly state: EnumValue;
  constructor(state: EnumValue) {
    this.state = state;
  }
  get [netTypeName](): string {
    return `${runspaces}.RunspaceStateInfo`;
  }
  toString(): string {
    return this.state.text;
  }
}

const stateOf = (session: PSSession): EnumValue => remotingEnum(`${runspaces}.RunspaceState`, session.state);
const availabilityOf = (session: PSSession): EnumValue =>
  remotingEnum(`${runspaces}.RunspaceAvailability`, session.availability);
const assembly = 'System.Management.Automation';

export const sessionTypes: readonly TypeDefinition[] = [
  defineType<PSSession>({
    name: `${runspaces}.PSSession`,
    assembly,
    members: [
      property(`${runspaces}.RunspaceState State {get;}`, stateOf),
      property(`${runspaces}.TargetMachineType ComputerType {get;}`, () =>
        remotingEnum(`${runspaces}.TargetMachineType`, 'RemoteMachine'),
      ),
      property('string ComputerName {get;}', (session: PSSession) => session.computerName),
      property('string ContainerId {get;}', () => ''),
      property('string VMName {get;}', () => ''),
      property('System.Nullable[guid] VMId {get;}', () => null),
      property('string ConfigurationName {get;}', (session: PSSession) => session.configurationName),
      property('guid InstanceId {get;}', (session: PSSession) => new Guid(session.instanceId)),
      property('int Id {get;}', (session: PSSession) => session.id),
      property(
        'string Name {get;set;}',
        (session: PSSession) => session.name,
        (session: PSSession, name: string) => {
          session.name = name;
        },
      ),
      property(`${runspaces}.RunspaceAvailability Availability {get;}`, availabilityOf),
      property(`${runspaces}.Runspace Runspace {get;}`, (session: PSSession) => session.runspace),
      property('string Transport {get;}', () => 'WSMan'),
    ],
    toText: (session) => session.toString(),
  }),
  defineType<RemoteRunspace>({
    name: 'System.Management.Automation.RemoteRunspace',
    assembly,
    members: [
      property(
        `${runspaces}.RunspaceStateInfo RunspaceStateInfo {get;}`,
        ({ session }: RemoteRunspace) => new RunspaceStateInfo(stateOf(session)),
      ),
      property(`${runspaces}.RunspaceAvailability RunspaceAvailability {get;}`, ({ session }: RemoteRunspace) =>
        availabilityOf(session),
      ),
      property('guid InstanceId {get;}', ({ session }: RemoteRunspace) => new Guid(session.instanceId)),
      property('int Id {get;}', ({ session }: RemoteRunspace) => session.id),
      property('string Name {get;}', ({ session }: RemoteRunspace) => session.name),
      property('bool RunspaceIsRemote {get;}', () => true),
    ],
  }),
  defineType<RunspaceStateInfo>({
    name: `${runspaces}.RunspaceStateInfo`,
    assembly,
    members: [
      property(`${runspaces}.RunspaceState State {get;}`, ({ state }: RunspaceStateInfo) => state),
      property('System.Exception Reason {get;}', () => null),
    ],
    toText: (info) => info.toString(),
  }),
];
