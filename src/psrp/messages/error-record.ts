// ERROR_RECORD (MS-PSRP 2.2.2.20).
import { valueMessage } from './definition.ts';

/** One non-terminating error: an ErrorRecord. */
export const errorRecord = valueMessage('pipeline', 'toClient');
