// GET_AVAILABLE_RUNSPACES (MS-PSRP 2.2.2.11).
import { int64 } from '../property-bag.ts';
import { bagMessage, type MessageOf } from './definition.ts';

/** Asks how many runspaces are free; answered by RUNSPACE_AVAILABILITY. */
export const getAvailableRunspaces = bagMessage('GET_AVAILABLE_RUNSPACES', 'runspacePool', 'toServer', {
  callId: ['ci', int64],
});
export type GetAvailableRunspaces = MessageOf<typeof getAvailableRunspaces>;
