// CREATE_PIPELINE (MS-PSRP 2.2.2.10, 2.2.3.11 to 2.2.3.13).
import { apartmentState, pipelineResultType, remoteStreamOptions } from '../enumerations.ts';
import { hostInfo } from '../host-info.ts';
import { anything, type BagOf, bag, boolean, list, nullable, optional, string } from '../property-bag.ts';
import { bagMessage, type MessageOf } from './definition.ts';

const commandParameter = bag({
  /** Absent for a positional argument. */
  name: ['N', nullable(string)],
  value: ['V', anything],
});

const commandFields = {
  /** A command's name, or a script's text. */
  text: ['Cmd', string],
  isScript: ['IsScript', boolean],
  useLocalScope: ['UseLocalScope', nullable(boolean)],
  /** Which of this command's streams joins another; version 2.1's form of the merges below. */
  mergeMyResult: ['MergeMyResult', pipelineResultType],
  mergeToResult: ['MergeToResult', pipelineResultType],
  mergePreviousResults: ['MergePreviousResults', pipelineResultType],
  mergeError: ['MergeError', optional(pipelineResultType)],
  mergeWarning: ['MergeWarning', optional(pipelineResultType)],
  mergeVerbose: ['MergeVerbose', optional(pipelineResultType)],
  mergeDebug: ['MergeDebug', optional(pipelineResultType)],
  mergeInformation: ['MergeInformation', optional(pipelineResultType)],
  parameters: ['Args', list(commandParameter)],
} as const;

const command = bag(commandFields);
const statement = bag({ commands: ['Cmds', list(command)] });

const powerShell = bag({
  commands: ['Cmds', list(command)],
  /** Further statements of a batch, in which `commands` is the first of them too. */
  extraStatements: ['ExtraCmds', optional(list(statement))],
  isNested: ['IsNested', boolean],
  history: ['History', nullable(string)],
  redirectShellErrorOutputPipe: ['RedirectShellErrorOutputPipe', nullable(boolean)],
});

/** One element of a pipeline: a command or a script, its arguments and where its streams go. */
export type Command = BagOf<typeof commandFields>;
export interface CommandParameter {
  name?: string | undefined;
  value: unknown;
}

/** Runs a pipeline. */
export const createPipeline = bagMessage('CREATE_PIPELINE', 'pipeline', 'toServer', {
  powerShell: ['PowerShell', powerShell],
  noInput: ['NoInput', boolean],
  apartmentState: ['ApartmentState', apartmentState],
  remoteStreamOptions: ['RemoteStreamOptions', remoteStreamOptions],
  addToHistory: ['AddToHistory', boolean],
  hostInfo: ['HostInfo', hostInfo],
  isNested: ['IsNested', optional(boolean)],
});
export type CreatePipeline = MessageOf<typeof createPipeline>;
