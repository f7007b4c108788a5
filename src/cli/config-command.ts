// `psremoting config`: the settings of client and service.
import { dataFolder } from '../app/data-folder.ts';
import { Settings } from '../configuration/settings.ts';
import { newCommand, runCommand } from './subcommand.ts';

export function run(words: readonly string[]): Promise<number> {
  const command = newCommand('config', 'settings of client and service');
  command
    .command('get [path]')
    .description('shows a setting such as Client/TrustedHosts, or all of them')
    .option('--data <folder>', 'data folder')
    .action((path: string | undefined, options: { data?: string }) => {
      const settings = new Settings(dataFolder(options.data));
      if (path !== undefined) process.stdout.write(`${settings.get(path)}\n`);
      else for (const [name, value] of Object.entries(settings.all())) process.stdout.write(`${name} = ${value}\n`);
    });
  command
    .command('set <path> <value>')
    .description('changes a setting')
    .option('--data <folder>', 'data folder')
    .action((path: string, value: string, options: { data?: string }) =>
      new Settings(dataFolder(options.data)).set(path, value),
    );
  return runCommand(command, words);
}
