// Win32_Processor.
import { type CimClass, cimProperties } from './cim-class.ts';

export const win32Processor: CimClass = {
  name: 'Win32_Processor',
  namespace: 'root/cimv2',
  async instances(machine) {
    const system = await machine.computerSystem();
    return [
      cimProperties(
        ['DeviceID', 'string', 'CPU0'],
        ['Caption', 'string', system.processorName],
        ['Name', 'string', system.processorName],
        ['NumberOfCores', 'uint32', system.logicalProcessors],
        ['NumberOfLogicalProcessors', 'uint32', system.logicalProcessors],
        ['Status', 'string', 'OK'],
      ),
    ];
  },
};
