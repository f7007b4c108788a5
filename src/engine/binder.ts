// The parameter binder: arguments and input objects to parameters, as PowerShell does it (CmdletParameterBinderController):
// named, then positional, then remaining arguments, then the parameter set, then what the pipeline brings.
import { automationNull } from '../psobject/automation-null.ts';
import { ArrayList, Dictionary } from '../psobject/collections.ts';
import { PSObject } from '../psobject/ps-object.ts';
import { ThrownException } from '../psobject/thrown.ts';
import { type BindingErrorId, bindingError } from './binding-error.ts';
import { allSets, allSetsName, type CommandMetadata, factsIn, type ParameterMetadata } from './command-metadata.ts';
import { getProperty } from './members.ts';
import { ScriptBlock } from './script-block.ts';
import { toText } from './text.ts';
import { ValidationFailure } from './validation.ts';

/** One argument of a command as it was written. */
export interface Argument {
  /** `-Name` without the dash; undefined for a positional argument. */
  readonly name: string | undefined;
  /** True when the value stands with the name: `-Name:value`, or an entry of a splatted table. */
  readonly attached: boolean;
  readonly value: unknown;
  /** The text of a parameter as it was written, for commands that take it as an argument. */
  readonly text?: string;
  /** From a splatted table: an explicit parameter of the same name wins. */
  readonly splatted?: boolean;
}

export interface BinderHost {
  /** Asks for what is missing; undefined where nobody can be asked. */
  promptForMandatory?(parameters: readonly ParameterMetadata[]): Map<string, unknown> | undefined;
  /** Runs a script block that stands for a value. */
  evaluate(block: ScriptBlock, input: unknown): unknown[];
}

/** By value and by property name, first without conversions, then with them. */
const bindingPasses: readonly (readonly [byName: boolean, coerce: boolean])[] = [
  [false, false],
  [true, false],
  [false, true],
  [true, true],
];

interface PipelineSaved {
  readonly parameter: ParameterMetadata;
  readonly value: unknown;
  readonly had: boolean;
}

export class ParameterBinder {
  readonly metadata: CommandMetadata;
  readonly host: BinderHost;
  readonly values = new Map<ParameterMetadata, unknown>();
  /** Names of the bound parameters as $PSBoundParameters and isBound know them. */
  readonly boundNames = new Set<string>();
  /** Arguments that no parameter took; only for commands that are not advanced. */
  readonly unbound: unknown[] = [];
  #setMask = allSets;
  #delayed: Map<ParameterMetadata, ScriptBlock> | undefined;
  #fromPipeline: ParameterMetadata[] = [];
  #saved: PipelineSaved[] = [];

  constructor(metadata: CommandMetadata, host: BinderHost) {
    this.metadata = metadata;
    this.host = host;
  }

  /** The name of the chosen set. */
  get setName(): string {
    const mask = this.#setMask;
    if (mask === allSets) return this.metadata.defaultSetMask !== 0 ? this.metadata.defaultSetName : allSetsName;
    if ((mask & this.metadata.defaultSetMask) !== 0) return this.metadata.defaultSetName;
    const index = this.metadata.setNames.findIndex((_, i) => (mask & (2 ** i)) !== 0);
    return index < 0 ? allSetsName : this.metadata.setNames[index]!;
  }

  isBound(name: string): boolean {
    return this.boundNames.has(name.toLowerCase());
  }

  /** Binds what was written. `expectsInput`: mandatory parameters may still come from the pipeline. */
  bindArguments(args: readonly Argument[], expectsInput: boolean): void {
    const positional = this.#bindNamed(args);
    const left = this.#bindPositional(positional);
    const rest = this.#bindRemaining(left);
    this.#refuse(rest);
    this.#chooseSet(expectsInput);
    this.#checkMandatory(expectsInput);
  }

  #find(name: string): ParameterMetadata | undefined {
    const lower = name.toLowerCase();
    const exact = this.metadata.byName.get(lower);
    if (exact !== undefined) return exact;
    const found = new Set<ParameterMetadata>();
    for (const [key, parameter] of this.metadata.byName) if (key.startsWith(lower)) found.add(parameter);
    if (found.size === 0) return undefined;
    if (found.size === 1) return [...found][0];
    // A common parameter gives way to the command's own.
    const own = [...found].filter((parameter) => !parameter.isCommon);
    if (own.length === 1) return own[0];
    throw bindingError('AmbiguousParameter', {
      parameter: name,
      second: [...found].map((parameter) => ` -${parameter.name}`).join(''),
    });
  }

  /** Binds named arguments; gives what is left for positions. */
  #bindNamed(args: readonly Argument[]): Argument[] {
    const left: Argument[] = [];
    const given = new Set<ParameterMetadata>();
    const explicit = new Set<ParameterMetadata>();
    for (const arg of args) {
      if (arg.name === undefined || arg.splatted) continue;
      const parameter = this.#find(arg.name);
      if (parameter) explicit.add(parameter);
    }
    for (let i = 0; i < args.length; i++) {
      const arg = args[i]!;
      if (arg.name === undefined) {
        left.push(arg);
        continue;
      }
      const parameter = this.#find(arg.name);
      if (parameter === undefined) {
        left.push(arg);
        continue;
      }
      if (arg.splatted && explicit.has(parameter)) continue;
      let { value } = arg;
      if (!arg.attached) {
        if (parameter.isSwitch) value = true;
        else {
          const next = args[i + 1];
          // A name that means no parameter is taken as a value: `-Filter -x`.
          if (
            next === undefined ||
            (next.name !== undefined && (next.attached || this.#find(next.name) !== undefined))
          ) {
            throw bindingError('MissingArgument', { parameter: parameter.name, second: parameter.typeName });
          }
          value = next.name === undefined ? valueFor(parameter, next) : (next.text ?? `-${next.name}`);
          i++;
        }
      }
      if (given.has(parameter)) throw bindingError('ParameterAlreadyBound', { parameter: parameter.name });
      given.add(parameter);
      this.#bindOrDelay(parameter, value);
    }
    return left;
  }

  #bindOrDelay(parameter: ParameterMetadata, value: unknown): void {
    const block = value instanceof PSObject ? value.baseObject : value;
    if (
      block instanceof ScriptBlock &&
      !parameter.takesScriptBlock &&
      parameter.sets.some((set) => set.pipeline || set.pipelineByName)
    ) {
      this.#delayed ??= new Map();
      this.#delayed.set(parameter, block);
      this.boundNames.add(parameter.name.toLowerCase());
      this.#narrow(parameter);
      return;
    }
    this.bind(parameter, value);
  }

  /** Binds a value to a parameter: transformation, conversion, validation. */
  bind(parameter: ParameterMetadata, value: unknown, coerce = true): void {
    this.values.set(parameter, convertArgument(parameter, value, coerce));
    this.boundNames.add(parameter.name.toLowerCase());
    this.#narrow(parameter);
  }

  #narrow(parameter: ParameterMetadata): void {
    if (parameter.mask !== allSets) this.#setMask = (this.#setMask & parameter.mask) >>> 0;
    if (this.#setMask === 0) throw bindingError('AmbiguousParameterSet', {});
  }

  #bindPositional(args: readonly Argument[]): Argument[] {
    const positional = args.filter((arg) => arg.name === undefined);
    if (positional.length === 0) return [...args];
    const taken = new Set<Argument>();
    for (const arg of positional) {
      const parameter = this.#nextPositional(arg.value);
      if (parameter === undefined) break;
      this.#bindOrDelay(parameter, valueFor(parameter, arg));
      taken.add(arg);
    }
    return args.filter((arg) => !taken.has(arg));
  }

  /** The unbound parameter of the lowest position; the default set's first, then one whose type fits as it is. */
  #nextPositional(value: unknown): ParameterMetadata | undefined {
    const { defaultSetMask } = this.metadata;
    let best = Infinity;
    let candidates: ParameterMetadata[] = [];
    for (const parameter of this.metadata.parameters) {
      if (this.values.has(parameter) || this.#delayed?.has(parameter)) continue;
      let position: number | undefined;
      for (const set of parameter.sets) {
        if ((set.mask & this.#setMask) === 0 || set.position === undefined || set.remaining) continue;
        position = Math.min(position ?? Infinity, set.position);
      }
      if (position === undefined) continue;
      if (position < best) {
        best = position;
        candidates = [];
      }
      if (position === best) candidates.push(parameter);
    }
    if (candidates.length <= 1) return candidates[0];
    // A value that a parameter's validation refuses goes to another one of the same position.
    const allowed = candidates.filter((parameter) => !parameter.accepts(value) || isAllowed(parameter, value));
    if (allowed.length > 0) candidates = allowed;
    const inDefault = candidates.filter((parameter) => (parameter.mask & defaultSetMask) !== 0);
    const fitting = candidates.filter((parameter) => parameter.accepts(value));
    return (
      inDefault.find((parameter) => parameter.accepts(value)) ??
      fitting[0] ??
      inDefault.find((parameter) => canConvert(parameter, value)) ??
      candidates.find((parameter) => canConvert(parameter, value)) ??
      inDefault[0] ??
      candidates[0]
    );
  }

  #bindRemaining(args: readonly Argument[]): readonly Argument[] {
    if (args.length === 0) return args;
    // Each parameter set may have one of its own.
    const remaining = this.metadata.parameters.find(
      (parameter) => factsIn(parameter, this.#setMask)?.remaining === true,
    );
    if (remaining === undefined || this.values.has(remaining)) return args;
    const items = flatten(args);
    const only = items.length === 1 && Array.isArray(items[0]) ? items[0] : undefined;
    this.bind(remaining, only ?? (remaining.isCollection ? items : listOf(items)));
    return [];
  }

  #refuse(args: readonly Argument[]): void {
    if (args.length === 0) return;
    if (!this.metadata.isAdvanced) {
      this.unbound.push(...flatten(args));
      return;
    }
    const named = args.find((arg) => arg.name !== undefined);
    if (named !== undefined) {
      throw bindingError('NamedParameterNotFound', { parameter: named.name! });
    }
    const shown = args[0]!.value === null ? '$null' : toText(args[0]!.value);
    throw bindingError('PositionalParameterNotFound', { parameter: shown });
  }

  /** Decides between the sets that are still possible. */
  #chooseSet(expectsInput: boolean): void {
    const { setNames, defaultSetMask } = this.metadata;
    if (setNames.length === 0) return;
    const possible = setNames.map((_, i) => 2 ** i).filter((bit) => (this.#setMask & bit) !== 0);
    if (possible.length <= 1) {
      if (possible.length === 1) this.#setMask = possible[0]!;
      return;
    }
    const complete = possible.filter((bit) => this.#missing(bit).length === 0);
    if (defaultSetMask !== 0 && possible.includes(defaultSetMask)) {
      if (!expectsInput && !complete.includes(defaultSetMask) && complete.length === 1) this.#setMask = complete[0]!;
      else if (!expectsInput) this.#setMask = defaultSetMask;
      return;
    }
    if (expectsInput) {
      const open = possible.filter((bit) => this.#missing(bit).every((parameter) => takesInput(parameter, bit)));
      if (open.length === 1) this.#setMask = open[0]!;
      return;
    }
    // Sets whose mandatory parameters are all there win over sets that lack some.
    if (complete.length === 1) this.#setMask = complete[0]!;
    else if (complete.length > 1) {
      const withMandatory = complete.filter((bit) =>
        this.metadata.parameters.some((p) => p.mask !== allSets && factsIn(p, bit)?.mandatory),
      );
      if (withMandatory.length === 1) this.#setMask = withMandatory[0]!;
      else throw bindingError('AmbiguousParameterSet', {});
    } else throw bindingError('AmbiguousParameterSet', {});
  }

  /** Mandatory parameters of a set that have no value. */
  #missing(mask: number): ParameterMetadata[] {
    return this.metadata.parameters.filter(
      (parameter) => factsIn(parameter, mask)?.mandatory === true && !this.boundNames.has(parameter.name.toLowerCase()),
    );
  }

  #checkMandatory(expectsInput: boolean): void {
    // While several sets are possible, the default one counts.
    const { defaultSetMask } = this.metadata;
    const mask = (this.#setMask & defaultSetMask) !== 0 ? defaultSetMask : this.#setMask;
    if (mask === 0) return;
    let missing = this.#missing(mask);
    if (expectsInput) missing = missing.filter((parameter) => !takesInput(parameter, mask));
    if (missing.length === 0) return;
    const answers = this.host.promptForMandatory?.(missing);
    if (answers === undefined) {
      throw bindingError('MissingMandatoryParameter', {
        parameter: missing[0]!.name,
        first: missing.map((parameter) => ` ${parameter.name}`).join(''),
      });
    }
    for (const parameter of missing) this.bind(parameter, answers.get(parameter.name) ?? null);
  }

  /** Binds one input object; false when no parameter takes it. */
  bindInput(input: unknown): boolean {
    this.#restore();
    const mask = this.#setMask;
    let bound = this.#bindDelayed(input);
    for (const [byName, coerce] of bindingPasses) {
      for (const parameter of byName ? this.metadata.byPropertyName : this.metadata.byValue) {
        if (this.values.has(parameter)) continue;
        const facts = this.#pipelineFacts(parameter, byName);
        if (facts === undefined) continue;
        const value = byName ? propertyFor(parameter, input) : input;
        if (value === undefined) continue;
        if (!coerce && !parameter.accepts(value)) continue;
        try {
          this.#bindPipeline(parameter, value, coerce);
          bound = true;
        } catch (error) {
          if (!(error instanceof ThrownException) || !coerce) {
            if (error instanceof ThrownException && !/^ParameterArgument/.test(error.errorId ?? '')) continue;
            throw error;
          }
          if (/^CannotConvertArgument|TransformationError$/.test(error.errorId ?? '') && !byName) continue;
          throw error;
        }
      }
      // By value one parameter of the set is enough for coercion not to be tried for others by value.
    }
    if (!bound) {
      this.#setMask = mask;
      return false;
    }
    if (!this.metadata.hasMandatory) return true;
    // With several sets still possible one that lacks nothing is enough; the default set is asked first.
    const { setNames, defaultSetMask } = this.metadata;
    const bits = setNames.map((_, index) => 2 ** index).filter((bit) => (this.#setMask & bit) !== 0);
    if (bits.length > 1 && bits.some((bit) => this.#missing(bit).length === 0)) return true;
    const missing = this.#missing(
      bits.length > 1 && defaultSetMask !== 0 ? defaultSetMask : bits.length === 1 ? bits[0]! : allSets,
    );
    if (missing.length > 0) {
      throw bindingError('InputObjectMissingMandatory', {
        parameter: missing[0]!.name,
        first: missing.map((parameter) => parameter.name).join(' '),
      });
    }
    return true;
  }

  #pipelineFacts(parameter: ParameterMetadata, byName: boolean) {
    for (const set of parameter.sets) {
      if ((set.mask & this.#setMask) === 0) continue;
      if (byName ? set.pipelineByName : set.pipeline) return set;
    }
    return undefined;
  }

  #bindPipeline(parameter: ParameterMetadata, value: unknown, coerce: boolean): void {
    const mask = this.#setMask;
    const lower = parameter.name.toLowerCase();
    this.#saved.push({ parameter, value: undefined, had: this.boundNames.has(lower) });
    try {
      this.bind(parameter, value, coerce);
    } catch (error) {
      this.#setMask = mask;
      throw error;
    }
    this.#fromPipeline.push(parameter);
    this.#pipelineMask ??= mask;
  }
  #pipelineMask: number | undefined;

  /** Forgets what the input object before brought. */
  #restore(): void {
    if (this.#saved.length === 0) return;
    for (const { parameter, had } of this.#saved) {
      this.values.delete(parameter);
      if (!had) this.boundNames.delete(parameter.name.toLowerCase());
    }
    this.#saved = [];
    this.#fromPipeline = [];
    if (this.#pipelineMask !== undefined) this.#setMask = this.#pipelineMask;
    this.#pipelineMask = undefined;
  }

  /** Runs the script blocks that stand for values. */
  #bindDelayed(input: unknown): boolean {
    if (this.#delayed === undefined) return false;
    for (const [parameter, block] of this.#delayed) {
      let results: unknown[];
      try {
        results = this.host.evaluate(block, input);
      } catch (error) {
        if (!(error instanceof ThrownException)) throw error;
        throw bindingError('ScriptBlockArgumentInvocationFailed', {
          parameter: parameter.name,
          second: error.exception.message,
          cause: error,
        });
      }
      if (results.length === 0) throw bindingError('ScriptBlockArgumentNoOutput', { parameter: parameter.name });
      this.#saved.push({ parameter, value: undefined, had: true });
      this.bind(parameter, results.length === 1 ? results[0] : results);
    }
    return true;
  }

  /** A script block stands for a value and no input will ever come. */
  checkDelayed(): void {
    for (const parameter of this.#delayed?.keys() ?? []) {
      throw bindingError('ScriptBlockArgumentNoInput', { parameter: parameter.name });
    }
  }
}

/** The value of an argument for a parameter: a number's own text where the parameter wants text. */
function valueFor(parameter: ParameterMetadata, arg: Argument): unknown {
  return arg.text !== undefined && parameter.typeName === 'System.String' ? arg.text : arg.value;
}

function takesInput(parameter: ParameterMetadata, mask: number): boolean {
  return parameter.sets.some((set) => (set.mask & mask) !== 0 && (set.pipeline || set.pipelineByName));
}

/** The property of an input object that a parameter's name or one of its aliases names. */
function propertyFor(parameter: ParameterMetadata, input: unknown): unknown {
  if (input === null) return undefined;
  const base = input instanceof PSObject ? input.baseObject : input;
  if (base instanceof Dictionary) return undefined;
  for (const name of [parameter.name, ...parameter.aliases]) {
    const value = getProperty(input, name);
    if (value !== undefined) return value;
  }
  return undefined;
}

function listOf(items: unknown[]): unknown {
  return new ArrayList(items);
}

/** What arguments look like in $args: a name and its value stand apart. */
function flatten(args: readonly Argument[]): unknown[] {
  const items: unknown[] = [];
  for (const arg of args) {
    if (arg.name !== undefined) {
      items.push(arg.text ?? (arg.attached ? `-${arg.name}:` : `-${arg.name}`));
      if (!arg.attached) continue;
    }
    items.push(arg.value);
  }
  return items;
}

function isAllowed(parameter: ParameterMetadata, value: unknown): boolean {
  try {
    for (const attribute of parameter.attributes) attribute.validate?.(value);
    return true;
  } catch {
    return false;
  }
}

function canConvert(parameter: ParameterMetadata, value: unknown): boolean {
  try {
    convertArgument(parameter, value, true);
    return true;
  } catch {
    return false;
  }
}

/** Leads an argument through a parameter's transformations, its type, and its validations. */
export function convertArgument(parameter: ParameterMetadata, given: unknown, coerce: boolean): unknown {
  let value = given === automationNull ? null : given;
  for (const attribute of parameter.attributes) {
    if (attribute.transform === undefined) continue;
    try {
      value = attribute.transform(value);
    } catch (error) {
      throw bindingFailure('ParameterArgumentTransformationError', parameter, error, given);
    }
  }
  if (parameter.coerce !== undefined && (coerce || !parameter.accepts(value))) {
    try {
      value = parameter.coerce(value);
    } catch (error) {
      throw bindingFailure('CannotConvertArgumentNoMessage', parameter, error, given);
    }
  }
  if (parameter.isMandatoryAnywhere) refuseNothing(parameter, value);
  for (const attribute of parameter.attributes) {
    if (attribute.validate === undefined) continue;
    try {
      attribute.validate(value);
    } catch (error) {
      if (error instanceof ValidationFailure && error.bindingId !== undefined) {
        throw bindingError(error.bindingId, { parameter: parameter.name });
      }
      throw bindingFailure('ParameterArgumentValidationError', parameter, error, given);
    }
  }
  return value;
}

function bindingFailure(id: BindingErrorId, parameter: ParameterMetadata, error: unknown, target: unknown): Error {
  if (!(error instanceof ThrownException)) return error as Error;
  return bindingError(id, { parameter: parameter.name, second: error.exception.message, cause: error, target });
}

/** A mandatory parameter takes no $null, no empty string, no empty collection, unless it says so. */
function refuseNothing(parameter: ParameterMetadata, value: unknown): void {
  const base = value instanceof PSObject ? value.baseObject : value;
  const refuse = (id: BindingErrorId): never => {
    throw bindingError(id, { parameter: parameter.name });
  };
  if (base === null) {
    if (parameter.allowNull) return;
    refuse(
      parameter.typeName === 'System.String' && !parameter.allowEmptyString
        ? 'ParameterArgumentValidationErrorEmptyStringNotAllowed'
        : 'ParameterArgumentValidationErrorNullNotAllowed',
    );
  }
  if (base === '' && !parameter.allowEmptyString) refuse('ParameterArgumentValidationErrorEmptyStringNotAllowed');
  const items = Array.isArray(base) ? base : base instanceof ArrayList ? base.items : undefined;
  if (items === undefined) return;
  if (items.length === 0 && !parameter.allowEmptyCollection) {
    refuse(
      Array.isArray(base)
        ? 'ParameterArgumentValidationErrorEmptyArrayNotAllowed'
        : 'ParameterArgumentValidationErrorEmptyCollectionNotAllowed',
    );
  }
  for (const item of items) {
    if (item === '' && !parameter.allowEmptyString) refuse('ParameterArgumentValidationErrorEmptyStringNotAllowed');
    if (item === null && !parameter.allowNull) refuse('ParameterArgumentValidationErrorNullNotAllowed');
  }
}
