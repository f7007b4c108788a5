// The records of the other streams: verbose, debug, warning, progress, information (MS-PSRP 2.2.3.16, 2.2.2.26).
import type { InvocationInfo, OriginInfo } from './error-record.ts';
import { netTypeName } from './type-name.ts';
import type { DateTime } from './values.ts';

export type InformationalKind = 'Verbose' | 'Debug' | 'Warning';

/** VerboseRecord, DebugRecord, WarningRecord. */
export class InformationalRecord {
  readonly kind: InformationalKind;
  readonly message: string;
  invocationInfo: InvocationInfo | undefined;
  pipelineIterationInfo: number[] = [];
  origin: OriginInfo | undefined;

  constructor(kind: InformationalKind, message: string) {
    this.kind = kind;
    this.message = message;
  }
  get [netTypeName](): string {
    return `System.Management.Automation.${this.kind}Record`;
  }
}

/** System.Management.Automation.ProgressRecord. */
export class ProgressRecord {
  activityId = 0;
  parentActivityId = -1;
  activity: string;
  statusDescription: string;
  currentOperation: string | null = null;
  percentComplete = -1;
  secondsRemaining = -1;
  recordType: 'Processing' | 'Completed' = 'Processing';
  origin: OriginInfo | undefined;

  constructor(activity: string, statusDescription: string) {
    this.activity = activity;
    this.statusDescription = statusDescription;
  }
  get [netTypeName](): string {
    return 'System.Management.Automation.ProgressRecord';
  }
}

/** System.Management.Automation.InformationRecord. */
export class InformationRecord {
  readonly messageData: unknown;
  readonly source: string;
  timeGenerated: DateTime | undefined;
  tags: string[] = [];
  user = '';
  computer = '';
  processId = 0;
  nativeThreadId = 0;
  managedThreadId = 0;
  origin: OriginInfo | undefined;

  constructor(messageData: unknown, source: string) {
    this.messageData = messageData;
    this.source = source;
  }
  get [netTypeName](): string {
    return 'System.Management.Automation.InformationRecord';
  }
}
