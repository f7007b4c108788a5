// The servers of the lab: a WinRM listener for each, with its own name, drive and facts, all in one process.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { spawnSessionHost } from '../app/programs.ts';
import type { Resolved } from '../app/remoting-service.ts';
import { directoryObjectData } from '../app/session-metadata.ts';
import { embeddedEngines, sessionHostKey, startWinrmServer, type WinrmServer } from '../app/winrm-server.ts';
import type { Account, AccountDirectory } from '../auth/account.ts';
import { ntHashOf } from '../auth/ntlm/ntlm-keys.ts';
import { equalSecrets } from '../crypto/digests.ts';
import type { SimulatedServer } from '../platform/simulated/simulated-machine.ts';
import { SessionHosts } from '../runspace/session-hosts.ts';
import { directoryObjects, type Forest, namingContextOf, simulatedServers } from './forest.ts';

export interface LabServersOptions {
  readonly forest: Forest;
  /** C: drives are below it. */
  readonly dataFolder: string;
  readonly password: string;
  /** Milliseconds since 1970 UTC: what uptimes and update dates count from. */
  readonly now: number;
}

export interface LabServers {
  /** Where each server listens, by name and by full name. */
  readonly hosts: readonly (readonly [name: string, target: Resolved])[];
  close(): Promise<void>;
}

/** On Linux each server has an address of its own, with WinRM's own port; elsewhere only 127.0.0.1 answers. */
const hasLoopbackNet = process.platform === 'linux';
/** 127.10.0.n for the first lab of a machine; a second one beside it takes the next of these nets. */
const nets = hasLoopbackNet ? Array.from({ length: 10 }, (_, index) => 10 + index) : [0];
const httpPort = 5985;
const httpsPort = 5986;

/** The lab's accounts: those of the forest's domains, all with one password. */
export function labAccounts(forest: Forest, password: string): AccountDirectory {
  const ntHash = ntHashOf(password);
  const accounts = new Map<string, Account>();
  for (const { name, netbiosName, accounts: members } of forest.domains) {
    for (const member of members) {
      const account: Account = {
        domain: netbiosName,
        userName: member.name,
        administrator: member.administrator,
        ntHash,
      };
      for (const domain of [netbiosName, name]) accounts.set(`${domain}\\${member.name}`.toLowerCase(), account);
    }
  }
  const lookup = async (domain: string, userName: string): Promise<Account | undefined> => {
    const at = userName.lastIndexOf('@');
    if (domain === '' && at > 0)
      return accounts.get(`${userName.slice(at + 1)}\\${userName.slice(0, at)}`.toLowerCase());
    return accounts.get(`${domain}\\${userName}`.toLowerCase());
  };
  return {
    lookup,
    async checkPassword(domain, userName, attempt) {
      const isRight = equalSecrets(ntHashOf(attempt), ntHash);
      const account = await lookup(domain, userName);
      return isRight ? account : undefined;
    },
  };
}

/** The folders and files that a new server's drive begins with; what is there already stays. */
function makeDrive(server: SimulatedServer, users: readonly string[]): void {
  const root = server.driveRoot;
  const folders = [
    'Windows/System32',
    'Program Files',
    'ProgramData',
    'Local',
    'Remote',
    'PSTranscripts',
    ...users.map((user) => `Users/${user}/Documents`),
  ];
  for (const folder of folders) mkdirSync(join(root, folder), { recursive: true });
  const files = {
    'Windows/System32/drivers/etc/hosts': '# hosts\r\n',
    'Remote/logs.zip': `logs of ${server.computerName}\n`,
  };
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    try {
      writeFileSync(join(root, name), text, { flag: 'wx' });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
}

/** Starts every server; rejects, with none left running, when one cannot listen. */
export async function startLabServers(options: LabServersOptions): Promise<LabServers> {
  for (const net of nets.slice(0, -1)) {
    try {
      return await startOn(net, options);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    }
  }
  return startOn(nets.at(-1)!, options);
}

async function startOn(net: number, { forest, dataFolder, password, now }: LabServersOptions): Promise<LabServers> {
  const servers = simulatedServers(forest, dataFolder, now);
  const accounts = labAccounts(forest, password);
  const hosts = new SessionHosts({ spawn: spawnSessionHost, linger: 600_000 });
  const running: WinrmServer[] = [];
  const table: [string, Resolved][] = [];
  const directories = new Map(
    forest.domains.map((domain) => [
      domain.name,
      {
        objects: directoryObjects(forest, domain, now).map(directoryObjectData),
        namingContexts: [namingContextOf(domain.name)],
      },
    ]),
  );

  const close = async () => {
    await Promise.allSettled(running.map((server) => server.close()));
    await hosts.close();
  };
  const start = async (server: SimulatedServer, index: number) => {
    const domain = forest.domains.find(({ name }) => name === server.domain)!;
    makeDrive(
      server,
      domain.accounts.map(({ name }) => name),
    );
    const address = hasLoopbackNet ? `127.${net}.0.${index + 1}` : '127.0.0.1';
    const winrm = await startWinrmServer({
      address,
      port: hasLoopbackNet ? httpPort : 0,
      accounts,
      computerName: server.computerName,
      domainName: server.netbiosDomain,
      allowBasic: false,
      allowUnencrypted: false,
      engineFor: embeddedEngines(hosts, () => ({
        isTransportSecure: true,
        simulated: { server, hosts: table, directory: directories.get(server.domain)! },
        trustedHosts: '*',
        allowUnencrypted: false,
      })),
      onError: (error) => process.stderr.write(`${server.computerName}: ${error}\n`),
    });
    running.push(winrm);
    const target = { address, httpPort: winrm.port, httpsPort };
    table.push([server.computerName, target], [`${server.computerName}.${server.domain}`, target]);
  };
  // All settle before one failure ends them: a listener that comes up later would be left behind.
  const failure = (await Promise.allSettled(servers.map(start))).find((result) => result.status === 'rejected');
  if (failure) {
    await close();
    throw failure.reason;
  }
  // The shell logs on as this account: its host is loaded before the first command asks for it.
  const last = forest.domains.at(-1)!;
  hosts.warm(
    sessionHostKey({ domain: last.netbiosName, userName: last.accounts[0]?.name ?? 'admin' }, 'Microsoft.PowerShell'),
  );
  return { hosts: table, close };
}
