import assert from 'node:assert/strict';
import { test } from 'node:test';
import { UsageError } from '../../src/cli/pwsh-switches.ts';
import { parseEndpoint } from '../../src/cli/serve-command.ts';

test('an endpoint is a port, or an address and a port', () => {
  assert.deepEqual(parseEndpoint(true, 5985), { address: '127.0.0.1', port: 5985 });
  assert.deepEqual(parseEndpoint('8080', 5985), { address: '127.0.0.1', port: 8080 });
  assert.deepEqual(parseEndpoint('0.0.0.0:5985', 1), { address: '0.0.0.0', port: 5985 });
  assert.deepEqual(parseEndpoint('[::1]:5986', 1), { address: '::1', port: 5986 });
});

test('anything else is a usage error', () => {
  for (const text of ['', 'host', 'host:', ':1', '1:2:3', '99999', '::1:5985']) {
    assert.throws(() => parseEndpoint(text, 1), UsageError, text);
  }
});
