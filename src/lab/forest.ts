// lab/forest.json: what it may say, checked when it is read, and the simulated servers and directory objects it makes.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CodedError } from '../base/coded-error.ts';
import type { DirectoryObject } from '../host/services.ts';
import type { SimulatedServer } from '../platform/simulated/simulated-machine.ts';

export class ForestError extends CodedError<'ForestFileInvalid'> {}

interface ForestServer {
  readonly name: string;
  readonly os: string;
  /** How long it has been up when the lab starts: [d.]hh:mm:ss[.fff]. */
  readonly uptime: string;
  readonly memoryGB: number;
  readonly freeGB: number;
  readonly roles: readonly string[];
  /** Name of a set in `updates`. */
  readonly updates: string;
  /** Relative to the domain: OU=Servers. */
  readonly ou: string;
}

interface ForestDomain {
  readonly name: string;
  readonly netbiosName: string;
  readonly sid: string;
  readonly accounts: readonly { readonly name: string; readonly administrator: boolean }[];
  readonly servers: readonly ForestServer[];
}

/** The file as it is. */
export interface Forest {
  readonly operatingSystems: Readonly<Record<string, SimulatedServer['operatingSystem']>>;
  readonly updates: Readonly<
    Record<string, readonly { readonly id: string; readonly description: string; readonly daysAgo: number }[]>
  >;
  readonly serviceSets: Readonly<Record<string, SimulatedServer['services']>>;
  readonly processSets: Readonly<Record<string, SimulatedServer['processes']>>;
  readonly domains: readonly ForestDomain[];
}

const day = 86_400_000;

function fail(what: string): never {
  throw new ForestError('ForestFileInvalid', `The forest file is not valid: ${what}.`);
}

/** Milliseconds of [d.]hh:mm:ss[.fff]. */
function parseUptime(text: string): number {
  const match = /^(?:(\d+)\.)?(\d{1,2}):(\d{2}):(\d{2})(?:\.(\d{3}))?$/.exec(text);
  if (!match) return fail(`"${text}" is not a time such as 14.03:22:15.234`);
  const [, days = '0', hours, minutes, seconds, milliseconds = '0'] = match;
  return (
    Number(days) * day +
    Number(hours) * 3_600_000 +
    Number(minutes) * 60_000 +
    Number(seconds) * 1000 +
    Number(milliseconds)
  );
}

/** Reads and checks a forest file: every name that an entry refers to must be in the file. */
export function readForest(path: string): Forest {
  let forest: Forest;
  try {
    forest = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new ForestError('ForestFileInvalid', `The forest file ${path} cannot be read: ${(error as Error).message}`, {
      cause: error,
    });
  }
  if (!Array.isArray(forest.domains) || forest.domains.length === 0) fail('"domains" is missing or empty');
  const names = new Set<string>();
  for (const server of forest.domains.flatMap((domain) => domain.servers)) {
    if (typeof server.name !== 'string' || !/^[A-Za-z0-9-]{1,15}$/.test(server.name))
      fail(`"${server.name}" is not a computer name`);
    if (names.has(server.name.toLowerCase())) fail(`${server.name} stands twice`);
    names.add(server.name.toLowerCase());
    if (!Object.hasOwn(forest.operatingSystems ?? {}, server.os))
      fail(`${server.name}: unknown operating system "${server.os}"`);
    if (!Object.hasOwn(forest.updates ?? {}, server.updates))
      fail(`${server.name}: unknown updates "${server.updates}"`);
    for (const role of server.roles) {
      if (!Object.hasOwn(forest.serviceSets ?? {}, role)) fail(`${server.name}: unknown role "${role}"`);
    }
    parseUptime(server.uptime);
  }
  return forest;
}

/** The servers of the forest as they stand at `now`, with their C: drives under `dataFolder`/servers. */
export function simulatedServers(forest: Forest, dataFolder: string, now: number): SimulatedServer[] {
  const today = Math.floor(now / day) * day;
  return forest.domains.flatMap((domain) =>
    domain.servers.map((server): SimulatedServer => {
      const sets = ['base', ...server.roles];
      return {
        computerName: server.name,
        domain: domain.name,
        netbiosDomain: domain.netbiosName,
        driveRoot: join(dataFolder, 'servers', server.name, 'C'),
        operatingSystem: forest.operatingSystems[server.os]!,
        domainController: server.roles.includes('domain-controller'),
        bootTime: now - parseUptime(server.uptime),
        totalMemory: Math.round(server.memoryGB * 1024 * 1024),
        freeMemory: Math.round(server.freeGB * 1024 * 1024),
        updates: forest.updates[server.updates]!.map((update) => ({
          id: update.id,
          description: update.description,
          installedOn: today - update.daysAgo * day,
        })),
        services: sets
          .flatMap((name) => forest.serviceSets[name] ?? [])
          .toSorted((a, b) => (a.name.toLowerCase() < b.name.toLowerCase() ? -1 : 1)),
        processes: sets.flatMap((name) => forest.processSets[name] ?? []),
      };
    }),
  );
}

/** DC=lab,DC=local of lab.local. */
export const namingContextOf = (domainName: string): string =>
  domainName
    .split('.')
    .map((part) => `DC=${part}`)
    .join(',');

/** FILETIME: 100 ns since 1601, as pwdLastSet and lastLogonTimestamp hold it. */
const fileTime = (milliseconds: number): string =>
  ((BigInt(Math.round(milliseconds)) + 11_644_473_600_000n) * 10_000n).toString();

/** A GUID that stays the same for the same name from one start of the lab to the next. */
function stableGuid(name: string): string {
  let hash = 0xcbf29ce484222325n;
  let text = '';
  for (let round = 0; text.length < 32; round++) {
    for (const c of `${round}${name}`)
      hash = ((hash ^ BigInt(c.codePointAt(0)!)) * 0x100000001b3n) & 0xffffffffffffffffn;
    text += hash.toString(16).padStart(16, '0');
  }
  return `${text.slice(0, 8)}-${text.slice(8, 12)}-4${text.slice(13, 16)}-a${text.slice(17, 20)}-${text.slice(20, 32)}`;
}

/** The directory objects of a domain: its organizational units, computers and users. */
export function directoryObjects(forest: Forest, domain: ForestDomain, now: number): DirectoryObject[] {
  const context = namingContextOf(domain.name);
  const units = new Set(domain.servers.map((server) => `${server.ou},${context}`));
  const object = (distinguishedName: string, attributes: Record<string, string | string[]>): DirectoryObject => ({
    distinguishedName,
    attributes: new Map(
      Object.entries({ ...attributes, distinguishedName, objectGUID: stableGuid(distinguishedName) }).map(
        ([name, value]) => [name.toLowerCase(), Array.isArray(value) ? value : [value]],
      ),
    ),
  });
  return [
    ...[...units].map((unit) =>
      object(unit, {
        objectClass: ['top', 'organizationalUnit'],
        name: unit.slice(3, unit.indexOf(',')),
        ou: unit.slice(3, unit.indexOf(',')),
      }),
    ),
    ...domain.servers.map((server, index) => {
      const os = forest.operatingSystems[server.os]!;
      return object(`CN=${server.name},${server.ou},${context}`, {
        objectClass: ['top', 'person', 'organizationalPerson', 'user', 'computer'],
        objectCategory: `CN=Computer,CN=Schema,CN=Configuration,${context}`,
        name: server.name,
        cn: server.name,
        dNSHostName: `${server.name}.${domain.name}`,
        sAMAccountName: `${server.name}$`,
        sAMAccountType: '805306369',
        userAccountControl: server.roles.includes('domain-controller') ? '532480' : '4096',
        objectSid: `${domain.sid}-${1103 + index}`,
        operatingSystem: os.caption.replace(/^Microsoft /, ''),
        operatingSystemVersion: `${os.version.split('.').slice(0, 2).join('.')} (${os.build})`,
        pwdLastSet: fileTime(now - 12 * day),
        lastLogonTimestamp: fileTime(now - 2 * day),
        whenCreated: new Date(now - 400 * day)
          .toISOString()
          .replace(/[-:T]|\.\d+/g, '')
          .replace('Z', '.0Z'),
        servicePrincipalName: ['HOST', 'WSMAN', 'RestrictedKrbHost'].flatMap((service) => [
          `${service}/${server.name}`,
          `${service}/${server.name}.${domain.name}`,
        ]),
      });
    }),
    ...domain.accounts.map((account, index) =>
      object(`CN=${account.name},CN=Users,${context}`, {
        objectClass: ['top', 'person', 'organizationalPerson', 'user'],
        objectCategory: `CN=Person,CN=Schema,CN=Configuration,${context}`,
        name: account.name,
        cn: account.name,
        sAMAccountName: account.name,
        sAMAccountType: '805306368',
        userAccountControl: '66048',
        userPrincipalName: `${account.name}@${domain.name}`,
        objectSid: `${domain.sid}-${500 + index}`,
      }),
    ),
  ];
}
