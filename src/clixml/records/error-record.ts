// ErrorRecord on the wire, both ways (MS-PSRP 2.2.3.15).
import { type ErrorCategoryInfo, ErrorRecord, errorCategories } from '../../psobject/error-record.ts';
import { NetException } from '../../psobject/exception.ts';
import { baseOf, noteValue, PSObject } from '../../psobject/ps-object.ts';
import {
  invocationCollections,
  invocationInfoNotes,
  invocationInfoObject,
  iterationInfo,
  readInvocationInfo,
} from './invocation-info.ts';
import { type Note, Notes } from './notes.ts';

const maxMessagePart = 40;
const keptOfLongPart = 19;

const shortened = (text: string): string =>
  text.length <= maxMessagePart ? text : `${text.slice(0, keptOfLongPart)}...${text.slice(-keptOfLongPart)}`;

/** What ErrorCategoryInfo.GetMessage says: `ObjectNotFound: (target:String) [activity], reason`. */
export function errorCategoryMessage(info: ErrorCategoryInfo): string {
  if (info.message !== undefined) return info.message;
  const target = `(${shortened(info.targetName)}:${shortened(info.targetType)})`;
  return `${info.category}: ${target} [${shortened(info.activity)}], ${info.reason}`;
}

/** FullyQualifiedErrorId as far as the record itself knows it; an engine adds the command's type. */
export function errorIdOf(record: ErrorRecord): string {
  if (record.fullyQualifiedErrorIdOverride !== undefined) return record.fullyQualifiedErrorIdOverride;
  const command = record.invocationInfo?.myCommandName ?? '';
  return command === '' || record.errorId === '' ? record.errorId + command : `${record.errorId},${command}`;
}

/** How much of a record travels: with `extended`, where its command stands in the script (PSRP pools ask for it). */
export interface RecordOptions {
  readonly extended?: boolean;
  readonly errorIdOf?: ((record: ErrorRecord) => string) | undefined;
  readonly errorCategoryOf?: ((record: ErrorRecord) => ErrorCategoryInfo) | undefined;
}

/** The notes of an ErrorRecord, in the order in which PowerShell writes them. */
export function* errorRecordNotes(record: ErrorRecord, options: RecordOptions = {}): Generator<Note> {
  const { errorDetails: details, invocationInfo } = record;
  const category = options.errorCategoryOf?.(record) ?? record.categoryInfo;
  const collections = invocationInfo === undefined ? undefined : invocationCollections(invocationInfo);
  yield ['Exception', record.exception];
  yield ['TargetObject', record.targetObject];
  yield ['FullyQualifiedErrorId', (options.errorIdOf ?? errorIdOf)(record)];
  yield ['InvocationInfo', collections === undefined ? null : invocationInfoObject(invocationInfo!, collections)];
  yield ['ErrorCategory_Category', errorCategories.indexOf(category.category)];
  yield ['ErrorCategory_Activity', category.activity];
  yield ['ErrorCategory_Reason', category.reason];
  yield ['ErrorCategory_TargetName', category.targetName];
  yield ['ErrorCategory_TargetType', category.targetType];
  yield ['ErrorCategory_Message', errorCategoryMessage(category)];
  if (details !== undefined) {
    yield ['ErrorDetails_Message', details.message];
    yield ['ErrorDetails_RecommendedAction', details.recommendedAction ?? null];
  }
  if (options.extended && collections !== undefined) {
    yield ['SerializeExtendedInfo', true];
    yield* invocationInfoNotes(invocationInfo!, collections);
    yield ['PipelineIterationInfo', iterationInfo(record.pipelineIterationInfo)];
  } else {
    yield ['SerializeExtendedInfo', false];
  }
  if (record.scriptStackTrace) yield ['ErrorDetails_ScriptStackTrace', record.scriptStackTrace];
}

/** The exception of a received record: a RemoteException around what the peer's exception became on the way. */
function remoteException(notes: Notes, fallback: string): NetException {
  const serialized = notes.value('Exception');
  const message = serialized instanceof PSObject ? baseOf(noteValue(serialized, 'Message')) : undefined;
  const hasMessage = typeof message === 'string' && message.trim() !== '';
  return new NetException('System.Management.Automation.RemoteException', hasMessage ? message : fallback, {
    hResult: -2146233087,
    properties: [
      ['SerializedRemoteException', serialized],
      ['SerializedRemoteInvocationInfo', notes.value('InvocationInfo')],
    ],
  });
}

/** Reads an ErrorRecord; throws ClixmlError for a bag whose properties are of other types. */
export function readErrorRecord(value: unknown): ErrorRecord {
  const notes = new Notes(value, 'ErrorRecord');
  const message = notes.text('ErrorCategory_Message');
  const exception = remoteException(notes, message ?? '');
  const category = notes.choice('ErrorCategory_Category', errorCategories);
  const record = new ErrorRecord(exception, '', category, notes.value('TargetObject'));
  record.fullyQualifiedErrorIdOverride = notes.text('FullyQualifiedErrorId') ?? 'fullyQualifiedErrorId';
  Object.assign(record.categoryInfo, {
    activity: notes.text('ErrorCategory_Activity') ?? '',
    reason: notes.text('ErrorCategory_Reason') ?? '',
    targetName: notes.text('ErrorCategory_TargetName') ?? '',
    targetType: notes.text('ErrorCategory_TargetType') ?? '',
    message,
  } satisfies Partial<ErrorCategoryInfo>);
  const details = notes.text('ErrorDetails_Message');
  if (details !== undefined) {
    record.errorDetails = { message: details, recommendedAction: notes.text('ErrorDetails_RecommendedAction') };
  }
  record.scriptStackTrace = notes.text('ErrorDetails_ScriptStackTrace');
  if (notes.flag('SerializeExtendedInfo')) {
    record.invocationInfo = readInvocationInfo(notes);
    record.pipelineIterationInfo = notes.integers('PipelineIterationInfo');
  }
  exception.errorRecord = record;
  return record;
}
