// .NET types of the records of a pipeline's streams, of what remoting adds to them, and of the exceptions that carry them.
import { defineType, property, type TypeDefinition, types } from '../conversion/index.ts';
import { listOf } from '../dotnet/list.ts';
import { Hashtable } from '../psobject/collections.ts';
import type { ErrorRecord, InvocationInfo, OriginInfo } from '../psobject/error-record.ts';
import type { NetException } from '../psobject/exception.ts';
import type { InformationalRecord, InformationRecord, ProgressRecord } from '../psobject/records.ts';
import { netTypeName } from '../psobject/type-name.ts';
import { EnumValue, Guid } from '../psobject/values.ts';
import { toText } from './text.ts';

const automation = 'System.Management.Automation';
const assembly = automation;
const remoting = `${automation}.Remoting`;

/** System.Management.Automation.Remoting.OriginInfo, as scripts see it. */
class OriginView {
  readonly origin: OriginInfo;
  constructor(origin: OriginInfo) {
    this.origin = origin;
  }
  get [netTypeName](): string {
    return `${remoting}.OriginInfo`;
  }
}

/** The command of an error that happened elsewhere (System.Management.Automation.RemoteCommandInfo). */
class RemoteCommand {
  readonly name: string;
  readonly commandType: string;
  readonly definition: string;
  constructor({ name = '', commandType = 'Cmdlet', definition = '' }: Partial<RemoteCommand>) {
    this.name = name;
    this.commandType = commandType;
    this.definition = definition;
  }
  get [netTypeName](): string {
    return `${automation}.RemoteCommandInfo`;
  }
  toString(): string {
    return this.name;
  }
}

/** Where a command stood in a script elsewhere: an InvocationInfo that came over the wire. */
export class RemoteInvocation implements InvocationInfo {
  declare readonly myCommandName: string;
  declare readonly line: string;
  declare readonly scriptName: string | undefined;
  declare readonly scriptLineNumber: number;
  declare readonly offsetInLine: number;
  declare readonly positionMessage: string;
  declare readonly invocationName: string;
  declare readonly pipelineLength: number;
  declare readonly pipelinePosition: number;
  declare readonly historyId: bigint;
  declare readonly expectingInput: boolean;
  declare readonly commandOrigin: InvocationInfo['commandOrigin'];
  declare readonly boundParameters: InvocationInfo['boundParameters'];
  declare readonly unboundArguments: readonly unknown[];
  readonly myCommand: unknown;
  readonly statement: string;

  constructor(info: InvocationInfo) {
    Object.assign(this, info);
    this.statement = info.statement ?? '';
    const { myCommand } = info;
    this.myCommand = typeof myCommand === 'object' && myCommand !== null ? new RemoteCommand(myCommand) : null;
  }
  get [netTypeName](): string {
    return `${automation}.InvocationInfo`;
  }
  get boundTable(): Hashtable {
    return Hashtable.of(this.boundParameters);
  }
}

const informational = defineType<InformationalRecord>({
  name: `${automation}.InformationalRecord`,
  assembly,
  isAbstract: true,
  members: () => [
    property('string Message {get;set;}', (self: InformationalRecord) => self.message),
    property(
      `${automation}.InvocationInfo InvocationInfo {get;}`,
      (self: InformationalRecord) => self.invocationInfo ?? null,
    ),
  ],
  toText: (record) => record.message,
});

const progressRecordType = `${automation}.ProgressRecordType`;

export const recordTypes: readonly TypeDefinition[] = [
  informational,
  ...['Warning', 'Verbose', 'Debug'].map((kind) => ({
    name: `${automation}.${kind}Record`,
    base: informational.name,
    assembly,
  })),
  defineType<InformationRecord>({
    name: `${automation}.InformationRecord`,
    assembly,
    members: () => [
      property('System.Object MessageData {get;}', (self: InformationRecord) => self.messageData),
      property('string Source {get;}', (self: InformationRecord) => self.source),
      property('datetime TimeGenerated {get;}', (self: InformationRecord) => self.timeGenerated ?? null),
      property('System.Collections.Generic.List[string] Tags {get;}', (self: InformationRecord) =>
        listOf(types().get('System.String'), self.tags),
      ),
      property('string User {get;}', (self: InformationRecord) => self.user),
      property('string Computer {get;}', (self: InformationRecord) => self.computer),
      property('uint ProcessId {get;}', (self: InformationRecord) => self.processId),
      property('uint NativeThreadId {get;}', (self: InformationRecord) => self.nativeThreadId),
      property('uint ManagedThreadId {get;}', (self: InformationRecord) => self.managedThreadId),
    ],
    toText: (record) => toText(record.messageData),
  }),
  {
    name: progressRecordType,
    kind: 'enum',
    assembly,
    values: [
      ['Processing', 0n],
      ['Completed', 1n],
    ],
  },
  defineType<ProgressRecord>({
    name: `${automation}.ProgressRecord`,
    assembly,
    members: () => [
      property('int ActivityId {get;}', (self: ProgressRecord) => self.activityId),
      property('int ParentActivityId {get;}', (self: ProgressRecord) => self.parentActivityId),
      property('string Activity {get;}', (self: ProgressRecord) => self.activity),
      property('string StatusDescription {get;}', (self: ProgressRecord) => self.statusDescription),
      property('string CurrentOperation {get;}', (self: ProgressRecord) => self.currentOperation),
      property('int PercentComplete {get;}', (self: ProgressRecord) => self.percentComplete),
      property('int SecondsRemaining {get;}', (self: ProgressRecord) => self.secondsRemaining),
      property(
        `${progressRecordType} RecordType {get;}`,
        ({ recordType }: ProgressRecord) =>
          new EnumValue(progressRecordType, recordType === 'Processing' ? 0 : 1, recordType),
      ),
    ],
  }),
  defineType<ErrorRecord>({
    name: `${automation}.Runspaces.RemotingErrorRecord`,
    base: `${automation}.ErrorRecord`,
    assembly,
    members: () => [
      property(`${remoting}.OriginInfo OriginInfo {get;}`, ({ origin }: ErrorRecord) =>
        origin === undefined ? null : new OriginView(origin),
      ),
    ],
  }),
  defineType<OriginView>({
    name: `${remoting}.OriginInfo`,
    assembly,
    members: () => [
      property('string PSComputerName {get;}', ({ origin }: OriginView) => origin.computerName),
      property('guid RunspaceID {get;}', ({ origin }: OriginView) => new Guid(origin.runspaceId)),
      property('guid InstanceID {get;}', ({ origin }: OriginView) => new Guid(origin.instanceId)),
    ],
    toText: ({ origin }) => origin.computerName,
  }),
  defineType<RemoteCommand>({
    name: `${automation}.RemoteCommandInfo`,
    assembly,
    members: () => [
      property('string Name {get;}', (self: RemoteCommand) => self.name),
      property('string CommandType {get;}', (self: RemoteCommand) => self.commandType),
      property('string Definition {get;}', (self: RemoteCommand) => self.definition),
    ],
    toText: (self) => self.toString(),
  }),
  defineType<NetException>({
    name: `${automation}.RuntimeException`,
    base: 'System.SystemException',
    assembly,
    members: () => [
      property(`${automation}.ErrorRecord ErrorRecord {get;}`, (self: NetException) => self.errorRecord ?? null),
      property('bool WasThrownFromThrowStatement {get;}', (self: NetException) => self.wasThrownByStatement),
    ],
  }),
  ...[
    [
      `${automation}.RemoteException`,
      ['psobject SerializedRemoteException', 'psobject SerializedRemoteInvocationInfo'],
    ],
    [`${remoting}.PSRemotingTransportException`, ['int ErrorCode', 'string TransportMessage']],
  ].map(([name, properties]) => ({
    name: name as string,
    base: `${automation}.RuntimeException`,
    assembly,
    members: (properties as string[]).map((text) => {
      const own = text.slice(text.indexOf(' ') + 1);
      return property(`${text} {get;}`, (self: NetException) => self.properties.get(own) ?? null);
    }),
  })),
];
