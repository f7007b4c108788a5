// What a running command may do: the context of a cmdlet's body, and $PSCmdlet of an advanced function.
import type { PSHost } from '../host/ps-host.ts';
import type { Services } from '../host/services.ts';
import { type ErrorCategory, ErrorRecord } from '../psobject/error-record.ts';
import { NetException } from '../psobject/exception.ts';
import { InformationalRecord, type InformationRecord, type ProgressRecord } from '../psobject/records.ts';
import { ThrownException } from '../psobject/thrown.ts';
import { netTypeName } from '../psobject/type-name.ts';
import type { ParameterBinder } from './binder.ts';
import type { CollectingOutput, CommonParameters } from './common-parameters.ts';
import type { CmdletContext } from './definitions/cmdlet.ts';
import { StopUpstream } from './eval/control.ts';
import type { Frame } from './eval/frame.ts';
import { writeValue } from './eval/output.ts';
import type { CommandInvocation } from './invocation-info.ts';
import { isTrue } from './operations.ts';
import { preferenceOf } from './preferences.ts';
import type { Processor } from './processor.ts';
import type { ScriptBlock } from './script-block.ts';
import type { SessionState } from './session-state.ts';
import type { Streams } from './streams.ts';
import { toText } from './text.ts';

const stopException = 'System.Management.Automation.ActionPreferenceStopException';

export class CommandRuntime implements CmdletContext {
  readonly processor: Processor;
  readonly binder: ParameterBinder;
  /** The frame whose statement runs the command. */
  readonly frame: Frame | undefined;
  common: CommonParameters | undefined;
  confirmImpact: 'Low' | 'Medium' | 'High' = 'Medium';
  supportsShouldProcess = true;
  #yesToAll = false;
  #noToAll = false;

  constructor(processor: Processor, binder: ParameterBinder, frame: Frame | undefined) {
    this.processor = processor;
    this.binder = binder;
    this.frame = frame;
  }
  get [netTypeName](): string {
    return 'System.Management.Automation.PSScriptCmdlet';
  }
  get session(): SessionState {
    return this.processor.runspace.session;
  }
  get services(): Services {
    return this.processor.runspace.services;
  }
  get host(): PSHost {
    return this.processor.runspace.host;
  }
  get invocation(): CommandInvocation {
    return this.processor.invocation;
  }
  get parameterSet(): string {
    return this.binder.setName;
  }
  get expectingInput(): boolean {
    return this.processor.expectingInput;
  }
  get streams(): Streams {
    return this.common?.streams ?? this.frame?.streams ?? this.processor.streams;
  }
  isBound(parameter: string): boolean {
    return this.binder.isBound(parameter);
  }
  writeObject(value: unknown, enumerate = false): void {
    this.checkStop();
    if (enumerate) writeValue(this.streams.output, value);
    else this.streams.output.write(value);
  }

  /** A preference as this command sees it: its parameter, else the variable. */
  preference(name: string): string {
    const given = this.common?.preferences.get(name);
    return given === undefined
      ? preferenceOf(this.processor.runspace.session.scope.lookup(name.toLowerCase()))
      : preferenceOf(given);
  }

  writeError(record: ErrorRecord): void {
    record.invocationInfo = this.processor.invocation;
    record.scriptStackTrace ??= this.processor.runspace.stackTrace();
    this.forwardError(record);
  }

  forwardError(record: ErrorRecord): void {
    this.checkStop();
    const { runspace } = this.processor;
    const action = this.preference('ErrorActionPreference');
    runspace.succeeded = false;
    this.failed = true;
    if (action === 'Ignore') return;
    if (action === 'Stop') {
      runspace.rememberError(record);
      this.streams.error.silently?.(record);
      throw this.#stopped(
        record,
        `The running command stopped because the preference variable "ErrorActionPreference" or common parameter is set to Stop: ${record.errorDetails?.message || record.exception.message}`,
      );
    }
    runspace.rememberError(record);
    if (action === 'SilentlyContinue') {
      this.streams.error.silently?.(record);
      return;
    }
    this.streams.error.write(record);
    runspace.succeeded = false;
  }
  /** True once an error was written: `$?` after the pipeline is false. */
  failed = false;

  #stopped(record: ErrorRecord, message: string): ThrownException {
    const exception = new NetException(stopException, message, { inner: record.exception });
    const stop = new ThrownException(exception, { errorId: record.errorId });
    exception.errorRecord = record;
    stop.errorRecord = record;
    stop.unstoppable = true;
    return stop;
  }

  collectWarning(record: InformationalRecord): void {
    this.checkStop();
    const { warning } = this.streams;
    if (warning !== this.processor.streams.warning) (warning as Partial<CollectingOutput>).silently?.(record);
  }

  throwTerminating(record: ErrorRecord): never {
    record.invocationInfo = this.processor.invocation;
    const thrown = ThrownException.fromRecord(record);
    throw thrown;
  }

  writeWarning(text: string): void {
    this.#inform(
      'warning',
      new InformationalRecord('Warning', text),
      this.preference('WarningPreference'),
      'WarningPreference',
    );
  }
  writeVerbose(text: string): void {
    this.#inform(
      'verbose',
      new InformationalRecord('Verbose', text),
      this.preference('VerbosePreference'),
      'VerbosePreference',
    );
  }
  writeDebug(text: string): void {
    this.#inform(
      'debug',
      new InformationalRecord('Debug', text),
      this.preference('DebugPreference'),
      'DebugPreference',
    );
  }

  #inform(
    stream: 'warning' | 'verbose' | 'debug',
    record: InformationalRecord,
    action: string,
    variable: string,
  ): void {
    this.checkStop();
    record.invocationInfo = this.processor.invocation;
    if (action === 'SilentlyContinue' || action === 'Ignore') return;
    this.streams[stream].write(record);
    if (action !== 'Stop') return;
    const message = `The running command stopped because the preference variable "${variable}" or common parameter is set to Stop: ${record.message}`;
    const error = new ErrorRecord(new NetException(stopException, message), 'ActionPreferenceStop', 'OperationStopped');
    error.invocationInfo = this.processor.invocation;
    throw this.#stopped(error, message);
  }

  writeInformation(record: InformationRecord): void {
    this.checkStop();
    const action = this.preference('InformationPreference');
    if (action === 'Ignore') return;
    if (action === 'SilentlyContinue' && !record.tags.includes('PSHOST')) {
      // Not shown, but it may be collected or redirected.
      const { information } = this.streams;
      if (information === this.processor.runspace.baseStreams?.information) return void information.silently?.(record);
    }
    this.streams.information.write(record);
  }

  writeProgress(record: ProgressRecord): void {
    this.checkStop();
    if (/^(SilentlyContinue|Ignore)$/.test(this.preference('ProgressPreference'))) return;
    this.streams.progress.write(record);
  }

  shouldProcess(target: string, action?: string): boolean {
    const operation = action ?? this.processor.invocation.myCommandName;
    const whatIf =
      this.common?.preferences.get('WhatIfPreference') ?? this.session.getVariableValue('WhatIfPreference') ?? false;
    const description = `Performing the operation "${operation}" on target "${target}".`;
    if (isTrue(whatIf)) {
      this.processor.runspace.writeHost(`What if: ${description}`, this.streams);
      return false;
    }
    if (!this.#mustAsk()) {
      this.writeVerbose(description);
      return true;
    }
    return this.#ask(description, 'Confirm', `Are you sure you want to perform this action?\n${description}`);
  }

  #mustAsk(): boolean {
    const levels = ['Low', 'Medium', 'High', 'None'];
    const preference = toText(
      this.common?.preferences.get('ConfirmPreference') ?? this.session.getVariableValue('ConfirmPreference') ?? 'High',
    );
    const at = levels.findIndex((level) => level.toLowerCase() === preference.toLowerCase());
    return at >= 0 && at < 3 && levels.indexOf(this.confirmImpact) >= at;
  }

  #ask(_description: string, caption: string, message: string): boolean {
    if (this.#yesToAll) return true;
    if (this.#noToAll) return false;
    const { ui } = this.host;
    if (ui === undefined) {
      this.processor.runspace.cannotPrompt(`${caption}\n${message}`);
    }
    const choice = ui.promptForChoice(
      caption,
      message,
      [
        { label: '&Yes', helpMessage: 'Continue with only the next step of the operation.' },
        { label: 'Yes to &All', helpMessage: 'Continue with all the steps of the operation.' },
        { label: '&No', helpMessage: 'Skip this operation and proceed with the next operation.' },
        { label: 'No to A&ll', helpMessage: 'Skip this operation and all subsequent operations.' },
      ],
      0,
    );
    if (choice === 1) this.#yesToAll = true;
    if (choice === 3) this.#noToAll = true;
    return choice <= 1;
  }

  shouldContinue(query: string, caption: string): boolean {
    return this.#ask(query, caption, query);
  }

  checkStop(): void {
    this.processor.runspace.checkStop();
  }

  stopUpstream(): never {
    throw new StopUpstream(this.processor);
  }

  invoke(
    block: ScriptBlock,
    options: {
      dollarUnder?: unknown;
      arguments?: readonly unknown[];
      input?: readonly unknown[];
      newScope?: boolean;
      toOutput?: boolean;
    } = {},
  ): unknown[] {
    const { streams } = this;
    const { toOutput, ...rest } = options;
    return this.processor.runspace.invokeBlock(block, {
      ...rest,
      streams,
      ...(toOutput ? { output: streams.output } : {}),
    });
  }

  error(
    exceptionType: string,
    message: string,
    errorId: string,
    category: ErrorCategory,
    target: unknown = null,
  ): ErrorRecord {
    return new ErrorRecord(new NetException(exceptionType, message), errorId, category, target);
  }
}
