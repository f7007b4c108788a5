// What a runspace's worker and its main side post to each other over the bridge.
import type { RecordStream } from '../psrp/record-stream.ts';

/** How a runspace is set up, before its first pipeline. */
export interface RunspaceSetup {
  /** CLIXML of INIT_RUNSPACEPOOL (host info, application arguments); empty for a runspace with the console as its host. */
  readonly initPayload: Uint8Array;
  readonly configurationName: string;
  /** Of the client, where a server knows it: $PSSenderInfo. */
  readonly connectedUser: string | undefined;
  /** Where the session begins; undefined: the user's home. */
  readonly workingDirectory: string | undefined;
  /** Columns for output that is formatted without a host. */
  readonly width: number;
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
  /** Runs a text as the local prompt and `-Command` do: formatted, to the console host. */
  | { readonly kind: 'runText'; readonly sequence: number; readonly request: TextRequest }
  | { readonly kind: 'input'; readonly sequence: number; readonly payload: Uint8Array }
  | { readonly kind: 'endInput'; readonly sequence: number }
  | { readonly kind: 'reset' };

/** A text to run in a local runspace. */
export interface TextRequest {
  readonly text: string;
  /** The script's file, for errors and $PSScriptRoot. */
  readonly fileName: string | undefined;
  readonly arguments: readonly string[];
  /** Whether the line goes into the session's history. */
  readonly addToHistory: boolean;
  /** 'text' formats output and errors for the host; 'value' posts the result of the expression, as the prompt needs it. */
  readonly result: 'text' | 'value';
}

export type FromWorker =
  | { readonly kind: 'ready' }
  | { readonly kind: 'record'; readonly sequence: number; readonly stream: RecordStream; readonly payload: Uint8Array }
  | { readonly kind: 'inputTaken'; readonly sequence: number; readonly bytes: number }
  | {
      readonly kind: 'finished';
      readonly sequence: number;
      readonly outcome: 'completed' | 'failed' | 'stopped';
      /** CLIXML of PIPELINE_STATE; for a text, that of its value or empty. */
      readonly payload: Uint8Array;
      /** Set when the script called `exit`. */
      readonly exitCode: number | undefined;
      /** $? after a text. */
      readonly succeeded: boolean;
    };
