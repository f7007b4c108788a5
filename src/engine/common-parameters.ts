// The common parameters of cmdlets and advanced functions: preferences and variables that collect what a command writes.
import { ArrayList } from '../psobject/collections.ts';
import type { ParameterBinder } from './binder.ts';
import type { ParameterMetadata } from './command-metadata.ts';
import { allSets } from './command-metadata.ts';
import { convertToTypeNamed, isTrue } from './operations.ts';
import type { Processor } from './processor.ts';
import { withStreams } from './processor.ts';
import type { Runspace } from './runspace.ts';
import type { Scope } from './scope.ts';
import type { Output, Streams } from './streams.ts';
import { toText } from './text.ts';

interface CommonParameter {
  readonly name: string;
  readonly alias: string;
  readonly type: string;
  readonly shouldProcess?: boolean;
}

const table: readonly CommonParameter[] = [
  { name: 'Verbose', alias: 'vb', type: 'switch' },
  { name: 'Debug', alias: 'db', type: 'switch' },
  { name: 'ErrorAction', alias: 'ea', type: 'System.Management.Automation.ActionPreference' },
  { name: 'WarningAction', alias: 'wa', type: 'System.Management.Automation.ActionPreference' },
  { name: 'InformationAction', alias: 'infa', type: 'System.Management.Automation.ActionPreference' },
  { name: 'ProgressAction', alias: 'proga', type: 'System.Management.Automation.ActionPreference' },
  { name: 'ErrorVariable', alias: 'ev', type: 'System.String' },
  { name: 'WarningVariable', alias: 'wv', type: 'System.String' },
  { name: 'InformationVariable', alias: 'iv', type: 'System.String' },
  { name: 'OutVariable', alias: 'ov', type: 'System.String' },
  { name: 'OutBuffer', alias: 'ob', type: 'System.Int32' },
  { name: 'PipelineVariable', alias: 'pv', type: 'System.String' },
  { name: 'WhatIf', alias: 'wi', type: 'switch', shouldProcess: true },
  { name: 'Confirm', alias: 'cf', type: 'switch', shouldProcess: true },
];

function parameterOf(common: CommonParameter): ParameterMetadata {
  const isSwitch = common.type === 'switch';
  return {
    name: common.name,
    aliases: [common.alias],
    typeName: isSwitch ? 'System.Management.Automation.SwitchParameter' : common.type,
    isSwitch,
    isCollection: false,
    sets: [{ mask: allSets }],
    mask: allSets,
    coerce: isSwitch ? (value) => isTrue(value) : (value) => convertToTypeNamed(value, common.type),
    accepts: () => false,
    attributes: [],
    allowNull: true,
    allowEmptyString: true,
    allowEmptyCollection: true,
    isMandatoryAnywhere: false,
    takesScriptBlock: true,
    slot: -1,
    initialValue: () => null,
    isCommon: true,
  };
}

const always = table.filter((common) => !common.shouldProcess).map(parameterOf);
const forShouldProcess = table.filter((common) => common.shouldProcess).map(parameterOf);

/** The common parameters of a command, to stand after its own. */
export function commonParameters(supportsShouldProcess: boolean): readonly ParameterMetadata[] {
  return supportsShouldProcess ? [...always, ...forShouldProcess] : always;
}

const preferenceVariables: readonly (readonly [parameter: string, variable: string])[] = [
  ['ErrorAction', 'ErrorActionPreference'],
  ['WarningAction', 'WarningPreference'],
  ['InformationAction', 'InformationPreference'],
  ['ProgressAction', 'ProgressPreference'],
];

const streamVariables: readonly (readonly [
  parameter: string,
  stream: 'error' | 'warning' | 'information' | 'output',
])[] = [
  ['ErrorVariable', 'error'],
  ['WarningVariable', 'warning'],
  ['InformationVariable', 'information'],
  ['OutVariable', 'output'],
];

/** A stream with a variable on it. */
export interface CollectingOutput extends Output {
  /** Fills the variable alone. */
  silently(value: unknown): void;
}

/** What the common parameters of one command do. */
export class CommonParameters {
  /** The command's streams, with collecting variables and the pipeline variable on them. */
  readonly streams: Streams;
  /** Preferences given as parameters, by the name of the variable they stand for. */
  readonly preferences = new Map<string, unknown>();
  readonly #lists: { readonly name: string; readonly scope: Scope; readonly list: ArrayList }[] = [];

  /** Undefined where none was given. */
  static from(binder: ParameterBinder, runspace: Runspace, processor: Processor): CommonParameters | undefined {
    const given = new Map<string, unknown>();
    for (const [parameter, value] of binder.values) if (parameter.isCommon) given.set(parameter.name, value);
    return given.size === 0 ? undefined : new CommonParameters(given, runspace, processor);
  }

  private constructor(given: ReadonlyMap<string, unknown>, runspace: Runspace, processor: Processor) {
    for (const [parameter, variable] of preferenceVariables) {
      if (given.has(parameter)) this.preferences.set(variable, given.get(parameter));
    }
    if (given.has('Verbose'))
      this.preferences.set('VerbosePreference', given.get('Verbose') ? 'Continue' : 'SilentlyContinue');
    if (given.has('Debug'))
      this.preferences.set('DebugPreference', given.get('Debug') ? 'Continue' : 'SilentlyContinue');
    if (given.has('WhatIf')) this.preferences.set('WhatIfPreference', given.get('WhatIf'));
    if (given.has('Confirm')) this.preferences.set('ConfirmPreference', given.get('Confirm') ? 'Low' : 'None');
    const changes: Partial<Record<keyof Streams, Output>> = {};
    const { scope } = runspace.session;
    for (const [parameter, stream] of streamVariables) {
      const text = given.get(parameter);
      if (text === undefined || text === null) continue;
      changes[stream] = this.#collect(toText(text), scope, processor.streams[stream]);
    }
    const pipelineVariable = given.get('PipelineVariable');
    if (pipelineVariable !== undefined && pipelineVariable !== null) {
      const name = toText(pipelineVariable);
      const next = changes.output ?? processor.streams.output;
      changes.output = {
        write(value) {
          scope.set(name.toLowerCase(), name, value);
          next.write(value);
        },
      };
    }
    this.streams = withStreams(processor.streams, changes);
  }

  /** A stream that fills a list on its way; `+name` adds to what the variable holds. */
  #collect(text: string, scope: Scope, next: Output): CollectingOutput {
    const adds = text.startsWith('+');
    const name = adds ? text.slice(1) : text;
    const held = adds ? scope.lookup(name.toLowerCase()) : undefined;
    const list = held instanceof ArrayList ? held : new ArrayList(held === undefined || held === null ? [] : [held]);
    scope.set(name.toLowerCase(), name, list);
    this.#lists.push({ name, scope, list });
    return {
      write(value) {
        list.items.push(value);
        next.write(value);
      },
      silently(value) {
        list.items.push(value);
      },
    };
  }

  /** Sets the preference variables of a function's own scope. */
  define(scope: Scope): void {
    for (const [name, value] of this.preferences) scope.set(name.toLowerCase(), name, value);
  }
}
