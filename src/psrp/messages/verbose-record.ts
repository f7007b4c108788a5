// VERBOSE_RECORD (MS-PSRP 2.2.2.23).
import { valueMessage } from './definition.ts';

/** An InformationalRecord of the verbose stream. */
export const verboseRecord = valueMessage('pipeline', 'toClient');
