// `psremoting lab`: the simulated fleet, then the shell in it, a script, or the fleet report.
import { join, resolve } from 'node:path';
import { dataFolder } from '../app/data-folder.ts';
import { startLab } from '../lab/lab.ts';
import { runReport } from '../lab/report.ts';
import type { WarmWorker } from '../runspace/runspace-worker.ts';
import { parseShellOptions, type ShellOptions } from './pwsh-switches.ts';
import { openShell, runPrompt, runScript, runShell } from './shell.ts';
import { newCommand, runCommand } from './subcommand.ts';

interface LabOptions {
  readonly file?: string;
  readonly command?: string;
  readonly data?: string;
  readonly report?: boolean;
}

const say = (text: string) => process.stderr.write(`${text}\n`);

async function lab(words: readonly string[], options: LabOptions, worker: WarmWorker | undefined): Promise<number> {
  const folder = options.data === undefined ? join(dataFolder(undefined), 'lab') : resolve(options.data);
  const isTalking = options.report === true || (options.file === undefined && options.command === undefined);
  const started = performance.now();
  const fleet = await startLab(folder);
  // The shell decides what Ctrl+C ends; the lab ends with it.
  try {
    if (isTalking)
      say(`The lab is up: ${fleet.hosts.size / 2} servers in ${((performance.now() - started) / 1000).toFixed(1)} s.`);
    const context = {
      remoting: fleet.remoting,
      directory: fleet.directory,
      ...(worker === undefined ? {} : { worker }),
    };
    if (options.report) {
      const shell = openShell(context, { nonInteractive: !process.stdin.isTTY, workingDirectory: undefined });
      try {
        const exitCode = await runReport((text) => runScript(shell, text));
        if (!process.stdin.isTTY || !process.stdout.isTTY) return exitCode;
        say('\nThe shell of the lab: you are LAB\\admin. Try Invoke-Command SRV-01 { Get-Service }, or exit.');
        return await runPrompt(shell);
      } finally {
        await shell.close();
      }
    }
    const base: ShellOptions = parseShellOptions([]);
    if (options.command !== undefined)
      return await runShell({ ...base, mode: 'command', command: options.command }, context);
    if (options.file !== undefined)
      return await runShell({ ...base, mode: 'file', file: options.file, arguments: words }, context);
    return await runShell(base, context);
  } finally {
    await fleet.close();
  }
}

export async function run(words: readonly string[], worker?: WarmWorker): Promise<number> {
  let exitCode = 0;
  const command = newCommand('lab', 'a fleet of simulated servers on loopback')
    .argument('[arguments...]', 'arguments of the script')
    .option('--file <file>', 'runs this script and ends with its exit code')
    .option('--command <text>', 'runs this text and ends with its exit code')
    .option('--data <folder>', "the servers' drives and the password")
    .option('--report', 'runs the fleet report first')
    .allowUnknownOption()
    .action(async (positional: string[], options: LabOptions) => {
      exitCode = await lab(positional, options, worker);
    });
  return runCommand(command, words, () => exitCode);
}
