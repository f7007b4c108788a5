// RUNSPACEPOOL_HOST_CALL (MS-PSRP 2.2.2.15).
import { hostCall } from '../host-call.ts';
import { fieldMessage } from './definition.ts';

/** The server calls a method of the pool's host. */
export const runspacePoolHostCall = fieldMessage('RUNSPACEPOOL_HOST_CALL', 'runspacePool', 'toClient', hostCall);
