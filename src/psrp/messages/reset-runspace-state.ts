// RESET_RUNSPACE_STATE (MS-PSRP 2.2.2.32).
import { int64 } from '../property-bag.ts';
import { bagMessage, type MessageOf } from './definition.ts';

/** Asks for fresh session state (version 2.3); answered by RUNSPACE_AVAILABILITY. */
export const resetRunspaceState = bagMessage('RESET_RUNSPACE_STATE', 'runspacePool', 'toServer', {
  callId: ['ci', int64],
});
export type ResetRunspaceState = MessageOf<typeof resetRunspaceState>;
