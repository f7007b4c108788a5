// Where a password comes from: a file, the environment, or a prompt that does not show it. Never an argument.
import { readFileSync } from 'node:fs';
import { consoleHost } from '../repl/console-host.ts';
import { UsageError } from './pwsh-switches.ts';

export async function readPassword(user: string, passwordFile: string | undefined): Promise<string> {
  if (passwordFile !== undefined) return readFileSync(passwordFile, 'utf8').replace(/\r?\n$/, '');
  const fromEnvironment = process.env['PSREMOTING_PASSWORD'];
  if (fromEnvironment !== undefined) return fromEnvironment;
  if (!process.stdin.isTTY) {
    throw new UsageError('UsageInvalid', 'No password: set PSREMOTING_PASSWORD, or name a file with --password-file.');
  }
  const console = consoleHost({
    input: process.stdin,
    output: process.stderr,
    error: process.stderr,
    nonInteractive: false,
    onExit: () => {},
  });
  try {
    const credential = await console.methods.PromptForCredential1!('', '', user, '');
    return credential?.password.reveal() ?? '';
  } finally {
    console.close();
  }
}

/** All of standard input as one password, without its line end. */
export async function readPasswordFromInput(): Promise<string> {
  let text = '';
  for await (const piece of process.stdin) text += piece;
  return text.replace(/\r?\n$/, '');
}
