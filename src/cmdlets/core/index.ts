// The Microsoft.PowerShell.Core module.
import type { CmdletModule } from '../../engine/definitions/cmdlet.ts';
import { forEachObject } from './foreach-object.ts';
import { getCommand } from './get-command.ts';
import { outDefault } from './out-default.ts';
import { outHost } from './out-host.ts';
import { outNull } from './out-null.ts';
import { setStrictMode } from './set-strictmode.ts';
import { whereObject } from './where-object.ts';

export const core: CmdletModule = {
  name: 'Microsoft.PowerShell.Core',
  cmdlets: [forEachObject, getCommand, outDefault, outHost, outNull, setStrictMode, whereObject],
};
