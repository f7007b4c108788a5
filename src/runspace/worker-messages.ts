// What a runspace's worker and its main side post to each other over the bridge.
import type { RecordStream } from '../psrp/record-stream.ts';

/** How a runspace is set up, before its first pipeline. */
export interface RunspaceSetup {
  /** CLIXML of INIT_RUNSPACEPOOL: host info, application arguments. */
  readonly initPayload: Uint8Array;
  readonly configurationName: string;
  /** $Host.InstanceId, lower-case GUID text. */
  readonly hostInstanceId: string;
  /** Name of the session's culture, such as en-US. */
  readonly culture: string;
  /** Of the client, where a server knows it: $PSSenderInfo. */
  readonly connectedUser: string | undefined;
  /** Where the session begins; undefined: the user's home. */
  readonly workingDirectory: string | undefined;
}

export type ToWorker =
  | { readonly kind: 'setup'; readonly setup: RunspaceSetup }
  /** Runs CREATE_PIPELINE or GET_COMMAND_METADATA; `sequence` is that of the bridge's control. */
  | {
      readonly kind: 'run';
      readonly sequence: number;
      readonly messageType: 'CREATE_PIPELINE' | 'GET_COMMAND_METADATA';
      readonly payload: Uint8Array;
    }
  | { readonly kind: 'input'; readonly sequence: number; readonly payload: Uint8Array }
  | { readonly kind: 'endInput'; readonly sequence: number }
  | { readonly kind: 'reset' };

export type FromWorker =
  | { readonly kind: 'ready' }
  | { readonly kind: 'record'; readonly sequence: number; readonly stream: RecordStream; readonly payload: Uint8Array }
  | { readonly kind: 'inputTaken'; readonly sequence: number; readonly bytes: number }
  | {
      readonly kind: 'finished';
      readonly sequence: number;
      readonly outcome: 'completed' | 'failed' | 'stopped';
      /** CLIXML of PIPELINE_STATE. */
      readonly payload: Uint8Array;
      /** Set when the script called `exit`. */
      readonly exitCode: number | undefined;
      /** $? at the end. */
      readonly succeeded: boolean;
    };
