// A machine known only through Node.js itself: what any system tells, for those without a folder of their own here.
import {
  availableParallelism,
  cpus,
  freemem,
  homedir,
  hostname,
  release,
  totalmem,
  type,
  uptime,
  userInfo,
  version,
} from 'node:os';
import type { Machine } from '../machine.ts';

/** The machine of this process, as far as node:os knows it: no services, no updates, one process. */
export function portableMachine(environment: Readonly<Record<string, string | undefined>> = process.env): Machine {
  const kind = process.platform === 'win32' ? 'windows' : process.platform === 'darwin' ? 'darwin' : 'linux';
  const root = kind === 'windows' ? 'C:\\' : '/';
  return {
    identity: () => ({
      computerName: hostname(),
      kind,
      userName: userInfo().username,
      userDomain: hostname(),
      homeDirectory: homedir(),
      drives: [{ name: kind === 'windows' ? 'C' : '/', root, description: '' }],
      environment: Object.entries(environment).flatMap(([name, value]) =>
        value === undefined ? [] : [[name, value] as const],
      ),
      osDescription: `${type()} ${release()}`,
    }),
    operatingSystem: () => ({
      caption: version(),
      version: release(),
      buildNumber: release(),
      architecture: '64-bit',
      bootTime: Date.now() - uptime() * 1000,
      installTime: undefined,
      now: Date.now(),
      totalMemory: BigInt(totalmem()) / 1024n,
      freeMemory: BigInt(freemem()) / 1024n,
      totalSwap: 0n,
      freeSwap: 0n,
      processCount: 1,
      userCount: 1,
      systemDirectory: root,
      systemDrive: root,
      windowsDirectory: root,
      serialNumber: '',
      organization: type(),
      registeredUser: userInfo().username,
      productType: 3,
      timeZoneOffset: -new Date().getTimezoneOffset(),
    }),
    computerSystem: () => ({
      domain: 'WORKGROUP',
      partOfDomain: false,
      manufacturer: '',
      model: '',
      logicalProcessors: availableParallelism(),
      processorName: cpus()[0]?.model ?? '',
      primaryOwner: userInfo().username,
    }),
    disks: () => [],
    processes: () => [
      {
        id: process.pid,
        name: 'psremoting',
        parentId: process.ppid,
        workingSet: BigInt(process.memoryUsage.rss()),
        virtualMemory: 0n,
        privateMemory: 0n,
        totalProcessorTicks: BigInt(process.cpuUsage().user + process.cpuUsage().system) * 10n,
        startTime: Date.now() - process.uptime() * 1000,
        path: process.execPath,
        commandLine: process.argv.join(' '),
        threads: 0,
        handles: 0,
        sessionId: 0,
        priority: 0,
        mainWindowTitle: '',
      },
    ],
    services: () => [],
    hotFixes: () => [],
  };
}
