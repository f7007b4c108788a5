// The table of messages: every type of MS-PSRP 2.2.2 with its definition. Forgetting one does not compile.
import type { MessageType } from '../message-type.ts';
import { applicationPrivateData } from './application-private-data.ts';
import { connectRunspacePool } from './connect-runspace-pool.ts';
import { createPipeline } from './create-pipeline.ts';
import { debugRecord } from './debug-record.ts';
import type { MessageDefinition, MessageOf } from './definition.ts';
import { encryptedSessionKey } from './encrypted-session-key.ts';
import { endOfPipelineInput } from './end-of-pipeline-input.ts';
import { errorRecord } from './error-record.ts';
import { getAvailableRunspaces } from './get-available-runspaces.ts';
import { getCommandMetadata } from './get-command-metadata.ts';
import { informationRecord } from './information-record.ts';
import { initRunspacePool } from './init-runspace-pool.ts';
import { pipelineHostCall } from './pipeline-host-call.ts';
import { pipelineHostResponse } from './pipeline-host-response.ts';
import { pipelineInput } from './pipeline-input.ts';
import { pipelineOutput } from './pipeline-output.ts';
import { pipelineStateMessage } from './pipeline-state.ts';
import { progressRecord } from './progress-record.ts';
import { publicKey } from './public-key.ts';
import { publicKeyRequest } from './public-key-request.ts';
import { resetRunspaceState } from './reset-runspace-state.ts';
import { runspaceAvailability } from './runspace-availability.ts';
import { runspacePoolHostCall } from './runspace-pool-host-call.ts';
import { runspacePoolHostResponse } from './runspace-pool-host-response.ts';
import { runspacePoolInitData } from './runspace-pool-init-data.ts';
import { runspacePoolStateMessage } from './runspace-pool-state.ts';
import { sessionCapability } from './session-capability.ts';
import { setMaxRunspaces } from './set-max-runspaces.ts';
import { setMinRunspaces } from './set-min-runspaces.ts';
import { userEvent } from './user-event.ts';
import { verboseRecord } from './verbose-record.ts';
import { warningRecord } from './warning-record.ts';

export const messages = {
  SESSION_CAPABILITY: sessionCapability,
  INIT_RUNSPACEPOOL: initRunspacePool,
  PUBLIC_KEY: publicKey,
  ENCRYPTED_SESSION_KEY: encryptedSessionKey,
  PUBLIC_KEY_REQUEST: publicKeyRequest,
  CONNECT_RUNSPACEPOOL: connectRunspacePool,
  SET_MAX_RUNSPACES: setMaxRunspaces,
  SET_MIN_RUNSPACES: setMinRunspaces,
  RUNSPACE_AVAILABILITY: runspaceAvailability,
  RUNSPACEPOOL_STATE: runspacePoolStateMessage,
  CREATE_PIPELINE: createPipeline,
  GET_AVAILABLE_RUNSPACES: getAvailableRunspaces,
  USER_EVENT: userEvent,
  APPLICATION_PRIVATE_DATA: applicationPrivateData,
  GET_COMMAND_METADATA: getCommandMetadata,
  RUNSPACEPOOL_INIT_DATA: runspacePoolInitData,
  RESET_RUNSPACE_STATE: resetRunspaceState,
  RUNSPACEPOOL_HOST_CALL: runspacePoolHostCall,
  RUNSPACEPOOL_HOST_RESPONSE: runspacePoolHostResponse,
  PIPELINE_INPUT: pipelineInput,
  END_OF_PIPELINE_INPUT: endOfPipelineInput,
  PIPELINE_OUTPUT: pipelineOutput,
  ERROR_RECORD: errorRecord,
  PIPELINE_STATE: pipelineStateMessage,
  DEBUG_RECORD: debugRecord,
  VERBOSE_RECORD: verboseRecord,
  WARNING_RECORD: warningRecord,
  PROGRESS_RECORD: progressRecord,
  INFORMATION_RECORD: informationRecord,
  PIPELINE_HOST_CALL: pipelineHostCall,
  PIPELINE_HOST_RESPONSE: pipelineHostResponse,
} as const satisfies Record<MessageType, MessageDefinition<unknown>>;

/** What a message of type `T` holds. */
export type MessageContent<T extends MessageType> = MessageOf<(typeof messages)[T]>;

/** The definition of a type that is known only at run time. */
export function definitionOf(type: MessageType): MessageDefinition<unknown> {
  return messages[type] as MessageDefinition<unknown>;
}
