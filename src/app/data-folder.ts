// Where the programs keep what must outlive them: accounts, settings, the lab's drives.
import { homedir } from 'node:os';
import { join } from 'node:path';

/** The folder that `--data` names, or the default: /var/lib/psremoting for root, the XDG state folder for everybody else. */
export function dataFolder(option: string | undefined): string {
  if (option !== undefined) return option;
  if (process.getuid?.() === 0) return '/var/lib/psremoting';
  const state = process.env['XDG_STATE_HOME'] || join(homedir(), '.local', 'state');
  return join(state, 'psremoting');
}
