// PIPELINE_INPUT (MS-PSRP 2.2.2.17).
import { valueMessage } from './definition.ts';

/** One object of input. */
export const pipelineInput = valueMessage('pipeline', 'toServer');
