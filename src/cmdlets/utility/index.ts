// The Microsoft.PowerShell.Utility module.
import type { CmdletModule } from '../../engine/definitions/cmdlet.ts';
import { convertFromJson } from './convertfrom-json.ts';
import { convertToJson } from './convertto-json.ts';
import { formatCustom } from './format-custom.ts';
import { formatList } from './format-list.ts';
import { formatTable } from './format-table.ts';
import { formatWide } from './format-wide.ts';
import { getDate } from './get-date.ts';
import { getMember, getMemberTypes } from './get-member.ts';
import { getUnique } from './get-unique.ts';
import { groupObject, groupObjectTypes } from './group-object.ts';
import { measureObject, measureObjectTypes } from './measure-object.ts';
import { newGuid } from './new-guid.ts';
import { newTimeSpan } from './new-timespan.ts';
import { outString } from './out-string.ts';
import { selectObject } from './select-object.ts';
import { sortObject } from './sort-object.ts';
import { startSleep } from './start-sleep.ts';
import { writeDebug } from './write-debug.ts';
import { writeError } from './write-error.ts';
import { writeHost, writeHostTypes } from './write-host.ts';
import { writeInformation } from './write-information.ts';
import { writeOutput } from './write-output.ts';
import { writeProgress } from './write-progress.ts';
import { writeVerbose } from './write-verbose.ts';
import { writeWarning } from './write-warning.ts';

export const utility: CmdletModule = {
  name: 'Microsoft.PowerShell.Utility',
  cmdlets: [
    convertFromJson,
    convertToJson,
    formatCustom,
    formatList,
    formatTable,
    formatWide,
    getDate,
    getMember,
    getUnique,
    groupObject,
    measureObject,
    newGuid,
    newTimeSpan,
    outString,
    selectObject,
    sortObject,
    startSleep,
    writeDebug,
    writeError,
    writeHost,
    writeInformation,
    writeOutput,
    writeProgress,
    writeVerbose,
    writeWarning,
  ],
  types: [...getMemberTypes, ...groupObjectTypes, ...measureObjectTypes, ...writeHostTypes],
};
