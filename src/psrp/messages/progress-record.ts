// PROGRESS_RECORD (MS-PSRP 2.2.2.25).
import { progressRecordField } from '../records.ts';
import { fieldMessage } from './definition.ts';

/** One step of an activity. */
export const progressRecord = fieldMessage('PROGRESS_RECORD', 'pipeline', 'toClient', progressRecordField);
