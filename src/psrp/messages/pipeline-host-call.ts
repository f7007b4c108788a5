// PIPELINE_HOST_CALL (MS-PSRP 2.2.2.27).
import { hostCall } from '../host-call.ts';
import { fieldMessage } from './definition.ts';

/** The server calls a method of the pipeline's host. */
export const pipelineHostCall = fieldMessage('PIPELINE_HOST_CALL', 'pipeline', 'toClient', hostCall);
