// The Microsoft.PowerShell.Management module.
import type { CmdletModule } from '../../engine/definitions/cmdlet.ts';
import { driveTypes } from '../shared/drive-record.ts';
import { fileSystemTypes } from '../shared/file-system-types.ts';
import { addContent } from './add-content.ts';
import { clearContent } from './clear-content.ts';
import { clearItem } from './clear-item.ts';
import { convertPath } from './convert-path.ts';
import { copyItem } from './copy-item.ts';
import { getChildItem } from './get-childitem.ts';
import { getContent } from './get-content.ts';
import { getHotFix } from './get-hotfix.ts';
import { getItem } from './get-item.ts';
import { getItemPropertyValue } from './get-itempropertyvalue.ts';
import { getLocation } from './get-location.ts';
import { getProcess } from './get-process.ts';
import { getPSDrive } from './get-psdrive.ts';
import { getPSProvider } from './get-psprovider.ts';
import { getService } from './get-service.ts';
import { joinPath } from './join-path.ts';
import { moveItem } from './move-item.ts';
import { newItem } from './new-item.ts';
import { popLocation } from './pop-location.ts';
import { processType } from './process-object.ts';
import { pushLocation } from './push-location.ts';
import { removeItem } from './remove-item.ts';
import { renameItem } from './rename-item.ts';
import { resolvePathCmdlet } from './resolve-path.ts';
import { serviceTypes } from './service-object.ts';
import { setContent } from './set-content.ts';
import { setItem } from './set-item.ts';
import { setLocation } from './set-location.ts';
import { splitPath } from './split-path.ts';
import { testPath } from './test-path.ts';

export const management: CmdletModule = {
  name: 'Microsoft.PowerShell.Management',
  cmdlets: [
    addContent,
    clearContent,
    clearItem,
    convertPath,
    copyItem,
    getChildItem,
    getContent,
    getHotFix,
    getItem,
    getItemPropertyValue,
    getLocation,
    getProcess,
    getPSDrive,
    getPSProvider,
    getService,
    joinPath,
    moveItem,
    newItem,
    popLocation,
    pushLocation,
    removeItem,
    renameItem,
    resolvePathCmdlet,
    setContent,
    setItem,
    setLocation,
    splitPath,
    testPath,
  ],
  types: [...driveTypes, ...fileSystemTypes, processType, ...serviceTypes],
};
