// PIPELINE_HOST_RESPONSE (MS-PSRP 2.2.2.28).
import { hostResponse } from '../host-call.ts';
import { fieldMessage } from './definition.ts';

/** What the method gave. */
export const pipelineHostResponse = fieldMessage('PIPELINE_HOST_RESPONSE', 'pipeline', 'toServer', hostResponse);
