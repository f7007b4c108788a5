// Runs a script block as a command of a pipeline: a function, a filter, `& { }`, `. { }`, a script file.

import { NetEnumerator as Enumerator } from '../dotnet/enumerator.ts';
import { Hashtable } from '../psobject/collections.ts';
import { ThrownException } from '../psobject/thrown.ts';
import { type Argument, ParameterBinder } from './binder.ts';
import { bindingError } from './binding-error.ts';
import type { CommandMetadata } from './command-metadata.ts';
import { CommandRuntime } from './command-runtime.ts';
import { CommonParameters } from './common-parameters.ts';
import { callDepthOverflow, toThrown } from './errors.ts';
import type { CompiledBlock } from './eval/compiled-block.ts';
import { ExitSignal, LoopSignal, ReturnSignal } from './eval/control.ts';
import { type Exec, Frame, flow } from './eval/frame.ts';
import type { CommandInvocation } from './invocation-info.ts';
import { Processor } from './processor.ts';
import type { Runspace } from './runspace.ts';
import { Layout, Scope, slot } from './scope.ts';
import type { ScriptBlock } from './script-block.ts';
import type { SessionState } from './session-state.ts';
import type { Streams } from './streams.ts';
import { Variable } from './variable.ts';

export interface ScriptOptions {
  /** Runs in the scope of the caller: `. { }`, ForEach-Object. */
  readonly dotted: boolean;
  /** A script file: `exit` ends it alone, `$script:` is its scope. */
  readonly isFile?: boolean;
}

export class ScriptProcessor extends Processor {
  readonly block: ScriptBlock;
  readonly session: SessionState;
  readonly scope: Scope;
  readonly binder: ParameterBinder | undefined;
  readonly args: readonly Argument[];
  readonly #compiled: CompiledBlock;
  readonly #metadata: CommandMetadata | undefined;
  readonly #frame: Frame;
  readonly #dotted: boolean;
  readonly #isFile: boolean;
  readonly #input: unknown[] = [];
  #common: CommonParameters | undefined;
  #savedArgs: unknown;
  #savedInput: unknown;
  #sawInput = false;
  /** A statement of the body itself reported through $PSCmdlet. */
  get failed(): boolean {
    return this.#runtime?.failed === true;
  }
  #runtime: CommandRuntime | undefined;
  /** A return or a break of its own ended it. */
  #over = false;

  constructor(
    runspace: Runspace,
    block: ScriptBlock,
    args: readonly Argument[],
    invocation: CommandInvocation,
    streams: Streams,
    options: ScriptOptions,
  ) {
    super(runspace, invocation, streams);
    this.block = block;
    this.args = args;
    this.#compiled = block.code.compiled;
    this.#dotted = options.dotted;
    this.#isFile = options.isFile === true;
    this.session = block.session ?? runspace.session;
    const parent = this.session === runspace.session ? this.session.scope : this.session.moduleScope;
    if (options.dotted) this.scope = parent;
    else {
      const outer = block.closure === undefined ? parent : closureScope(parent, block.closure);
      this.scope = new Scope(outer, this.#compiled.layout, this.#isFile);
      this.scope.slots = new Array(this.#compiled.layout.names.length);
      this.scope.invoker = this;
    }
    this.#frame = new Frame(runspace, this.session, block.code, this.scope, streams, block.ast.extent);
    if (invocation.myCommandName !== '') this.#frame.name = invocation.myCommandName;
    this.#metadata = this.#compiled.metadataOf?.(this.#frame);
    this.binder =
      this.#metadata !== undefined
        ? new ParameterBinder(this.#metadata, {
            evaluate: (inner, input) => runspace.invokeBlock(inner, { dollarUnder: input, arguments: [input] }),
            promptForMandatory: (missing) => runspace.promptForMandatory(missing),
          })
        : undefined;
  }

  override prepare(): void {
    const { scope } = this;
    const { slots } = scope;
    if (this.#dotted) {
      this.#savedArgs = slots[slot.args];
      this.#savedInput = slots[slot.input];
    }
    if (this.binder === undefined) {
      const rest: unknown[] = [];
      for (const arg of this.args) {
        if (arg.name !== undefined) rest.push(arg.text ?? `-${arg.name}`);
        if (arg.name === undefined || arg.attached) rest.push(arg.value);
      }
      this.invocation.unboundArguments = rest;
      slots[slot.args] = rest;
      return;
    }
    const metadata = this.#metadata!;
    this.#within(() => {
      try {
        this.binder!.bindArguments(this.args, this.expectingInput && metadata.takesPipelineInput);
      } catch (error) {
        throw this.#own(error);
      }
      if (!this.expectingInput) this.binder!.checkDelayed();
      if (metadata.isAdvanced) {
        this.#common = CommonParameters.from(this.binder!, this.runspace, this);
        this.#common?.define(scope);
        this.#runtime = new CommandRuntime(this, this.binder!, this.#frame);
        this.#runtime.common = this.#common;
        slots[slot.psCmdlet] = this.#runtime;
      } else slots[slot.args] = this.binder!.unbound;
      this.invocation.unboundArguments = this.binder!.unbound;
      this.#fill();
    });
  }

  /** An error of binding belongs to this command. */
  #own(error: unknown): unknown {
    if (!(error instanceof ThrownException)) return error;
    const thrown = toThrown(this.#frame, error);
    thrown.errorRecord!.invocationInfo = this.invocation;
    return thrown;
  }

  /** Sets a parameter's variable; a dotted block has no scope of its own, and no slot in that of its caller. */
  #place({ name, slot: own }: { readonly name: string; readonly slot: number }, value: unknown): void {
    const { scope } = this;
    scope.slots[this.#dotted ? scope.indexFor(name.toLowerCase(), name) : own] = value;
  }

  /** Puts the bound values, the defaults and the initial values into the parameters' slots. */
  #fill(): void {
    const { slots } = this.scope;
    const { parameters } = this.#metadata!;
    const bound = new Hashtable();
    for (const parameter of parameters) {
      if (parameter.slot < 0) {
        if (this.binder!.values.has(parameter)) bound.set(parameter.name, this.binder!.values.get(parameter));
        continue;
      }
      if (this.binder!.values.has(parameter)) {
        const value = this.binder!.values.get(parameter);
        this.#place(parameter, holder(parameter.name, value, parameter.attributes));
        bound.set(parameter.name, value);
      } else this.#place(parameter, undefined);
    }
    slots[slot.boundParameters] = bound;
    this.invocation.bound = bound;
    for (const parameter of parameters) {
      if (parameter.slot < 0 || this.binder!.values.has(parameter)) continue;
      let value = parameter.initialValue();
      if (parameter.defaultValue !== undefined) {
        value = parameter.defaultValue(this.#frame);
        for (const attribute of parameter.attributes) {
          if (attribute.transform === undefined) continue;
          try {
            value = attribute.transform(value);
          } catch (error) {
            if (!(error instanceof ThrownException)) throw error;
            throw this.#own(
              bindingError('ParameterArgumentTransformationError', {
                parameter: parameter.name,
                second: error.exception.message,
                cause: error,
              }),
            );
          }
        }
      }
      this.#place(parameter, holder(parameter.name, value, parameter.attributes));
    }
  }

  /** Runs code with this command's scope as the running one. */
  #within<T>(action: () => T): T {
    const { runspace, session } = this;
    const outerSession = runspace.session;
    const outerScope = session.scope;
    const { depth, frames } = runspace;
    const running = frames.length;
    if (depth >= runspace.maxDepth) throw callDepthOverflow();
    // All is put back by assignments alone: when the stack is full, a call in `finally` would fail too.
    try {
      runspace.depth = depth + 1;
      runspace.session = session;
      session.scope = this.scope;
      frames.push(this.#frame);
      return action();
    } finally {
      frames.length = running;
      session.scope = outerScope;
      runspace.session = outerSession;
      runspace.depth = depth;
    }
  }

  #run(exec: Exec): void {
    if (this.#over) return;
    const frame = this.#frame;
    frame.streams = this.#common?.streams ?? this.streams;
    frame.out = frame.streams.output;
    this.#within(() => {
      try {
        const ended = exec(frame);
        if (ended === flow.break || ended === flow.continue) {
          throw new LoopSignal(ended === flow.break ? 'break' : 'continue', frame.label);
        }
        if (ended === flow.return && exec === this.#compiled.end) this.#over = true;
      } catch (error) {
        if (error instanceof ReturnSignal) return;
        if (error instanceof ExitSignal && this.#isFile) {
          this.runspace.exitScript(error.exitCode);
          this.#over = true;
          return;
        }
        throw error;
      }
    });
  }

  override begin(): void {
    super.begin();
    if (this.#compiled.begin === undefined) return;
    if (this.scope.slots[slot.input] === undefined) this.scope.slots[slot.input] = new Enumerator([]);
    this.#run(this.#compiled.begin);
  }

  override write(value: unknown): void {
    if (!this.begun) this.begin();
    this.#sawInput = true;
    const { process } = this.#compiled;
    if (process === undefined && !(this.binder && this.#metadata!.takesPipelineInput)) {
      this.#input.push(value);
      return;
    }
    if (this.binder && this.#metadata!.isAdvanced && !this.#bind(value)) return;
    const { slots } = this.scope;
    const before = slots[slot.underbar];
    slots[slot.underbar] = value;
    slots[slot.input] = new Enumerator([value]);
    try {
      if (process === undefined) this.#input.push(value);
      else this.#run(process);
    } finally {
      if (this.#dotted) slots[slot.underbar] = before;
    }
  }

  /** Binds an input object to the parameters that take one; false when it fits none, which is an error of its own. */
  #bind(value: unknown): boolean {
    const binder = this.binder!;
    if (!this.#metadata!.takesPipelineInput) {
      if (this.#metadata!.isAdvanced) return this.#notBound(bindingError('InputObjectNotBound', { target: value }));
      return true;
    }
    try {
      const bound = this.#within(() => binder.bindInput(value));
      if (!bound) return this.#notBound(bindingError('InputObjectNotBound', { target: value }));
    } catch (error) {
      if (!(error instanceof ThrownException)) throw error;
      return this.#notBound(error);
    }
    const { slots } = this.scope;
    const table = slots[slot.boundParameters] as Hashtable;
    for (const parameter of this.#metadata!.parameters) {
      if (parameter.slot < 0 || !parameter.sets.some((set) => set.pipeline || set.pipelineByName)) continue;
      if (binder.values.has(parameter)) {
        const item = binder.values.get(parameter);
        this.#place(parameter, holder(parameter.name, item, parameter.attributes));
        table.set(parameter.name, item);
      } else {
        this.#place(parameter, parameter.initialValue());
        table.delete(parameter.name);
      }
    }
    return true;
  }

  #notBound(error: ThrownException): false {
    const thrown = toThrown(this.#frame, error);
    const record = thrown.errorRecord!;
    record.invocationInfo = this.invocation;
    record.categoryInfo.activity = this.invocation.myCommandName;
    this.runspace.writeErrorRecord(record, this.#common?.streams ?? this.streams, this.#frame);
    return false;
  }

  override end(): void {
    if (!this.begun) this.begin();
    const { process, end } = this.#compiled;
    const { slots } = this.scope;
    if (process !== undefined && !this.expectingInput && !this.#sawInput) {
      if (!this.#dotted) slots[slot.underbar] ??= null;
      this.#run(process);
    }
    if (end === undefined) return;
    slots[slot.input] = new Enumerator(this.#input);
    this.#run(end);
  }

  override dispose(): void {
    const { clean } = this.#compiled;
    if (clean !== undefined && this.begun) {
      this.#over = false;
      this.#run(clean);
    }
    if (this.#dotted) {
      this.scope.slots[slot.args] = this.#savedArgs;
      this.scope.slots[slot.input] = this.#savedInput;
    }
  }
}

/** A parameter with attributes keeps them as a variable. */
function holder(
  name: string,
  value: unknown,
  attributes: Variable['attributes'] | readonly Variable['attributes'][number][],
): unknown {
  if (attributes.length === 0) return value instanceof Variable ? new Variable(name, value) : value;
  const variable = new Variable(name, value);
  variable.attributes = attributes as Variable['attributes'];
  return variable;
}

/** A closure's variables stand in a scope of their own between the block's and its parent's. */
function closureScope(parent: Scope, variables: ReadonlyMap<string, unknown>): Scope {
  const scope = new Scope(parent, new Layout());
  for (const [name, value] of variables) scope.set(name.toLowerCase(), name, value);
  return scope;
}
