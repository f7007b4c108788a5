import assert from 'node:assert/strict';
import { createHash, X509Certificate } from 'node:crypto';
import { test } from 'node:test';
import { tlsServerEndPoint } from '../../src/auth/channel-binding.ts';
import { selfSignedCertificate } from '../http/self-signed-certificate.ts';

test('the binding is the hash that the certificate was signed with, over the whole certificate', () => {
  const { raw } = new X509Certificate(selfSignedCertificate('localhost').cert);
  const binding = tlsServerEndPoint(raw);
  assert.equal(binding.toString('latin1', 0, 21), 'tls-server-end-point:');
  assert.deepEqual(binding.subarray(21), createHash('sha384').update(raw).digest());
});

test('something that is no certificate has no channel binding', () => {
  for (const bytes of ['', '30', '3000', '3003020101', '300430003000']) {
    assert.throws(() => tlsServerEndPoint(Buffer.from(bytes, 'hex')), { name: 'DerError' }, bytes);
  }
});
