// RUNSPACEPOOL_INIT_DATA (MS-PSRP 2.2.2.31).
import { int32 } from '../property-bag.ts';
import { bagMessage, type MessageOf } from './definition.ts';

/** Answers CONNECT_RUNSPACEPOOL. */
export const runspacePoolInitData = bagMessage('RUNSPACEPOOL_INIT_DATA', 'runspacePool', 'toClient', {
  minRunspaces: ['MinRunspaces', int32],
  maxRunspaces: ['MaxRunspaces', int32],
});
export type RunspacePoolInitData = MessageOf<typeof runspacePoolInitData>;
