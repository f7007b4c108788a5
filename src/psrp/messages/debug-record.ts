// DEBUG_RECORD (MS-PSRP 2.2.2.22).
import { valueMessage } from './definition.ts';

/** An InformationalRecord of the debug stream. */
export const debugRecord = valueMessage('pipeline', 'toClient');
