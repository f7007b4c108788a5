// `psremoting serve` as a program with a data folder of its own, for tests that come in as clients.
import assert from 'node:assert/strict';
import { execFile, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '..', '..');
const bundle = join(root, 'dist', 'psremoting.cjs');

/** The bundle where it is built, the sources otherwise. */
export const program = existsSync(bundle) ? bundle : join(root, 'src', 'cli', 'main.ts');

export const USER = 'operator';
export const PASSWORD = 'Correct-Horse-7';

export interface ProgramResult {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface ServedMachine extends AsyncDisposable {
  readonly port: number;
  /** Runs the program with these words, the password in its environment. */
  psremoting(words: readonly string[], options?: { input?: string; password?: string }): Promise<ProgramResult>;
}

const freePort = () =>
  new Promise<number>((done) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => done(port));
    });
  });

/** Adds the account and starts the service; resolves when it listens. */
export async function serveThisMachine(): Promise<ServedMachine> {
  const folder = mkdtempSync(join(tmpdir(), 'psremoting-serve-'));
  const environment = { ...process.env, TZ: 'UTC', XDG_STATE_HOME: folder };
  const psremoting: ServedMachine['psremoting'] = (words, { input = '', password = PASSWORD } = {}) =>
    new Promise((done) => {
      const child = execFile(
        process.execPath,
        [program, ...words],
        { env: { ...environment, PSREMOTING_PASSWORD: password }, timeout: 30_000 },
        (error, stdout, stderr) => done({ status: error ? Number(error.code ?? -1) : 0, stdout, stderr }),
      );
      child.stdin!.end(input);
    });
  const added = await psremoting(['user', 'add', USER, '--administrator', '--password-stdin', '--data', folder], {
    input: PASSWORD,
  });
  assert.equal(added.status, 0, added.stderr);
  const port = await freePort();
  const service = spawn(process.execPath, [program, 'serve', '--http', `127.0.0.1:${port}`, '--data', folder], {
    env: environment,
  });
  const ended = new Promise<void>((done) => service.once('exit', () => done()));
  await new Promise<void>((done, failed) => {
    let said = '';
    const listen = (text: Buffer) => {
      said += String(text);
      if (said.includes(String(port))) done();
    };
    service.stdout.on('data', listen);
    service.stderr.on('data', listen);
    service.once('exit', () => failed(new Error(`the service ended: ${said}`)));
  });
  return {
    port,
    psremoting,
    async [Symbol.asyncDispose]() {
      service.kill('SIGTERM');
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
