// A runspace: one session with its host and services, and what runs in it right now (System.Management.Automation.ExecutionContext).
// It is the one object that compiled code asks for anything beyond its own frame. Longer than most files because it is that door.
import {
  cultureNamed,
  invariantCulture,
  setThreadContext,
  type ThreadContext,
  type TypeDefinition,
  TypeRegistry,
} from '../conversion/index.ts';
import type { PSHost } from '../host/ps-host.ts';
import type { PlatformIdentity, Services } from '../host/services.ts';
import { emptyExtent } from '../language/extent.ts';
import { parse } from '../language/parser/parse.ts';
import { ArrayList } from '../psobject/collections.ts';
import { ErrorRecord } from '../psobject/error-record.ts';
import { NetException } from '../psobject/exception.ts';
import { InformationRecord } from '../psobject/records.ts';
import { ThrownException, throwNet } from '../psobject/thrown.ts';
import type { Argument } from './binder.ts';
import { CmdletProcessor } from './cmdlet-processor.ts';
import {
  AliasCommand,
  ApplicationCommand,
  CmdletCommand,
  type Command,
  commandNotFound,
  ExternalScriptCommand,
  FunctionCommand,
} from './command.ts';
import type { ParameterMetadata } from './command-metadata.ts';
import { findApplication, findScript } from './command-search.ts';
import type { CmdletModule } from './definitions/cmdlet.ts';
import type { Provider } from './definitions/provider.ts';
import { engineTypes } from './engine-types.ts';
import { Environment } from './environment.ts';
import { categoryFacts, noteError, statementFailed, toThrown } from './errors.ts';
import { ControlSignal, ExitSignal, LoopSignal, PipelineStopped } from './eval/control.ts';
import { type Flow, Frame } from './eval/frame.ts';
import { HostObject } from './host-object.ts';
import { initializeSession } from './initial-session.ts';
import { CommandInvocation } from './invocation-info.ts';
import { currentDirectoryOf, type LocationStack } from './location.ts';
import { PSMemberSet } from './member-set.ts';
import { NativeProcessor, nativeArguments } from './native-processor.ts';
import { setMemberRunspace } from './net-members.ts';
import { ParseErrorView } from './parser-types.ts';
import { runPipeline } from './pipeline-run.ts';
import { preferenceOf } from './preferences.ts';
import type { Processor } from './processor.ts';
import { pipeInto, withStreams } from './processor.ts';
import { FileRedirection } from './providers/file-redirection.ts';
import { defaultProviders } from './providers/index.ts';
import { type Scope, slot } from './scope.ts';
import { BlockCode, ScriptBlock } from './script-block.ts';
import { ScriptProcessor } from './script-processor.ts';
import { SessionState } from './session-state.ts';
import { Collector, nullOutput, type Output, type PipelineSink, type Streams, streamsTo } from './streams.ts';
import { toText } from './text.ts';
import { threadContextOf } from './thread-context.ts';
import { TypeTable } from './type-table.ts';

export interface RunspaceOptions {
  readonly services: Services;
  readonly host: PSHost;
  readonly cmdletModules: readonly CmdletModule[];
  /** Types of src/dotnet; the engine adds its own. */
  readonly types: readonly TypeDefinition[];
  /** Shared with whoever may stop the pipeline: the cell is negative while it is to stop. */
  readonly stopCells?: Int32Array;
  /** Index of that cell; default 0. */
  readonly stopCell?: number;
  /** How objects become text for native programs and file redirection; toText until a formatter is given. */
  readonly formatLines?: (session: SessionState, values: readonly unknown[], width?: number) => readonly string[];
  /** How many calls may nest before CallDepthOverflow; default 1500 or so, what the thread's stack holds. */
  readonly maxDepth?: number;
  readonly currentDirectory?: string;
}

export interface InvokeOptions {
  /** Objects for the first command. */
  readonly input?: Iterable<unknown>;
  readonly arguments?: readonly unknown[];
  /** Runs in the global scope itself (a prompt, a remote pipeline); otherwise in a scope of its own. */
  readonly useLocalScope?: boolean;
  /** Values of $using: expressions by their key. */
  readonly usingValues?: ReadonlyMap<string, unknown>;
  readonly fileName?: string;
  readonly addToHistory?: boolean;
}

/** How an invocation ended. */
export interface InvokeOutcome {
  readonly state: 'completed' | 'failed' | 'stopped';
  /** What ended it, where it failed. */
  readonly error?: ErrorRecord;
  /** Set when the script called exit. */
  readonly exitCode?: number;
}

/** One command of a pipeline that was put together without being written as text. */
export interface PipelineElement {
  /** A command's name, or the text of a script. */
  readonly text: string;
  readonly isScript: boolean;
  readonly useLocalScope: boolean;
  /** Arguments in order; positional ones have no name. */
  readonly parameters: readonly { readonly name: string | undefined; readonly value: unknown }[];
  /** Streams that join the output, or are dropped. */
  readonly merges: ReadonlyMap<'error' | 'warning' | 'verbose' | 'debug' | 'information', 'Output' | 'Null'>;
}

export interface InvokeBlockOptions {
  dollarUnder?: unknown;
  /** $this. */
  this?: unknown;
  arguments?: readonly unknown[];
  input?: readonly unknown[];
  /** Default true: the block has a scope of its own. */
  newScope?: boolean;
  dotted?: boolean;
  streams?: Streams;
  /** Receives what the block writes as it writes it; then nothing is collected. */
  output?: Output;
}

export class Runspace {
  readonly services: Services;
  readonly host: PSHost;
  readonly providers: Map<string, Provider>;
  readonly types: TypeRegistry;
  readonly identity: PlatformIdentity;
  readonly environment: Environment;
  readonly global: SessionState;
  session: SessionState;
  /** $Error. */
  readonly errors: ArrayList = new ArrayList();
  /** $?. */
  succeeded = true;
  commandFailed = false;
  /** Above zero within try blocks: errors of statements go up instead of being reported. */
  propagate = 0;
  /** Errors that catch blocks and traps are handling, innermost last: what `throw` alone throws. */
  readonly handledErrors: ThrownException[] = [];
  depth = 0;
  /** Frames of the running script blocks, innermost last. */
  readonly frames: Frame[] = [];
  readonly maxDepth: number;
  usingValues: ReadonlyMap<string, unknown> | undefined;
  /** $Host. */
  readonly hostObject: HostObject;
  readonly typeTable: TypeTable = new TypeTable();
  /** The streams at the end of the running invocation. */
  baseStreams: Streams | undefined;
  readonly formatLines: (values: readonly unknown[], width?: number) => readonly string[];
  readonly #stopCells: Int32Array;
  readonly #stopCell: number;
  readonly #threadContext: ThreadContext;
  #stopSuspended = 0;
  #exitCode: number | undefined;
  /** A moment (Date.now()) after which the pipeline stops by itself; tests use it. */
  deadline: number = Number.POSITIVE_INFINITY;
  #ticks = 0;

  constructor(options: RunspaceOptions) {
    this.services = options.services;
    this.host = options.host;
    this.hostObject = new HostObject(options.host);
    this.identity = options.services.platform.identity();
    this.environment = new Environment(this.identity);
    this.types = new TypeRegistry([...options.types, ...engineTypes]);
    this.maxDepth = options.maxDepth ?? 1000;
    this.#stopCells = options.stopCells ?? new Int32Array(1);
    this.#stopCell = options.stopCell ?? 0;
    const { formatLines } = options;
    this.formatLines = formatLines
      ? (values, width) => formatLines(this.session, values, width)
      : (values) => values.map(toText);
    this.providers = new Map(defaultProviders(this).map((provider) => [provider.name.toLowerCase(), provider]));
    this.#threadContext = threadContextOf(this, cultureNamed(options.host.culture) ?? invariantCulture);
    const location = {} as LocationStack;
    this.global = new SessionState(this, location);
    this.session = this.global;
    this.#entered(() => initializeSession(this, options));
  }

  /** $HOME, as a provider path. */
  get home(): string {
    return this.identity.homeDirectory;
  }

  // --- invocation --------------------------------------------------------------------------------------------------------

  /** Runs code of the embedding program as this runspace's thread: conversions and members need its types. */
  within<T>(action: () => T): T {
    return this.#entered(action);
  }

  #entered<T>(action: () => T): T {
    const before = setThreadContext(this.#threadContext);
    const member = setMemberRunspace(this);
    try {
      return action();
    } finally {
      setMemberRunspace(member);
      setThreadContext(before);
    }
  }

  /** Parses text to a script block of this session; throws ParseException with all errors. */
  createBlock(text: string, fileName?: string): ScriptBlock {
    const { ast, errors } = parse(text, fileName);
    if (errors.length > 0) {
      const first = errors[0]!;
      const exception = new NetException(
        'System.Management.Automation.ParseException',
        errors.map((error) => `${parsePosition(error.extent)}${error.message}`).join('\n'),
        { properties: [['Errors', errors.map((error) => new ParseErrorView(error))]] },
      );
      const record = new ErrorRecord(exception, first.errorId, 'ParserError');
      record.invocationInfo = new CommandInvocation(first.extent);
      exception.errorRecord = record;
      throw ThrownException.fromRecord(record);
    }
    return new ScriptBlock(new BlockCode(ast, text), this.session);
  }

  /** Runs a script to its end. Never throws for what the script did: the outcome tells. */
  invoke(script: string | ScriptBlock, sink: PipelineSink, options: InvokeOptions = {}): InvokeOutcome {
    return this.#invoke(sink, options, (_frame, streams) => {
      const block = typeof script === 'string' ? this.createBlock(script, options.fileName) : script;
      const args = (options.arguments ?? []).map((value): Argument => ({ name: undefined, attached: false, value }));
      return [
        new ScriptProcessor(this, block, args, new CommandInvocation(block.ast.extent), streams, {
          dotted: options.useLocalScope !== true,
        }),
      ];
    });
  }

  /** Runs commands as one pipeline, as the hosting interface and remote clients put them together. */
  invokePipeline(elements: readonly PipelineElement[], sink: PipelineSink, options: InvokeOptions = {}): InvokeOutcome {
    return this.#invoke(sink, options, (frame, streams) => {
      const processors: Processor[] = [];
      // From the last to the first, since each writes into the one after it.
      for (const element of elements.toReversed()) {
        const next = processors[0];
        const own = mergedStreams(next === undefined ? streams : pipeInto(streams, next), element.merges);
        processors.unshift(this.#elementProcessor(frame, element, own));
      }
      return processors;
    });
  }

  #elementProcessor(frame: Frame, element: PipelineElement, streams: Streams): Processor {
    const args = element.parameters.map(({ name, value }): Argument => ({ name, attached: name !== undefined, value }));
    const dotted = !element.useLocalScope;
    if (element.isScript) {
      const block = this.createBlock(element.text);
      return new ScriptProcessor(this, block, args, new CommandInvocation(block.ast.extent), streams, { dotted });
    }
    const command = this.findCommand(element.text);
    const invocation = new CommandInvocation(undefined, command, element.text);
    return this.createProcessor(frame, command, args, invocation, streams, dotted);
  }

  #invoke(
    sink: PipelineSink,
    options: InvokeOptions,
    processorsOf: (frame: Frame, streams: Streams) => readonly Processor[],
  ): InvokeOutcome {
    return this.#entered(() => {
      const streams = streamsTo(sink);
      const outerStreams = this.baseStreams;
      this.baseStreams = streams;
      const { usingValues } = this;
      this.usingValues = options.usingValues ?? usingValues;
      const propagate = this.propagate;
      this.propagate = 0;
      this.#exitCode = undefined;
      const frame = new Frame(this, this.session, undefined, this.session.scope, streams, emptyExtent);
      try {
        const { input } = options;
        runPipeline(
          processorsOf(frame, streams),
          input &&
            ((first) => {
              for (const item of input) first.write(item);
            }),
        );
        return { state: 'completed' };
      } catch (error) {
        if (error instanceof ExitSignal) return { state: 'completed', exitCode: this.#exitTo(error.exitCode) };
        if (error instanceof PipelineStopped) return { state: 'stopped' };
        if (error instanceof LoopSignal) return { state: 'completed' };
        if (error instanceof ControlSignal) return { state: 'completed' };
        const thrown = toThrown(frame, error);
        noteError(frame, thrown);
        this.succeeded = false;
        const record = thrown.errorRecord!;
        // Whoever reads it is outside this runspace, where what its category says can no longer be computed.
        if (record.categoryInfo.message === undefined) Object.assign(record.categoryInfo, categoryFacts(record));
        return { state: 'failed', error: record };
      } finally {
        this.propagate = propagate;
        this.baseStreams = outerStreams;
        this.usingValues = usingValues;
      }
    });
  }

  /** Runs a script block for a cmdlet or operator and gives what it wrote. */
  invokeBlock(block: ScriptBlock, options: InvokeBlockOptions = {}): unknown[] {
    const collector: Output = options.output ?? new Collector();
    const streams = withStreams(options.streams ?? this.baseStreams!, { output: collector });
    const args = (options.arguments ?? []).map((value): Argument => ({ name: undefined, attached: false, value }));
    const processor = new ScriptProcessor(this, block, args, new CommandInvocation(block.ast.extent), streams, {
      dotted: options.dotted === true || options.newScope === false,
    });
    const { slots } = processor.scope;
    const before = slots[slot.underbar];
    if ('dollarUnder' in options) slots[slot.underbar] = options.dollarUnder;
    if ('this' in options) slots[slot.this] = options.this;
    try {
      const { input } = options;
      runPipeline(
        [processor],
        input &&
          ((first) => {
            for (const item of input) first.write(item);
          }),
      );
    } finally {
      slots[slot.underbar] = before;
    }
    return options.output === undefined ? (collector as Collector).items : [];
  }

  /** Makes the processor of a command. */
  createProcessor(
    f: Frame,
    target: Command | ScriptBlock,
    args: readonly Argument[],
    invocation: CommandInvocation,
    streams: Streams,
    dotted: boolean,
  ): Processor {
    if (target instanceof ScriptBlock) return new ScriptProcessor(this, target, args, invocation, streams, { dotted });
    if (target instanceof CmdletCommand) return new CmdletProcessor(f, target, args, invocation, streams);
    if (target instanceof FunctionCommand) {
      return new ScriptProcessor(this, target.scriptBlock, args, invocation, streams, { dotted });
    }
    if (target instanceof ExternalScriptCommand) {
      return new ScriptProcessor(this, target.scriptBlock, args, invocation, streams, { dotted, isFile: true });
    }
    if (target instanceof AliasCommand) {
      return this.createProcessor(f, this.findCommand(target.definition), args, invocation, streams, dotted);
    }
    const words = args.flatMap((arg) => {
      const head = arg.name === undefined ? [] : [arg.text ?? `-${arg.name}`];
      return arg.name === undefined
        ? nativeArguments([arg.value])
        : arg.attached
          ? [`${head[0]}${toText(arg.value)}`]
          : head;
    });
    return new NativeProcessor(this, target.path, words, invocation, streams, (values) => this.formatLines(values));
  }

  // --- commands ----------------------------------------------------------------------------------------------------------

  isCommand(value: unknown): value is Command {
    return (
      value instanceof CmdletCommand ||
      value instanceof FunctionCommand ||
      value instanceof AliasCommand ||
      value instanceof ExternalScriptCommand ||
      value instanceof ApplicationCommand
    );
  }

  /** The command of a name, aliases followed; throws CommandNotFoundException. */
  findCommand(name: string): Command {
    return this.tryFindCommand(name) ?? commandNotFound(name);
  }

  tryFindCommand(name: string): Command | undefined {
    const { session } = this;
    let wanted = name;
    const seen = new Set<string>();
    for (;;) {
      const alias = session.getAlias(wanted);
      if (alias === undefined) break;
      if (seen.has(wanted.toLowerCase())) return undefined;
      seen.add(wanted.toLowerCase());
      wanted = alias.definition;
    }
    const scoped = /^(global|script|local|private):(.+)$/i.exec(wanted);
    const plain = scoped ? scoped[2]! : wanted;
    const found = session.getFunction(plain) ?? session.cmdlets.get(plain.toLowerCase());
    if (found !== undefined) return found;
    const qualified = /^([\w.]+)\\([^\\/]+)$/.exec(plain);
    if (qualified) {
      const command = session.cmdlets.get(qualified[2]!.toLowerCase());
      if (command?.moduleName.toLowerCase() === qualified[1]!.toLowerCase()) return command;
    }
    const external = findScript(this, plain) ?? findApplication(this, plain);
    if (external !== undefined) return external;
    // `process` means Get-Process where nothing else has the name.
    return plain.includes('-') ? undefined : session.cmdlets.get(`get-${plain.toLowerCase()}`);
  }

  // --- errors and preferences --------------------------------------------------------------------------------------------

  /** The name of a preference as the running scope has it. */
  preference(f: Frame, lowerName: string): string {
    return preferenceOf(f.scope.lookup(lowerName));
  }

  /** Puts a record at the head of $Error, which keeps 256. */
  rememberError(record: ErrorRecord): void {
    const { items } = this.errors;
    if (items[0] === record) return;
    items.unshift(record);
    if (items.length > 256) items.length = 256;
  }

  statementFailed(f: Frame, error: unknown): Flow {
    return statementFailed(f, error);
  }

  /** Writes an error that is not the end of its command. */
  writeErrorRecord(record: ErrorRecord, streams: Streams, f: Frame): void {
    const action = this.preference(f, 'erroractionpreference');
    this.succeeded = false;
    this.commandFailed = true;
    if (action === 'Ignore') return;
    this.rememberError(record);
    if (action === 'SilentlyContinue') return;
    if (action === 'Stop') {
      const thrown = ThrownException.fromRecord(record);
      thrown.unstoppable = true;
      throw thrown;
    }
    streams.error.write(record);
  }

  /** Whether a command of a finished pipeline reported an error. */
  failedIn(processors: readonly Processor[]): boolean {
    if (this.commandFailed) return true;
    for (const processor of processors) {
      if (processor instanceof CmdletProcessor && processor.context.failed) return true;
      if (processor instanceof ScriptProcessor && processor.failed) return true;
    }
    return false;
  }

  /** Whether strict mode of at least this version holds in a scope. */
  isStrict(scope: Scope, version = 1): boolean {
    for (let at: Scope | undefined = scope; at !== undefined; at = at.parent) {
      if (at.strictMode !== undefined) return at.strictMode >= version && at.strictMode > 0;
    }
    return false;
  }

  /** `$object.PSObject`. */
  memberSetOf(owner: unknown): PSMemberSet {
    return new PSMemberSet(owner);
  }

  /** `at name, file: line n` for each running script block, innermost first. */
  stackTrace(): string {
    const lines: string[] = [];
    for (let i = this.frames.length - 1; i >= 0; i--) {
      const { at, name } = this.frames[i]!;
      lines.push(`at ${name}, ${at.file ?? '<No file>'}: line ${at.startLineNumber}`);
    }
    return lines.join('\n');
  }

  invocationOf(scope: Scope): CommandInvocation | null {
    for (let at: Scope | undefined = scope; at !== undefined; at = at.parent) {
      if (at.invoker !== undefined) return at.invoker.invocation;
    }
    return new CommandInvocation(undefined);
  }

  promptForMandatory(missing: readonly ParameterMetadata[]): Map<string, unknown> | undefined {
    const { ui } = this.host;
    if (ui === undefined) return undefined;
    return ui.prompt(
      `cmdlet at command pipeline position 1`,
      'Supply values for the following parameters:',
      missing.map((parameter) => ({
        name: parameter.name,
        label: parameter.name,
        helpMessage: parameter.sets[0]?.helpMessage ?? '',
        typeName: parameter.typeName,
        isMandatory: true,
        defaultValue: null,
      })),
    );
  }

  cannotPrompt(message: string): never {
    throwNet(
      'System.Management.Automation.Host.HostException',
      `A command that prompts the user failed because the host program or the command type does not support user interaction. The host was attempting to request confirmation with the following message: ${message}`,
      { errorId: 'InvalidOperation', category: 'NotImplemented' },
    );
  }

  writeHost(text: string, streams: Streams): void {
    const record = new InformationRecord(text, 'Write-Host');
    record.tags.push('PSHOST');
    if (this.host.ui !== undefined) this.host.ui.writeLine(text);
    else streams.information.write(record);
  }

  // --- stopping ----------------------------------------------------------------------------------------------------------

  /** Asks whatever runs to stop; it ends with PipelineStopped at the next look. */
  stop(): void {
    Atomics.store(this.#stopCells, this.#stopCell, -1);
  }

  /** Throws when the pipeline is to stop. Cheap: one read of shared memory. */
  checkStop(): void {
    if (this.#stopCells[this.#stopCell]! < 0 && this.#stopSuspended === 0) throw new PipelineStopped();
    if ((++this.#ticks & 1023) === 0 && Date.now() > this.deadline) throw new PipelineStopped();
  }

  /** A finally block runs to its end even while the pipeline stops. */
  suspendStop(): boolean {
    if (this.#stopCells[this.#stopCell]! >= 0) return false;
    this.#stopSuspended++;
    return true;
  }

  resumeStop(suspended: boolean): void {
    if (suspended) this.#stopSuspended--;
  }

  // --- exit and native programs ------------------------------------------------------------------------------------------

  setExitCode(code: number): void {
    this.session.globalScope.set('lastexitcode', 'LASTEXITCODE', code);
    if (code !== 0) this.commandFailed = true;
  }

  /** `exit` in a script file ends the file. */
  exitScript(code: unknown): void {
    const number = exitNumber(code);
    this.session.globalScope.set('lastexitcode', 'LASTEXITCODE', number);
    if (number !== 0) this.commandFailed = true;
  }

  #exitTo(code: unknown): number {
    const number = exitNumber(code);
    this.#exitCode = number;
    this.session.globalScope.set('lastexitcode', 'LASTEXITCODE', number);
    this.host.setShouldExit(number);
    return number;
  }
  get exitCode(): number | undefined {
    return this.#exitCode;
  }

  environmentEntries(): readonly (readonly [string, string])[] {
    return [...this.environment.entries()];
  }

  /** The real folder in which native programs start. */
  workingDirectory(): string {
    return currentDirectoryOf(this);
  }

  // --- content -----------------------------------------------------------------------------------------------------------

  openRedirection(path: string, append: boolean): FileRedirection {
    return new FileRedirection(this, path, append);
  }

  linesOf(path: string): Iterable<unknown> {
    return this.readContent(path);
  }

  readContent(path: string): unknown[] {
    return FileRedirection.read(this, path);
  }

  writeContent(path: string, value: unknown): void {
    const file = new FileRedirection(this, path, false);
    for (const item of Array.isArray(value) ? value : [value]) file.write(item);
    file.close();
  }
}

function mergedStreams(streams: Streams, merges: PipelineElement['merges']): Streams {
  if (merges.size === 0) return streams;
  const changes = [...merges].map(([stream, target]) => [stream, target === 'Output' ? streams.output : nullOutput]);
  return withStreams(streams, Object.fromEntries(changes));
}

function exitNumber(code: unknown): number {
  if (typeof code === 'number') return code;
  const number = Number(toText(code));
  return Number.isInteger(number) ? number : 0;
}

function parsePosition(
  extent: {
    readonly startLineNumber: number;
    readonly startColumnNumber: number;
    readonly source: { lineText(line: number): string };
  } & object,
): string {
  const { positionMessage } = new CommandInvocation(extent as never);
  return `${positionMessage}\n`;
}

/** Makes a runspace, ready to invoke. */
export function createRunspace(options: RunspaceOptions): Runspace {
  return new Runspace(options);
}
