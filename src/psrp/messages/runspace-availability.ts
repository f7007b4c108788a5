// RUNSPACE_AVAILABILITY (MS-PSRP 2.2.2.8).
import { Int64 } from '../../psobject/numbers.ts';
import { baseOf } from '../../psobject/ps-object.ts';
import { type FieldCodec, int64 } from '../property-bag.ts';
import { bagMessage, type MessageOf } from './definition.ts';

const response: FieldCodec<boolean | bigint> = {
  encode: (value) => (typeof value === 'bigint' ? new Int64(value) : value),
  decode: (value, name) => {
    const base = baseOf(value);
    return typeof base === 'boolean' ? base : int64.decode(value, name);
  },
};

/** Answers a request about the pool: whether it was granted, or how many runspaces are free. */
export const runspaceAvailability = bagMessage('RUNSPACE_AVAILABILITY', 'runspacePool', 'toClient', {
  response: ['SetMinMaxRunspacesResponse', response],
  callId: ['ci', int64],
});
export type RunspaceAvailability = MessageOf<typeof runspaceAvailability>;
