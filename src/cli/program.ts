// The command line: a subcommand, or the shell with pwsh's switches.
import { product } from '../base/product.ts';
import type { WarmWorker } from '../runspace/runspace-worker.ts';
import { parseShellOptions, UsageError } from './pwsh-switches.ts';

/** Each subcommand's module is loaded when it is asked for: the shell must start fast. */
const subcommands: {
  readonly [name: string]: () => Promise<{ run(words: readonly string[], worker?: WarmWorker): Promise<number> }>;
} = {
  lab: () => import('./lab-command.ts'),
  serve: () => import('./serve-command.ts'),
  user: () => import('./user-command.ts'),
  config: () => import('./config-command.ts'),
  invoke: () => import('./invoke-command.ts'),
  enter: () => import('./enter-command.ts'),
};

const help = `PowerShell Remoting for Node.js.

psremoting                                   the shell
psremoting -Command TEXT | -File F [args]    runs a script
psremoting -s | -sshs                        serves a session on standard input and output
psremoting lab [--file F | --command TEXT]   a fleet of simulated servers, then the shell
psremoting serve                             the WinRM service
psremoting user add|remove|list              accounts of the service
psremoting config get|set PATH [VALUE]       settings of client and service
psremoting invoke HOST... -- SCRIPT          runs a script on computers
psremoting enter HOST                        a session on a computer

Shell switches: -Command, -EncodedCommand, -File, -NoProfile, -NonInteractive, -NoExit, -NoLogo, -OutputFormat Text|XML,
-WorkingDirectory, -Version, -Help. Subcommands: psremoting NAME --help.
`;

/** Runs the command line; gives the exit code. */
async function runProgram(words: readonly string[], worker: WarmWorker | undefined): Promise<number> {
  const [first = '', ...rest] = words;
  if (Object.hasOwn(subcommands, first)) return (await subcommands[first]!()).run(rest, worker);
  const options = parseShellOptions(words);
  switch (options.mode) {
    case 'help':
      process.stdout.write(help);
      return 0;
    case 'version':
      process.stdout.write(`PowerShell ${product.psVersion} (${product.name} ${product.version})\n`);
      return 0;
    case 'server':
    case 'sshServer':
      return (await import('./server-mode.ts')).runServerMode(options.workingDirectory);
    default:
      return (await import('./shell.ts')).runShell(options, worker === undefined ? {} : { worker });
  }
}

/** Runs a command line and ends the process; `worker` is the shell's thread, where one was started ahead. */
export function main(words: readonly string[], worker: WarmWorker | undefined): void {
  runProgram(words, worker).then(
    (exitCode) => {
      process.exitCode = exitCode;
      // Output that a pipe has not taken yet is written before the process ends.
      process.stdout.write('', () => process.exit(exitCode));
    },
    (error: Error) => {
      process.stderr.write(`psremoting: ${error.message}\n`);
      process.exit(error instanceof UsageError ? 64 : 1);
    },
  );
}
