// Every path that the documents name exists, so that a file that moves takes its mentions with it.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { test } from 'node:test';
import { filesBelow } from './files.ts';

const root = resolve(import.meta.dirname, '..', '..');

const documents = [
  join(root, 'README.md'),
  join(root, 'CONTRIBUTING.md'),
  join(root, 'CHANGELOG.md'),
  ...filesBelow(join(root, 'docs'), '.md'),
];

/** Texts in backticks that are paths of the repository; a pattern (`<name>`, `*`) is none. */
function pathsIn(text: string): string[] {
  const withoutBlocks = text.replaceAll(/^```[\s\S]*?^```$/gm, '');
  return [...withoutBlocks.matchAll(/`((?:src|test|docs|lab|bench|tools|bin|\.ci)\/[^`\s]*)`/g)]
    .map((match) => match[1]!)
    .filter((path) => !/[<>*]/.test(path));
}

test('every path in backticks exists', () => {
  const missing: string[] = [];
  let seen = 0;
  for (const document of documents) {
    for (const path of pathsIn(readFileSync(document, 'utf8'))) {
      seen++;
      if (!existsSync(join(root, path))) missing.push(`${relative(root, document)} names ${path}`);
    }
  }
  assert.deepEqual(missing, []);
  assert.ok(seen > 200, `only ${seen} paths were seen: the pattern misses them`);
});

test('every link to a file of the repository leads to one', () => {
  const broken: string[] = [];
  for (const document of documents) {
    for (const [, target] of readFileSync(document, 'utf8').matchAll(/\]\((?!https?:|#)([^)#\s]+)[^)]*\)/g)) {
      if (!existsSync(resolve(document, '..', target!))) broken.push(`${relative(root, document)} links to ${target}`);
    }
  }
  assert.deepEqual(broken, []);
});

test('the architecture page can be read in ten minutes', () => {
  const lines = readFileSync(join(root, 'docs', 'architecture.md'), 'utf8').split('\n').length;
  assert.ok(lines < 250, `docs/architecture.md has ${lines} lines`);
});
