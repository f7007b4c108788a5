import assert from 'node:assert/strict';
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { invokeStatic, threadContext } from '../../src/conversion/index.ts';
import type { ThrownException } from '../../src/psobject/thrown.ts';
import { useNetTypes } from './registry.ts';

const folder = realpathSync(mkdtempSync(join(tmpdir(), 'net-files-')));
after(() => rmSync(folder, { recursive: true }));
const types = useNetTypes({ currentDirectory: () => folder });
const call = (type: string, name: string, ...args: unknown[]): unknown => invokeStatic(types.get(type), name, args);
const file = (name: string, ...args: unknown[]): unknown => call('System.IO.File', name, ...args);
const path = (name: string, ...args: unknown[]): unknown => call('System.IO.Path', name, ...args);

/** Type and message of the exception that .NET would throw. */
function failure(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    const inner = (error as ThrownException).exception.inner!;
    return `${inner.typeName}: ${inner.message}`;
  }
  return 'nothing was thrown';
}

test('paths are taken apart as .NET does', () => {
  const cases: readonly (readonly [string, string | null, string, string, string])[] = [
    ['/', null, '', '', ''],
    ['/a', '/', 'a', '', '/a.x'],
    ['/a/', '/a', '', '', '/a/.x'],
    ['a/b//c', 'a/b', 'c', '', 'a/b//c.x'],
    ['a.b.', '', 'a.b.', '', 'a.b.x'],
    ['/a/.b', '/a', '.b', '.b', '/a/.x'],
  ];
  for (const [text, parent, name, extension, changed] of cases) {
    assert.equal(path('GetDirectoryName', text), parent, text);
    assert.equal(path('GetFileName', text), name, text);
    assert.equal(path('GetExtension', text), extension, text);
    if (text !== '/') assert.equal(path('ChangeExtension', text, 'x'), changed, text);
  }
  assert.equal(path('Combine', 'a', '/b'), '/b');
  assert.equal(path('Join', 'a/', '/b'), 'a//b');
  assert.equal(path('GetFullPath', '/a/../b/./c/'), '/b/c/');
  assert.equal(path('GetFullPath', 'x/../y'), `${folder}/y`);
  assert.equal(path('GetRelativePath', '/a/b', '/a/c/d'), '../c/d');
});

test('text written is text read, from the current folder', () => {
  file('WriteAllText', 'a.txt', 'héllo\nx');
  assert.equal(file('ReadAllText', join(folder, 'a.txt')), 'héllo\nx');
  file('AppendAllText', 'a.txt', '!\n');
  assert.deepEqual([...(file('ReadAllLines', 'a.txt') as string[])], ['héllo', 'x!']);
  assert.equal(file('Exists', 'a.txt'), true);
  assert.equal(call('System.IO.Directory', 'Exists', 'a.txt'), false);
  file('Delete', 'a.txt');
  assert.equal(file('Exists', 'a.txt'), false);
});

test('what the system refuses is told in the words of .NET', () => {
  const nope = join(folder, 'nope');
  assert.equal(
    failure(() => file('ReadAllText', nope)),
    `System.IO.FileNotFoundException: Could not find file '${nope}'.`,
  );
  const part = join(nope, 'x');
  for (const run of [
    () => file('ReadAllText', part),
    () => file('WriteAllText', part, 'a'),
    () => file('Delete', part),
  ]) {
    assert.equal(failure(run), `System.IO.DirectoryNotFoundException: Could not find a part of the path '${part}'.`);
  }
  assert.equal(
    failure(() => file('ReadAllText', folder)),
    `System.UnauthorizedAccessException: Access to the path '${folder}' is denied.`,
  );
  assert.equal(
    failure(() => file('ReadAllText', '')),
    "System.ArgumentException: The value cannot be an empty string. (Parameter 'path')",
  );
});

test('a simulated Windows machine has its own separators and does not show the files of the host', () => {
  const { environment } = threadContext();
  useNetTypes({ currentDirectory: () => folder, environment: { ...environment, kind: 'windows' } });
  assert.equal(path('Combine', 'C:\\a', 'b'), 'C:\\a\\b');
  assert.equal(path('GetDirectoryName', 'C:\\a'), 'C:\\');
  assert.equal(file('Exists', '/etc/passwd'), false);
  const upwards = `${'..\\'.repeat(20)}etc\\passwd`;
  assert.equal(file('Exists', upwards), false);
  assert.match(
    failure(() => file('ReadAllText', upwards)),
    /Could not find a part of the path/,
  );
  assert.equal(
    failure(() => file('ReadAllText', '/etc/passwd')),
    "System.IO.DirectoryNotFoundException: Could not find a part of the path '/etc/passwd'.",
  );
});
