// InvocationInfo inside the records of a pipeline: flat notes named InvocationInfo_*, CommandInfo_* and ScriptExtent_*
// (MS-PSRP 2.2.3.15.1), and the object form that an ErrorRecord carries besides.
import { arrayOf } from '../../psobject/array.ts';
import type { InvocationInfo } from '../../psobject/error-record.ts';
import { Int64 } from '../../psobject/numbers.ts';
import type { PSObject } from '../../psobject/ps-object.ts';
import { EnumValue } from '../../psobject/values.ts';
import { ForeignObject } from '../foreign-object.ts';
import { genericName, typedDictionary, typedList } from '../generic-collections.ts';
import type { Note, Notes } from './notes.ts';

const commandOrigins = ['Runspace', 'Internal'] as const;
const visibilities = ['Public', 'Private'] as const;

/** System.Management.Automation.CommandTypes: flags. */
const commandTypes = [
  ['Alias', 1],
  ['Function', 2],
  ['Filter', 4],
  ['Cmdlet', 8],
  ['ExternalScript', 16],
  ['Application', 32],
  ['Script', 64],
  ['Configuration', 256],
] as const;

export type CommandTypeName = (typeof commandTypes)[number][0];

/** The command of a received InvocationInfo (System.Management.Automation.RemoteCommandInfo). */
export interface RemoteCommandInfo {
  readonly name: string;
  readonly commandType: CommandTypeName;
  readonly definition: string;
  readonly visibility: (typeof visibilities)[number];
}

function commandOf(value: unknown): RemoteCommandInfo | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { name, commandType, definition, visibility } = value as Partial<RemoteCommandInfo>;
  if (typeof name !== 'string' || typeof commandType !== 'string') return undefined;
  if (!commandTypes.some(([known]) => known === commandType)) return undefined;
  return { name, commandType, definition: definition ?? '', visibility: visibility ?? 'Public' };
}

const origin = (info: InvocationInfo): EnumValue =>
  new EnumValue(
    'System.Management.Automation.CommandOrigin',
    commandOrigins.indexOf(info.commandOrigin),
    info.commandOrigin,
  );

const parameterDictionary = genericName('System.Collections.Generic.Dictionary', 'System.String', 'System.Object');
const argumentList = genericName('System.Collections.Generic.List', 'System.Object');

/** The collections of an InvocationInfo, shared by the forms in which one record carries it. */
export interface InvocationCollections {
  readonly boundParameters: PSObject;
  readonly unboundArguments: PSObject;
}

export function invocationCollections(info: InvocationInfo): InvocationCollections {
  const isBound = info.boundParameters.size > 0;
  const typeNames = isBound
    ? ['System.Management.Automation.PSBoundParametersDictionary', parameterDictionary]
    : [parameterDictionary];
  return {
    boundParameters: typedDictionary(typeNames, info.boundParameters),
    unboundArguments: typedList(argumentList, info.unboundArguments),
  };
}

/** The folder of a script, as PSScriptRoot gives it. */
function folderOf(path: string | undefined): string {
  return path === undefined ? '' : path.slice(0, Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\'), 0));
}

/** The InvocationInfo as an object, in the order of its properties. */
export function invocationInfoObject(info: InvocationInfo, collections: InvocationCollections): ForeignObject {
  const name = 'System.Management.Automation.InvocationInfo';
  return new ForeignObject([name, 'System.Object'], name, [
    ['MyCommand', commandOf(info.myCommand)?.name ?? null],
    ['BoundParameters', collections.boundParameters],
    ['UnboundArguments', collections.unboundArguments],
    ['ScriptLineNumber', info.scriptLineNumber],
    ['OffsetInLine', info.offsetInLine],
    ['HistoryId', new Int64(info.historyId)],
    ['ScriptName', info.scriptName ?? ''],
    ['Line', info.line],
    ['Statement', info.statement ?? ''],
    ['PositionMessage', info.positionMessage],
    ['PSScriptRoot', folderOf(info.scriptName)],
    ['PSCommandPath', info.scriptName ?? null],
    ['InvocationName', info.invocationName],
    ['PipelineLength', info.pipelineLength],
    ['PipelinePosition', info.pipelinePosition],
    ['ExpectingInput', info.expectingInput],
    ['CommandOrigin', origin(info)],
    ['DisplayScriptPosition', null],
  ]);
}

/** The notes that InvocationInfo adds to a record with extended information. */
export function* invocationInfoNotes(info: InvocationInfo, collections: InvocationCollections): Generator<Note> {
  yield ['InvocationInfo_BoundParameters', collections.boundParameters];
  yield ['InvocationInfo_CommandOrigin', origin(info)];
  yield ['InvocationInfo_ExpectingInput', info.expectingInput];
  yield ['InvocationInfo_InvocationName', info.invocationName];
  yield ['InvocationInfo_Line', info.line];
  yield ['InvocationInfo_OffsetInLine', info.offsetInLine];
  yield ['InvocationInfo_HistoryId', new Int64(info.historyId)];
  yield ['InvocationInfo_PipelineIterationInfo', arrayOf('System.Int32', [])];
  yield ['InvocationInfo_PipelineLength', info.pipelineLength];
  yield ['InvocationInfo_PipelinePosition', info.pipelinePosition];
  yield ['InvocationInfo_PSScriptRoot', folderOf(info.scriptName)];
  yield ['InvocationInfo_PSCommandPath', info.scriptName ?? null];
  yield ['InvocationInfo_PositionMessage', info.positionMessage];
  yield ['InvocationInfo_ScriptLineNumber', info.scriptLineNumber];
  yield ['InvocationInfo_ScriptName', info.scriptName ?? ''];
  yield ['InvocationInfo_UnboundArguments', collections.unboundArguments];
  yield ['SerializeExtent', false];
  const command = commandOf(info.myCommand);
  if (command === undefined) return;
  const type = commandTypes.find(([known]) => known === command.commandType)!;
  yield ['CommandInfo_CommandType', new EnumValue('System.Management.Automation.CommandTypes', type[1], type[0])];
  yield ['CommandInfo_Definition', command.definition];
  yield ['CommandInfo_Name', command.name];
  yield [
    'CommandInfo_Visibility',
    new EnumValue(
      'System.Management.Automation.SessionStateEntryVisibility',
      visibilities.indexOf(command.visibility),
      command.visibility,
    ),
  ];
}

function readCommand(notes: Notes): RemoteCommandInfo | undefined {
  const number = notes.whole('CommandInfo_CommandType');
  if (number === undefined) return undefined;
  return {
    name: notes.text('CommandInfo_Name') ?? '',
    commandType: commandTypes.find(([, known]) => BigInt(known) === number)?.[0] ?? 'Cmdlet',
    definition: notes.text('CommandInfo_Definition') ?? '',
    visibility: notes.choice('CommandInfo_Visibility', visibilities),
  };
}

/** Reads what `invocationInfoNotes` writes. PositionMessage is taken as it came, though PowerShell makes it anew. */
export function readInvocationInfo(notes: Notes): InvocationInfo {
  const command = readCommand(notes);
  return {
    myCommandName: command?.name ?? '',
    line: notes.text('InvocationInfo_Line') ?? '',
    scriptName: notes.text('InvocationInfo_ScriptName') || undefined,
    scriptLineNumber: notes.integer('InvocationInfo_ScriptLineNumber'),
    offsetInLine: notes.integer('InvocationInfo_OffsetInLine'),
    positionMessage: notes.text('InvocationInfo_PositionMessage') ?? '',
    invocationName: notes.text('InvocationInfo_InvocationName') ?? '',
    pipelineLength: notes.integer('InvocationInfo_PipelineLength'),
    pipelinePosition: notes.integer('InvocationInfo_PipelinePosition'),
    historyId: notes.whole('InvocationInfo_HistoryId') ?? 0n,
    expectingInput: notes.flag('InvocationInfo_ExpectingInput'),
    commandOrigin: notes.choice('InvocationInfo_CommandOrigin', commandOrigins),
    boundParameters: notes.dictionary('InvocationInfo_BoundParameters'),
    unboundArguments: notes.items('InvocationInfo_UnboundArguments'),
    myCommand: command ?? null,
  };
}

/** The place of each command of the pipeline, as records carry it. */
export function iterationInfo(places: readonly number[]): PSObject {
  return typedList(genericName('System.Collections.ObjectModel.ReadOnlyCollection', 'System.Int32'), places);
}
