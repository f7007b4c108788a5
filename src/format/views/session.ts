// Views of what a session holds: variables, commands, drives, providers, modules, jobs, sessions, locations.
import type { PropertyReader, ViewDefinition } from '../../engine/definitions/view.ts';
import { Double } from '../../psobject/numbers.ts';
import { column, entries, labelled, numberOf } from './columns.ts';

const commandTypes = ['Alias', 'Application', 'Cmdlet', 'ExternalScript', 'Filter', 'Function', 'Script'].map(
  (name) => `System.Management.Automation.${name}Info`,
);

function gibibytes(name: string): (object: unknown, get: PropertyReader) => unknown {
  return (_, get) => {
    const used = numberOf(get('Used'));
    const free = numberOf(get('Free'));
    if (!used && !free) return null;
    return new Double(numberOf(get(name)) / 1024 ** 3);
  };
}

function nameOf(value: unknown): unknown {
  return (value as { name?: unknown } | null)?.name ?? value;
}

export const sessionViews: readonly ViewDefinition[] = [
  {
    name: 'Variable',
    typeNames: ['System.Management.Automation.PSVariable'],
    table: { columns: [column('Name', 30), column('Value')] },
  },
  {
    name: 'PathInfo',
    typeNames: ['System.Management.Automation.PathInfo'],
    table: { columns: [column('Path')] },
  },
  {
    name: 'CommandInfo',
    typeNames: commandTypes,
    table: {
      columns: [
        column('CommandType', 15),
        labelled(
          'Name',
          (_, get) => (String(get('CommandType')) === 'Alias' ? (get('DisplayName') ?? get('Name')) : get('Name')),
          50,
        ),
        column('Version', 10),
        column('Source'),
      ],
    },
  },
  {
    name: 'System.Management.Automation.AliasInfo',
    typeNames: ['System.Management.Automation.AliasInfo'],
    list: { entries: entries('DisplayName', 'CommandType', 'Definition', 'ReferencedCommand', 'ResolvedCommand') },
  },
  {
    name: 'System.Management.Automation.CommandInfo',
    typeNames: ['System.Management.Automation.FilterInfo', 'System.Management.Automation.FunctionInfo'],
    list: { entries: entries('Name', 'CommandType', 'Definition') },
  },
  {
    name: 'System.Management.Automation.CmdletInfo',
    typeNames: ['System.Management.Automation.CmdletInfo'],
    list: {
      entries: entries(
        'Name',
        'CommandType',
        'Definition',
        'Path',
        'DLL',
        'HelpFile',
        'ParameterSets',
        'ImplementingType',
        'Verb',
        'Noun',
      ),
    },
  },
  {
    name: 'drive',
    typeNames: ['System.Management.Automation.PSDriveInfo'],
    table: {
      columns: [
        column('Name', 10),
        { ...labelled('Used (GB)', gibibytes('Used'), 13, 'Right'), formatString: '###0.00' },
        { ...labelled('Free (GB)', gibibytes('Free'), 13, 'Right'), formatString: '###0.00' },
        labelled('Provider', (_, get) => nameOf(get('Provider')), 13),
        labelled('Root', (_, get) => get('DisplayRoot') ?? get('Root'), 35),
        { ...column('CurrentLocation'), alignment: 'Right' },
      ],
    },
    list: { entries: entries('Name', 'Description', 'Provider', 'Root', 'CurrentLocation') },
  },
  {
    name: 'provider',
    typeNames: ['System.Management.Automation.ProviderInfo'],
    table: { columns: [column('Name', 20), column('Capabilities'), column('Drives')] },
    list: {
      entries: entries('Name', 'Drives', 'Path', 'Home', 'Description', 'Capabilities', 'ImplementingType'),
    },
  },
  {
    name: 'PSSession',
    typeNames: ['System.Management.Automation.Runspaces.PSSession'],
    table: {
      columns: [
        column('Id', 3, 'Right'),
        column('Name', 15, 'Left'),
        column('Transport', 9, 'Left'),
        column('ComputerName', 15, 'Left'),
        column('ComputerType', 15, 'Left'),
        column('State', 13, 'Left'),
        column('ConfigurationName', 20, 'Left'),
        column('Availability', 13, 'Right'),
      ],
    },
  },
  {
    name: 'Job',
    typeNames: ['System.Management.Automation.Job'],
    table: {
      columns: [
        column('Id', 6, 'Left'),
        column('Name', 15, 'Left'),
        column('PSJobTypeName', 15, 'Left'),
        column('State', 13, 'Left'),
        column('HasMoreData', 15, 'Left'),
        column('Location', 20, 'Left'),
        column('Command', 25, 'Left'),
      ],
    },
  },
  {
    name: 'Module',
    typeNames: ['System.Management.Automation.PSModuleInfo'],
    table: {
      columns: [
        column('ModuleType', 10, 'Left'),
        column('Version', 10, 'Left'),
        labelled('PreRelease', () => null, 10, 'Left'),
        column('Name', 35, 'Left'),
        labelled('ExportedCommands', 'ExportedCommands', undefined, 'Left'),
      ],
    },
    wide: { value: 'Name' },
    list: { entries: entries('Name', 'Path', 'Description', 'ModuleType', 'Version', 'NestedModules') },
  },
  {
    name: 'TypeData',
    typeNames: ['System.Management.Automation.Runspaces.TypeData'],
    table: { columns: [column('TypeName'), column('Members')] },
  },
  {
    name: 'CallStackFrame',
    typeNames: ['System.Management.Automation.CallStackFrame'],
    table: { columns: [column('Command'), column('Arguments'), column('Location')] },
  },
];
