import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseShellOptions, type ShellOptions, UsageError } from '../../src/cli/pwsh-switches.ts';

const rows: readonly (readonly [words: string[], expected: Partial<ShellOptions>])[] = [
  [[], { mode: 'interactive' }],
  [['-Command', '1', '+', '1'], { mode: 'command', command: '1 + 1' }],
  [['-c', '1'], { mode: 'command', command: '1' }],
  [
    ['-NoProfile', '-NonInteractive', '-Command', '-'],
    { mode: 'command', command: '-', noProfile: true, nonInteractive: true },
  ],
  [
    ['-nop', '-noni', '-f', 'a.ps1', '-x', '2'],
    { mode: 'file', file: 'a.ps1', arguments: ['-x', '2'], noProfile: true },
  ],
  [['script.ps1', '-Command', 'y'], { mode: 'file', file: 'script.ps1', arguments: ['-Command', 'y'] }],
  [['-e', Buffer.from('1+1', 'utf16le').toString('base64')], { mode: 'command', command: '1+1' }],
  [['-of', 'xml', '-wd', '/tmp', '-c', 'x'], { outputFormat: 'XML', workingDirectory: '/tmp' }],
  [['-s'], { mode: 'server' }],
  [['-sshs', '-NoLogo'], { mode: 'sshServer', noLogo: true }],
  [['-s', '-NoLogo', '-NoProfile'], { mode: 'server', noProfile: true }],
  [['--version'], { mode: 'version' }],
  [['-?'], { mode: 'help' }],
];

for (const [words, expected] of rows) {
  test(`psremoting ${words.join(' ')}`, () => {
    const options = parseShellOptions(words);
    for (const [key, value] of Object.entries(expected))
      assert.deepEqual(options[key as keyof ShellOptions], value, key);
  });
}

test('a switch that is not one, or lacks its value, is a usage error', () => {
  for (const words of [['-nosuch'], ['-c'], ['-of', 'csv'], ['-e', '!'], ['-File']]) {
    assert.throws(() => parseShellOptions(words), UsageError);
  }
});
