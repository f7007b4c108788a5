// INFORMATION_RECORD (MS-PSRP 2.2.2.26).
import { informationRecordField } from '../records.ts';
import { fieldMessage } from './definition.ts';

/** Write-Information and Write-Host (since version 2.3). */
export const informationRecord = fieldMessage('INFORMATION_RECORD', 'pipeline', 'toClient', informationRecordField);
