// What has once agreed with PowerShell stays so: every case of passing.json still passes. `UPDATE=1` adds the cases that pass now.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { test } from 'node:test';
import { caseFiles, runFile } from './run-cases.ts';

process.env['TZ'] = 'UTC';
const folder = import.meta.dirname;
const baseline = join(folder, 'passing.json');

test('every recorded case that passed before still passes', async () => {
  const expected = new Set(JSON.parse(readFileSync(baseline, 'utf8')) as string[]);
  const passing: string[] = [];
  const known = new Set<string>();
  for (const file of caseFiles([folder])) {
    for (const result of await runFile(file)) {
      const id = `${relative(folder, file)}: ${result.name}`;
      known.add(id);
      if (result.passed) passing.push(id);
    }
  }
  if (process.env['UPDATE'] === '1') {
    const all = new Set([...expected, ...passing]);
    writeFileSync(baseline, `${JSON.stringify([...all].filter((id) => known.has(id)).sort(), undefined, 1)}\n`);
    return;
  }
  const lost = [...expected].filter((id) => !passing.includes(id));
  assert.deepEqual(lost, [], 'cases that do not pass any more');
  assert.ok(expected.size > 800, `the baseline holds only ${expected.size} cases`);
});
