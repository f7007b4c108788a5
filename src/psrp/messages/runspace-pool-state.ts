// RUNSPACEPOOL_STATE (MS-PSRP 2.2.2.9).
import { runspacePoolState } from '../enumerations.ts';
import { optional } from '../property-bag.ts';
import { errorRecordField } from '../records.ts';
import { bagMessage, type MessageOf } from './definition.ts';

/** Tells the client how the pool fares. */
export const runspacePoolStateMessage = bagMessage('RUNSPACEPOOL_STATE', 'runspacePool', 'toClient', {
  state: ['RunspaceState', runspacePoolState],
  /** Why, where the pool broke. */
  error: ['ExceptionAsErrorRecord', optional(errorRecordField)],
});
export type RunspacePoolStateMessage = MessageOf<typeof runspacePoolStateMessage>;
