// From what was thrown to the ErrorRecord that PowerShell makes of it, and what a statement does when one fails
// (ExceptionHandlingOps.CheckActionPreference).

import { typeOf } from '../conversion/index.ts';
import type { ScriptExtent } from '../language/extent.ts';
import { type ErrorCategory, ErrorRecord } from '../psobject/error-record.ts';
import { NetException } from '../psobject/exception.ts';
import { baseOf } from '../psobject/ps-object.ts';
import { ThrownException } from '../psobject/thrown.ts';
import { CmdletCommand, ExternalScriptCommand, FunctionCommand } from './command.ts';
import { ControlSignal } from './eval/control.ts';
import { type Flow, type Frame, flow } from './eval/frame.ts';
import type { TypeReference } from './eval/type-reference.ts';
import { CommandInvocation } from './invocation-info.ts';
import { toText } from './text.ts';
import { isExceptionOf } from './types.ts';

const runtimeException = 'System.Management.Automation.RuntimeException';

/** Gives anything that was thrown the form in which the engine passes errors on, with its record and position. */
export function toThrown(f: Frame, error: unknown): ThrownException {
  const thrown = error instanceof ThrownException ? error : fromJavaScript(error);
  let record = thrown.errorRecord;
  if (record === undefined) {
    const { exception } = thrown;
    const wrapped = isExceptionOf(f.runspace, exception, runtimeException)
      ? exception
      : new NetException(runtimeException, exception.message, { inner: exception });
    record = new ErrorRecord(
      // What .NET itself threw is shown as it is; an exception with an id of its own comes inside a RuntimeException.
      thrown.errorId === undefined ? exception : wrapped,
      thrown.errorId ?? (wrapped === exception ? 'RuntimeException' : exception.typeName),
      thrown.category ?? (wrapped === exception || thrown.errorId !== undefined ? 'NotSpecified' : 'OperationStopped'),
      thrown.targetObject,
    );
    wrapped.errorRecord = record;
    thrown.errorRecord = record;
  }
  if (record.invocationInfo === undefined) place(record, f.at);
  record.scriptStackTrace ??= f.runspace.stackTrace();
  return thrown;
}

/** Gives a record the position of a statement, and the name of a command that there is not. */
export function place(record: ErrorRecord, extent: ScriptExtent | undefined): void {
  const isNotFound = record.errorId === 'CommandNotFoundException';
  record.invocationInfo = new CommandInvocation(extent, null, isNotFound ? String(record.targetObject) : '');
}

function fromJavaScript(error: unknown): ThrownException {
  if (error instanceof RangeError && /call stack/.test(error.message)) return callDepthOverflow();
  const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return new ThrownException(new NetException(runtimeException, message), { errorId: 'InternalError' });
}

export function callDepthOverflow(): ThrownException {
  return new ThrownException(
    new NetException(
      'System.Management.Automation.ScriptCallDepthException',
      'The script failed due to call depth overflow.',
    ),
    { errorId: 'CallDepthOverflow', category: 'InvalidOperation' },
  );
}

/** A RuntimeException of the interpreter, ready to be thrown. */
export function runtimeError(
  errorId: string,
  message: string,
  category: ErrorCategory = 'InvalidOperation',
  target: unknown = null,
): ThrownException {
  return new ThrownException(new NetException(runtimeException, message), { errorId, category, targetObject: target });
}

/** Puts an error at the head of $Error, once. */
export function noteError(f: Frame, thrown: ThrownException): void {
  const { items } = f.runspace.errors;
  const record = thrown.errorRecord!;
  const newest = items[0];
  if (newest instanceof ErrorRecord && (newest === record || newest.exception === record.exception)) return;
  f.runspace.rememberError(record);
}

export function reportError(f: Frame, thrown: ThrownException): void {
  f.runspace.succeeded = false;
  f.streams.error.write(thrown.errorRecord);
  f.runspace.succeeded = false;
}

/** What becomes of a block when one of its statements failed: it goes on, or the error goes up. */
export function statementFailed(f: Frame, error: unknown): Flow {
  if (error instanceof ControlSignal) throw error;
  const thrown = toThrown(f, error);
  noteError(f, thrown);
  const { runspace } = f;
  runspace.succeeded = false;
  if (runspace.propagate > 0 || thrown.unstoppable) {
    f.streams.error.silently?.(thrown.errorRecord);
    throw thrown;
  }
  const preference = runspace.preference(f, 'erroractionpreference');
  if (preference === 'SilentlyContinue' || preference === 'Ignore') {
    f.streams.error.silently?.(thrown.errorRecord);
    return flow.next;
  }
  if (preference === 'Stop') {
    thrown.unstoppable = true;
    throw thrown;
  }
  if (thrown.fromThrow) throw thrown;
  reportError(f, thrown);
  return flow.next;
}

/** The record that `$_` is in a catch: the same facts around the exception that matched. */
export function makeErrorRecord(record: ErrorRecord, exception: NetException): ErrorRecord {
  const copy = new ErrorRecord(exception, record.errorId, record.categoryInfo.category, record.targetObject);
  Object.assign(copy.categoryInfo, record.categoryInfo);
  copy.errorDetails = record.errorDetails;
  copy.invocationInfo = record.invocationInfo;
  copy.scriptStackTrace = record.scriptStackTrace;
  copy.pipelineIterationInfo = record.pipelineIterationInfo;
  copy.origin = record.origin;
  copy.fullyQualifiedErrorIdOverride = record.fullyQualifiedErrorIdOverride;
  return copy;
}

export function isInstanceOfException(f: Frame, exception: NetException, type: TypeReference): boolean {
  return isExceptionOf(f.runspace, exception, type.resolve(f).toString());
}

/** FullyQualifiedErrorId: the id, and the command that reported it. */
export function fullyQualifiedErrorId(record: ErrorRecord): string {
  if (record.fullyQualifiedErrorIdOverride !== undefined) return record.fullyQualifiedErrorIdOverride;
  const command = record.invocationInfo?.myCommand;
  const name =
    command instanceof CmdletCommand
      ? command.typeName
      : command instanceof FunctionCommand || command instanceof ExternalScriptCommand
        ? command.name
        : '';
  if (name === '') return record.errorId;
  return record.errorId === '' ? name : `${record.errorId},${name}`;
}

/** CategoryInfo as text: `ObjectNotFound: (x:String) [Get-Item], ItemNotFoundException`. */
export function categoryText(record: ErrorRecord): string {
  const info = record.categoryInfo;
  const { activity, reason, targetName, targetType } = categoryFacts(record);
  return `${info.category}: (${shorten(targetName)}:${targetType}) [${activity}], ${reason}`;
}

/** The parts of CategoryInfo, computed where nobody set them. */
export function categoryFacts(record: ErrorRecord) {
  const info = record.categoryInfo;
  const target = baseOf(record.targetObject);
  return {
    category: info.category,
    activity: info.activity || record.invocationInfo?.myCommandName || '',
    reason: info.reason || record.exception.typeName.replace(/^.*[.+]/, ''),
    targetName: info.targetName || (target === null ? '' : toText(record.targetObject)),
    targetType: info.targetType || (target === null ? '' : String(typeOf(target)).replace(/^.*[.+]/, '')),
  };
}

function shorten(text: string): string {
  return text.length > 40 ? `${text.slice(0, 20)}...${text.slice(-17)}` : text;
}
