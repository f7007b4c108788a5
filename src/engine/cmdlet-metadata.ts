// A cmdlet's definition as the binder sees it; made when the cmdlet is first used.

import {
  allSets,
  type CommandMetadata,
  commandMetadata,
  type ParameterMetadata,
  type SetFacts,
} from './command-metadata.ts';
import { commonParameters } from './common-parameters.ts';
import type { AnyCmdlet, ParameterTable } from './definitions/cmdlet.ts';
import type { ParameterDefinition, ParameterSetEntry } from './definitions/parameter.ts';
import { typeForParameter } from './parameter-types.ts';
import type { Runspace } from './runspace.ts';
import { validationAttribute } from './validation.ts';

// Types belong to a session, and so do the parameters' conversions.
const caches = new WeakMap<Runspace, WeakMap<AnyCmdlet, CommandMetadata>>();

export function cmdletMetadata(cmdlet: AnyCmdlet, runspace: Runspace): CommandMetadata {
  let cache = caches.get(runspace);
  if (cache === undefined) caches.set(runspace, (cache = new WeakMap()));
  let metadata = cache.get(cmdlet);
  if (metadata === undefined) {
    metadata = build(cmdlet, runspace);
    cache.set(cmdlet, metadata);
  }
  return metadata;
}

function build(cmdlet: AnyCmdlet, runspace: Runspace): CommandMetadata {
  const setNames: string[] = [];
  const table = (cmdlet.parameters ?? {}) as ParameterTable;
  for (const definition of Object.values(table)) {
    for (const name of Object.keys(definition.sets ?? {})) if (!setNames.includes(name)) setNames.push(name);
  }
  const { defaultParameterSet } = cmdlet;
  if (defaultParameterSet !== undefined && !setNames.includes(defaultParameterSet)) setNames.push(defaultParameterSet);
  const own = Object.entries(table).map(([name, definition]) => parameterOf(name, definition, setNames, runspace));
  const supportsShouldProcess = cmdlet.supportsShouldProcess === true;
  return commandMetadata([...own, ...commonParameters(supportsShouldProcess)], setNames, defaultParameterSet, {
    isAdvanced: true,
    supportsShouldProcess,
  });
}

function parameterOf(
  name: string,
  definition: ParameterDefinition,
  setNames: readonly string[],
  runspace: Runspace,
): ParameterMetadata {
  const own: ParameterSetEntry = definition;
  const sets: SetFacts[] = definition.sets
    ? Object.entries(definition.sets).map(([set, entry]) => ({
        ...facts(own),
        ...entry,
        mask: 2 ** setNames.indexOf(set),
      }))
    : [{ ...facts(own), mask: allSets }];
  const type = typeForParameter(definition.type ?? 'object');
  const kinds = new Set((definition.validate ?? []).map((validation) => validation.kind));
  const attributes = (definition.validate ?? []).map((validation) =>
    validationAttribute(validation, (block, value) =>
      runspace.invokeBlock(block, { dollarUnder: value, arguments: [value] }),
    ),
  );
  return {
    name,
    aliases: definition.aliases ?? [],
    typeName: type.typeName,
    isSwitch: type.isSwitch,
    isCollection: type.isCollection,
    sets,
    mask: sets.reduce((mask, set) => (mask | set.mask) >>> 0, 0),
    coerce: type.coerce,
    accepts: type.accepts,
    attributes,
    allowNull: kinds.has('allowNull'),
    allowEmptyString: kinds.has('allowEmptyString'),
    allowEmptyCollection: kinds.has('allowEmptyCollection'),
    isMandatoryAnywhere: sets.some((set) => set.mandatory),
    takesScriptBlock: type.takesScriptBlock,
    slot: -1,
    initialValue: () => undefined,
    isCommon: false,
  };
}

function facts(entry: ParameterSetEntry): ParameterSetEntry {
  const { position, mandatory, pipeline, pipelineByName, remaining, helpMessage } = entry;
  return {
    ...(position === undefined ? {} : { position }),
    ...(mandatory === undefined ? {} : { mandatory }),
    ...(pipeline === undefined ? {} : { pipeline }),
    ...(pipelineByName === undefined ? {} : { pipelineByName }),
    ...(remaining === undefined ? {} : { remaining }),
    ...(helpMessage === undefined ? {} : { helpMessage }),
  };
}
