// END_OF_PIPELINE_INPUT (MS-PSRP 2.2.2.18).
import { emptyMessage } from './definition.ts';

/** No more input comes. */
export const endOfPipelineInput = emptyMessage('pipeline', 'toServer');
