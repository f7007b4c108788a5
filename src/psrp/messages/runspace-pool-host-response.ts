// RUNSPACEPOOL_HOST_RESPONSE (MS-PSRP 2.2.2.16).
import { hostResponse } from '../host-call.ts';
import { fieldMessage } from './definition.ts';

/** What the method gave. */
export const runspacePoolHostResponse = fieldMessage(
  'RUNSPACEPOOL_HOST_RESPONSE',
  'runspacePool',
  'toServer',
  hostResponse,
);
