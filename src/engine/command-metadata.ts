// Parameters of a command as the binder sees them: made once for each cmdlet or script block.
import type { ParameterSetEntry } from './definitions/parameter.ts';
import type { Expr } from './eval/frame.ts';
import type { ArgumentAttribute } from './variable.ts';

/** The name of the parameter set of commands without sets, and of parameters that are in every set. */
export const allSetsName = '__AllParameterSets';
/** Bit mask of all sets. */
export const allSets = 0xffffffff;

/** What a parameter is in one parameter set. */
export interface SetFacts extends ParameterSetEntry {
  /** Bit of the set, or allSets. */
  readonly mask: number;
}

export interface ParameterMetadata {
  readonly name: string;
  readonly aliases: readonly string[];
  /** Full .NET type name, for messages and Get-Command. */
  readonly typeName: string;
  readonly isSwitch: boolean;
  /** True for a parameter of an array or list type: remaining arguments bind to it one by one. */
  readonly isCollection: boolean;
  readonly sets: readonly SetFacts[];
  /** Union of the masks of its sets. */
  readonly mask: number;
  /** The conversion to the declared type of a cmdlet's parameter; a script's parameter has it among its attributes. */
  readonly coerce?: (value: unknown) => unknown;
  /** True when a value is of the declared type already: pipeline binding without coercion. */
  readonly accepts: (value: unknown) => boolean;
  /** Transformations and validations in the order in which they apply. */
  readonly attributes: readonly ArgumentAttribute[];
  readonly allowNull: boolean;
  readonly allowEmptyString: boolean;
  readonly allowEmptyCollection: boolean;
  readonly isMandatoryAnywhere: boolean;
  /** Script blocks given to it are values, not to be run for each input object. */
  readonly takesScriptBlock: boolean;
  readonly defaultValue?: Expr;
  /** Slot of a script's parameter; -1 for a cmdlet's. */
  readonly slot: number;
  /** What an unbound parameter of a script holds. */
  readonly initialValue: () => unknown;
  readonly isCommon: boolean;
}

export interface CommandMetadata {
  readonly parameters: readonly ParameterMetadata[];
  /** Parameters by lower-case name and alias. */
  readonly byName: ReadonlyMap<string, ParameterMetadata>;
  /** Names of the sets; the bit of a set is its index. */
  readonly setNames: readonly string[];
  readonly defaultSetMask: number;
  readonly defaultSetName: string;
  readonly supportsShouldProcess: boolean;
  /** Advanced functions and cmdlets: common parameters exist and extra arguments are errors. */
  readonly isAdvanced: boolean;
  /** True when some parameter takes pipeline input. */
  readonly takesPipelineInput: boolean;
  readonly remaining: ParameterMetadata | undefined;
  /** Parameters that may take pipeline input, by value and by property name. */
  readonly byValue: readonly ParameterMetadata[];
  readonly byPropertyName: readonly ParameterMetadata[];
  readonly hasMandatory: boolean;
}

/** The facts of a parameter in the sets of this mask; undefined when it is in none of them. */
export function factsIn(parameter: ParameterMetadata, mask: number): SetFacts | undefined {
  for (const facts of parameter.sets) if ((facts.mask & mask) !== 0) return facts;
  return undefined;
}

/** Puts the parameters of a command together. */
export function commandMetadata(
  parameters: readonly ParameterMetadata[],
  setNames: readonly string[],
  defaultSet: string | undefined,
  options: { readonly isAdvanced: boolean; readonly supportsShouldProcess: boolean },
): CommandMetadata {
  const byName = new Map<string, ParameterMetadata>();
  for (const parameter of parameters) byName.set(parameter.name.toLowerCase(), parameter);
  for (const parameter of parameters) {
    for (const alias of parameter.aliases)
      if (!byName.has(alias.toLowerCase())) byName.set(alias.toLowerCase(), parameter);
  }
  const at =
    defaultSet === undefined ? -1 : setNames.findIndex((name) => name.toLowerCase() === defaultSet.toLowerCase());
  return {
    parameters,
    byName,
    setNames,
    defaultSetMask: at >= 0 ? 2 ** at : 0,
    defaultSetName: defaultSet ?? allSetsName,
    takesPipelineInput: parameters.some((parameter) =>
      parameter.sets.some((set) => set.pipeline || set.pipelineByName),
    ),
    remaining: parameters.find((parameter) => parameter.sets.some((set) => set.remaining)),
    byValue: parameters.filter((parameter) => parameter.sets.some((set) => set.pipeline)),
    byPropertyName: parameters.filter((parameter) => parameter.sets.some((set) => set.pipelineByName)),
    hasMandatory: parameters.some((parameter) => parameter.isMandatoryAnywhere),
    ...options,
  };
}
