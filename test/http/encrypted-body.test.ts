import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { MessageProtection } from '../../src/auth/mechanism.ts';
import { decryptBody, encryptBody, isEncryptedContentType } from '../../src/http/encrypted-body.ts';
import { HttpError } from '../../src/http/http-error.ts';

const PROTOCOL = 'application/HTTP-SPNEGO-session-encrypted';

/** Turns every byte around, adds a trailer as CredSSP does, and pads as Kerberos may; no secret is needed to test framing. */
const mirror = (maxMessageSize = Number.POSITIVE_INFINITY, paddingLength = 0, trailer = 0): MessageProtection => ({
  confidential: true,
  maxMessageSize,
  wrap: (message) => ({
    header: Buffer.from('signature'),
    sealed: Buffer.concat([Buffer.from(message.map((octet) => octet ^ 0xff)), Buffer.alloc(paddingLength + trailer)]),
    paddingLength,
  }),
  unwrap: (header, sealed) => {
    assert.equal(Buffer.from(header).toString(), 'signature');
    return Buffer.from(sealed.subarray(0, sealed.length - paddingLength - trailer).map((octet) => octet ^ 0xff));
  },
  sign: () => Buffer.alloc(0),
  verify: () => {},
});

test('the framing is the one that Windows writes', () => {
  const { contentType, body } = encryptBody(mirror(), PROTOCOL, Buffer.from('ab'));
  assert.equal(contentType, `multipart/encrypted;protocol="${PROTOCOL}";boundary="Encrypted Boundary"`);
  assert.equal(
    body.toString('latin1'),
    '--Encrypted Boundary\r\n' +
      `\tContent-Type: ${PROTOCOL}\r\n` +
      '\tOriginalContent: type=application/soap+xml;charset=UTF-8;Length=2\r\n' +
      '--Encrypted Boundary\r\n' +
      '\tContent-Type: application/octet-stream\r\n' +
      '\x09\0\0\0signature\x9e\x9d' +
      '--Encrypted Boundary--\r\n',
  );
});

test('any message comes back, boundaries inside it, padding and trailers included', () => {
  const message = fc.oneof(
    fc.uint8Array({ maxLength: 200 }),
    fc.constant(Buffer.from('--Encrypted Boundary--\r\n').map((octet) => octet ^ 0xff)),
  );
  fc.assert(
    fc.property(message, fc.nat(16), fc.nat(20), (plain: Uint8Array, padding, trailer) => {
      const protection = mirror(Number.POSITIVE_INFINITY, padding, trailer);
      const { contentType, body } = encryptBody(protection, PROTOCOL, plain, 'application/soap+xml;charset=UTF-16');
      const opened = decryptBody(protection, contentType, body);
      assert.deepEqual(new Uint8Array(opened.body), new Uint8Array(plain));
      assert.equal(opened.contentType, 'application/soap+xml;charset=UTF-16');
    }),
    { seed: 3, numRuns: 300 },
  );
});

test('a message over the size of one seal takes several parts', () => {
  const protection = mirror(16, 0, 8);
  const plain = Buffer.from('a message of more than sixteen bytes');
  const { contentType, body } = encryptBody(protection, PROTOCOL, plain);
  assert.match(contentType, /^multipart\/x-multi-encrypted;/);
  assert.deepEqual(decryptBody(protection, contentType, body).body, plain);
});

test('content types are told apart without case and with blanks', () => {
  for (const type of ['multipart/encrypted;x=y', 'Multipart/Encrypted ; boundary=b', 'multipart/x-multi-encrypted']) {
    assert.equal(isEncryptedContentType(type), true, type);
  }
  for (const type of [undefined, '', 'application/soap+xml', 'multipart/encrypted-not', 'text/multipart/encrypted']) {
    assert.equal(isEncryptedContentType(type), false, String(type));
  }
});

test('a body that is cut, changed or inflated ends in an HttpError', () => {
  const { contentType, body } = encryptBody(mirror(), PROTOCOL, Buffer.from('<s:Envelope/>'));
  const cases: [string, Buffer][] = [
    ['nothing', Buffer.alloc(0)],
    ['no second part', body.subarray(0, body.lastIndexOf('--Encrypted Boundary\r\n'))],
    ['no end', body.subarray(0, body.length - 26)],
    ['a signature of 4 GiB', Buffer.from(body.toString('latin1').replace('\x09\0\0\0', '\xff\xff\xff\xff'), 'latin1')],
    ['too long a length', Buffer.from(body.toString('latin1').replace('Length=13', 'Length=9999999999'), 'latin1')],
    ['another length', Buffer.from(body.toString('latin1').replace('Length=13', 'Length=1'), 'latin1')],
    ['endless header', Buffer.from(`--Encrypted Boundary\r\n${'\tX: y\r\n'.repeat(10_000)}`)],
    ['one endless line', Buffer.from(`--Encrypted Boundary\r\n${'x'.repeat(100_000)}`)],
  ];
  for (const [name, bytes] of cases) {
    assert.throws(() => decryptBody(mirror(), contentType, bytes), { code: 'BadEncryptedBody' }, name);
  }
  assert.throws(() => decryptBody(mirror(), 'multipart/encrypted', body), { code: 'BadEncryptedBody' });
  const change = fc.record({ at: fc.nat(), octet: fc.nat(255), cut: fc.option(fc.nat(300)) });
  fc.assert(
    fc.property(change, ({ at, octet, cut }) => {
      const spoiled = Buffer.from(body);
      spoiled[at % body.length] = octet;
      try {
        decryptBody(
          { ...mirror(), unwrap: (_, sealed) => Buffer.from(sealed) },
          contentType,
          spoiled.subarray(0, cut ?? body.length),
        );
      } catch (error) {
        assert.ok(error instanceof HttpError, String(error));
      }
    }),
    { seed: 11, numRuns: 1000 },
  );
});
