// Receive: output of a shell or a command, waited for up to OperationTimeout (MS-WSMV 3.1.4.14; MS-PSRP 3.1.5.3.6, 3.1.5.3.7).

import { element, textElement } from '../markup.ts';
import { NAMESPACES } from '../namespaces.ts';
import { compact, type Operation, requireShellElement, shellActions } from './operation.ts';
import { decodeStream, encodeStream, type Stream } from './stream.ts';

export interface ReceiveRequest {
  /** Names of streams, separated by spaces as on the wire. */
  readonly desiredStream: string;
  /** Undefined for the shell's own streams. */
  readonly commandId?: string;
}

/** How far a command is; the last part of the URI on the wire. */
export type CommandStateName = 'Pending' | 'Running' | 'Done';

export interface CommandState {
  readonly commandId?: string;
  readonly state: string;
  readonly exitCode?: number;
}

export interface ReceiveResponse {
  readonly streams: readonly Stream[];
  readonly commandState?: CommandState;
}

const STATE_PREFIX = `${NAMESPACES.rsp}/CommandState/`;

export const receive: Operation<ReceiveRequest, ReceiveResponse> = {
  ...shellActions('Receive'),

  encodeRequest: (request) =>
    element('rsp:Receive', textElement('rsp:DesiredStream', request.desiredStream, [['CommandId', request.commandId]])),

  decodeRequest(body) {
    const desired = requireShellElement(body, 'Receive').child(NAMESPACES.rsp, 'DesiredStream');
    return compact<ReceiveRequest>({
      desiredStream: desired?.text.trim() ?? '',
      commandId: desired?.attribute('', 'CommandId'),
    });
  },

  encodeResponse: ({ streams, commandState }) =>
    element(
      'rsp:ReceiveResponse',
      streams.map(encodeStream).join('') +
        (commandState === undefined
          ? ''
          : element(
              'rsp:CommandState',
              commandState.exitCode === undefined ? '' : textElement('rsp:ExitCode', String(commandState.exitCode)),
              [
                ['CommandId', commandState.commandId],
                ['State', STATE_PREFIX + commandState.state],
              ],
            )),
    ),

  decodeResponse(body) {
    const response = requireShellElement(body, 'ReceiveResponse');
    const state = response.child(NAMESPACES.rsp, 'CommandState');
    const exitCode = state?.child(NAMESPACES.rsp, 'ExitCode')?.text;
    return compact<ReceiveResponse>({
      streams: response.childrenNamed(NAMESPACES.rsp, 'Stream').map(decodeStream),
      commandState:
        state &&
        compact<CommandState>({
          commandId: state.attribute('', 'CommandId'),
          state: (state.attribute('', 'State') ?? '').replace(STATE_PREFIX, ''),
          exitCode: exitCode === undefined ? undefined : Number(exitCode),
        }),
    });
  },
};
