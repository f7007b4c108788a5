// The ActiveDirectory module.
import type { CmdletModule } from '../../engine/definitions/cmdlet.ts';
import { getAdComputer } from './get-adcomputer.ts';

export const activeDirectory: CmdletModule = { name: 'ActiveDirectory', cmdlets: [getAdComputer] };
