// The Microsoft.PowerShell.Management module.
import type { CmdletModule } from '../../engine/definitions/cmdlet.ts';
import { getHotFix } from './get-hotfix.ts';
import { getProcess } from './get-process.ts';
import { getService } from './get-service.ts';
import { processType } from './process-object.ts';
import { serviceTypes } from './service-object.ts';

export const management: CmdletModule = {
  name: 'Microsoft.PowerShell.Management',
  cmdlets: [getHotFix, getProcess, getService],
  types: [processType, ...serviceTypes],
};
