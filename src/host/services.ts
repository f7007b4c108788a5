// What a runspace may ask of the main side of its process, as plain synchronous interfaces: the bridge makes them block.
// The main side implements the same interfaces with promises (Asynchronous<T>), so that both ends check against one text.

/** The main side's form of a service: each method may return a promise, and a streamed answer may be an async iterable. */
export type Asynchronous<T> = {
  [K in keyof T]: T[K] extends (...args: infer A) => infer R ? (...args: A) => Eventually<R> : T[K];
};

type Eventually<R> =
  | R
  | Promise<R>
  | (R extends string | readonly unknown[] ? never : R extends Iterable<infer Item> ? AsyncIterable<Item> : never);

/** One drive that the FileSystem provider shows; `root` is where it really is. */
export interface DriveFacts {
  readonly name: string;
  readonly root: string;
  readonly description: string;
}

export interface ProcessFacts {
  readonly id: number;
  readonly name: string;
  readonly parentId: number;
  /** Bytes. */
  readonly workingSet: bigint;
  readonly virtualMemory: bigint;
  readonly privateMemory: bigint;
  /** Processor time in 100 ns ticks, or undefined where the system does not tell. */
  readonly totalProcessorTicks: bigint | undefined;
  /** Start, milliseconds since 1970 UTC. */
  readonly startTime: number | undefined;
  readonly path: string | undefined;
  readonly commandLine: string | undefined;
  readonly threads: number;
  readonly handles: number;
  readonly sessionId: number;
  readonly priority: number;
  readonly mainWindowTitle: string;
}

export type ServiceStatus =
  | 'Stopped'
  | 'StartPending'
  | 'StopPending'
  | 'Running'
  | 'ContinuePending'
  | 'PausePending'
  | 'Paused';

export interface ServiceFacts {
  readonly name: string;
  readonly displayName: string;
  readonly description: string;
  readonly status: ServiceStatus;
  readonly startType: 'Automatic' | 'Manual' | 'Disabled' | 'Boot' | 'System';
  readonly dependsOn: readonly string[];
  readonly canStop: boolean;
}

export interface HotFixFacts {
  readonly hotFixId: string;
  readonly description: string;
  readonly installedBy: string;
  /** Day of installation, milliseconds since 1970 in the machine's own clock. */
  readonly installedOn: number | undefined;
}

export type CimType =
  | 'boolean'
  | 'uint8'
  | 'uint16'
  | 'uint32'
  | 'uint64'
  | 'sint16'
  | 'sint32'
  | 'sint64'
  | 'real64'
  | 'string'
  | 'string[]'
  | 'datetime';

/**
 * A property of a CIM instance. Values cross the bridge, so they are plain: bigint for 64-bit types, number for smaller ones,
 * and for `datetime` milliseconds since 1970 UTC.
 */
export interface CimProperty {
  readonly name: string;
  readonly type: CimType;
  readonly value: string | number | bigint | boolean | readonly string[] | null;
}

export interface CimInstanceFacts {
  /** With slashes, as CIM class names are shown: root/cimv2. */
  readonly namespace: string;
  readonly className: string;
  readonly properties: readonly CimProperty[];
}

/** Facts of the machine that a session runs on; one implementation for each kind of machine under src/platform. */
export interface PlatformService {
  /** What never changes while a runspace lives; asked once. */
  identity(): PlatformIdentity;
  processes(): readonly ProcessFacts[];
  services(): readonly ServiceFacts[];
  hotFixes(): readonly HotFixFacts[];
  /** Instances of a CIM class, or undefined for a class that this machine does not know. */
  cimInstances(namespace: string, className: string): readonly CimInstanceFacts[] | undefined;
}

export interface PlatformIdentity {
  readonly computerName: string;
  readonly kind: 'windows' | 'linux' | 'darwin';
  readonly userName: string;
  readonly userDomain: string;
  readonly homeDirectory: string;
  readonly drives: readonly DriveFacts[];
  /** Variables of the session's environment; names keep their case, Windows-like machines compare them without it. */
  readonly environment: readonly (readonly [string, string])[];
  readonly osDescription: string;
}

/** An object of a directory: its attributes as LDAP names them. */
export interface DirectoryObject {
  readonly distinguishedName: string;
  readonly attributes: ReadonlyMap<string, readonly string[]>;
}

export interface DirectoryQuery {
  /** LDAP filter (RFC 4515). */
  readonly filter: string;
  readonly searchBase: string | undefined;
  readonly scope: 'Base' | 'OneLevel' | 'Subtree';
  readonly attributes: readonly string[];
  readonly sizeLimit: number | undefined;
  readonly server: string | undefined;
}

export interface DirectoryService {
  search(query: DirectoryQuery): readonly DirectoryObject[];
  /** The default naming context of the domain, such as DC=lab,DC=local; undefined outside a domain. */
  defaultNamingContext(): string | undefined;
}

/** How to reach one remote session endpoint. */
export interface ConnectionSpec {
  readonly computerName: string;
  readonly port: number | undefined;
  readonly useSsl: boolean;
  readonly applicationName: string | undefined;
  readonly configurationName: string | undefined;
  readonly authentication: string | undefined;
  readonly credential: { readonly userName: string; readonly password: string } | undefined;
  /** Milliseconds; undefined: the defaults. */
  readonly openTimeout: number | undefined;
  readonly operationTimeout: number | undefined;
  readonly idleTimeout: number | undefined;
  readonly name: string | undefined;
}

/** An argument of a remote command: CLIXML of its value. Positional where it has no name. */
export interface RemoteArgument {
  readonly name: string | undefined;
  readonly value: Uint8Array;
}

/** A script's text, or a command's name, with its arguments. */
export interface RemoteCommand {
  readonly text: string;
  readonly isScript: boolean;
  readonly arguments: readonly RemoteArgument[];
}

/**
 * A pipeline of commands for targets. CLIXML in it, in its input and in its records has secure strings in the clear
 * (`transportProtectedCipher`), since it does not leave the process; on the wire they get the session key of each target.
 */
export interface RemoteInvocation {
  /** Unique among the invocations that run: input is addressed by it. */
  readonly id: string;
  readonly targets: readonly (ConnectionSpec | { readonly sessionId: string })[];
  readonly throttleLimit: number;
  readonly commands: readonly RemoteCommand[];
  /** True when input comes by `sendInput`, one time for each `inputWanted`, and ends by `endInput`. */
  readonly takesInput: boolean;
}

/** What comes back from the targets, one at a time, in the order of each target. `data` is CLIXML of the record. */
export type RemoteEvent =
  | {
      readonly kind: 'record';
      readonly target: number;
      readonly stream: RemoteStream;
      readonly data: Uint8Array;
      readonly runspaceId: string;
      readonly computerName: string;
    }
  /** The target ended; `error` holds the CLIXML of the terminating ErrorRecord, `fault` a failure of the connection itself. */
  | {
      readonly kind: 'finished';
      readonly target: number;
      readonly state: 'Completed' | 'Failed' | 'Stopped';
      readonly error: Uint8Array | undefined;
      readonly fault: RemoteFault | undefined;
    }
  /** There is room for input. */
  | { readonly kind: 'inputWanted' };

export type RemoteStream = 'output' | 'error' | 'warning' | 'verbose' | 'debug' | 'information' | 'progress';

/** A connection that could not be made or was lost, in PowerShell's words; cmdlets make an ErrorRecord of it. */
export interface RemoteFault {
  readonly computerName: string;
  /** PSRemotingTransportException.Message: `Connecting to remote server SRV01 failed with ...`. */
  readonly message: string;
  /** The first part of FullyQualifiedErrorId, such as AccessDenied; undefined where WSMan gives no number. */
  readonly errorId: string | undefined;
  /** PSRemotingTransportException.ErrorCode: the number of the WSMan fault, 0 where there is none. */
  readonly errorCode: number;
}

export interface RemoteSessionFacts {
  /** Lower-case GUID text: the runspace pool's id. */
  readonly sessionId: string;
  readonly computerName: string;
  readonly configurationName: string;
  readonly state: 'Opened' | 'Disconnected' | 'Closed' | 'Broken';
  /** CLIXML of APPLICATION_PRIVATE_DATA, where the server sent it. */
  readonly privateData: Uint8Array | undefined;
}

/** What became of one of the sessions to open. */
export interface OpenedSession {
  /** The place of its specification. */
  readonly index: number;
  readonly outcome: { readonly session: RemoteSessionFacts } | { readonly fault: RemoteFault };
}

export interface RemotingService {
  /** Opens sessions, at most `throttleLimit` at a time, and tells of each when it is open or has failed. */
  openSessions(specs: readonly ConnectionSpec[], throttleLimit: number): Iterable<OpenedSession>;
  sessionFacts(sessionId: string): RemoteSessionFacts;
  closeSession(sessionId: string): void;
  /** Runs to the end of all targets; leaving the iteration stops them. */
  invoke(invocation: RemoteInvocation): Iterable<RemoteEvent>;
  /** Gives an invocation one more object of input, as CLIXML. */
  sendInput(invocationId: string, object: Uint8Array): void;
  endInput(invocationId: string): void;
}

export interface NativeCommand {
  readonly path: string;
  readonly arguments: readonly string[];
  readonly workingDirectory: string;
  readonly environment: readonly (readonly [string, string])[];
  readonly input: Iterable<Uint8Array> | undefined;
  /** True when the output goes straight to the terminal of the process. */
  readonly inheritOutput: boolean;
}

export type NativeEvent =
  | { readonly kind: 'stdout' | 'stderr'; readonly data: Uint8Array }
  | { readonly kind: 'exit'; readonly exitCode: number };

export interface ProcessService {
  run(command: NativeCommand): Iterable<NativeEvent>;
  /** Sleeps, or returns early when the pipeline is stopped. */
  sleep(milliseconds: number): void;
  /** Reads a pipe or a device to its end, in pieces; ordinary files are read by the engine itself. */
  readStream(path: string): Iterable<Uint8Array>;
}

/** Everything outside the worker that a runspace uses. */
export interface Services {
  readonly platform: PlatformService;
  readonly directory: DirectoryService;
  readonly process: ProcessService;
  readonly remoting: RemotingService;
}
