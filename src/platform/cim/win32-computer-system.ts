// Win32_ComputerSystem, the properties that administrators read.
import { type CimClass, cimProperties } from './cim-class.ts';

export const win32ComputerSystem: CimClass = {
  name: 'Win32_ComputerSystem',
  namespace: 'root/cimv2',
  async instances(machine) {
    const [os, identity, system] = await Promise.all([
      machine.operatingSystem(),
      machine.identity(),
      machine.computerSystem(),
    ]);
    return [
      cimProperties(
        ['Name', 'string', identity.computerName],
        ['Caption', 'string', identity.computerName],
        ['CreationClassName', 'string', 'Win32_ComputerSystem'],
        ['DNSHostName', 'string', identity.computerName],
        ['Domain', 'string', system.domain],
        ['DomainRole', 'uint16', os.productType === 2 ? 5 : system.partOfDomain ? 3 : 2],
        ['Manufacturer', 'string', system.manufacturer],
        ['Model', 'string', system.model],
        ['NumberOfLogicalProcessors', 'uint32', system.logicalProcessors],
        ['NumberOfProcessors', 'uint32', 1],
        ['PartOfDomain', 'boolean', system.partOfDomain],
        ['PrimaryOwnerName', 'string', system.primaryOwner],
        ['Status', 'string', 'OK'],
        ['SystemType', 'string', 'x64-based PC'],
        ['TotalPhysicalMemory', 'uint64', os.totalMemory * 1024n],
        [
          'UserName',
          'string',
          identity.userDomain ? `${identity.userDomain}\\${identity.userName}` : identity.userName,
        ],
      ),
    ];
  },
};
