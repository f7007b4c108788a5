// PIPELINE_OUTPUT (MS-PSRP 2.2.2.19).
import { valueMessage } from './definition.ts';

/** One object of output. */
export const pipelineOutput = valueMessage('pipeline', 'toClient');
