// What a cmdlet is: a data object with its body. One file for each under src/cmdlets/<module>/, one line in the module's table.
import type { TypeDefinition } from '../../conversion/type-definition.ts';
import type { PSHost } from '../../host/ps-host.ts';
import type { Services } from '../../host/services.ts';
import type { ErrorCategory, ErrorRecord, InvocationInfo } from '../../psobject/error-record.ts';
import type { InformationalRecord, InformationRecord, ProgressRecord } from '../../psobject/records.ts';
import type { ScriptBlock } from '../script-block.ts';
import type { SessionState } from '../session-state.ts';
import type { ParameterDefinition, Parameters } from './parameter.ts';

/** What a cmdlet's body may do; one for each command of a pipeline. */
export interface CmdletContext {
  readonly session: SessionState;
  readonly services: Services;
  readonly host: PSHost;
  /** The command's own InvocationInfo ($MyInvocation). */
  readonly invocation: InvocationInfo;
  /** The name of the parameter set that binding chose. */
  readonly parameterSet: string;
  /** True when the command stands after another one in its pipeline. */
  readonly expectingInput: boolean;
  /** Whether the user (or the pipeline) bound this parameter. */
  isBound(parameter: string): boolean;
  /** Sends an object down the pipeline; with `enumerate`, the items of a collection one by one. */
  writeObject(value: unknown, enumerate?: boolean): void;
  writeError(record: ErrorRecord): void;
  /** Writes an error of another place (a remote session, a job): it keeps its own InvocationInfo, or has none. */
  forwardError(record: ErrorRecord): void;
  /** Puts a warning that is shown elsewhere into -WarningVariable, and nowhere else. */
  collectWarning(record: InformationalRecord): void;
  /** Ends this command with a terminating error (ThrowTerminatingError). */
  throwTerminating(record: ErrorRecord): never;
  writeWarning(text: string): void;
  writeVerbose(text: string): void;
  writeDebug(text: string): void;
  writeInformation(record: InformationRecord): void;
  writeProgress(record: ProgressRecord): void;
  shouldProcess(target: string, action?: string): boolean;
  shouldContinue(query: string, caption: string): boolean;
  /** Throws when the pipeline is being stopped; to be called in every loop that has no other way out. */
  checkStop(): void;
  /** Ends the pipeline from here upstream without an error, as Select-Object -First does. */
  stopUpstream(): never;
  /**
   * Runs a script block in its own scope with `$_` and arguments; gives what it wrote. With `toOutput` what it writes goes
   * down the pipeline as it is written instead, and the result is empty.
   */
  invoke(
    block: ScriptBlock,
    options?: {
      dollarUnder?: unknown;
      arguments?: readonly unknown[];
      input?: readonly unknown[];
      newScope?: boolean;
      toOutput?: boolean;
    },
  ): unknown[];
  /** An ErrorRecord of this command: `error('System.ArgumentException', text, 'Id', 'InvalidArgument', target)`. */
  error(
    exceptionType: string,
    message: string,
    errorId: string,
    category: ErrorCategory,
    target?: unknown,
  ): ErrorRecord;
}

/** Code in an example with what it prints; runs as a test, feeds Get-Help. */
export interface CmdletExample {
  readonly code: string;
  readonly description: string;
  /** Exact output, `Out-String` trimmed; undefined for an example whose output varies (it must only run without error). */
  readonly output?: string;
  /** False for an example that cannot run in a test (needs remote hosts, for instance). */
  readonly runnable?: boolean;
}

export type ParameterTable = Readonly<Record<string, ParameterDefinition>>;

/**
 * A cmdlet. `begin` makes the state of one invocation, which `process` and `end` receive; `process` runs once for each input
 * object, or once without input; `p` holds the bound parameters and changes with each input object.
 */
export interface CmdletDefinition<D extends ParameterTable = ParameterTable, S = unknown> {
  /** Verb-Noun in PowerShell's case. */
  readonly name: string;
  readonly aliases?: readonly string[];
  /** Full name of the .NET class, as error ids end with it; default Microsoft.PowerShell.Commands.<Verb><Noun>Command. */
  readonly typeName?: string;
  readonly parameters: D;
  readonly defaultParameterSet?: string;
  readonly supportsShouldProcess?: boolean;
  readonly confirmImpact?: 'Low' | 'Medium' | 'High';
  readonly outputTypes?: readonly string[];
  readonly synopsis: string;
  readonly examples?: readonly CmdletExample[];
  begin?(context: CmdletContext, p: Parameters<D>): S;
  process?(context: CmdletContext, p: Parameters<D>, state: S): void;
  end?(context: CmdletContext, p: Parameters<D>, state: S): void;
  /** Runs however the command ends. */
  clean?(context: CmdletContext, p: Parameters<D>, state: S): void;
}

/** A cmdlet whose parameter and state types are forgotten, as tables hold it. */
// biome-ignore lint/suspicious/noExplicitAny: the body of each cmdlet is checked against its own parameters by defineCmdlet
export type AnyCmdlet = CmdletDefinition<any, any>;

/** Checks a cmdlet's body against its parameters. */
export function defineCmdlet<const D extends ParameterTable, S = undefined>(
  definition: CmdletDefinition<D, S>,
): CmdletDefinition<D, S> {
  return definition;
}

/** A module of cmdlets: the table in src/cmdlets/<module>/index.ts. */
export interface CmdletModule {
  /** As Get-Command shows it: Microsoft.PowerShell.Utility. */
  readonly name: string;
  readonly cmdlets: readonly AnyCmdlet[];
  /** Aliases beyond those that the cmdlets themselves name. */
  readonly aliases?: Readonly<Record<string, string>>;
  /** .NET types of the objects that its cmdlets make; they are added to the session's types. */
  readonly types?: readonly TypeDefinition[];
}
