// ERROR_RECORD (MS-PSRP 2.2.2.20).
import { errorRecordField } from '../records.ts';
import { fieldMessage } from './definition.ts';

/** One non-terminating error. */
export const errorRecord = fieldMessage('ERROR_RECORD', 'pipeline', 'toClient', errorRecordField);
