// Win32_QuickFixEngineering: installed updates. InstalledOn is text there, in the month/day/year that Windows writes.
import { type CimClass, cimProperties } from './cim-class.ts';

export const win32QuickFixEngineering: CimClass = {
  name: 'Win32_QuickFixEngineering',
  namespace: 'root/cimv2',
  async instances(machine) {
    const [fixes, identity] = await Promise.all([machine.hotFixes(), machine.identity()]);
    return fixes.map((fix) => {
      const day = fix.installedOn === undefined ? undefined : new Date(fix.installedOn);
      return cimProperties(
        ['HotFixID', 'string', fix.hotFixId],
        ['Caption', 'string', `http://support.microsoft.com/?kbid=${fix.hotFixId.replace(/^KB/, '')}`],
        ['CSName', 'string', identity.computerName],
        ['Description', 'string', fix.description],
        ['InstalledBy', 'string', fix.installedBy],
        ['InstalledOn', 'string', day && `${day.getUTCMonth() + 1}/${day.getUTCDate()}/${day.getUTCFullYear()}`],
      );
    });
  },
};
