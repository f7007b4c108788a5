// `psremoting serve` and `psremoting invoke` as programs: this machine's own facts through HTTP, NTLM, encryption and PSRP.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { freemem, hostname, totalmem, uptime } from 'node:os';
import { join, resolve } from 'node:path';
import { after, before, test } from 'node:test';
import { type ServedMachine, serveThisMachine, USER } from './served-machine.ts';

const root = resolve(import.meta.dirname, '..', '..');
let machine: ServedMachine;

before(async () => {
  machine = await serveThisMachine();
});
after(() => machine[Symbol.asyncDispose]());

const invoke = (script: string, password?: string) =>
  machine.psremoting(['invoke', '127.0.0.1', '--port', `${machine.port}`, '--user', USER, '--', script], {
    ...(password === undefined ? {} : { password }),
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
