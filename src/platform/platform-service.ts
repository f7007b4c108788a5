// The platform service of a runspace, made from a machine's facts.
import type { Asynchronous, PlatformService } from '../host/services.ts';
import { cimClasses } from './cim/index.ts';
import type { Machine } from './machine.ts';

/** Serves `machine` behind the interface that runspaces ask. */
export function platformService(machine: Machine): Asynchronous<PlatformService> {
  return {
    identity: () => machine.identity(),
    processes: () => machine.processes(),
    services: () => machine.services(),
    hotFixes: () => machine.hotFixes(),
    async cimInstances(namespace, className) {
      const cimClass = cimClasses.get(className.toLowerCase());
      if (!cimClass || cimClass.namespace !== namespace.toLowerCase().replaceAll('\\', '/')) return undefined;
      const rows = await cimClass.instances(machine);
      return rows.map((properties) => ({ namespace: cimClass.namespace, className: cimClass.name, properties }));
    },
  };
}
