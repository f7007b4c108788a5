// The listener against HTTP clients that nobody here wrote: pypsrp's transport (sealed bodies, channel bindings) and curl.
import assert from 'node:assert/strict';
import { execFile, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { account, directoryOf } from '../auth/conversation.ts';
import { selfSignedCertificate } from '../http/self-signed-certificate.ts';
import { PASSWORD, type Service, startService, USER } from '../http/service.ts';

const PYTHON = process.env['PSREMOTING_PYTHON'] ?? '/usr/bin/python3';
const SCRIPT = join(import.meta.dirname, 'http-peer.py');
const run = promisify(execFile);

const noPypsrp =
  spawnSync(PYTHON, ['-c', 'import pypsrp.wsman']).status === 0
    ? false
    : `${PYTHON} cannot import pypsrp: set PYTHONPATH or PSREMOTING_PYTHON`;
const curlVersion = spawnSync('curl', ['--version'], { encoding: 'utf8' }).stdout ?? '';
const noCurl = /\bNTLM\b/.test(curlVersion) ? false : 'curl with NTLM is not installed';

async function pypsrp(service: Service, scheme: string, auth: string, ...options: string[]): Promise<string[]> {
  const { PSREMOTING_PASSWORD = PASSWORD, ...env } = process.env;
  const { stdout } = await run(PYTHON, [SCRIPT, `${service.port}`, scheme, auth, USER, ...options], {
    env: { ...env, PSREMOTING_PASSWORD },
  });
  return stdout.trim().split('\n');
}

for (const auth of ['negotiate', 'ntlm']) {
  test(`pypsrp with ${auth} over HTTP, sealed`, { skip: noPypsrp }, async () => {
    await using service = await startService();
    assert.deepEqual(await pypsrp(service, 'http', auth), ['same', 'same']);
    assert.ok(service.handled.every(({ isProtected, identity }) => isProtected && identity.userName === USER));
    assert.equal(service.handled.length, 2);
  });

  test(`pypsrp with ${auth} over HTTPS, with its channel binding under the strict level`, {
    skip: noPypsrp,
  }, async () => {
    await using service = await startService({ tls: selfSignedCertificate('localhost') });
    assert.deepEqual(await pypsrp(service, 'https', auth), ['same', 'same']);
  });

  test(`pypsrp with ${auth} that sends no channel binding is refused by the strict level`, {
    skip: noPypsrp,
  }, async () => {
    await using service = await startService({ tls: selfSignedCertificate('localhost') });
    const [line] = await pypsrp(service, 'https', auth, 'negotiate_send_cbt=');
    assert.match(line!, /^error AuthenticationError/);
    assert.equal(service.handled.length, 0);
  });
}

test('pypsrp that seals over HTTPS gets sealed answers', { skip: noPypsrp }, async () => {
  await using service = await startService({ tls: selfSignedCertificate('localhost') });
  assert.deepEqual(await pypsrp(service, 'https', 'negotiate', 'encryption=always'), ['same', 'same']);
});

test('pypsrp with Basic over HTTPS', { skip: noPypsrp }, async () => {
  await using service = await startService({ tls: selfSignedCertificate('localhost') });
  assert.deepEqual(await pypsrp(service, 'https', 'basic'), ['same', 'same']);
});

test('pypsrp without encryption over HTTP is refused, and served under AllowUnencrypted', {
  skip: noPypsrp,
}, async () => {
  await using closed = await startService();
  assert.match((await pypsrp(closed, 'http', 'ntlm', 'encryption=never'))[0]!, /^error WinRMTransportError.*403/);
  assert.equal(closed.handled.length, 0);
  await using open = await startService({ allowUnencrypted: true });
  assert.deepEqual(await pypsrp(open, 'http', 'ntlm', 'encryption=never'), ['same', 'same']);
});

async function curl(service: Service, ...options: string[]): Promise<string> {
  const url = `http://127.0.0.1:${service.port}/wsman`;
  const { stdout } = await run('curl', [
    '-s',
    '--noproxy',
    '*',
    '-w',
    ' %{http_code}',
    '-d',
    '<curl/>',
    ...options,
    url,
  ]);
  return stdout;
}

test('curl with NTLM and with Basic under AllowUnencrypted', { skip: noCurl }, async () => {
  // curl widens the bytes of a password where NTLM wants UTF-16, so it knows ASCII only.
  const password = 'Passw0rd';
  await using service = await startService({
    allowUnencrypted: true,
    accounts: directoryOf(account(USER, password), password),
  });
  for (const option of ['--ntlm', '--basic']) {
    assert.equal(await curl(service, option, '-u', `${USER}:${password}`), '<curl/> 200', option);
    assert.equal(await curl(service, option, '-u', `${USER}:wrong`), ' 401', option);
  }
  assert.equal(await curl(service), ' 401');
});
