// The enumerations of PSRP messages (MS-PSRP 2.2.3.4 to 2.2.3.10, 2.2.3.31), in the order of their numbers.
import { enumeration, type FieldCodec, flags, numbered } from './property-bag.ts';

/** RunspacePoolState as it travels: PowerShell's numbering, which gave 6 to 8 to disconnection (MS-PSRP 2.2.3.4 differs). */
export const runspacePoolStates = [
  'BeforeOpen',
  'Opening',
  'Opened',
  'Closed',
  'Closing',
  'Broken',
  'Disconnecting',
  'Disconnected',
  'Connecting',
] as const;
export type RunspacePoolState = (typeof runspacePoolStates)[number];
export const runspacePoolState: FieldCodec<RunspacePoolState> = numbered(
  enumeration('System.Management.Automation.Runspaces.RunspacePoolState', runspacePoolStates),
);

/** PSInvocationState (MS-PSRP 2.2.3.5). */
export const pipelineStates = [
  'NotStarted',
  'Running',
  'Stopping',
  'Stopped',
  'Completed',
  'Failed',
  'Disconnected',
] as const;
export type PipelineState = (typeof pipelineStates)[number];
export const pipelineState: FieldCodec<PipelineState> = numbered(
  enumeration('System.Management.Automation.PSInvocationState', pipelineStates),
);

export type ThreadOptions = 'Default' | 'UseNewThread' | 'ReuseThread' | 'UseCurrentThread';
export const threadOptions: FieldCodec<ThreadOptions> = enumeration(
  'System.Management.Automation.Runspaces.PSThreadOptions',
  ['Default', 'UseNewThread', 'ReuseThread', 'UseCurrentThread'],
);

export type ApartmentState = 'STA' | 'MTA' | 'UNKNOWN';
export const apartmentState: FieldCodec<ApartmentState> = enumeration(
  'System.Management.Automation.Runspaces.ApartmentState',
  ['STA', 'MTA', 'UNKNOWN'],
);

/** Which records carry their invocation information (MS-PSRP 2.2.3.8): a sum of 1 error, 2 warning, 4 debug, 8 verbose. */
export const remoteStreamOptions: FieldCodec<number> = flags(
  'System.Management.Automation.Runspaces.RemoteStreamOptions',
);
/** RemoteStreamOptions.AddInvocationInfo: all four. */
export const addInvocationInfo = 15;

/** Which stream of a command is meant, or where it goes (MS-PSRP 2.2.3.31); `All` and `Null` since version 2.2. */
export const pipelineResultTypes = [
  'None',
  'Output',
  'Error',
  'Warning',
  'Verbose',
  'Debug',
  'Information',
  'All',
  'Null',
] as const;
export type PipelineResultTypes = (typeof pipelineResultTypes)[number];

export const pipelineResultType: FieldCodec<PipelineResultTypes> = enumeration(
  'System.Management.Automation.Runspaces.PipelineResultTypes',
  pipelineResultTypes,
);

/** CommandTypes (MS-PSRP 2.2.3.19), flags. */
export const commandTypes: FieldCodec<number> = flags('System.Management.Automation.CommandTypes');
/** Alias, Function, Filter, Cmdlet and Configuration: what Get-Command asks for by default. */
export const defaultCommandTypes = 1 | 2 | 4 | 8 | 256;
