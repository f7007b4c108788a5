// The fleet report of `npm start`: the two scripts of lab/scripts, each step shown, run and timed.
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { defaultForestFile } from './lab.ts';

/** Title and script of each part; the scripts are files, so that users can change and run them by themselves. */
const parts = [
  ['Updates of the 30 servers of lab.local, and who is late', 'update-report.ps1'],
  ['Four servers of yourdomain.local at a glance', 'server-report.ps1'],
] as const;

const scriptFolder = (): string => join(dirname(defaultForestFile()), 'scripts');

export const readReportScript = (name: (typeof parts)[number][1]): string =>
  readFileSync(join(scriptFolder(), name), 'utf8');

/** The statements of a script, each with the lines it spans: a line that begins a statement stands at the margin. */
export function stepsOf(script: string): string[] {
  const steps: string[] = [];
  for (const line of script.replaceAll('\r\n', '\n').split('\n')) {
    const continues = /^(\s|[})|]|$)/.test(line) || /\|\s*$/.test(steps.at(-1)?.split('\n').at(-1) ?? '');
    if (continues && steps.length > 0) steps[steps.length - 1] += `\n${line}`;
    else if (line.trim() !== '') steps.push(line);
  }
  return steps.map((step) => step.trimEnd());
}

/** Runs every step; gives the exit code of the first that failed, or 0. */
export async function runReport(run: (text: string) => Promise<number>): Promise<number> {
  const seconds = (since: number) => ((performance.now() - since) / 1000).toFixed(2);
  const begun = performance.now();
  for (const [title, name] of parts) {
    process.stdout.write(`\n# ${title}\n`);
    for (const step of stepsOf(readReportScript(name))) {
      process.stdout.write(`\nPS> ${step.replaceAll('\n', '\n>> ')}\n`);
      const started = performance.now();
      const exitCode = await run(step);
      process.stdout.write(`(${seconds(started)} s)\n`);
      if (exitCode !== 0) return exitCode;
    }
  }
  process.stdout.write(`\nBoth reports took ${seconds(begun)} s.\n`);
  return 0;
}
