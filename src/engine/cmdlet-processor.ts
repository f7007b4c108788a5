// Runs a cmdlet as a command of a pipeline.

import { ThrownException } from '../psobject/thrown.ts';
import { SwitchParameter } from '../psobject/values.ts';
import { type Argument, ParameterBinder } from './binder.ts';
import { bindingError } from './binding-error.ts';
import { cmdletMetadata } from './cmdlet-metadata.ts';
import type { CmdletCommand } from './command.ts';
import type { ParameterMetadata } from './command-metadata.ts';
import { CommandRuntime } from './command-runtime.ts';
import { CommonParameters } from './common-parameters.ts';
import type { AnyCmdlet } from './definitions/cmdlet.ts';
import { callDepthOverflow, toThrown } from './errors.ts';
import type { Frame } from './eval/frame.ts';
import type { CommandInvocation } from './invocation-info.ts';
import { Processor } from './processor.ts';
import type { Scope } from './scope.ts';
import type { SessionState } from './session-state.ts';
import type { Streams } from './streams.ts';

export class CmdletProcessor extends Processor {
  readonly command: CmdletCommand;
  readonly context: CommandRuntime;
  readonly #cmdlet: AnyCmdlet;
  readonly #binder: ParameterBinder;
  readonly #args: readonly Argument[];
  readonly #frame: Frame;
  readonly #session: SessionState;
  readonly #scope: Scope;
  readonly #parameters: Record<string, unknown> = {};
  #state: unknown;

  constructor(
    frame: Frame,
    command: CmdletCommand,
    args: readonly Argument[],
    invocation: CommandInvocation,
    streams: Streams,
  ) {
    super(frame.runspace, invocation, streams);
    this.command = command;
    this.#cmdlet = command.cmdlet;
    this.#args = args;
    this.#frame = frame;
    this.#session = frame.runspace.session;
    this.#scope = this.#session.scope;
    this.#binder = new ParameterBinder(cmdletMetadata(command.cmdlet, frame.runspace), {
      evaluate: (block, input) => frame.runspace.invokeBlock(block, { dollarUnder: input, arguments: [input] }),
      promptForMandatory: (missing) => frame.runspace.promptForMandatory(missing),
    });
    this.context = new CommandRuntime(this, this.#binder, undefined);
    this.context.confirmImpact = command.cmdlet.confirmImpact ?? 'Medium';
  }

  override prepare(): void {
    this.#guard(() => {
      this.#binder.bindArguments(this.#args, this.expectingInput);
      if (!this.expectingInput) this.#binder.checkDelayed();
    });
    this.context.common = CommonParameters.from(this.#binder, this.runspace, this);
    this.#publish();
  }

  /** Copies the bound values to the object that the body reads. */
  #publish(): void {
    const target = this.#parameters;
    for (const parameter of this.#binder.metadata.parameters) {
      if (parameter.isCommon) continue;
      target[parameter.name] = this.#valueOf(parameter);
    }
  }

  /** Copies what an input object brought, and clears what the one before it had. */
  #publishInput(): void {
    const { byValue, byPropertyName } = this.#binder.metadata;
    for (const parameter of byValue) this.#parameters[parameter.name] = this.#valueOf(parameter);
    for (const parameter of byPropertyName) this.#parameters[parameter.name] = this.#valueOf(parameter);
  }

  #valueOf(parameter: ParameterMetadata): unknown {
    const value = this.#binder.values.get(parameter);
    if (!parameter.isSwitch) return value;
    return value instanceof SwitchParameter ? value.isPresent : value === true;
  }

  override begin(): void {
    super.begin();
    this.#guard(() => {
      this.#state = this.#cmdlet.begin?.(this.context, this.#parameters);
    });
  }

  override write(value: unknown): void {
    if (!this.begun) this.begin();
    this.runspace.checkStop();
    if (!this.#bind(value)) return;
    this.#publishInput();
    const { process } = this.#cmdlet;
    if (process === undefined) return;
    this.#guard(() => process.call(this.#cmdlet, this.context, this.#parameters, this.#state));
  }

  #bind(value: unknown): boolean {
    try {
      if (this.#binder.bindInput(value)) return true;
      this.#refuse(bindingError('InputObjectNotBound', { target: value }), value);
    } catch (error) {
      if (!(error instanceof ThrownException)) throw error;
      this.#refuse(error, value);
    }
    return false;
  }

  /** An input object that fits no parameter is an error of its own; the next one may fit. */
  #refuse(error: ThrownException, value: unknown): void {
    const record = toThrown(this.#frame, error).errorRecord!;
    if (record.targetObject === null) record.targetObject = value;
    this.context.writeError(record);
  }

  override end(): void {
    if (!this.begun) this.begin();
    const { process, end } = this.#cmdlet;
    if (!this.expectingInput && process !== undefined) {
      this.#guard(() => process.call(this.#cmdlet, this.context, this.#parameters, this.#state));
    }
    if (end !== undefined) this.#guard(() => end.call(this.#cmdlet, this.context, this.#parameters, this.#state));
  }

  override dispose(): void {
    const { clean } = this.#cmdlet;
    if (clean !== undefined && this.begun) clean.call(this.#cmdlet, this.context, this.#parameters, this.#state);
  }

  /** Runs a part of the body in the scope of the pipeline; what it throws is this command's error. */
  #guard(action: () => void): void {
    const { runspace } = this;
    const outerSession = runspace.session;
    const outerScope = this.#session.scope;
    const { depth } = runspace;
    if (depth >= runspace.maxDepth) throw callDepthOverflow();
    try {
      runspace.depth = depth + 1;
      runspace.session = this.#session;
      this.#session.scope = this.#scope;
      action();
    } catch (error) {
      if (!(error instanceof ThrownException) || error.errorRecord?.invocationInfo !== undefined) throw error;
      const thrown = toThrown(this.#frame, error);
      thrown.errorRecord!.invocationInfo = this.invocation;
      throw thrown;
    } finally {
      this.#session.scope = outerScope;
      runspace.session = outerSession;
      runspace.depth = depth;
    }
  }
}
