// `psremoting invoke HOST... -- SCRIPT`: the same client for people who do not start in the shell.

import type { WarmWorker } from '../runspace/runspace-worker.ts';
import { readPassword } from './passwords.ts';
import { UsageError } from './pwsh-switches.ts';
import { literal } from './quoting.ts';
import { openShell, runScript, type Shell } from './shell.ts';
import { newCommand, runCommand } from './subcommand.ts';

export interface TargetOptions {
  readonly user?: string;
  readonly auth?: string;
  readonly ssl?: boolean;
  readonly port?: string;
  readonly passwordFile?: string;
}

/** The parameters of New-PSSession and Invoke-Command that these options mean. */
export function connectionParameters(options: TargetOptions): string {
  const parts: string[] = [];
  if (options.auth !== undefined) parts.push(`-Authentication ${literal(options.auth)}`);
  if (options.port !== undefined) parts.push(`-Port ${Number(options.port)}`);
  if (options.ssl) parts.push('-UseSSL');
  return parts.join(' ');
}

/** A shell whose sessions are opened as the user that the options name. */
export async function openShellAs(
  options: TargetOptions,
  nonInteractive: boolean,
  worker: WarmWorker | undefined,
): Promise<Shell> {
  const { user } = options;
  const credential =
    user === undefined ? undefined : { userName: user, password: await readPassword(user, options.passwordFile) };
  return openShell(
    { remoting: { defaultCredential: () => credential }, ...(worker === undefined ? {} : { worker }) },
    { nonInteractive, workingDirectory: undefined },
  );
}

async function invoke(
  words: readonly string[],
  options: TargetOptions & { readonly throttle?: string },
  worker: WarmWorker | undefined,
): Promise<number> {
  const at = words.indexOf('--');
  const hosts = at < 0 ? words.slice(0, 1) : words.slice(0, at);
  const script = at < 0 ? words.slice(1).join(' ') : words.slice(at + 1).join(' ');
  if (hosts.length === 0 || script.trim() === '')
    throw new UsageError('UsageInvalid', 'psremoting invoke HOST... -- SCRIPT');
  const throttle = options.throttle === undefined ? '' : `-ThrottleLimit ${Number(options.throttle)}`;
  const names = hosts.map(literal).join(',');
  const shell = await openShellAs(options, !process.stdin.isTTY, worker);
  try {
    return await runScript(
      shell,
      `Invoke-Command -ComputerName ${names} ${connectionParameters(options)} ${throttle} -ScriptBlock ([scriptblock]::Create(${literal(script)}))`,
    );
  } finally {
    await shell.close();
  }
}

export async function run(words: readonly string[], worker?: WarmWorker): Promise<number> {
  let exitCode = 0;
  // commander drops a `--`; where hosts end and the script begins is what it is for here.
  const separator = words.indexOf('--');
  const head = separator < 0 ? words : words.slice(0, separator);
  const tail = separator < 0 ? [] : words.slice(separator);
  const command = newCommand('invoke', 'runs a script on computers')
    .usage('HOST... [options] -- SCRIPT')
    .argument('<words...>', 'computers, or one computer and a script')
    .option('--user <name>', 'DOMAIN\\user; the password comes from PSREMOTING_PASSWORD, --password-file or a prompt')
    .option('--password-file <file>', 'file whose text is the password')
    .option('--auth <mechanism>', 'Negotiate, NTLM or Basic')
    .option('--ssl', 'HTTPS')
    .option('--port <port>', 'port of the service')
    .option('--throttle <count>', 'how many computers at once')
    .action(async (positional: string[], options: TargetOptions & { throttle?: string }) => {
      exitCode = await invoke([...positional, ...tail], options, worker);
    });
  return runCommand(command, head, () => exitCode);
}
