// Views of files and folders, grouped by the folder they are in.
import type {
  ListEntry,
  PropertyReader,
  TableColumn,
  ViewDefinition,
  ViewGroup,
} from '../../engine/definitions/view.ts';
import { column, entries, labelled } from './columns.ts';

const typeNames = ['System.IO.DirectoryInfo', 'System.IO.FileInfo'];
const providerPrefix = 'Microsoft.PowerShell.Core\\FileSystem::';

const group: ViewGroup = {
  by: 'PSParentPath',
  customHeader: (_, get) => {
    const path = get('PSParentPath');
    return [`    Directory: ${typeof path === 'string' ? path.replace(providerPrefix, '') : ''}`];
  },
};

const isFile = (_: unknown, get: PropertyReader): boolean => get('PSIsContainer') !== true;

const columnsOfMode = (mode: string): readonly TableColumn[] => [
  labelled('Mode', mode, 7, 'Left'),
  labelled('LastWriteTime', 'LastWriteTimeString', 26, 'Right'),
  labelled('Length', 'LengthString', 14, 'Right'),
  labelled('Name', 'NameString', undefined, 'Left'),
];

const listEntries: readonly ListEntry[] = [
  ...entries('Name'),
  { label: 'Length', value: 'LengthString', when: isFile },
  ...entries('CreationTime', 'LastWriteTime', 'LastAccessTime', 'Mode', 'LinkType', 'Target'),
  { label: 'VersionInfo', value: 'VersionInfo', when: isFile },
];

const wide = {
  value: (_: unknown, get: PropertyReader): unknown => {
    const name = get('Name');
    return get('PSIsContainer') === true ? `[${name}]` : name;
  },
};

/** Files of a Windows-like machine. */
export const windowsFileSystemViews: readonly ViewDefinition[] = [
  {
    name: 'children',
    typeNames,
    group,
    table: { columns: columnsOfMode('ModeWithoutHardLink'), wrap: true },
    list: { entries: listEntries },
    wide,
  },
  { name: 'childrenWithHardlink', typeNames, group, table: { columns: columnsOfMode('Mode'), wrap: true } },
];

/** Files of a Unix-like machine: permissions and owners first. */
export const unixFileSystemViews: readonly ViewDefinition[] = [
  {
    name: 'childrenWithUnixStat',
    typeNames,
    group,
    table: {
      columns: [
        column('UnixMode', 10, 'Left'),
        column('User', 10, 'Right'),
        column('Group', 10, 'Left'),
        { ...column('LastWriteTime', 16, 'Right'), formatString: '{0:d} {0:HH}:{0:mm}' },
        column('Size', 12, 'Right'),
        labelled('Name', 'NameString', undefined, 'Left'),
      ],
      wrap: true,
    },
  },
  ...windowsFileSystemViews,
];
