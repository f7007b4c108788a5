// Views of CIM instances: operating system, updates, processes, services, disks, the computer.
import type { ViewDefinition } from '../../engine/definitions/view.ts';
import { column, labelled } from './columns.ts';

function cimClass(className: string, columns: readonly (string | readonly [string, number])[]): ViewDefinition {
  const typeName = `Microsoft.Management.Infrastructure.CimInstance#root/cimv2/${className}`;
  return {
    name: typeName,
    typeNames: [typeName],
    table: {
      columns: columns.map((entry) => (typeof entry === 'string' ? column(entry) : column(entry[0], entry[1]))),
    },
  };
}

export const cimViews: readonly ViewDefinition[] = [
  {
    name: 'Win32_QuickFixEngineering',
    typeNames: [
      'Microsoft.Management.Infrastructure.CimInstance#root/cimv2/Win32_QuickFixEngineering',
      'System.Management.ManagementObject#root\\cimv2\\Win32_QuickFixEngineering',
    ],
    table: {
      columns: [
        labelled('Source', (_, get) => get('ComputerName') ?? get('CSName') ?? get('__SERVER'), 13),
        column('Description', 16),
        column('HotFixID', 13),
        column('InstalledBy', 20),
        column('InstalledOn', 26),
      ],
    },
  },
  cimClass('Win32_OperatingSystem', [
    'SystemDirectory',
    'Organization',
    'BuildNumber',
    'RegisteredUser',
    'SerialNumber',
    'Version',
  ]),
  cimClass('Win32_Process', ['ProcessId', ['Name', 16], 'HandleCount', 'WorkingSetSize', 'VirtualSize']),
  cimClass('Win32_Service', ['ProcessId', ['Name', 16], 'StartMode', 'State', 'Status', 'ExitCode']),
  cimClass('Win32_ComputerSystem', [
    ['Name', 16],
    'PrimaryOwnerName',
    'Domain',
    'TotalPhysicalMemory',
    'Model',
    'Manufacturer',
  ]),
  cimClass('Win32_LogicalDisk', [
    'DeviceID',
    'DriveType',
    ['ProviderName', 16],
    ['VolumeName', 16],
    'Size',
    'FreeSpace',
  ]),
];
