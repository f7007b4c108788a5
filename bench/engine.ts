// Hot paths of the engine: loops, calls, pipelines, strings; milliseconds for each.

import { openTestRunspace } from '../test/engine/test-runspace.ts';
import type { BenchmarkRow } from './benchmark.ts';

const scripts: readonly (readonly [name: string, script: string])[] = [
  ['for loop, 1 M additions', '$s = 0; for ($i = 0; $i -lt 1000000; $i++) { $s += $i % 7 }; $s'],
  ['while with if, 500 k', '$i = 0; while ($i -lt 500000) { if ($i % 2 -eq 0) { $x = $i } else { $x = 0 }; $i++ }'],
  ['function calls, 100 k', 'function f($a, $b) { $a + $b }; for ($i = 0; $i -lt 100000; $i++) { $null = f $i 1 }'],
  ['recursion, fib 20', 'function fib($n) { if ($n -lt 2) { $n } else { (fib ($n - 1)) + (fib ($n - 2)) } }; fib 20'],
  ['ForEach-Object, 100 k', '1..100000 | ForEach-Object { $_ * 2 } | Out-Null'],
  ['Where-Object, 100 k', '1..100000 | Where-Object { $_ % 3 -eq 0 } | Out-Null'],
  ['pscustomobject, 50 k', 'for ($i = 0; $i -lt 50000; $i++) { $o = [pscustomobject]@{ A = $i; B = "x" }; $v = $o.A }'],
  ['strings, 100 k', 'for ($i = 0; $i -lt 100000; $i++) { $s = "item $i of $($i + 1)" }'],
  ['.NET calls, 100 k', 'for ($i = 0; $i -lt 100000; $i++) { $s = "abc".Substring(1) }'],
];

const quiet = { output() {}, error() {}, warning() {}, verbose() {}, debug() {}, information() {}, progress() {} };

export const name = 'engine';

export async function run(): Promise<BenchmarkRow[]> {
  const rows: BenchmarkRow[] = [];
  for (const [label, script] of scripts) {
    const runspace = await openTestRunspace();
    runspace.invoke(script, quiet);
    const start = performance.now();
    const outcome = runspace.invoke(script, quiet);
    if (outcome.state !== 'completed') throw new Error(`${label}: ${outcome.error?.exception.message}`);
    rows.push({ label, value: performance.now() - start, unit: 'ms' });
  }
  return rows;
}
