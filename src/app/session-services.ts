// The services of a runspace on the main side of its process, by the names that the bridge knows.

import { memoryDirectory } from '../directory/memory-directory.ts';
import type { Asynchronous, DirectoryService, Services } from '../host/services.ts';
import { linuxMachine } from '../platform/linux/linux-machine.ts';
import type { Machine } from '../platform/machine.ts';
import { platformService } from '../platform/platform-service.ts';
import { portableMachine } from '../platform/portable/portable-machine.ts';
import { processService } from './process-service.ts';

/** Services behind promises; a record by name, as the bridge takes them. */
export type SessionServices = { readonly [S in keyof Services]: Asynchronous<Services[S]> };

/** The machine that this process runs on. */
export function thisMachine(): Machine {
  return process.platform === 'linux' ? linuxMachine() : portableMachine();
}

/** No domain: searches find nothing. */
const noDirectory: Asynchronous<DirectoryService> = memoryDirectory([], []);

export function sessionServices(parts: {
  readonly machine: Machine;
  readonly remoting: Asynchronous<Services['remoting']>;
  readonly directory?: Asynchronous<DirectoryService>;
}): SessionServices {
  return {
    platform: platformService(parts.machine),
    directory: parts.directory ?? noDirectory,
    process: processService(),
    remoting: parts.remoting,
  };
}
