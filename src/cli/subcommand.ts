// What every subcommand shares: a commander command that gives an exit code and throws instead of ending the process.
import { Command, CommanderError } from 'commander';

/** Runs `command` on the words after its name; help and usage errors of commander become exit codes. */
export async function runCommand(
  command: Command,
  words: readonly string[],
  result: () => number = () => 0,
): Promise<number> {
  command.exitOverride();
  for (const child of command.commands) child.exitOverride();
  try {
    await command.parseAsync([...words], { from: 'user' });
    return result();
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 64;
    throw error;
  }
}

export const newCommand = (name: string, description: string): Command =>
  new Command(`psremoting ${name}`).description(description);
