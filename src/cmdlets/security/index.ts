// The Microsoft.PowerShell.Security module.
import type { CmdletModule } from '../../engine/definitions/cmdlet.ts';
import { convertFromSecureString } from './convertfrom-securestring.ts';
import { convertToSecureString } from './convertto-securestring.ts';

export const security: CmdletModule = {
  name: 'Microsoft.PowerShell.Security',
  cmdlets: [convertFromSecureString, convertToSecureString],
};
