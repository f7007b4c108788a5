// WARNING_RECORD (MS-PSRP 2.2.2.24).
import { valueMessage } from './definition.ts';

/** An InformationalRecord of the warning stream. */
export const warningRecord = valueMessage('pipeline', 'toClient');
