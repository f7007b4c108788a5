// VERBOSE_RECORD (MS-PSRP 2.2.2.23).
import { informationalRecordField } from '../records.ts';
import { fieldMessage } from './definition.ts';

/** One record of the verbose stream. */
export const verboseRecord = fieldMessage(
  'VERBOSE_RECORD',
  'pipeline',
  'toClient',
  informationalRecordField('Verbose'),
);
