// A Windows server that exists only as facts: what the lab's sessions see of their machine.
import type { HotFixFacts, Machine, ProcessFacts, ServiceFacts, ServiceStatus } from '../machine.ts';

/** Everything that is told about a simulated server. Plain data: it travels to session hosts as JSON. */
export interface SimulatedServer {
  readonly computerName: string;
  readonly domain: string;
  readonly netbiosDomain: string;
  /** Folder that shows as C:. */
  readonly driveRoot: string;
  readonly operatingSystem: { readonly caption: string; readonly version: string; readonly build: string };
  readonly domainController: boolean;
  /** Milliseconds since 1970 UTC. */
  readonly bootTime: number;
  /** Kilobytes. */
  readonly totalMemory: number;
  readonly freeMemory: number;
  readonly updates: readonly { readonly id: string; readonly description: string; readonly installedOn: number }[];
  readonly services: readonly {
    readonly name: string;
    readonly displayName: string;
    readonly status: ServiceStatus;
    readonly startType: ServiceFacts['startType'];
  }[];
  readonly processes: readonly { readonly name: string; readonly memoryMB: number; readonly cpuSeconds: number }[];
}

const megabyte = 1024 * 1024;
const dayInMilliseconds = 86_400_000;

/** The environment of a session on Windows, for this user. */
function sessionEnvironment(server: SimulatedServer, userName: string): [string, string][] {
  const profile = `C:\\Users\\${userName}`;
  return [
    ['ALLUSERSPROFILE', 'C:\\ProgramData'],
    ['APPDATA', `${profile}\\AppData\\Roaming`],
    ['CommonProgramFiles', 'C:\\Program Files\\Common Files'],
    ['COMPUTERNAME', server.computerName],
    ['ComSpec', 'C:\\Windows\\system32\\cmd.exe'],
    ['HOMEDRIVE', 'C:'],
    ['HOMEPATH', `\\Users\\${userName}`],
    ['LOCALAPPDATA', `${profile}\\AppData\\Local`],
    ['NUMBER_OF_PROCESSORS', '4'],
    ['OS', 'Windows_NT'],
    ['Path', 'C:\\Windows\\system32;C:\\Windows;C:\\Windows\\System32\\Wbem'],
    ['PATHEXT', '.COM;.EXE;.BAT;.CMD;.PS1'],
    ['PROCESSOR_ARCHITECTURE', 'AMD64'],
    ['ProgramData', 'C:\\ProgramData'],
    ['ProgramFiles', 'C:\\Program Files'],
    ['PUBLIC', 'C:\\Users\\Public'],
    ['SystemDrive', 'C:'],
    ['SystemRoot', 'C:\\Windows'],
    ['TEMP', `${profile}\\AppData\\Local\\Temp`],
    ['TMP', `${profile}\\AppData\\Local\\Temp`],
    ['USERDNSDOMAIN', server.domain.toUpperCase()],
    ['USERDOMAIN', server.netbiosDomain],
    ['USERNAME', userName],
    ['USERPROFILE', profile],
    ['windir', 'C:\\Windows'],
  ];
}

function processFacts(server: SimulatedServer): ProcessFacts[] {
  return server.processes.map((process, index) => {
    const workingSet = BigInt(Math.round(process.memoryMB * megabyte));
    return {
      id: index === 0 ? 4 : 400 + index * 148,
      name: process.name,
      parentId: index === 0 ? 0 : 4,
      workingSet,
      virtualMemory: workingSet * 24n,
      privateMemory: (workingSet * 3n) / 4n,
      totalProcessorTicks: BigInt(Math.round(process.cpuSeconds * 1e7)),
      startTime: server.bootTime + index * 1500,
      path: index === 0 ? undefined : `C:\\Windows\\System32\\${process.name}.exe`,
      commandLine: index === 0 ? undefined : `C:\\Windows\\System32\\${process.name}.exe`,
      threads: 8 + index,
      handles: 120 + index * 37,
      sessionId: 0,
      priority: 8,
      mainWindowTitle: '',
    };
  });
}

/** The machine of a simulated server as `userName` (of its domain) sees it. */
export function simulatedMachine(
  server: SimulatedServer,
  userName: string,
  userDomain: string,
  clock: () => number,
): Machine {
  const hotFixes: HotFixFacts[] = server.updates.map((update) => ({
    hotFixId: update.id,
    description: update.description,
    installedBy: 'NT AUTHORITY\\SYSTEM',
    installedOn: update.installedOn,
  }));
  return {
    identity: () => ({
      computerName: server.computerName,
      kind: 'windows',
      userName,
      userDomain,
      homeDirectory: `C:\\Users\\${userName}`,
      drives: [{ name: 'C', root: server.driveRoot, description: '' }],
      environment: sessionEnvironment(server, userName),
      osDescription: `Microsoft Windows ${server.operatingSystem.version}`,
    }),
    operatingSystem: () => ({
      caption: server.operatingSystem.caption,
      version: server.operatingSystem.version,
      buildNumber: server.operatingSystem.build,
      architecture: '64-bit',
      bootTime: server.bootTime,
      installTime: server.bootTime - 400 * dayInMilliseconds,
      now: clock(),
      totalMemory: BigInt(server.totalMemory),
      freeMemory: BigInt(server.freeMemory),
      totalSwap: BigInt(Math.round(server.totalMemory / 8)),
      freeSwap: BigInt(Math.round(server.totalMemory / 8)),
      processCount: server.processes.length,
      userCount: 2,
      systemDirectory: 'C:\\Windows\\system32',
      systemDrive: 'C:',
      windowsDirectory: 'C:\\Windows',
      serialNumber: '00454-40000-00001-AA081',
      organization: '',
      registeredUser: 'Windows User',
      productType: server.domainController ? 2 : 3,
      timeZoneOffset: 0,
    }),
    computerSystem: () => ({
      domain: server.domain,
      partOfDomain: true,
      manufacturer: 'Microsoft Corporation',
      model: 'Virtual Machine',
      logicalProcessors: 4,
      processorName: 'Intel(R) Xeon(R) Platinum 8370C CPU @ 2.80GHz',
      primaryOwner: 'Windows User',
    }),
    disks: () => [
      { deviceId: 'C:', volumeName: 'OS', fileSystem: 'NTFS', size: 136_365_211_648n, freeSpace: 98_784_247_808n },
    ],
    processes: () => processFacts(server),
    services: () =>
      server.services.map((service) => ({
        ...service,
        description: service.displayName,
        dependsOn: [],
        canStop: service.status === 'Running',
      })),
    hotFixes: () => hotFixes,
  };
}
