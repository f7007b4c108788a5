// The embedded engine as the worker program runs it: CREATE_PIPELINE's commands become pipelines of a runspace.

import { runningCell } from '../../bridge/control.ts';
import type { TypeDefinition } from '../../conversion/index.ts';
import type { CmdletModule } from '../../engine/definitions/cmdlet.ts';
import { PipelineStopped } from '../../engine/eval/control.ts';
import { createRunspace, type PipelineElement, type Runspace, type RunspaceOptions } from '../../engine/runspace.ts';
import { clixmlAdapter } from '../../engine/serialization/clixml-adapter.ts';
import type { PipelineSink } from '../../engine/streams.ts';
import type { PSHost } from '../../host/ps-host.ts';
import { Dictionary } from '../../psobject/collections.ts';
import { baseOf } from '../../psobject/ps-object.ts';
import type { Command, CreatePipeline } from '../../psrp/messages/create-pipeline.ts';
import { displayedOn } from './host-display.ts';
import type { EngineIo, EngineOutcome, WorkerEngine, WorkerEngineContext } from './worker-program.ts';

/** What the composition root gives an engine: it knows the cmdlets and types that there are. */
export interface EngineParts {
  readonly cmdletModules: readonly CmdletModule[];
  readonly types: readonly TypeDefinition[];
  readonly formatLines: NonNullable<RunspaceOptions['formatLines']>;
}

/** The parameter under which a client sends the values of $using: (PSRemotingCmdlet's verbatim argument). */
const usingParameter = '--%';

/** The host of the running pipeline behind one object, since a session has one $Host and each pipeline its own. */
class CurrentHost implements PSHost {
  current: PSHost;
  constructor(host: PSHost) {
    this.current = host;
  }
  get name() {
    return this.current.name;
  }
  get version() {
    return this.current.version;
  }
  get instanceId() {
    return this.current.instanceId;
  }
  get culture() {
    return this.current.culture;
  }
  get uiCulture() {
    return this.current.uiCulture;
  }
  get ui() {
    return this.current.ui;
  }
  setShouldExit(exitCode: number): void {
    this.current.setShouldExit(exitCode);
  }
}

const mergeable = {
  error: 'mergeError',
  warning: 'mergeWarning',
  verbose: 'mergeVerbose',
  debug: 'mergeDebug',
  information: 'mergeInformation',
} as const satisfies Record<string, keyof Command>;

function elementOf(command: Command): PipelineElement {
  const merges = Object.entries(mergeable).flatMap(([stream, field]) => {
    const target = command[field];
    return target === 'Output' || target === 'Null' ? [[stream as keyof typeof mergeable, target] as const] : [];
  });
  if (command.mergeMyResult === 'Error' && command.mergeToResult === 'Output') merges.push(['error', 'Output']);
  return {
    text: command.text,
    isScript: command.isScript,
    useLocalScope: command.useLocalScope ?? false,
    parameters: command.parameters
      .filter(({ name }) => name !== usingParameter)
      .map(({ name, value }) => ({ name: name?.replace(/^-/, '').replace(/:$/, ''), value })),
    merges: new Map(merges),
  };
}

/** The values of $using: that came with the pipeline, by their key. */
function usingValuesOf(commands: readonly Command[]): ReadonlyMap<string, unknown> | undefined {
  for (const { parameters } of commands) {
    const sent = baseOf(parameters.find(({ name }) => name === usingParameter)?.value);
    if (sent instanceof Dictionary) return new Map([...sent.entries()].map(([key, value]) => [String(key), value]));
  }
  return undefined;
}

function sinkOf(io: EngineIo): PipelineSink {
  return displayedOn(io.host, {
    output: (value) => io.write('output', value),
    error: (record) => io.write('error', record),
    warning: (record) => io.write('warning', record),
    verbose: (record) => io.write('verbose', record),
    debug: (record) => io.write('debug', record),
    information: (record) => io.write('information', record),
    progress: (record) => io.write('progress', record),
  });
}

/** Makes the function that the worker program makes its engine with. */
export function engineFactory(parts: EngineParts): (context: WorkerEngineContext) => WorkerEngine {
  return (context) => {
    const host = new CurrentHost(context.host);
    const make = (): Runspace =>
      createRunspace({
        services: context.services,
        host,
        cmdletModules: parts.cmdletModules,
        types: parts.types,
        stopCells: context.stopCells,
        stopCell: runningCell,
        formatLines: parts.formatLines,
        ...(context.setup.workingDirectory === undefined ? {} : { currentDirectory: context.setup.workingDirectory }),
      });
    let runspace = make();

    const runStatement = (commands: readonly Command[], io: EngineIo): EngineOutcome => {
      const usingValues = usingValuesOf(commands);
      const outcome = runspace.invokePipeline(commands.map(elementOf), sinkOf(io), {
        ...(io.input === undefined ? {} : { input: io.input }),
        ...(usingValues === undefined ? {} : { usingValues }),
      });
      return { outcome: outcome.state, error: outcome.error, succeeded: runspace.succeeded };
    };

    return {
      adapter: clixmlAdapter,
      run(pipeline: CreatePipeline, io: EngineIo): EngineOutcome {
        host.current = io.host;
        const { commands, extraStatements } = pipeline.powerShell;
        const statements = extraStatements?.length
          ? extraStatements.map((statement) => statement.commands)
          : [commands];
        let result: EngineOutcome = { outcome: 'completed', succeeded: true };
        for (const statement of statements) {
          result = runStatement(statement, io);
          if (result.outcome !== 'completed') break;
        }
        return result;
      },
      commandMetadata: (_request, io) => {
        host.current = io.host;
        return runStatement([getCommand], io);
      },
      reset() {
        runspace = make();
      },
    };
  };
}

/** GET_COMMAND_METADATA runs Get-Command (MS-PSRP 3.2.5.4.12). */
const getCommand = { text: 'Get-Command', isScript: false, parameters: [] } as unknown as Command;

/** What the bridge throws when its pipeline is stopped: the engine's own signal. */
export function throwPipelineStopped(): never {
  throw new PipelineStopped();
}
