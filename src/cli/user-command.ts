// `psremoting user`: the local accounts that may log on to the service.
import { hostname } from 'node:os';
import { dataFolder } from '../app/data-folder.ts';
import { Accounts } from '../configuration/accounts.ts';
import { readPassword, readPasswordFromInput } from './passwords.ts';
import { newCommand, runCommand } from './subcommand.ts';

const open = (data: string | undefined): Promise<Accounts> => Accounts.open(dataFolder(data), hostname());

export function run(words: readonly string[]): Promise<number> {
  const command = newCommand('user', 'accounts of the service');
  command
    .command('add <name>')
    .description('adds an account, or gives an existing one a new password')
    .option('--administrator', 'may use the service')
    .option('--password-stdin', 'reads the password from standard input')
    .option('--data <folder>', 'data folder')
    .action(async (name: string, options: { administrator?: boolean; passwordStdin?: boolean; data?: string }) => {
      const password = options.passwordStdin ? await readPasswordFromInput() : await readPassword(name, undefined);
      const accounts = await open(options.data);
      await accounts.add({ userName: name, password, administrator: options.administrator === true });
    });
  command
    .command('remove <name>')
    .description('removes an account')
    .option('--data <folder>', 'data folder')
    .action(async (name: string, options: { data?: string }) => (await open(options.data)).remove(name));
  command
    .command('list')
    .description('lists the accounts')
    .option('--data <folder>', 'data folder')
    .action(async (options: { data?: string }) => {
      for (const account of (await open(options.data)).list()) {
        process.stdout.write(
          `${account.domain}\\${account.userName}${account.administrator ? '  administrator' : ''}\n`,
        );
      }
    });
  return runCommand(command, words);
}
