// Where the programs of this product are: bundles beside this one in dist, TypeScript sources in a checkout's tests.
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { StartWorker } from '../runspace/runspace-worker.ts';
import { sessionHostChildren, sessionHostStream } from '../runspace/session-hosts.ts';

const programs = {
  'runspace-worker': 'runspace-worker-main.ts',
  'session-host': 'session-host-main.ts',
  'lab-servers': '../lab/lab-servers-main.ts',
} as const;

/**
 * The path of a program that runs in a thread or process of its own: the bundle beside this one, or the source in a checkout.
 * There PSREMOTING_PROGRAMS names the folder of the bundles, for measurements of what users run.
 */
export function programPath(name: keyof typeof programs): string {
  const bundle = join(process.env['PSREMOTING_PROGRAMS'] ?? import.meta.dirname, `${name}.cjs`);
  return existsSync(bundle) ? bundle : join(import.meta.dirname, programs[name]);
}

/** Bytes of memory that a session's scripts may use. */
export const sessionMemory = 256 * 1024 * 1024;

/** Megabytes of stack for a session's recursion. */
const sessionStack = 16;

/** Starts a runspace's thread. */
export const startRunspaceWorker: StartWorker = (data, transfer) =>
  new Worker(programPath('runspace-worker'), {
    workerData: data,
    transferList: [...transfer],
    resourceLimits: { maxOldGenerationSizeMb: sessionMemory / 1024 / 1024, stackSizeMb: sessionStack },
    // A script's output goes over the bridge; whatever else is written would spoil a protocol on standard output.
    stdout: true,
    stderr: false,
  });

/** Starts a session host; it ends with the stream that connects it. */
export const spawnSessionHost = (): ChildProcess => spawnSessionHostOf(programPath('session-host'));

/** The same with this file as its program. */
export function spawnSessionHostOf(program: string): ChildProcess {
  const stdio: ('ignore' | 'inherit' | 'pipe')[] = ['ignore', 'ignore', 'inherit'];
  stdio[sessionHostStream] = 'pipe';
  stdio[sessionHostChildren] = 'pipe';
  return spawn(process.execPath, ['--disallow-code-generation-from-strings', program], { stdio });
}
