// The Microsoft.PowerShell.Utility module.
import type { CmdletModule } from '../../engine/definitions/cmdlet.ts';
import { psSerializerType } from '../../engine/serialization/ps-serializer.ts';
import { formatDataTypes } from '../../format/format-data-types.ts';
import { matchInfoTypes } from '../shared/match-info.ts';
import { addMember } from './add-member.ts';
import { clearVariable } from './clear-variable.ts';
import { compareObject } from './compare-object.ts';
import { convertFromClixml } from './convertfrom-clixml.ts';
import { convertFromCsv } from './convertfrom-csv.ts';
import { convertFromJson } from './convertfrom-json.ts';
import { convertFromStringData } from './convertfrom-stringdata.ts';
import { convertToClixml } from './convertto-clixml.ts';
import { convertToCsv } from './convertto-csv.ts';
import { convertToHtml } from './convertto-html.ts';
import { convertToJson } from './convertto-json.ts';
import { exportClixml } from './export-clixml.ts';
import { exportCsv } from './export-csv.ts';
import { formatCustom } from './format-custom.ts';
import { formatList } from './format-list.ts';
import { formatTable } from './format-table.ts';
import { formatWide } from './format-wide.ts';
import { getAlias } from './get-alias.ts';
import { getCulture } from './get-culture.ts';
import { getDate } from './get-date.ts';
import { fileHashTypes, getFileHash } from './get-filehash.ts';
import { getMember, getMemberTypes } from './get-member.ts';
import { getRandom } from './get-random.ts';
import { getUnique } from './get-unique.ts';
import { getVariable } from './get-variable.ts';
import { groupObject, groupObjectTypes } from './group-object.ts';
import { importClixml } from './import-clixml.ts';
import { importCsv } from './import-csv.ts';
import { invokeExpression } from './invoke-expression.ts';
import { joinString } from './join-string.ts';
import { measureCommand } from './measure-command.ts';
import { measureObject, measureObjectTypes } from './measure-object.ts';
import { newAlias } from './new-alias.ts';
import { newGuid } from './new-guid.ts';
import { newObject } from './new-object.ts';
import { newTimeSpan } from './new-timespan.ts';
import { newVariable } from './new-variable.ts';
import { outFile } from './out-file.ts';
import { outString } from './out-string.ts';
import { readHost } from './read-host.ts';
import { removeAlias } from './remove-alias.ts';
import { removeVariable } from './remove-variable.ts';
import { selectObject } from './select-object.ts';
import { selectString } from './select-string.ts';
import { setAlias } from './set-alias.ts';
import { setVariable } from './set-variable.ts';
import { sortObject } from './sort-object.ts';
import { startSleep } from './start-sleep.ts';
import { teeObject } from './tee-object.ts';
import { updateTypeData } from './update-typedata.ts';
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
    addMember,
    clearVariable,
    compareObject,
    convertFromClixml,
    convertFromCsv,
    convertFromJson,
    convertFromStringData,
    convertToClixml,
    convertToCsv,
    convertToHtml,
    convertToJson,
    exportClixml,
    exportCsv,
    formatCustom,
    formatList,
    formatTable,
    formatWide,
    getAlias,
    getCulture,
    getDate,
    getFileHash,
    getMember,
    getRandom,
    getUnique,
    getVariable,
    groupObject,
    importClixml,
    importCsv,
    invokeExpression,
    joinString,
    measureCommand,
    measureObject,
    newAlias,
    newGuid,
    newObject,
    newTimeSpan,
    newVariable,
    outFile,
    outString,
    readHost,
    removeAlias,
    removeVariable,
    selectObject,
    selectString,
    setAlias,
    setVariable,
    sortObject,
    startSleep,
    teeObject,
    updateTypeData,
    writeDebug,
    writeError,
    writeHost,
    writeInformation,
    writeOutput,
    writeProgress,
    writeVerbose,
    writeWarning,
  ],
  types: [
    ...formatDataTypes,
    psSerializerType,
    ...fileHashTypes,
    ...getMemberTypes,
    ...groupObjectTypes,
    ...matchInfoTypes,
    ...measureObjectTypes,
    ...writeHostTypes,
  ],
};
