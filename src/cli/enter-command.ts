// `psremoting enter HOST`: a prompt whose lines run on a computer.

import { runRepl } from '../repl/repl.ts';
import type { WarmWorker } from '../runspace/runspace-worker.ts';
import { connectionParameters, openShellAs, type TargetOptions } from './invoke-command.ts';
import { literal } from './quoting.ts';
import { newCommand, runCommand } from './subcommand.ts';

async function enter(host: string, options: TargetOptions, worker: WarmWorker | undefined): Promise<number> {
  const shell = await openShellAs(options, false, worker);
  const { runspace, console } = shell;
  try {
    const opened = await runspace.runInteractively(
      `$global:session = New-PSSession -ComputerName ${literal(host)} ${connectionParameters(options)}`,
    );
    if (!opened.succeeded || (await runspace.text('"$($null -ne $global:session)"')) !== 'True') return 1;
    const remote = (script: string) =>
      `Invoke-Command -Session $global:session -HideComputerName -ScriptBlock ([scriptblock]::Create(${literal(script)}))`;
    await runRepl({
      console,
      target: {
        prompt: async () => `[${host}]: ${await runspace.text(remote('prompt'))}`,
        async run(line) {
          if (/^\s*(exit|Exit-PSSession)\s*$/i.test(line)) console.methods.SetShouldExit!(0);
          else await runspace.runInteractively(remote(line));
        },
        stop: () => runspace.stop(),
      },
      isOver: () => shell.exitCode() !== undefined,
    });
    await runspace.runInteractively('Remove-PSSession $global:session');
    return shell.exitCode() ?? 0;
  } finally {
    await shell.close();
  }
}

export async function run(words: readonly string[], worker?: WarmWorker): Promise<number> {
  let exitCode = 0;
  const command = newCommand('enter', 'a session on a computer')
    .argument('<host>', 'computer')
    .option('--user <name>', 'DOMAIN\\user; the password comes from PSREMOTING_PASSWORD, --password-file or a prompt')
    .option('--password-file <file>', 'file whose text is the password')
    .option('--auth <mechanism>', 'Negotiate, NTLM or Basic')
    .option('--ssl', 'HTTPS')
    .option('--port <port>', 'port of the service')
    .action(async (host: string, options: TargetOptions) => {
      exitCode = await enter(host, options, worker);
    });
  return runCommand(command, words, () => exitCode);
}
