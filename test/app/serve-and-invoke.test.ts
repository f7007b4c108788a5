// `psremoting serve` and `psremoting invoke` as programs: this machine's own facts through HTTP, NTLM, encryption and PSRP.
import assert from 'node:assert/strict';
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { freemem, hostname, tmpdir, totalmem, uptime } from 'node:os';
import { join, resolve } from 'node:path';
import { after, before, test } from 'node:test';

const root = resolve(import.meta.dirname, '..', '..');
const bundle = join(root, 'dist', 'psremoting.cjs');
const program = existsSync(bundle) ? bundle : join(root, 'src', 'cli', 'main.ts');
const folder = mkdtempSync(join(tmpdir(), 'psremoting-serve-'));
const password = 'Correct-Horse-7';
const env = { ...process.env, TZ: 'UTC', XDG_STATE_HOME: folder, PSREMOTING_PASSWORD: password };

let service: ChildProcess;
let port: number;

function psremoting(words: readonly string[], options: { input?: string; secret?: string } = {}) {
  return new Promise<{ status: number; stdout: string; stderr: string }>((done) => {
    const child = execFile(
      process.execPath,
      [program, ...words],
      { env: { ...env, PSREMOTING_PASSWORD: options.secret ?? password }, timeout: 30_000 },
      (error, stdout, stderr) => done({ status: error ? Number(error.code ?? -1) : 0, stdout, stderr }),
    );
    child.stdin!.end(options.input ?? '');
  });
}

const freePort = () =>
  new Promise<number>((done) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port: free } = server.address() as { port: number };
      server.close(() => done(free));
    });
  });

before(async () => {
  const added = await psremoting(['user', 'add', 'operator', '--administrator', '--password-stdin', '--data', folder], {
    input: password,
  });
  assert.equal(added.status, 0, added.stderr);
  port = await freePort();
  service = spawn(process.execPath, [program, 'serve', '--http', `127.0.0.1:${port}`, '--data', folder], { env });
  await new Promise<void>((done, failed) => {
    let said = '';
    const listen = (text: Buffer) => {
      said += String(text);
      if (said.includes(String(port))) done();
    };
    service.stdout!.on('data', listen);
    service.stderr!.on('data', listen);
    service.once('exit', () => failed(new Error(`the service ended: ${said}`)));
  });
});

after(() => {
  service?.kill('SIGTERM');
  rmSync(folder, { recursive: true, force: true });
});

const invoke = (script: string, secret?: string) =>
  psremoting(['invoke', '127.0.0.1', '--port', `${port}`, '--user', 'operator', '--', script], {
    ...(secret === undefined ? {} : { secret }),
  });

/** The block of lab/scripts/server-report.ps1. */
function reportBlock(): string {
  const script = readFileSync(join(root, 'lab', 'scripts', 'server-report.ps1'), 'utf8');
  const block = /-ScriptBlock \{\n([\s\S]*?)\n\} \|/.exec(script);
  assert.ok(block !== null, 'the report has a script block');
  return block[1]!;
}

test("the report's block shows this machine's name, system, uptime and memory", async () => {
  const { status, stdout, stderr } = await invoke(
    `$o = & {\n${reportBlock()}\n}\n$o.Hostname; $o.OS; $o.Uptime.TotalSeconds; $o.FreeMemGB; $o.FreeMemGB.GetType().Name`,
  );
  assert.equal(status, 0, stderr);
  const [name, system, seconds, free, type] = stdout.trim().split('\n');
  assert.equal(name!.toLowerCase(), hostname().split('.')[0]!.toLowerCase());
  const release = existsSync('/etc/os-release') ? readFileSync('/etc/os-release', 'utf8') : '';
  const pretty = /^PRETTY_NAME="?([^"\n]*)/m.exec(release)?.[1];
  if (pretty !== undefined) assert.equal(system, pretty);
  assert.ok(Math.abs(Number(seconds) - uptime()) < 120, `${seconds} seconds of uptime`);
  assert.ok(Number(free) > 0 && Number(free) <= totalmem() / 2 ** 30, `${free} GB of ${freemem()} bytes`);
  assert.equal(type, 'Double');
});

test('a wrong password is one clear message and a failure', async () => {
  const { status, stderr, stdout } = await invoke('1', 'wrong');
  assert.notEqual(status, 0);
  assert.match(stderr + stdout, /Access is denied/);
});

test('a script that throws fails with its message, and the service goes on', async () => {
  const failed = await invoke("throw 'out of paper'");
  assert.notEqual(failed.status, 0);
  assert.match(failed.stderr + failed.stdout, /out of paper/);
  const { status, stdout } = await invoke('6 * 7');
  assert.deepEqual([status, stdout.trim()], [0, '42']);
});
