// What each kind of machine tells of itself. One implementation for each folder beside this file; CIM classes are made from it.
import type {
  DriveFacts,
  HotFixFacts,
  PlatformIdentity,
  ProcessFacts,
  ServiceFacts,
  ServiceStatus,
} from '../host/services.ts';

export interface OperatingSystemFacts {
  /** As Windows and /etc/os-release print it. */
  readonly caption: string;
  readonly version: string;
  readonly buildNumber: string;
  readonly architecture: string;
  /** Milliseconds since 1970 UTC. */
  readonly bootTime: number;
  readonly installTime: number | undefined;
  /** Milliseconds since 1970 UTC, by the machine's clock. */
  readonly now: number;
  /** Kilobytes. */
  readonly totalMemory: bigint;
  readonly freeMemory: bigint;
  readonly totalSwap: bigint;
  readonly freeSwap: bigint;
  readonly processCount: number;
  readonly userCount: number;
  readonly systemDirectory: string;
  readonly systemDrive: string;
  readonly windowsDirectory: string;
  readonly serialNumber: string;
  readonly organization: string;
  readonly registeredUser: string;
  /** 1 workstation, 2 domain controller, 3 server. */
  readonly productType: number;
  /** Minutes east of UTC. */
  readonly timeZoneOffset: number;
}

export interface ComputerSystemFacts {
  readonly domain: string;
  readonly partOfDomain: boolean;
  readonly manufacturer: string;
  readonly model: string;
  readonly logicalProcessors: number;
  readonly processorName: string;
  readonly primaryOwner: string;
}

export interface DiskFacts {
  readonly deviceId: string;
  readonly volumeName: string;
  readonly fileSystem: string;
  /** Bytes. */
  readonly size: bigint;
  readonly freeSpace: bigint;
}

type Eventually<T> = T | Promise<T>;

/** A machine's facts, each read when asked. */
export interface Machine {
  identity(): Eventually<PlatformIdentity>;
  operatingSystem(): Eventually<OperatingSystemFacts>;
  computerSystem(): Eventually<ComputerSystemFacts>;
  disks(): Eventually<readonly DiskFacts[]>;
  processes(): Eventually<readonly ProcessFacts[]>;
  services(): Eventually<readonly ServiceFacts[]>;
  hotFixes(): Eventually<readonly HotFixFacts[]>;
}

export type { DriveFacts, HotFixFacts, PlatformIdentity, ProcessFacts, ServiceFacts, ServiceStatus };
