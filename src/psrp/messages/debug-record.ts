// DEBUG_RECORD (MS-PSRP 2.2.2.22).
import { informationalRecordField } from '../records.ts';
import { fieldMessage } from './definition.ts';

/** One record of the debug stream. */
export const debugRecord = fieldMessage('DEBUG_RECORD', 'pipeline', 'toClient', informationalRecordField('Debug'));
