// The CimCmdlets module.
import type { CmdletModule } from '../../engine/definitions/cmdlet.ts';
import { getCimInstance } from './get-cim-instance.ts';

export const cimCmdlets: CmdletModule = { name: 'CimCmdlets', cmdlets: [getCimInstance] };
