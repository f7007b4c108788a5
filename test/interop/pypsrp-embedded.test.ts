// pypsrp, a client that nobody here wrote, on the embedded engine behind `psremoting serve`.
import assert from 'node:assert/strict';
import { execFile, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { promisify } from 'node:util';
import { PASSWORD, type ServedMachine, serveThisMachine, USER } from '../app/served-machine.ts';

const PYTHON = process.env['PSREMOTING_PYTHON'] ?? '/usr/bin/python3';
const INSTALLED = join(import.meta.dirname, 'bin/python');
const PYTHONPATH = [process.env['PYTHONPATH'], existsSync(INSTALLED) ? INSTALLED : undefined].filter(Boolean).join(':');
const ENVIRONMENT: NodeJS.ProcessEnv = { ...process.env, PYTHONPATH, PSREMOTING_PASSWORD: PASSWORD };
const run = promisify(execFile);

const isThere = spawnSync(PYTHON, ['-c', 'import pypsrp.powershell'], { env: ENVIRONMENT }).status === 0;
const missing =
  !isThere &&
  `pypsrp is missing for ${PYTHON}: run test/interop/install-pypsrp.sh, or set PYTHONPATH or PSREMOTING_PYTHON`;

type Line = Readonly<Record<string, unknown>>;

describe('pypsrp on the embedded engine', { skip: missing }, () => {
  let machine: ServedMachine;
  before(async () => {
    machine = await serveThisMachine();
  });
  after(() => machine[Symbol.asyncDispose]());

  for (const auth of ['negotiate', 'ntlm']) {
    it(`opens a pool, runs the report, streams input and stops pipelines with ${auth}, sealed over HTTP`, async () => {
      const steps = ['report', 'terminating', 'large', 'input', 'stop', 'interrupt', 'stolen', 'report'];
      const script = join(import.meta.dirname, 'pypsrp-client.py');
      const { stdout } = await run(PYTHON, [script, `${machine.port}`, 'http', auth, USER, ...steps], {
        env: ENVIRONMENT,
        timeout: 60_000,
      });
      const lines = stdout
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as Line);
      assert.deepEqual(
        lines.filter((line) => 'failed' in line),
        [],
      );
      assert.equal(lines.at(-1)!['step'], 'closed');
      const byStep = new Map(lines.map((line) => [line['step'], line]));
      const { Hostname, OS, Uptime, FreeMemGB, ...report } = byStep.get('report')!;
      assert.deepEqual(report, { step: 'report', state: 'COMPLETED', errors: [] });
      assert.equal(String(Hostname).toLowerCase(), hostname().split('.')[0]!.toLowerCase());
      assert.notEqual(OS, '');
      assert.notEqual(Uptime, '');
      assert.ok(Number(FreeMemGB) > 0);
      assert.deepEqual(byStep.get('terminating'), { step: 'terminating', state: 'FAILED', errors: ['it ends here'] });
      assert.deepEqual(byStep.get('large')!['output'], [700_000, 1_000_000]);
      assert.deepEqual(byStep.get('input'), { step: 'input', count: 500, last: 998 });
      assert.deepEqual(byStep.get('stop'), { step: 'stop', state: 'STOPPED', output: [1], quick: true });
      assert.deepEqual(byStep.get('interrupt'), { step: 'interrupt', state: 'STOPPED', output: [1], ended: true });
      assert.equal(byStep.get('stolen')!['code'], 0x8033805b);
    });
  }
});
