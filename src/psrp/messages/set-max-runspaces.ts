// SET_MAX_RUNSPACES (MS-PSRP 2.2.2.6).
import { int32, int64 } from '../property-bag.ts';
import { bagMessage, type MessageOf } from './definition.ts';

/** Changes the upper bound of the pool; answered by RUNSPACE_AVAILABILITY. */
export const setMaxRunspaces = bagMessage('SET_MAX_RUNSPACES', 'runspacePool', 'toServer', {
  maxRunspaces: ['MaxRunspaces', int32],
  callId: ['ci', int64],
});
export type SetMaxRunspaces = MessageOf<typeof setMaxRunspaces>;
