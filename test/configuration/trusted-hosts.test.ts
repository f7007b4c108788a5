import assert from 'node:assert/strict';
import { test } from 'node:test';
import { trustedHosts } from '../../src/configuration/trusted-hosts.ts';

test('hosts match by name, by stars and by <local>, without case', () => {
  const cases: [string, string, boolean][] = [
    ['SRV01', 'srv01', true],
    ['SRV01', 'srv011', false],
    ['SRV01, SRV02', 'SRV02', true],
    ['*', 'anything.example', true],
    ['*.lab.local', 'srv01.lab.local', true],
    ['*.lab.local', 'lab.local', false],
    ['*.lab.local', 'srv01.lab.local.evil.example', false],
    ['SRV*', 'SRV-29', true],
    ['S*0*1', 'SRV-0001', true],
    ['a*a', 'a', false],
    ['192.0.2.*', '192.0.2.77', true],
    ['192.0.2.*', '192.0.20.77', false],
    ['<local>', 'srv01', true],
    ['<local>', 'srv01.lab.local', false],
    ['<local>', 'fe80::1', false],
    ['srv01.lab.local', 'srv01.lab.local.', true],
    ['.*', 'x', false],
    ['', 'srv01', false],
    [' , ,', 'srv01', false],
    [`${'*a'.repeat(1000)}`, `${'a'.repeat(5000)}b`, false],
  ];
  for (const [setting, host, expected] of cases)
    assert.equal(trustedHosts(setting)(host), expected, `${setting} / ${host}`);
});

test('this machine is always trusted, and nothing that only looks like it', () => {
  const isTrusted = trustedHosts('');
  for (const host of ['localhost', 'LOCALHOST', '127.0.0.1', '127.10.0.30', '::1', '[::1]'])
    assert.ok(isTrusted(host), host);
  for (const host of ['127.0.0.1.example', 'localhost.example', '127.1', '127.0.0.999', '128.0.0.1', '::2']) {
    assert.ok(!isTrusted(host), host);
  }
});

test('a list longer than Windows takes is refused', () => {
  assert.throws(() => trustedHosts('x'.repeat(4097)), RangeError);
});
