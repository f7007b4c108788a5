// Remoting: the part of Microsoft.PowerShell.Core that reaches other computers.
import type { CmdletModule } from '../../engine/definitions/cmdlet.ts';
import { remotingEnums } from './enums.ts';
import { getPSSession } from './get-ps-session.ts';
import { invokeCommand } from './invoke-command.ts';
import { newPSSession } from './new-ps-session.ts';
import { sessionTypes } from './ps-session.ts';
import { removePSSession } from './remove-ps-session.ts';

export const remoting: CmdletModule = {
  name: 'Microsoft.PowerShell.Core',
  cmdlets: [invokeCommand, newPSSession, getPSSession, removePSSession],
  types: [...remotingEnums, ...sessionTypes],
};
