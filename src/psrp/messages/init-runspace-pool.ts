// INIT_RUNSPACEPOOL (MS-PSRP 2.2.2.2).
import { apartmentState, threadOptions } from '../enumerations.ts';
import { hostInfo } from '../host-info.ts';
import { dictionary, int32, nullable } from '../property-bag.ts';
import { bagMessage, type MessageOf } from './definition.ts';

/** Creates the pool; sent with SESSION_CAPABILITY. */
export const initRunspacePool = bagMessage('INIT_RUNSPACEPOOL', 'runspacePool', 'toServer', {
  minRunspaces: ['MinRunspaces', int32],
  maxRunspaces: ['MaxRunspaces', int32],
  threadOptions: ['PSThreadOptions', threadOptions],
  apartmentState: ['ApartmentState', apartmentState],
  hostInfo: ['HostInfo', hostInfo],
  applicationArguments: ['ApplicationArguments', nullable(dictionary)],
});
export type InitRunspacePool = MessageOf<typeof initRunspacePool>;
