// PIPELINE_STATE (MS-PSRP 2.2.2.21).
import { pipelineState } from '../enumerations.ts';
import { anything, optional } from '../property-bag.ts';
import { bagMessage, type MessageOf } from './definition.ts';

/** Tells the client how a pipeline fares; its last message when the state is final. */
export const pipelineStateMessage = bagMessage('PIPELINE_STATE', 'pipeline', 'toClient', {
  state: ['PipelineState', pipelineState],
  /** The ErrorRecord of the terminating error. */
  error: ['ExceptionAsErrorRecord', optional(anything)],
});
export type PipelineStateMessage = MessageOf<typeof pipelineStateMessage>;
