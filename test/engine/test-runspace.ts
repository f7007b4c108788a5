// A runspace for tests: this machine's files, a host that cannot interact, all cmdlets there are.

import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { homedir, hostname, userInfo } from 'node:os';
import { join } from 'node:path';
import { formatLines } from '../../src/cmdlets/shared/format-lines.ts';
import type { TypeDefinition } from '../../src/conversion/index.ts';
import type { CmdletModule } from '../../src/engine/definitions/cmdlet.ts';
import { createRunspace, type Runspace } from '../../src/engine/runspace.ts';
import { toText } from '../../src/engine/text.ts';
import type { PSHost } from '../../src/host/ps-host.ts';
import type { NativeCommand, NativeEvent, Services } from '../../src/host/services.ts';

export type TestRunspace = Runspace & {
  deadline: number;
  outString(values: readonly unknown[]): string;
  textOf(value: unknown): string;
};

const unavailable = (): never => {
  throw new Error('not available in tests');
};

function* runProcess(command: NativeCommand): Iterable<NativeEvent> {
  const input = command.input && Buffer.concat([...command.input]);
  const result = spawnSync(command.path, command.arguments, {
    cwd: command.workingDirectory,
    env: Object.fromEntries(command.environment),
    ...(input ? { input } : {}),
    timeout: 4000,
  });
  if (result.stdout?.length) yield { kind: 'stdout', data: result.stdout };
  if (result.stderr?.length) yield { kind: 'stderr', data: result.stderr };
  yield { kind: 'exit', exitCode: result.status ?? -1 };
}

export const testServices: Services = {
  platform: {
    identity: () => ({
      computerName: hostname(),
      kind: 'linux',
      userName: userInfo().username,
      userDomain: hostname(),
      homeDirectory: homedir(),
      drives: [{ name: '/', root: '/', description: '' }],
      environment: Object.entries(process.env) as [string, string][],
      osDescription: 'Linux',
    }),
    processes: unavailable,
    services: unavailable,
    hotFixes: unavailable,
    cimInstances: unavailable,
  },
  directory: { search: unavailable, defaultNamingContext: () => undefined },
  process: {
    run: runProcess,
    sleep: (milliseconds) => void Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds),
    readStream: unavailable,
  },
  remoting: {
    openSessions: unavailable,
    sendInput: unavailable,
    endInput: unavailable,
    sessionFacts: unavailable,
    closeSession: unavailable,
    invoke: unavailable,
  },
};

export const testHost: PSHost = {
  name: 'Default Host',
  version: '7.6.5',
  instanceId: '00000000-0000-0000-0000-000000000001',
  culture: 'en-US',
  uiCulture: 'en-US',
  ui: undefined,
  setShouldExit() {},
};

const source = join(import.meta.dirname, '../../src');
let loaded: { readonly types: TypeDefinition[]; readonly modules: CmdletModule[] } | undefined;

/** Every type definition that the modules of src/dotnet export. */
async function load() {
  const types: TypeDefinition[] = [];
  const isType = (value: unknown): value is TypeDefinition =>
    typeof value === 'object' &&
    value !== null &&
    'name' in value &&
    typeof value.name === 'string' &&
    /^System\.|^Microsoft\./.test(value.name);
  const files = readdirSync(join(source, 'dotnet'));
  for (const file of files) {
    if (file === 'index.ts') continue;
    const exported = (await import(join(source, 'dotnet', file))) as Record<string, unknown>;
    for (const value of Object.values(exported)) {
      if (isType(value)) types.push(value);
      else if (Array.isArray(value)) types.push(...value.filter(isType));
    }
  }
  const modules: CmdletModule[] = [];
  const cmdlets = join(source, 'cmdlets');
  for (const folder of existsSync(cmdlets) ? readdirSync(cmdlets) : []) {
    const table = join(cmdlets, folder, 'index.ts');
    if (!existsSync(table)) continue;
    try {
      const exported = (await import(table)) as Record<string, unknown>;
      for (const value of Object.values(exported)) {
        if (typeof value === 'object' && value !== null && 'cmdlets' in value) modules.push(value as CmdletModule);
      }
    } catch (error) {
      console.error(`${folder}: ${(error as Error).message}`);
    }
  }
  return { types, modules };
}

export async function openTestRunspace(
  options: { currentDirectory?: string; modules?: readonly CmdletModule[]; services?: Partial<Services> } = {},
): Promise<TestRunspace> {
  loaded ??= await load();
  const runspace = createRunspace({
    services: { ...testServices, ...options.services },
    host: testHost,
    cmdletModules: options.modules ?? loaded.modules,
    types: loaded.types,
    formatLines,
    ...(options.currentDirectory === undefined ? {} : { currentDirectory: options.currentDirectory }),
  });
  return Object.assign(runspace, {
    deadline: Number.POSITIVE_INFINITY,
    /** What Out-String -Width 120 makes of the values. */
    outString: (values: readonly unknown[]) =>
      runspace.within(() => formatLines(runspace.session, values, 120).join('\n')),
    textOf: (value: unknown) => runspace.within(() => toText(value)),
  });
}
