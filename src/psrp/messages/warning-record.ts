// WARNING_RECORD (MS-PSRP 2.2.2.24).
import { informationalRecordField } from '../records.ts';
import { fieldMessage } from './definition.ts';

/** One record of the warning stream. */
export const warningRecord = fieldMessage(
  'WARNING_RECORD',
  'pipeline',
  'toClient',
  informationalRecordField('Warning'),
);
