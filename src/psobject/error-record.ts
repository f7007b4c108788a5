// System.Management.Automation.ErrorRecord and what belongs to it (MS-PSRP 2.2.3.15).
import type { NetException } from './exception.ts';
import { netTypeName } from './type-name.ts';

/** ErrorCategory, in the order of its numeric values. */
export const errorCategories = [
  'NotSpecified',
  'OpenError',
  'CloseError',
  'DeviceError',
  'DeadlockDetected',
  'InvalidArgument',
  'InvalidData',
  'InvalidOperation',
  'InvalidResult',
  'InvalidType',
  'MetadataError',
  'NotImplemented',
  'NotInstalled',
  'ObjectNotFound',
  'OperationStopped',
  'OperationTimeout',
  'SyntaxError',
  'ParserError',
  'PermissionDenied',
  'ResourceBusy',
  'ResourceExists',
  'ResourceUnavailable',
  'ReadError',
  'WriteError',
  'FromStdErr',
  'SecurityError',
  'ProtocolError',
  'ConnectionError',
  'AuthenticationError',
  'LimitsExceeded',
  'QuotaExceeded',
  'NotEnabled',
] as const;

export type ErrorCategory = (typeof errorCategories)[number];

/** System.Management.Automation.ErrorCategoryInfo. */
export interface ErrorCategoryInfo {
  readonly category: ErrorCategory;
  activity: string;
  reason: string;
  targetName: string;
  targetType: string;
  /** The message as the peer wrote it; computed from the others where undefined. */
  message?: string;
}

/** Where in a script a command stands (System.Management.Automation.InvocationInfo), as far as it is known. */
export interface InvocationInfo {
  readonly myCommandName: string;
  readonly line: string;
  /** The text of the statement alone; it does not travel in records. */
  readonly statement?: string;
  readonly scriptName: string | undefined;
  readonly scriptLineNumber: number;
  readonly offsetInLine: number;
  readonly positionMessage: string;
  readonly invocationName: string;
  readonly pipelineLength: number;
  readonly pipelinePosition: number;
  readonly historyId: bigint;
  readonly expectingInput: boolean;
  readonly commandOrigin: 'Runspace' | 'Internal';
  readonly boundParameters: ReadonlyMap<string, unknown>;
  readonly unboundArguments: readonly unknown[];
  /** The command that ran (a CommandInfo of the engine, or what came over the wire). */
  readonly myCommand: unknown;
}

export interface ErrorDetails {
  readonly message: string;
  readonly recommendedAction: string | undefined;
}

/** Which computer a record came from (System.Management.Automation.Remoting.OriginInfo). */
export interface OriginInfo {
  readonly computerName: string;
  readonly runspaceId: string;
  readonly instanceId: string;
}

/** System.Management.Automation.ErrorRecord; `origin` makes it a RemotingErrorRecord. */
export class ErrorRecord {
  exception: NetException;
  /** The part before the command's name. */
  errorId: string;
  readonly categoryInfo: ErrorCategoryInfo;
  targetObject: unknown;
  errorDetails: ErrorDetails | undefined;
  invocationInfo: InvocationInfo | undefined;
  scriptStackTrace: string | undefined;
  pipelineIterationInfo: number[] = [];
  origin: OriginInfo | undefined;
  /** Set where the id came whole over the wire; otherwise errorId and the command's name make it. */
  fullyQualifiedErrorIdOverride: string | undefined;

  constructor(exception: NetException, errorId: string, category: ErrorCategory, targetObject: unknown = null) {
    this.exception = exception;
    this.errorId = errorId;
    this.categoryInfo = { category, activity: '', reason: '', targetName: '', targetType: '' };
    this.targetObject = targetObject;
  }
  get [netTypeName](): string {
    return this.origin === undefined
      ? 'System.Management.Automation.ErrorRecord'
      : 'System.Management.Automation.Runspaces.RemotingErrorRecord';
  }
}
