// Services of a Linux machine from systemd's own listing; none where systemd is not running.
import { execFile } from 'node:child_process';
import type { ServiceFacts, ServiceStatus } from '../machine.ts';

const statusOf: Readonly<Record<string, ServiceStatus>> = {
  active: 'Running',
  reloading: 'Running',
  activating: 'StartPending',
  deactivating: 'StopPending',
  inactive: 'Stopped',
  failed: 'Stopped',
};

const startTypeOf: Readonly<Record<string, ServiceFacts['startType']>> = {
  enabled: 'Automatic',
  'enabled-runtime': 'Automatic',
  masked: 'Disabled',
  'masked-runtime': 'Disabled',
};

const unitName = (unit: string): string => unit.replace(/\.service$/, '');

/** Reads `systemctl list-units` and `list-unit-files`, both with --plain --no-legend. */
export function parseSystemctl(units: string, unitFiles: string): ServiceFacts[] {
  const startTypes = new Map<string, string>();
  for (const line of unitFiles.split('\n')) {
    const [unit, state] = line.trim().split(/\s+/);
    if (unit && state) startTypes.set(unit, state);
  }
  const services: ServiceFacts[] = [];
  for (const line of units.split('\n')) {
    const match = /^(\S+\.service)\s+(\S+)\s+(\S+)\s+(\S+)\s*(.*)$/.exec(line.trim());
    if (!match || match[2] === 'not-found') continue;
    const [, unit, , active, , description] = match;
    services.push({
      name: unitName(unit!),
      displayName: description || unitName(unit!),
      description: description ?? '',
      status: statusOf[active!] ?? 'Stopped',
      startType: startTypeOf[startTypes.get(unit!) ?? ''] ?? 'Manual',
      dependsOn: [],
      canStop: active === 'active',
    });
  }
  return services;
}

/** What `systemctl` prints, or '' where it is missing or systemd does not run. */
function systemctl(...args: string[]): Promise<string> {
  return new Promise((resolve) => {
    execFile(
      'systemctl',
      [...args, '--no-pager', '--plain', '--no-legend', '--all', '--type=service'],
      { timeout: 5000, maxBuffer: 8 << 20 },
      (error, stdout) => resolve(error ? '' : stdout),
    );
  });
}

export async function readServices(): Promise<ServiceFacts[]> {
  const [units, unitFiles] = await Promise.all([systemctl('list-units'), systemctl('list-unit-files')]);
  return parseSystemctl(units, unitFiles);
}
