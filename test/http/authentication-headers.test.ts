import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  formatAuthenticationHeader,
  parseAuthorization,
  parseChallenges,
} from '../../src/http/authentication-headers.ts';

test('a header is a scheme and at most one base64 token', () => {
  const token = Buffer.from('NTLMSSP\0');
  const header = formatAuthenticationHeader('Negotiate', token);
  assert.equal(header, 'Negotiate TlRMTVNTUAA=');
  assert.deepEqual(parseAuthorization(header), { scheme: 'Negotiate', token });
  assert.deepEqual(parseAuthorization('NTLM'), { scheme: 'NTLM', token: undefined });
  for (const value of ['', ' ', 'Negotiate a b', 'Negotiate !', 'Basic realm="x"', 'Negotiate AAAA=A']) {
    assert.equal(parseAuthorization(value), undefined, value);
  }
});

test('challenges are found over several headers, lists and parameters', () => {
  const schemes = (...values: string[]) => parseChallenges(values).map(({ scheme }) => scheme);
  assert.deepEqual(schemes('Negotiate, Basic realm="WSMAN", Kerberos'), ['Negotiate', 'Basic', 'Kerberos']);
  assert.deepEqual(schemes('Negotiate', 'CredSSP', 'Basic realm="a", charset="UTF-8"'), [
    'Negotiate',
    'CredSSP',
    'Basic',
  ]);
  assert.equal(parseChallenges(['Negotiate AAEC'])[0]!.token!.length, 3);
  assert.deepEqual(parseChallenges([]), []);
});
