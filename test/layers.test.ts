// The layers: which folder of src may import which. A table over all modules, so that a forbidden import fails with its line.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { test } from 'node:test';

const root = resolve(import.meta.dirname, '..');
const source = join(root, 'src');

/** What each layer may import besides itself. `base` is open to all. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  base: [],
  log: [],
  crypto: [],
  asn1: [],
  xml: [],
  psobject: [],
  clixml: ['psobject', 'xml'],
  psrp: ['psobject', 'clixml'],
  wsman: ['xml'],
  auth: ['asn1', 'crypto'],
  http: ['auth'],
  configuration: ['auth', 'crypto', 'store'],
  store: [],
  transport: ['http', 'psrp', 'wsman', 'xml'],
  host: ['psobject'],
  directory: ['host'],
  platform: ['host', 'psobject'],
  bridge: ['psobject'],
  language: ['psobject'],
  conversion: ['psobject'],
  dotnet: ['conversion', 'psobject'],
  engine: ['clixml', 'conversion', 'dotnet', 'host', 'language', 'psobject'],
  format: ['conversion', 'dotnet', 'engine', 'host', 'psobject'],
  cmdlets: ['clixml', 'conversion', 'dotnet', 'engine', 'format', 'host', 'language', 'psobject'],
  runspace: ['bridge', 'clixml', 'conversion', 'engine', 'host', 'psobject', 'psrp', 'transport'],
  client: ['clixml', 'crypto', 'psobject', 'psrp', 'transport'],
  server: ['auth', 'configuration', 'psrp', 'transport', 'wsman', 'xml'],
  repl: ['client', 'host', 'psobject', 'psrp'],
  app: ['*'],
  lab: ['*'],
  web: ['*'],
  cli: ['*'],
  // The package's entry point.
  'index.ts': ['app', 'client'],
};

function modules(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return modules(path);
    return entry.name.endsWith('.ts') && !entry.name.endsWith('.d.ts') ? [path] : [];
  });
}

const layerOf = (path: string): string => relative(source, path).split('/')[0]!;

/** Relative imports of a module, dynamic ones and `new URL(..., import.meta.url)` included. */
function importsOf(path: string): string[] {
  const text = readFileSync(path, 'utf8');
  const pattern = /(?:from|import)\s*\(?\s*['"](\.[^'"]+)['"]/g;
  return [...text.matchAll(pattern)].map((match) => resolve(dirname(path), match[1]!));
}

test('every import goes to a layer that the table allows', () => {
  const files = modules(source);
  const wrong: string[] = [];
  let seen = 0;
  for (const file of files) {
    const from = layerOf(file);
    const may = allowed[from];
    assert.ok(may, `the layer ${from} is not in the table`);
    for (const target of importsOf(file)) {
      seen++;
      assert.ok(
        statSync(target, { throwIfNoEntry: false }),
        `${relative(root, file)} imports ${relative(root, target)}, which does not exist`,
      );
      const to = layerOf(target);
      if (to === from || to === 'base' || may.includes(to) || may.includes('*')) continue;
      wrong.push(`${relative(root, file)} imports ${relative(root, target)}`);
    }
  }
  assert.deepEqual(wrong, []);
  assert.ok(seen > files.length, `only ${seen} imports seen in ${files.length} modules: the pattern misses them`);
});
