// From start to exit of the bundled shell.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { type BenchmarkRow, medianMilliseconds } from './benchmark.ts';

export const name = 'startup';

const program = join(import.meta.dirname, '..', 'bin', 'psremoting');

export async function run(): Promise<BenchmarkRow[]> {
  const start = (...args: string[]) => {
    const { status, stderr } = spawnSync(program, args, { encoding: 'utf8' });
    if (status !== 0) throw new Error(`psremoting ${args.join(' ')} ended with ${status}: ${stderr}`);
  };
  return [
    {
      label: 'psremoting -Command 1, start to exit',
      value: await medianMilliseconds(15, () => start('-Command', '1')),
      unit: 'ms',
      goal: 120,
    },
    { label: 'psremoting -Version', value: await medianMilliseconds(15, () => start('-Version')), unit: 'ms' },
  ];
}
