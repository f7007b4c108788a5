// Win32_Process.
import { type CimClass, cimProperties } from './cim-class.ts';

export const win32Process: CimClass = {
  name: 'Win32_Process',
  namespace: 'root/cimv2',
  async instances(machine) {
    const [processes, identity] = await Promise.all([machine.processes(), machine.identity()]);
    return processes.map((process) =>
      cimProperties(
        ['ProcessId', 'uint32', process.id],
        ['Name', 'string', identity.kind === 'windows' ? `${process.name}.exe` : process.name],
        ['CommandLine', 'string', process.commandLine],
        ['CreationDate', 'datetime', process.startTime],
        ['CSName', 'string', identity.computerName],
        ['ExecutablePath', 'string', process.path],
        ['HandleCount', 'uint32', process.handles],
        ['ParentProcessId', 'uint32', process.parentId],
        ['Priority', 'uint32', process.priority],
        ['SessionId', 'uint32', process.sessionId],
        ['ThreadCount', 'uint32', process.threads],
        ['VirtualSize', 'uint64', process.virtualMemory],
        ['WorkingSetSize', 'uint64', process.workingSet],
      ),
    );
  },
};
