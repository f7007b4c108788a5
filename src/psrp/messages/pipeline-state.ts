// PIPELINE_STATE (MS-PSRP 2.2.2.21).
import { pipelineState } from '../enumerations.ts';
import { optional } from '../property-bag.ts';
import { errorRecordField } from '../records.ts';
import { bagMessage, type MessageOf } from './definition.ts';

/** Tells the client how a pipeline fares; its last message when the state is final. */
export const pipelineStateMessage = bagMessage('PIPELINE_STATE', 'pipeline', 'toClient', {
  state: ['PipelineState', pipelineState],
  /** The terminating error. */
  error: ['ExceptionAsErrorRecord', optional(errorRecordField)],
});
export type PipelineStateMessage = MessageOf<typeof pipelineStateMessage>;
