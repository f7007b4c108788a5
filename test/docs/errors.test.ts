// docs/errors.md against the sources: every class of CodedError with exactly the codes of its union.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { test } from 'node:test';
import { filesBelow } from './files.ts';

const root = resolve(import.meta.dirname, '..', '..');

type Codes = Map<string, string[]>;

const withoutComments = (text: string): string => text.replaceAll(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '');

/** The string literals of a type: written out, or behind aliases of the same file. */
function literalsOf(type: string, text: string): string[] {
  const parts = type.split('|').map((part) => part.trim());
  return parts.flatMap((part) => {
    if (part === '' || part === 'string') return [];
    const literal = /^'([^']+)'$/.exec(part)?.[1];
    if (literal !== undefined) return [literal];
    const alias = new RegExp(`type ${part} =([^;]+);`).exec(text)?.[1];
    assert.ok(alias !== undefined, `the type ${part} of error codes is not in the file of its class`);
    return literalsOf(alias, text);
  });
}

function codesOfSources(): Codes {
  const codes: Codes = new Map();
  for (const path of filesBelow(join(root, 'src'), '.ts')) {
    const text = withoutComments(readFileSync(path, 'utf8'));
    for (const [, name, type = ''] of text.matchAll(/class (\w+) extends CodedError\b(?:<([^>]+)>)?/g)) {
      assert.ok(!codes.has(name!), `two classes are called ${name}`);
      codes.set(name!, literalsOf(type, text).toSorted());
    }
  }
  return codes;
}

/** `## ClassName`, then a table whose first column is the code. */
function codesOfPage(): Codes {
  const codes: Codes = new Map();
  const sections = readFileSync(join(root, 'docs', 'errors.md'), 'utf8')
    .split(/^## /m)
    .slice(1);
  for (const section of sections) {
    const name = /^\w+/.exec(section)![0];
    codes.set(name, [...section.matchAll(/^\| `(\w+)` \|/gm)].map((match) => match[1]!).toSorted());
  }
  return codes;
}

const sorted = (codes: Codes): [string, string[]][] => [...codes].toSorted(([a], [b]) => (a < b ? -1 : 1));

test('docs/errors.md lists every class of coded errors and exactly its codes', () => {
  const expected = codesOfSources();
  assert.ok(expected.size >= 20, `only ${expected.size} classes were found: the pattern misses them`);
  assert.deepEqual(sorted(codesOfPage()), sorted(expected));
});
