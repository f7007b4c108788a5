import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { test } from 'node:test';
import { equalSecrets, hmacMd5, md5 } from '../../src/crypto/digests.ts';
import { md4 } from '../../src/crypto/md4.ts';
import { Rc4 } from '../../src/crypto/rc4.ts';

const hex = (text: string): Buffer => Buffer.from(text.replaceAll(' ', ''), 'hex');

test('MD4 gives the digests of RFC 1320 A.5', () => {
  const vectors: [string, string][] = [
    ['', '31d6cfe0d16ae931b73c59d7e0c089c0'],
    ['abc', 'a448017aaf21d8525fc10ae87aa6729d'],
    ['abcdefghijklmnopqrstuvwxyz', 'd79e1c308aa5bbcdeea8ed63df412da9'],
    ['1234567890'.repeat(8), 'e33b4ddc9c38f2199c3e7b164fcc0536'],
  ];
  for (const [text, digest] of vectors) assert.equal(md4(Buffer.from(text)).toString('hex'), digest);
});

test('MD4 reads only the bytes of a view into a larger buffer', () => {
  const larger = Buffer.from('xxabcxx');
  assert.equal(md4(larger.subarray(2, 5)).toString('hex'), 'a448017aaf21d8525fc10ae87aa6729d');
});

test('RC4 gives the key streams of RFC 6229 and goes on from call to call', () => {
  const whole = new Rc4(hex('0102030405')).update(Buffer.alloc(32));
  assert.equal(whole.toString('hex'), 'b2396305f03dc027ccc3524a0a1118a86982944f18fc82d589c403a47a0d0919');
  const stream = new Rc4(hex('0102030405'));
  assert.deepEqual(Buffer.concat([stream.update(Buffer.alloc(7)), stream.update(Buffer.alloc(25))]), whole);
  const long = new Rc4(hex('0102030405060708090a0b0c0d0e0f10')).update(Buffer.alloc(16));
  assert.equal(long.toString('hex'), '9ac7cc9a609d1ef7b2932899cde41b97');
});

test('RC4 may work in place', () => {
  const data = Buffer.from('Plaintext');
  new Rc4(Buffer.from('Key')).updateInto(data, data, 0);
  assert.equal(data.toString('hex'), 'bbf316e8d940af0ad3');
});

test('HMAC-MD5 over parts is HMAC-MD5 over their concatenation, and RFC 2202 case 1', () => {
  assert.equal(
    hmacMd5(Buffer.alloc(16, 0x0b), Buffer.from('Hi '), Buffer.from('There')).toString('hex'),
    '9294727a3638bb1c13f48ef8158bfc9d',
  );
  assert.deepEqual(hmacMd5(Buffer.from('k'), Buffer.from('ab')), createHmac('md5', 'k').update('ab').digest());
  assert.equal(md5(Buffer.from('a'), Buffer.from('bc')).toString('hex'), '900150983cd24fb0d6963f7d28e17f72');
});

test('secrets of different lengths are unequal without an exception', () => {
  assert.equal(equalSecrets(Buffer.from('ab'), Buffer.from('ab')), true);
  assert.equal(equalSecrets(Buffer.from('ab'), Buffer.from('ac')), false);
  assert.equal(equalSecrets(Buffer.from('ab'), Buffer.from('abc')), false);
});
