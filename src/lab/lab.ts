// The lab as its user's side sees it: starts the servers' process, and gives the resolver and directory for a shell in it.
import { type ChildProcess, fork } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { programPath } from '../app/programs.ts';
import type { RemotingOptions, Resolved } from '../app/remoting-service.ts';
import { CodedError } from '../base/coded-error.ts';
import { memoryDirectory } from '../directory/memory-directory.ts';
import type { Asynchronous, DirectoryService } from '../host/services.ts';
import { directoryObjects, namingContextOf, readForest } from './forest.ts';
import type { LabServersAnswer, LabServersRequest } from './lab-servers-main.ts';

export class LabError extends CodedError<'LabDidNotStart'> {}

export interface Lab {
  readonly hosts: ReadonlyMap<string, Resolved>;
  /** For a shell of the lab: names lead to its servers, and whoever gives no credential is LAB\admin. */
  readonly remoting: Pick<RemotingOptions, 'resolve' | 'trustedHosts' | 'defaultCredential'>;
  readonly directory: Asynchronous<DirectoryService>;
  readonly account: { readonly userName: string; readonly password: string };
  close(): Promise<void>;
}

/** The forest file of a checkout or an installed package. */
export function defaultForestFile(): string {
  const besideBundle = join(import.meta.dirname, '..', 'lab', 'forest.json');
  return existsSync(besideBundle) ? besideBundle : join(import.meta.dirname, '..', '..', 'lab', 'forest.json');
}

/** The password of this start: given by the environment, or new; in a file that only its owner reads. */
function makePassword(folder: string): string {
  const password = process.env['PSREMOTING_LAB_PASSWORD'] || randomBytes(18).toString('base64url');
  writeFileSync(join(folder, 'lab-password'), `${password}\n`, { mode: 0o600 });
  return password;
}

/** Starts the servers and waits until all of them listen. */
export async function startLab(folder: string, forestFile: string = defaultForestFile()): Promise<Lab> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const forest = readForest(forestFile);
  const now = Date.now();
  const password = makePassword(folder);
  const child = fork(programPath('lab-servers'), [], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'], execArgv: [] });
  const request: LabServersRequest = { forestFile, dataFolder: folder, password, now };
  const entries = await ready(child, request);
  const hosts = new Map(entries.map(([name, target]) => [name.toLowerCase(), target]));
  const home = forest.domains.at(-1)!;
  const account = { userName: `${home.netbiosName}\\${home.accounts[0]?.name ?? 'admin'}`, password };
  return {
    hosts,
    remoting: {
      resolve: (name) => hosts.get(name.toLowerCase()),
      trustedHosts: () => [...hosts.keys()].join(','),
      defaultCredential: () => account,
    },
    directory: memoryDirectory(directoryObjects(forest, home, now), [namingContextOf(home.name)]),
    account,
    close: () => end(child),
  };
}

function ready(child: ChildProcess, request: LabServersRequest): Promise<readonly (readonly [string, Resolved])[]> {
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', () =>
      reject(new LabError('LabDidNotStart', 'The process of the lab ended before its servers listened.')),
    );
    child.once('message', (answer: LabServersAnswer) => {
      if (answer.kind === 'ready') resolve(answer.hosts);
      else reject(new LabError('LabDidNotStart', `The lab did not start: ${answer.message}`));
    });
    child.send(request);
  });
}

function end(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve();
    const timer = setTimeout(() => child.kill('SIGKILL'), 3000);
    child.once('exit', () => {
      clearTimeout(timer);
      resolve();
    });
    child.disconnect();
  });
}
