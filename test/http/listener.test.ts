// The rows of docs/security.md on HTTP, NTLM and authentication bound to a connection, written byte by byte.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { Credential } from '../../src/auth/credential.ts';
import type { SecurityContext } from '../../src/auth/mechanism.ts';
import { mechanisms } from '../../src/auth/mechanisms.ts';
import { decryptBody, encryptBody } from '../../src/http/encrypted-body.ts';
import { account, clientOptions, directoryOf } from '../auth/conversation.ts';
import { PASSWORD, type RawAnswer, RawClient, type Service, startService, tokenOf, USER } from './service.ts';

const PROTOCOL = 'application/HTTP-SPNEGO-session-encrypted';
const credential = new Credential(USER, PASSWORD);
const header = (scheme: string, token: Uint8Array): Record<string, string> => ({
  Authorization: `${scheme} ${Buffer.from(token).toString('base64')}`,
});
/** Of a client that asks for Unicode and nothing else. */
const NEGOTIATE = Buffer.from('TlRMTVNTUAABAAAAAQIIAA==', 'base64');
const basic = (text: string): Record<string, string> => header('Basic', Buffer.from(text));

/** The first leg; gives what the second will be. */
async function startHandshake(raw: RawClient, who = credential) {
  const conversation = mechanisms.NTLM.client(clientOptions({ credential: who }));
  const first = await conversation.step();
  assert.ok(first.kind === 'token');
  raw.post(header('NTLM', first.token));
  const challenge = await raw.answer();
  assert.equal(challenge.status, 401);
  const second = await conversation.step(tokenOf(challenge));
  assert.ok(second.kind !== 'kdcRequest');
  return { token: second.token!, context: second.context! };
}

async function logOn(raw: RawClient): Promise<SecurityContext> {
  const { token, context } = await startHandshake(raw);
  raw.post(header('NTLM', token));
  const answer = await raw.answer();
  assert.equal(answer.status, 200);
  assert.equal(answer.body.length, 0);
  return context;
}

function postSealed(raw: RawClient, context: SecurityContext, text: string): { contentType: string; body: Buffer } {
  const sealed = encryptBody(context.protection!, PROTOCOL, Buffer.from(text));
  raw.post({ 'Content-Type': sealed.contentType }, sealed.body);
  return sealed;
}

const opened = (answer: RawAnswer, context: SecurityContext): string =>
  decryptBody(context.protection!, answer.headers.get('content-type')!, answer.body).body.toString();

async function refused(service: Service, headers: Record<string, string>, body = '<x/>'): Promise<void> {
  const raw = await service.raw();
  raw.post(headers, body);
  const answer = await raw.answer();
  assert.equal(answer.status, 401, JSON.stringify(headers));
  assert.match(answer.headers.get('www-authenticate')!, /Negotiate/);
  assert.equal(answer.body.length, 0);
}

test('no, empty, garbage and half-finished Authorization: 401 and no operation is reached, over every scheme', async () => {
  await using service = await startService({ allowUnencrypted: true });
  const cases: Record<string, string>[] = [
    {},
    { Authorization: '' },
    { Authorization: 'Negotiate' },
    { Authorization: 'Negotiate !!!' },
    { Authorization: 'Negotiate AAAA' },
    { Authorization: 'NTLM TlRMTVNTUAADAAAA' },
    { Authorization: 'Kerberos YIIB' },
    { Authorization: 'Digest username="admin"' },
    { Authorization: 'Basic' },
    { Authorization: 'Bearer admin' },
    { Authorization: '__proto__ AAAA' },
    { Authorization: 'constructor AAAA' },
    basic('admin'),
    basic(`${USER}:wrong`),
    basic(`nobody:${PASSWORD}`),
    basic(':'),
  ];
  for (const headers of cases) await refused(service, headers);
  const raw = await service.raw();
  await startHandshake(raw);
  raw.post({}, '<x/>');
  assert.equal(await raw.status(), 401);
  assert.equal(service.handled.length, 0);
});

test("the second leg of another connection's handshake is refused", async () => {
  await using service = await startService();
  const [mine, other] = [await service.raw(), await service.raw()];
  const { token } = await startHandshake(mine);
  await startHandshake(other);
  other.post(header('NTLM', token), '<x/>');
  assert.equal(await other.status(), 401);
  const fresh = await service.raw();
  fresh.post(header('NTLM', token), '<x/>');
  assert.equal(await fresh.status(), 401);
  assert.equal(service.handled.length, 0);
});

test('a request pipelined before the authentication ended is refused, even behind the leg that ends it', async () => {
  await using service = await startService({ allowUnencrypted: true });
  const raw = await service.raw();
  const { token } = await startHandshake(raw);
  raw.together(() => {
    raw.post(header('NTLM', token));
    raw.post({}, '<smuggled/>');
  });
  assert.deepEqual([await raw.status(), await raw.status()], [200, 401]);
  assert.equal(service.handled.length, 0);
});

test('an empty POST without Authorization on an authenticated connection logs off and starts a new handshake', async () => {
  await using service = await startService();
  const raw = await service.raw();
  const context = await logOn(raw);
  postSealed(raw, context, '<a/>');
  assert.equal(opened(await raw.answer(), context), '<a/>');
  raw.post({});
  const challenge = await raw.answer();
  assert.equal(challenge.status, 401);
  assert.match(challenge.headers.get('www-authenticate')!, /Negotiate, NTLM/);
  postSealed(raw, context, '<after-logoff/>');
  assert.equal(await raw.status(), 401);
  const again = await logOn(raw);
  postSealed(raw, again, '<b/>');
  assert.equal(opened(await raw.answer(), again), '<b/>');
  assert.equal(service.handled.length, 2);
});

test('a second user on a connection is refused and the connection closed', async () => {
  const accounts = { ...directoryOf(account(USER, PASSWORD), PASSWORD) };
  const second = account('second', PASSWORD);
  const lookup = accounts.lookup;
  accounts.lookup = async (domain, user) => (user === 'second' ? second : lookup(domain, user));
  await using service = await startService({ accounts });
  const raw = await service.raw();
  await logOn(raw);
  const { token } = await startHandshake(raw, new Credential('second', PASSWORD));
  raw.post(header('NTLM', token), '<x/>');
  assert.equal(await raw.status(), 401);
  await raw.closed();
  assert.equal(service.handled.length, 0);
});

test('a plain body after NTLM on HTTP is refused unless AllowUnencrypted, and then answered plain', async () => {
  await using closed = await startService();
  const raw = await closed.raw();
  await logOn(raw);
  raw.post({}, '<plain/>');
  assert.equal(await raw.status(), 403);
  assert.equal(closed.handled.length, 0);
  await using open = await startService({ allowUnencrypted: true });
  const other = await open.raw();
  await logOn(other);
  other.post({}, '<plain/>');
  assert.equal((await other.answer()).body.toString(), '<plain/>');
  assert.equal(open.handled[0]!.isProtected, false);
});

test('Basic is not even offered on HTTP unless AllowUnencrypted', async () => {
  await using service = await startService();
  const raw = await service.raw();
  raw.post(basic(`${USER}:${PASSWORD}`), '<x/>');
  const answer = await raw.answer();
  assert.equal(answer.status, 401);
  assert.doesNotMatch(answer.headers.get('www-authenticate')!, /Basic/);
  assert.equal(service.handled.length, 0);
});

test('a replayed, a reordered and a changed sealed message close the connection', async () => {
  await using service = await startService();
  const spoil: ((raw: RawClient, context: SecurityContext) => void)[] = [
    (raw, context) => {
      const { contentType, body } = postSealed(raw, context, '<a/>');
      raw.post({ 'Content-Type': contentType }, body);
    },
    (raw, context) => {
      encryptBody(context.protection!, PROTOCOL, Buffer.from('<lost/>'));
      postSealed(raw, context, '<a/>');
    },
    (raw, context) => {
      const sealed = encryptBody(context.protection!, PROTOCOL, Buffer.from('<a/>'));
      const at = sealed.body.indexOf('octet-stream\r\n') + 14 + 4 + 16;
      sealed.body[at]! ^= 1;
      raw.post({ 'Content-Type': sealed.contentType }, sealed.body);
    },
  ];
  for (const [index, one] of spoil.entries()) {
    const raw = await service.raw();
    one(raw, await logOn(raw));
    await raw.closed();
    assert.equal(service.handled.length, 1, `case ${index}`);
  }
});

test('pipelined requests on a sealed connection are served in order, and the replies sealed in order', async () => {
  let running = 0;
  await using service = await startService({
    handle: async ({ body }) => {
      assert.equal(++running, 1, 'one request at a time');
      // The earlier the request, the longer it takes.
      await new Promise((resolve) => setTimeout(resolve, 10 - Number(body.toString())));
      running--;
      return { status: 200, body };
    },
  });
  const raw = await service.raw();
  const context = await logOn(raw);
  for (let i = 0; i < 8; i++) postSealed(raw, context, `${i}`);
  for (let i = 0; i < 8; i++) assert.equal(opened(await raw.answer(), context), `${i}`);
});

test('a client that pipelines without end is cut off', async () => {
  await using service = await startService({ handle: () => new Promise(() => {}) });
  const raw = await service.raw();
  const context = await logOn(raw);
  for (let i = 0; i < 20; i++) postSealed(raw, context, `${i}`);
  await raw.closed();
});

test('part headers without tab and with LF, and the boundary with a blank, are understood', async () => {
  await using service = await startService();
  const spellings: ((text: string) => string)[] = [
    (text) => text,
    (text) => text.replaceAll('\t', ''),
    (text) => text.replaceAll('\r\n', '\n'),
    (text) => text.replaceAll('--Encrypted', '-- Encrypted'),
    (text) => text.replaceAll('Content-Type', 'content-type'),
  ];
  for (const [index, spell] of spellings.entries()) {
    const raw = await service.raw();
    const context = await logOn(raw);
    const { contentType, body } = encryptBody(context.protection!, PROTOCOL, Buffer.from(`<${index}/>`));
    const dataAt = body.indexOf('octet-stream\r\n') + 14;
    const dataEnd = body.lastIndexOf('--Encrypted');
    const parts = [
      spell(body.toString('latin1', 0, dataAt)),
      body.subarray(dataAt, dataEnd),
      spell(body.toString('latin1', dataEnd)),
    ];
    raw.post(
      { 'Content-Type': contentType },
      Buffer.concat(parts.map((part) => Buffer.from(part as string, 'latin1'))),
    );
    assert.equal(opened(await raw.answer(), context), `<${index}/>`, `spelling ${index}`);
  }
});

test('a malformed encrypted body is 400, and so is one without a session to decrypt it', async () => {
  await using service = await startService({ allowUnencrypted: true });
  const raw = await service.raw();
  await logOn(raw);
  raw.post({ 'Content-Type': `multipart/encrypted;protocol="${PROTOCOL}";boundary="Encrypted Boundary"` }, 'nonsense');
  assert.equal(await raw.status(), 400);
  const other = await service.raw();
  other.post({ ...basic(`${USER}:${PASSWORD}`), 'Content-Type': 'multipart/encrypted;boundary=x' }, 'nonsense');
  assert.equal(await other.status(), 400);
  assert.equal(service.handled.length, 0);
});

test('anything but POST is 405, an unknown path 404, compressed bodies 415, and none of them asks who it is', async () => {
  await using service = await startService();
  const raw = await service.raw();
  const cases: [string, number][] = [
    ['GET /wsman HTTP/1.1\r\nHost: x\r\n\r\n', 405],
    ['PUT /wsman HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n', 405],
    ['OPTIONS /wsman HTTP/1.1\r\nHost: x\r\n\r\n', 405],
    ['GET / HTTP/1.1\r\nHost: x\r\n\r\n', 404],
    ['GET /../etc/passwd HTTP/1.1\r\nHost: x\r\n\r\n', 404],
    ['POST /wsman/../other HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n', 404],
    ['POST /wsman HTTP/1.1\r\nHost: x\r\nContent-Encoding: gzip\r\nContent-Length: 0\r\n\r\n', 415],
    ['POST /wsman?PSVersion=7.6.5 HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n', 401],
  ];
  for (const [request, status] of cases) {
    raw.write(request);
    assert.equal(await raw.status(), status, request);
  }
});

test('ambiguous framing is refused: Content-Length with Transfer-Encoding, two lengths, bad chunks, bare line feeds', async () => {
  await using service = await startService({ allowUnencrypted: true });
  const { Authorization } = basic(`${USER}:${PASSWORD}`);
  const start = `POST /wsman HTTP/1.1\r\nHost: x\r\nAuthorization: ${Authorization}\r\n`;
  const cases = [
    `${start}Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
    `${start}Transfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n0\r\n\r\n`,
    `${start}Content-Length: 4\r\nContent-Length: 5\r\n\r\nbody!`,
    `${start}Content-Length: 4\r\nContent-Length: 4\r\n\r\nbody`,
    `${start}Content-Length: -1\r\n\r\n`,
    `${start}Content-Length: 4, 4\r\n\r\nbody`,
    `${start}Transfer-Encoding: chunked\r\n\r\nzz\r\n`,
    `${start}Transfer-Encoding: identity\r\n\r\n`,
    `${start}Content-Length : 4\r\n\r\nbody`,
    'POST /wsman\r\n\r\n',
    `POST /wsman HTTP/1.1\r\nContent-Length: 0\r\n\r\n`,
    `${start}Authorization: Basic AAAA\r\nContent-Length: 4\r\n\r\nbody`,
  ];
  for (const request of cases) {
    const raw = await service.raw();
    raw.write(request);
    const status = await raw.status().catch(() => 'closed');
    assert.ok(status === 400 || status === 505 || status === 'closed', `${status} for ${request}`);
  }
  assert.equal(service.handled.length, 0);
});

test('bodies over the limit are 413 at their announcement or their first byte too many; strangers get 401 and are cut', async () => {
  await using service = await startService({ allowUnencrypted: true, limits: { maxBodySize: 1000 } });
  const known = basic(`${USER}:${PASSWORD}`);
  const announced = await service.raw();
  announced.post({ ...known, 'Content-Length': `${2 ** 31}` });
  assert.equal(await announced.status(), 413);
  await announced.closed();
  const chunked = await service.raw();
  chunked.post(
    { ...known, 'Transfer-Encoding': 'chunked' },
    `${(600).toString(16)}\r\n${'x'.repeat(600)}\r\n`.repeat(2),
  );
  assert.equal(await chunked.status(), 413);
  await chunked.closed();
  const framings: Record<string, string>[] = [{ 'Content-Length': `${2 ** 31}` }, { 'Transfer-Encoding': 'chunked' }];
  for (const framing of framings) {
    const stranger = await service.raw();
    stranger.post(framing);
    assert.equal(await stranger.status(), 401);
    await stranger.closed();
  }
  const exact = await service.raw();
  exact.post(known, 'x'.repeat(1000));
  assert.equal(await exact.status(), 200);
});

test('Expect: 100-continue is answered when the client is known, and refused before', async () => {
  await using service = await startService({ allowUnencrypted: true });
  const known = await service.raw();
  known.post({ ...basic(`${USER}:${PASSWORD}`), Expect: '100-continue', 'Content-Length': '4' });
  assert.equal(await known.status(), 100);
  known.write('body');
  assert.equal((await known.answer()).body.toString(), 'body');
  const stranger = await service.raw();
  stranger.post({ Expect: '100-continue', 'Content-Length': '4' });
  assert.equal(await stranger.status(), 401);
  await stranger.closed();
});

test('headers over the limit are 431, slow ones 408, and a socket that never authenticates is closed', async () => {
  await using service = await startService({
    limits: { maxHeaderSize: 4096, headersTimeout: 100, authenticationTimeout: 400 },
  });
  const large = await service.raw();
  large.post({ Authorization: `Negotiate ${'A'.repeat(5000)}` });
  assert.equal(await large.status(), 431);
  const slow = await service.raw();
  slow.write('POST /wsman HTTP/1.1\r\nHost: x\r\n');
  assert.equal(await slow.status(), 408);
  const idle = await service.raw();
  await startHandshake(idle);
  await idle.closed();
});

test('a body that does not come ends the connection', async () => {
  await using service = await startService({
    allowUnencrypted: true,
    limits: { headersTimeout: 50, requestTimeout: 100 },
  });
  const raw = await service.raw();
  raw.post({ ...basic(`${USER}:${PASSWORD}`), 'Content-Length': '10' }, 'half');
  await raw.closed();
  assert.equal(service.handled.length, 0);
});

test('thousands of handshakes that are given up half-way leave nothing behind', async () => {
  await using service = await startService();
  const abandon = async (count: number) => {
    for (let i = 0; i < count; i++) {
      const raw = await RawClient.connect(service.port);
      raw.post(header('NTLM', NEGOTIATE));
      assert.equal(await raw.status(), 401);
      raw.close();
    }
    while (service.listener.connectionCount > 0) await new Promise((resolve) => setImmediate(resolve));
  };
  await abandon(500);
  const before = process.memoryUsage().rss;
  await Promise.all([1, 2, 3, 4].map(() => abandon(500)));
  assert.ok(process.memoryUsage().rss - before < 50 * 2 ** 20);
});

test('one connection over MaxConnections is 503; 300 half-open handshakes cost little and end nothing', async () => {
  await using service = await startService();
  const before = process.memoryUsage().rss;
  const raws = await Promise.all(Array.from({ length: 300 }, () => service.raw()));
  await Promise.all(raws.map((raw) => startHandshake(raw)));
  assert.equal(service.listener.connectionCount, 300);
  const surplus = await service.raw();
  assert.equal(await surplus.status(), 503);
  await surplus.closed();
  assert.ok(process.memoryUsage().rss - before < 50 * 2 ** 20);
  for (const raw of raws.slice(0, 10)) raw.close();
  while (service.listener.connectionCount > 290) await new Promise((resolve) => setImmediate(resolve));
  assert.equal((await service.client().exchange(Buffer.from('still there'))).body.toString(), 'still there');
});

test('five failed logons close the connection', async () => {
  await using service = await startService({ allowUnencrypted: true });
  const raw = await service.raw();
  for (let i = 0; i < 5; i++) {
    raw.post(basic(`${USER}:wrong`));
    assert.equal(await raw.status(), 401);
  }
  await raw.closed();
});

test('only Identify may come unauthenticated, only with its header, and only as the handler of Identify recognises it', async () => {
  await using service = await startService({
    identify: async (body) =>
      body.toString() === '<Identify/>' ? { status: 200, body: Buffer.from('<Response/>') } : undefined,
  });
  const raw = await service.raw();
  const stranger = { WSMANIDENTIFY: 'unauthenticated' };
  raw.post(stranger, '<Identify/>');
  assert.equal((await raw.answer()).body.toString(), '<Response/>');
  raw.post(stranger, '<Create/>');
  assert.equal(await raw.status(), 401);
  raw.post({}, '<Identify/>');
  assert.equal(await raw.status(), 401);
  raw.post(stranger, 'x'.repeat(20_000));
  assert.equal(await raw.status(), 401);
  raw.post(stranger, '<Identify/>');
  assert.equal(await raw.status(), 200);
  assert.equal(service.handled.length, 0);
});

test('a handler that fails is 500 without details, told to the service, and the next client is served', async () => {
  const told: unknown[] = [];
  await using service = await startService({
    onError: (error) => told.push(error),
    handle: async ({ body }) => {
      if (body.toString() === 'fail') throw new Error('inner detail');
      return { status: 200, body };
    },
  });
  const failing = await service.client().exchange(Buffer.from('fail'));
  assert.deepEqual([failing.status, failing.body.length], [500, 0]);
  assert.equal(told.length, 1);
  assert.equal((await service.client().exchange(Buffer.from('ok'))).body.toString(), 'ok');
});

test('the signal of a connection tells a waiting handler that its client is gone', async () => {
  let gone: (() => void) | undefined;
  const told = new Promise<void>((resolve) => (gone = resolve));
  await using service = await startService({
    handle: async ({ body, connection }) => {
      connection.signal.addEventListener('abort', () => gone!());
      await told;
      return { status: 200, body };
    },
  });
  const raw = await service.raw();
  postSealed(raw, await logOn(raw), '<wait/>');
  while (service.handled.length === 0) await new Promise((resolve) => setImmediate(resolve));
  raw.close();
  await told;
});

test('bytes at random end in 4xx, 5xx or a closed connection, reach nothing, and the service goes on', async () => {
  await using service = await startService({
    allowUnencrypted: true,
    limits: { headersTimeout: 200, requestTimeout: 200 },
  });
  const { token } = await startHandshake(await service.raw());
  const valid = Buffer.from(
    `POST /wsman HTTP/1.1\r\nHost: x\r\nAuthorization: NTLM ${token.toString('base64')}\r\nTransfer-Encoding: chunked\r\n\r\n3\r\n<x>\r\n0\r\n\r\n`,
    'latin1',
  );
  const change = fc.record({ at: fc.nat(), bytes: fc.uint8Array({ maxLength: 8 }), cut: fc.nat(3) });
  await fc.assert(
    fc.asyncProperty(change, async ({ at, bytes, cut }) => {
      const start = at % valid.length;
      const raw = await RawClient.connect(service.port);
      raw.write(Buffer.concat([valid.subarray(0, start), bytes, valid.subarray(start + cut)]));
      // Ends what the change left open.
      raw.write('\r\n\r\n');
      const status = await raw.status().catch(() => 400);
      assert.ok(status >= 400, `${status}`);
      raw.close();
    }),
    { seed: 2, numRuns: 150 },
  );
  assert.equal(service.handled.length, 0);
  assert.equal((await service.client().exchange(Buffer.from('still there'))).status, 200);
});
