// Win32_LogicalDisk: local fixed disks.
import { type CimClass, cimProperties } from './cim-class.ts';

export const win32LogicalDisk: CimClass = {
  name: 'Win32_LogicalDisk',
  namespace: 'root/cimv2',
  async instances(machine) {
    const [disks, identity] = await Promise.all([machine.disks(), machine.identity()]);
    return disks.map((disk) =>
      cimProperties(
        ['DeviceID', 'string', disk.deviceId],
        ['Caption', 'string', disk.deviceId],
        ['Description', 'string', 'Local Fixed Disk'],
        ['DriveType', 'uint32', 3],
        ['FileSystem', 'string', disk.fileSystem],
        ['FreeSpace', 'uint64', disk.freeSpace],
        ['Name', 'string', disk.deviceId],
        ['ProviderName', 'string', null],
        ['Size', 'uint64', disk.size],
        ['SystemName', 'string', identity.computerName],
        ['VolumeName', 'string', disk.volumeName],
      ),
    );
  },
};
