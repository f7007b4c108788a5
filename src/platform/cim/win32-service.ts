// Win32_Service.
import { type CimClass, cimProperties } from './cim-class.ts';

const startModes = {
  Automatic: 'Auto',
  Manual: 'Manual',
  Disabled: 'Disabled',
  Boot: 'Boot',
  System: 'System',
} as const;

export const win32Service: CimClass = {
  name: 'Win32_Service',
  namespace: 'root/cimv2',
  async instances(machine) {
    const [services, identity] = await Promise.all([machine.services(), machine.identity()]);
    return services.map((service) =>
      cimProperties(
        ['Name', 'string', service.name],
        ['Caption', 'string', service.displayName],
        ['Description', 'string', service.description],
        ['DisplayName', 'string', service.displayName],
        ['Started', 'boolean', service.status === 'Running'],
        ['StartMode', 'string', startModes[service.startType]],
        ['State', 'string', service.status],
        ['Status', 'string', 'OK'],
        ['SystemName', 'string', identity.computerName],
        ['AcceptStop', 'boolean', service.canStop],
      ),
    );
  },
};
