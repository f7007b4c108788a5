// `npm run bench [NAME...]`: runs the benchmarks and prints one table. Nothing here fails a build.
import { join } from 'node:path';
import type { Benchmark, BenchmarkRow } from './benchmark.ts';
import * as clixml from './clixml.ts';
import * as conversion from './conversion.ts';
import * as engine from './engine.ts';
import * as ntlmSeal from './ntlm-seal.ts';
import * as reports from './reports.ts';
import * as sessions from './sessions.ts';
import * as startup from './startup.ts';

const benchmarks: readonly Benchmark[] = [clixml, conversion, ntlmSeal, engine, startup, sessions, reports];

const smallerIsBetter = new Set(['ms', 'MB', 's']);

function verdict({ value, unit, goal }: BenchmarkRow): string {
  if (goal === undefined) return '';
  const isReached = smallerIsBetter.has(unit) ? value <= goal : value >= goal;
  return `goal ${goal} ${unit}: ${isReached ? 'reached' : 'missed'}`;
}

const number = (value: number): string => value.toLocaleString('en-US', { maximumFractionDigits: value < 100 ? 2 : 0 });

// What users run is the bundle; this process itself is the client, from source.
process.env['PSREMOTING_PROGRAMS'] = join(import.meta.dirname, '..', 'dist');

const wanted = process.argv.slice(2);
for (const benchmark of benchmarks) {
  if (wanted.length > 0 && !wanted.includes(benchmark.name)) continue;
  console.log(`\n${benchmark.name}`);
  try {
    for (const row of await benchmark.run()) {
      console.log(
        `  ${row.label.padEnd(58)} ${number(row.value).padStart(12)} ${row.unit.padEnd(8)} ${verdict(row)}`.trimEnd(),
      );
    }
  } catch (error) {
    console.log(`  failed: ${(error as Error).message}`);
  }
}
process.exit(0);
