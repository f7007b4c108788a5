// GET_COMMAND_METADATA (MS-PSRP 2.2.2.14).
import { commandTypes } from '../enumerations.ts';
import { anything, list, nullable, string } from '../property-bag.ts';
import { bagMessage, type MessageOf } from './definition.ts';

/** A pipeline that lists commands: first their count, then the metadata of each. */
export const getCommandMetadata = bagMessage('GET_COMMAND_METADATA', 'pipeline', 'toServer', {
  /** Patterns of names; none stands for all commands. */
  names: ['Name', nullable(list(string))],
  commandTypes: ['CommandType', commandTypes],
  modules: ['Namespace', nullable(list(string))],
  fullyQualifiedModules: ['FullyQualifiedModule', nullable(list(anything))],
  arguments: ['ArgumentList', nullable(list(anything))],
});
export type GetCommandMetadata = MessageOf<typeof getCommandMetadata>;
