// The facts of the Linux machine that this process runs on, from /proc, /etc and statfs.
import { readdir, readFile, readlink, stat, statfs } from 'node:fs/promises';
import { availableParallelism, cpus, homedir, hostname, release, userInfo } from 'node:os';
import type { Machine, OperatingSystemFacts, ProcessFacts } from '../machine.ts';
import { parseMeminfo, parseOsRelease, parseProcessStat } from './proc.ts';
import { readServices } from './systemctl.ts';

/** USER_HZ: the kernel's unit for times in /proc, 100 on every architecture that Node.js runs on. */
const ticksPerSecond = 100n;
const pageSize = 4096n;

const readText = (path: string): Promise<string> => readFile(path, 'utf8').catch(() => '');

async function bootTime(): Promise<number> {
  const match = /^btime (\d+)$/m.exec(await readText('/proc/stat'));
  return match ? Number(match[1]) * 1000 : Date.now();
}

async function processFacts(id: string, boot: number): Promise<ProcessFacts | undefined> {
  const folder = `/proc/${id}`;
  const stats = parseProcessStat(await readText(`${folder}/stat`));
  if (!stats) return undefined;
  const [path, commandLine, status] = await Promise.all([
    readlink(`${folder}/exe`).catch(() => undefined),
    readText(`${folder}/cmdline`),
    readText(`${folder}/statm`),
  ]);
  const [, resident = '0', shared = '0'] = status.split(' ');
  return {
    id: stats.id,
    name: stats.name,
    parentId: stats.parentId,
    workingSet: stats.residentPages * pageSize,
    virtualMemory: stats.virtualMemory,
    privateMemory: (BigInt(resident) - BigInt(shared)) * pageSize,
    totalProcessorTicks: (stats.cpuTicks * 10_000_000n) / ticksPerSecond,
    startTime: boot + Number((stats.startTicks * 1000n) / ticksPerSecond),
    path,
    commandLine: commandLine.split('\0').filter(Boolean).join(' ') || undefined,
    threads: stats.threads,
    handles: 0,
    sessionId: stats.sessionId,
    priority: stats.priority,
    mainWindowTitle: '',
  };
}

async function operatingSystem(): Promise<OperatingSystemFacts> {
  const [meminfo, osRelease, boot, ids, root, machineId] = await Promise.all([
    readText('/proc/meminfo').then(parseMeminfo),
    readText('/etc/os-release').then(parseOsRelease),
    bootTime(),
    processIds(),
    stat('/').catch(() => undefined),
    readText('/etc/machine-id'),
  ]);
  const kilobytes = (name: string) => meminfo.get(name) ?? 0n;
  return {
    caption: osRelease.get('PRETTY_NAME') ?? 'Linux',
    version: release(),
    buildNumber: osRelease.get('VERSION_ID') ?? '',
    architecture: '64-bit',
    bootTime: boot,
    installTime: root?.birthtimeMs,
    now: Date.now(),
    totalMemory: kilobytes('MemTotal'),
    freeMemory: meminfo.get('MemAvailable') ?? kilobytes('MemFree'),
    totalSwap: kilobytes('SwapTotal'),
    freeSwap: kilobytes('SwapFree'),
    processCount: ids.length,
    userCount: 1,
    systemDirectory: '/usr/sbin',
    systemDrive: '/',
    windowsDirectory: '/',
    serialNumber: machineId.trim(),
    organization: osRelease.get('NAME') ?? 'Linux',
    registeredUser: userInfo().username,
    productType: 3,
    timeZoneOffset: -new Date().getTimezoneOffset(),
  };
}

async function processIds(): Promise<string[]> {
  return (await readdir('/proc').catch((): string[] => [])).filter((name) => /^\d+$/.test(name));
}

/** The machine of this process. */
export function linuxMachine(environment: Readonly<Record<string, string | undefined>> = process.env): Machine {
  return {
    identity: () => ({
      computerName: hostname(),
      kind: 'linux',
      userName: userInfo().username,
      userDomain: hostname(),
      homeDirectory: homedir(),
      drives: [{ name: '/', root: '/', description: '/' }],
      // Scripts written for Windows ask for the computer's name here; a variable of the machine's own wins.
      environment: Object.entries({ COMPUTERNAME: hostname(), ...environment }).flatMap(([name, value]) =>
        value === undefined ? [] : [[name, value] as const],
      ),
      osDescription: `Linux ${release()}`,
    }),
    operatingSystem,
    computerSystem: () => ({
      domain: 'WORKGROUP',
      partOfDomain: false,
      manufacturer: '',
      model: '',
      logicalProcessors: availableParallelism(),
      processorName: cpus()[0]?.model ?? '',
      primaryOwner: userInfo().username,
    }),
    async disks() {
      const root = await statfs('/', { bigint: true });
      return [
        {
          deviceId: '/',
          volumeName: '',
          fileSystem: 'local',
          size: root.blocks * root.bsize,
          freeSpace: root.bavail * root.bsize,
        },
      ];
    },
    async processes() {
      const boot = await bootTime();
      const all = await Promise.all((await processIds()).map((id) => processFacts(id, boot)));
      return all.filter((facts) => facts !== undefined);
    },
    services: readServices,
    hotFixes: () => [],
  };
}
