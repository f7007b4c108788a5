import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { Settings, SettingsError } from '../../src/configuration/settings.ts';

const folder = () => mkdtempSync(join(tmpdir(), 'psremoting-settings-'));

test('a setting that nobody has set has the default of Windows', () => {
  assert.equal(new Settings(folder()).get('Shell/MaxShellsPerUser'), 25);
});

test('a setting is found by any spelling of its path, and kept in a file of its owner', () => {
  const data = folder();
  new Settings(data).set('WSMan:\\localhost\\Client\\TrustedHosts', '*.yourdomain.local');
  assert.equal(new Settings(data).get('client/trustedhosts'), '*.yourdomain.local');
  assert.equal(statSync(join(data, 'settings.json')).mode & 0o777, 0o600);
  assert.match(readFileSync(join(data, 'settings.json'), 'utf8'), /yourdomain/);
});

test('a value of the wrong kind, an unknown path and a broken file are errors', () => {
  const data = folder();
  const settings = new Settings(data);
  for (const [path, value] of [
    ['Client/AllowUnencrypted', 'maybe'],
    ['Shell/IdleTimeout', '1h'],
    ['Nope', '1'],
    ['__proto__', 'x'],
  ] as const) {
    assert.throws(() => settings.set(path, value), SettingsError);
  }
  writeFileSync(join(data, 'settings.json'), '{');
  assert.throws(() => settings.all(), { code: 'SettingsFileInvalid' });
});

test('what the file holds beyond the known settings is ignored', () => {
  const data = folder();
  writeFileSync(join(data, 'settings.json'), '{"Shell/MaxShellsPerUser":"many","Other":1}');
  assert.equal(new Settings(data).all()['Shell/MaxShellsPerUser'], 25);
});
