// pypsrp, a client that nobody here wrote, through our listener and service to a real PowerShell.
import assert from 'node:assert/strict';
import { execFile, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { promisify } from 'node:util';
import { WinrmService } from '../../src/server/index.ts';
import { childProcessChannel } from '../../src/transport/out-of-process/child-process-channel.ts';
import { selfSignedCertificate } from '../http/self-signed-certificate.ts';
import { PASSWORD, startService, USER } from '../http/service.ts';
import { findPeer, peerEnvironment } from './peer.ts';

const PYTHON = process.env['PSREMOTING_PYTHON'] ?? '/usr/bin/python3';
const INSTALLED = join(import.meta.dirname, 'bin/python');
const PYTHONPATH = [process.env['PYTHONPATH'], existsSync(INSTALLED) ? INSTALLED : undefined].filter(Boolean).join(':');
const ENVIRONMENT: NodeJS.ProcessEnv = { ...process.env, PYTHONPATH };
const run = promisify(execFile);

function whatIsMissing(): string | false {
  if (spawnSync(PYTHON, ['-c', 'import pypsrp.powershell'], { env: ENVIRONMENT }).status !== 0) {
    return `pypsrp is missing for ${PYTHON}: run test/interop/install-pypsrp.sh, or set PYTHONPATH or PSREMOTING_PYTHON`;
  }
  if (findPeer() !== undefined) return false;
  return 'the C# peer is missing: run test/interop/build-peer.sh (needs the .NET 10 SDK), or set PSREMOTING_PEER';
}

interface Line {
  readonly step: string;
  readonly [name: string]: unknown;
}

/** Starts a service with a real PowerShell behind it and lets pypsrp do these steps; the lines it printed, by step. */
async function pypsrp(
  auth: string,
  steps: readonly string[],
  scheme: 'http' | 'https' = 'http',
): Promise<Map<string, Line>> {
  const engine = childProcessChannel({ command: findPeer()!, arguments: ['serve'], environment: peerEnvironment() });
  const service = new WinrmService({ computerName: 'SRV01', engineFor: () => engine });
  await using listener = await startService({
    handle: service.handle,
    ...(scheme === 'https' && { tls: selfSignedCertificate('localhost') }),
  });
  const { PSREMOTING_PASSWORD = PASSWORD, ...env } = ENVIRONMENT;
  const script = join(import.meta.dirname, 'pypsrp-client.py');
  try {
    const { stdout } = await run(PYTHON, [script, `${listener.port}`, scheme, auth, USER, ...steps], {
      env: { ...env, PSREMOTING_PASSWORD },
      timeout: 90_000,
    });
    assert.ok(listener.handled.every(({ isProtected }) => isProtected));
    assert.equal(service.shellCount, 0, 'the pool was closed');
    const lines = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Line);
    assert.deepEqual(
      lines.filter((line) => 'failed' in line),
      [],
    );
    assert.equal(lines.at(-1)!.step, 'closed');
    return new Map(lines.map((line) => [line.step, line]));
  } finally {
    await service.close();
  }
}

const STOPPED = { state: 'STOPPED', output: [1] };

describe('pypsrp', { skip: whatIsMissing() }, () => {
  for (const auth of ['negotiate', 'ntlm']) {
    it(`opens a pool, runs scripts and stops pipelines with ${auth}, sealed over HTTP`, async () => {
      const lines = await pypsrp(auth, [
        'properties',
        'streams',
        'terminating',
        'stop',
        'interrupt',
        'stolen',
        'properties',
      ]);
      const properties = lines.get('properties')!;
      assert.equal(properties['state'], 'COMPLETED');
      assert.equal(properties['Sum'], 1_048_577);
      assert.equal(properties['Text'], 'é😀');
      assert.notEqual(properties['Hostname'], '');
      assert.deepEqual(lines.get('streams'), {
        step: 'streams',
        output: [1, 2],
        errors: ['wrong'],
        warnings: ['careful'],
        verbose: ['wordy'],
      });
      assert.deepEqual(lines.get('terminating'), { step: 'terminating', state: 'FAILED', errors: ['it ends here'] });
      assert.deepEqual(lines.get('stop'), { step: 'stop', ...STOPPED, quick: true });
      assert.deepEqual(lines.get('interrupt'), { step: 'interrupt', ...STOPPED, ended: true });
      assert.equal(lines.get('stolen')!['code'], 0x8033805b);
      assert.match(String(lines.get('stolen')!['reason']), /the shell was not found on the server/);
    });
  }

  it('sends and gets what is larger than an envelope, over HTTPS', async () => {
    const lines = await pypsrp('negotiate', ['large', 'input'], 'https');
    assert.deepEqual(lines.get('large')!['output'], [700_000, 1_000_000]);
    assert.deepEqual(lines.get('input'), { step: 'input', count: 500, last: 998 });
  });
});
