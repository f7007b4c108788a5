// The shell with commands from a pipe instead of a terminal.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import { program } from './served-machine.ts';

test('the shell runs every line of a pipe and ends with it', () => {
  const { stdout, status } = spawnSync(process.execPath, [program, '-NoProfile'], {
    input: '1 + 1\nif ($true) {\n  4\n}\n$x = Read-Host\nasked for\n"got $x"\n',
    encoding: 'utf8',
    timeout: 30_000,
  });
  assert.equal(stdout, '2\n4\ngot asked for\n');
  assert.equal(status, 0);
});
