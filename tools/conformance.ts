// Runs recorded cases (what PowerShell 7.6.5 printed) against the engine: `npm run conformance -- FILE|FOLDER... [--json FILE]
// [--filter TEXT] [--list]`. Prints each failing case with a diff, counts for each file, and `N passed, N failed` at the end.
import { writeFileSync } from 'node:fs';
import { type CaseResult, caseFiles, runFile } from '../test/conformance/run-cases.ts';

process.env['TZ'] = 'UTC';

const paths: string[] = [];
let json: string | undefined;
let filter: string | undefined;
let quiet = false;
const words = process.argv.slice(2);
for (let i = 0; i < words.length; i++) {
  if (words[i] === '--json') json = words[++i];
  else if (words[i] === '--filter') filter = words[++i];
  else if (words[i] === '--quiet') quiet = true;
  else paths.push(words[i]!);
}

const results: CaseResult[] = [];
const counts: string[] = [];
for (const file of caseFiles(paths)) {
  const found = await runFile(file, filter);
  results.push(...found);
  const passed = found.filter((result) => result.passed).length;
  counts.push(`${String(passed).padStart(4)} of ${String(found.length).padStart(4)}  ${file}`);
  if (quiet) continue;
  for (const result of found) {
    if (result.passed) continue;
    console.log(`--- ${result.file}: ${result.name}\n${result.script}\n${diff(result.expected, result.actual)}\n`);
  }
}
for (const line of counts) console.log(line);
if (json !== undefined) {
  writeFileSync(
    json,
    JSON.stringify(
      results.map(({ file, name, passed }) => ({ file, name, passed })),
      undefined,
      1,
    ),
  );
}
const passed = results.filter((result) => result.passed).length;
console.log(`${passed} passed, ${results.length - passed} failed`);
process.exitCode = passed === results.length ? 0 : 1;

/** Lines that differ: `-` recorded, `+` ours. */
function diff(expected: string, actual: string): string {
  const [left, right] = [expected.split('\n'), actual.split('\n')];
  const lines: string[] = [];
  for (let i = 0; i < Math.max(left.length, right.length); i++) {
    if (left[i] === right[i]) lines.push(`  ${left[i]}`);
    else {
      if (left[i] !== undefined) lines.push(`- ${left[i]}`);
      if (right[i] !== undefined) lines.push(`+ ${right[i]}`);
    }
  }
  return lines.join('\n');
}
