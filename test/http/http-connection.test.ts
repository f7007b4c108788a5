import assert from 'node:assert/strict';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { test } from 'node:test';
import { Credential } from '../../src/auth/credential.ts';
import type { MechanismName } from '../../src/auth/mechanisms.ts';
import { selfSignedCertificate } from './self-signed-certificate.ts';
import { PASSWORD, startService, USER } from './service.ts';

const text = (value: string): Buffer => Buffer.from(value, 'utf8');

test('Negotiate and NTLM authenticate once, in two legs, and seal both bodies', async () => {
  for (const authentication of ['Negotiate', 'NTLM'] as MechanismName[]) {
    await using service = await startService();
    const connection = service.client({ authentication });
    for (const message of ['<one/>', '<two>ä</two>', 'x'.repeat(300_000)]) {
      const response = await connection.exchange(text(message));
      assert.equal(response.status, 200);
      assert.equal(response.body.toString(), message);
      assert.equal(response.isProtected, true);
    }
    assert.equal(service.requestCount, 4, authentication);
    assert.equal(service.handled.length, 3);
    const [first] = service.handled;
    assert.deepEqual(first!.identity, { domain: 'SRV01', userName: USER, administrator: true, mechanism: 'NTLM' });
    assert.equal(first!.isProtected, true);
    assert.equal(first!.contentType, 'application/soap+xml;charset=UTF-8');
    assert.equal(new Set(service.handled.map(({ connection }) => connection.id)).size, 1);
  }
});

test('Basic over HTTP needs AllowUnencrypted on both sides', async () => {
  await using closed = await startService();
  assert.throws(() => closed.client({ authentication: 'Basic' }), { code: 'UnencryptedRefused' });
  const policy = { isTrustedHost: () => true, allowUnencrypted: true };
  await assert.rejects(closed.client({ authentication: 'Basic', policy }).exchange(text('a')), {
    code: 'AuthenticationUnsupported',
    message: /Basic\. Offered by the server: Negotiate, NTLM\./,
  });
  await using open = await startService({ allowUnencrypted: true });
  const connection = open.client({ authentication: 'Basic', policy });
  for (const message of ['a', 'b']) assert.equal((await connection.exchange(text(message))).body.toString(), message);
  assert.equal(open.requestCount, 2);
  assert.equal(open.handled[0]!.isProtected, false);
});

test('a host outside TrustedHosts gets no NTLM over HTTP', async () => {
  await using service = await startService();
  const policy = { isTrustedHost: () => false, allowUnencrypted: false };
  assert.throws(() => service.client({ policy }), { code: 'HostNotTrusted', message: /TrustedHosts/ });
  assert.equal(service.requestCount, 0);
});

test('HTTPS: bodies travel plain, the channel binding is checked, Basic is allowed and TrustedHosts not asked', async () => {
  const tls = selfSignedCertificate('localhost');
  await using service = await startService({ tls });
  const policy = { isTrustedHost: () => false, allowUnencrypted: false };
  for (const authentication of ['Negotiate', 'NTLM', 'Basic'] as MechanismName[]) {
    const connection = service.client({
      authentication,
      policy,
      target: { host: 'localhost', address: '127.0.0.1', port: service.port, isSecure: true, path: '/wsman' },
      tls: { ca: tls.cert },
    });
    const response = await connection.exchange(text('<secure/>'));
    assert.equal(response.body.toString(), '<secure/>');
    assert.equal(response.isProtected, true);
  }
  assert.equal(service.handled.length, 3);
});

test('an unknown authority and another name in the certificate are told apart, and can be skipped', async () => {
  const tls = selfSignedCertificate('localhost');
  await using service = await startService({ tls });
  const target = { host: 'elsewhere', address: '127.0.0.1', port: service.port, isSecure: true, path: '/wsman' };
  await assert.rejects(service.client({ target }).exchange(text('a')), {
    code: 'CertificateUntrusted',
    computerName: 'elsewhere',
    message: /unknown certificate authority/,
  });
  await assert.rejects(service.client({ target, tls: { skipCaCheck: true, ca: tls.cert } }).exchange(text('a')), {
    code: 'CertificateUntrusted',
    message: /does not match the hostname/,
  });
  const skipping = service.client({ target, tls: { skipCaCheck: true, skipNameCheck: true } });
  assert.equal((await skipping.exchange(text('a'))).status, 200);
});

test('a wrong password, a refused connection and an unknown host give one clear error each', async () => {
  await using service = await startService();
  for (const authentication of ['Negotiate', 'NTLM'] as MechanismName[]) {
    const credential = new Credential(USER, 'wrong');
    await assert.rejects(service.client({ authentication, credential }).exchange(text('a')), {
      code: 'AuthenticationFailed',
      message: 'Access is denied.',
      computerName: '127.0.0.1',
    });
  }
  assert.equal(service.handled.length, 0);
  const free = createServer();
  await new Promise<void>((resolve) => free.listen(0, '127.0.0.1', resolve));
  const { port } = free.address() as { port: number };
  await new Promise((resolve) => free.close(resolve));
  const target = { host: '127.0.0.1', port, isSecure: false, path: '/wsman' };
  await assert.rejects(service.client({ target }).exchange(text('a')), {
    code: 'ConnectionRefused',
    message: /cannot connect/,
  });
  const nowhere = { ...target, host: 'no-such-host.invalid' };
  await assert.rejects(service.client({ target: nowhere }).exchange(text('a')), {
    code: 'HostNotFound',
    message: /cannot be resolved/,
  });
});

test('faults and other statuses come back with their bodies', async () => {
  await using service = await startService({
    handle: async ({ body }) => ({ status: Number(body.toString()), body: text('fault') }),
  });
  const connection = service.client();
  for (const status of [500, 404, 200]) {
    const response = await connection.exchange(text(`${status}`));
    assert.equal(response.status, status);
    assert.equal(response.body.toString(), 'fault');
    assert.equal(response.isProtected, true);
  }
  const target = { host: '127.0.0.1', port: service.port, isSecure: false, path: '/elsewhere' };
  const lost = await service.client({ target }).exchange(text('a'));
  assert.deepEqual([lost.status, lost.isProtected], [404, false]);
});

test('a timeout and an abort end the exchange, and the next one connects and authenticates again', async () => {
  let hold = true;
  await using service = await startService({
    handle: async ({ body, connection }) => {
      if (hold) await new Promise((resolve) => connection.signal.addEventListener('abort', resolve, { once: true }));
      return { status: 200, body };
    },
  });
  const connection = service.client();
  await assert.rejects(connection.exchange(text('a'), { timeout: 50 }), { code: 'TimedOut' });
  assert.equal(connection.isAuthenticated, false);
  const abort = new AbortController();
  const pending = connection.exchange(text('b'), { signal: abort.signal });
  setTimeout(() => abort.abort(), 30);
  await assert.rejects(pending, { code: 'Aborted' });
  await assert.rejects(connection.exchange(text('b'), { signal: abort.signal }), { code: 'Aborted' });
  hold = false;
  assert.equal((await connection.exchange(text('c'))).body.toString(), 'c');
  assert.equal(connection.isAuthenticated, true);
});

test('an idle connection that was cut costs a new handshake and nothing else', async () => {
  await using service = await startService();
  const sockets: Socket[] = [];
  const proxy = createServer((socket) => {
    sockets.push(socket);
    const onward = connect(service.port, '127.0.0.1');
    socket.pipe(onward).pipe(socket);
    for (const one of [socket, onward]) one.on('error', () => {});
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  const { port } = proxy.address() as AddressInfo;
  const connection = service.client({ target: { host: '127.0.0.1', port, isSecure: false, path: '/wsman' } });
  assert.equal((await connection.exchange(text('a'))).status, 200);
  sockets[0]!.destroy();
  while (connection.isAuthenticated) await new Promise((resolve) => setImmediate(resolve));
  assert.equal((await connection.exchange(text('b'))).body.toString(), 'b');
  assert.equal(new Set(service.handled.map((request) => request.connection.id)).size, 2);
  proxy.close();
  for (const socket of sockets) socket.destroy();
});

test('a host that dies half-way and one that answers garbage end in typed errors', async () => {
  const answers = [
    ['', 'ConnectionLost'],
    ['HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf', 'ConnectionLost'],
    ['SSH-2.0-OpenSSH_9.2\r\n', 'ConnectionLost'],
    ['HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok', 'BadResponse'],
    [
      'HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Negotiate TlRMTVNTUAACAAAA\r\nContent-Length: 0\r\n\r\n',
      'DerUnexpectedTag',
    ],
  ] as const;
  await using service = await startService();
  for (const [answer, code] of answers) {
    const server = createServer((socket) => {
      socket.on('error', () => {});
      socket.once('data', () => socket.end(answer));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const target = {
      host: '127.0.0.1',
      port: (server.address() as { port: number }).port,
      isSecure: false,
      path: '/wsman',
    };
    await assert.rejects(service.client({ target }).exchange(text('a')), { code }, answer);
    await new Promise((resolve) => server.close(resolve));
  }
});

test('answers over the limit are cut off', async () => {
  await using service = await startService({ handle: async () => ({ status: 200, body: Buffer.alloc(100_000) }) });
  await assert.rejects(service.client({ maxResponseSize: 50_000 }).exchange(text('a')), { code: 'ResponseTooLarge' });
});

test('no error of a failed logon holds the password in any spelling', async () => {
  await using service = await startService();
  const secret = 'C4nary-s3cret';
  const credential = new Credential(USER, secret);
  const { inspect } = await import('node:util');
  const error = await service
    .client({ credential })
    .exchange(text('a'))
    .catch((caught) => caught);
  const shown = inspect(error, { depth: 20, showHidden: true });
  const spellings = [secret, Buffer.from(secret).toString('base64'), Buffer.from(secret, 'utf16le').toString('base64')];
  for (const spelling of [...spellings, PASSWORD]) assert.ok(!shown.includes(spelling.replace(/=+$/, '')));
});
