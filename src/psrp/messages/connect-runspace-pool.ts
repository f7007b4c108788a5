// CONNECT_RUNSPACEPOOL (MS-PSRP 2.2.2.29).
import { bag, int32, optional } from '../property-bag.ts';
import type { MessageDefinition, MessageOf } from './definition.ts';

const bounds = bag({
  minRunspaces: ['MinRunspaces', optional(int32)],
  maxRunspaces: ['MaxRunspaces', optional(int32)],
});

/** Takes up a pool that lives on at the server; without new bounds PowerShell sends an empty string in place of the bag. */
export const connectRunspacePool: MessageDefinition<{ minRunspaces?: number; maxRunspaces?: number }> = {
  target: 'runspacePool',
  direction: 'toServer',
  encode: (message) =>
    message.minRunspaces === undefined && message.maxRunspaces === undefined ? '' : bounds.encode(message),
  decode: (value) => (value === null || typeof value === 'string' ? {} : bounds.decode(value, 'CONNECT_RUNSPACEPOOL')),
};
export type ConnectRunspacePool = MessageOf<typeof connectRunspacePool>;
