// How a pipeline is described: a script, or commands with arguments, in the manner of PowerShell's own AddScript and AddCommand.
import { addInvocationInfo, type PipelineResultTypes } from '../psrp/enumerations.ts';
import type { HostInfo } from '../psrp/host-info.ts';
import type { Command, CreatePipeline } from '../psrp/messages/create-pipeline.ts';
import { ClientError } from './client-error.ts';
import { fromPlain } from './to-plain.ts';

/** A stream that can be merged into the output. */
export type MergeableStream = 'error' | 'warning' | 'verbose' | 'debug' | 'information';

const mergeFields = {
  error: 'mergeError',
  warning: 'mergeWarning',
  verbose: 'mergeVerbose',
  debug: 'mergeDebug',
  information: 'mergeInformation',
} as const satisfies Record<MergeableStream, keyof Command>;

/** Collects the commands of a pipeline. Each method returns the same object. */
export class PowerShell {
  readonly #statements: Command[][] = [[]];
  #history: string | undefined;

  /** A pipeline that begins with a script. */
  static script(text: string): PowerShell {
    return new PowerShell().addScript(text);
  }
  /** A pipeline that begins with a command. */
  static command(name: string): PowerShell {
    return new PowerShell().addCommand(name);
  }

  /** Adds a script; with `useLocalScope` its variables do not stay in the runspace. */
  addScript(text: string, useLocalScope?: boolean): this {
    return this.#add(text, true, useLocalScope);
  }

  /** Adds a command, fed by the one before it. */
  addCommand(name: string, useLocalScope?: boolean): this {
    return this.#add(name, false, useLocalScope);
  }

  /** Adds a named argument to the last command; `true` sets a switch. Plain values are converted by `fromPlain`. */
  addParameter(name: string, value: unknown = true): this {
    this.#last().parameters = [...this.#last().parameters, { name, value: fromPlain(value) }];
    return this;
  }

  addParameters(values: Readonly<Record<string, unknown>> | ReadonlyMap<string, unknown>): this {
    for (const [name, value] of values instanceof Map ? values : Object.entries(values)) this.addParameter(name, value);
    return this;
  }

  /** Adds a positional argument to the last command. */
  addArgument(value: unknown): this {
    this.#last().parameters = [...this.#last().parameters, { value: fromPlain(value) }];
    return this;
  }

  /** Begins a new statement: what follows is a pipeline of its own, run after the one before. */
  addStatement(): this {
    if (this.#statements.at(-1)!.length > 0) this.#statements.push([]);
    return this;
  }

  /** Merges streams of the last command into its output (`2>&1`), or drops them (`$null`). */
  mergeStreams(streams: readonly MergeableStream[], target: 'output' | 'null' = 'output'): this {
    const command = this.#last();
    const result: PipelineResultTypes = target === 'output' ? 'Output' : 'Null';
    for (const stream of streams) command[mergeFields[stream]] = result;
    // What servers of version 2.1 read instead.
    if (target === 'output' && streams.includes('error')) {
      command.mergeMyResult = 'Error';
      command.mergeToResult = 'Output';
    }
    return this;
  }

  /** The text that the server's history shows for this pipeline. */
  setHistory(text: string): this {
    this.#history = text;
    return this;
  }

  /** The message that creates the pipeline. */
  toRequest(options: {
    noInput: boolean;
    addToHistory: boolean;
    hostInfo: HostInfo;
    isNested?: boolean;
  }): CreatePipeline {
    const statements = this.#statements.filter((commands) => commands.length > 0);
    const [commands] = statements;
    if (commands === undefined) throw new ClientError('InvalidArgument', 'The pipeline has no commands.');
    const isNested = options.isNested ?? false;
    return {
      powerShell: {
        commands,
        ...(statements.length > 1 ? { extraStatements: statements.map((statement) => ({ commands: statement })) } : {}),
        isNested,
        history: this.#history,
        redirectShellErrorOutputPipe: true,
      },
      noInput: options.noInput,
      apartmentState: 'UNKNOWN',
      remoteStreamOptions: addInvocationInfo,
      addToHistory: options.addToHistory,
      hostInfo: options.hostInfo,
      isNested,
    };
  }

  #add(text: string, isScript: boolean, useLocalScope: boolean | undefined): this {
    this.#statements.at(-1)!.push({
      text,
      isScript,
      useLocalScope,
      mergeMyResult: 'None',
      mergeToResult: 'None',
      mergePreviousResults: 'None',
      mergeError: 'None',
      mergeWarning: 'None',
      mergeVerbose: 'None',
      mergeDebug: 'None',
      mergeInformation: 'None',
      parameters: [],
    });
    return this;
  }

  #last(): Command {
    const command = this.#statements.at(-1)!.at(-1);
    if (command === undefined) throw new ClientError('InvalidArgument', 'Add a command or a script first.');
    return command;
  }
}
