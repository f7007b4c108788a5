// SET_MIN_RUNSPACES (MS-PSRP 2.2.2.7).
import { int32, int64 } from '../property-bag.ts';
import { bagMessage, type MessageOf } from './definition.ts';

/** Changes the lower bound of the pool; answered by RUNSPACE_AVAILABILITY. */
export const setMinRunspaces = bagMessage('SET_MIN_RUNSPACES', 'runspacePool', 'toServer', {
  minRunspaces: ['MinRunspaces', int32],
  callId: ['ci', int64],
});
export type SetMinRunspaces = MessageOf<typeof setMinRunspaces>;
