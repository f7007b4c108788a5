// Command: a command starts in a shell; for PSRP, a pipeline (MS-WSMV 3.1.4.11; MS-PSRP 3.1.5.3.3).

import { element, textElement } from '../markup.ts';
import { NAMESPACES } from '../namespaces.ts';
import { compact, type Operation, requireShellElement, shellActions } from './operation.ts';

export interface CommandRequest {
  /** Chosen by the client: for PSRP the id of the pipeline. */
  readonly commandId?: string;
  /** The command word of a command shell; empty for PSRP. */
  readonly command: string;
  /** Text; PSRP puts the base64 of the first fragments of CREATE_PIPELINE into the only argument. */
  readonly arguments: readonly string[];
}

export interface CommandResponse {
  readonly commandId: string;
}

export const command: Operation<CommandRequest, CommandResponse> = {
  ...shellActions('Command'),

  encodeRequest: (request) =>
    element(
      'rsp:CommandLine',
      textElement('rsp:Command', request.command) +
        request.arguments.map((argument) => textElement('rsp:Arguments', argument)).join(''),
      [['CommandId', request.commandId]],
    ),

  decodeRequest(body) {
    const line = requireShellElement(body, 'CommandLine');
    return compact<CommandRequest>({
      commandId: line.attribute('', 'CommandId'),
      command: line.child(NAMESPACES.rsp, 'Command')?.text ?? '',
      arguments: line.childrenNamed(NAMESPACES.rsp, 'Arguments').map((argument) => argument.text),
    });
  },

  encodeResponse: (response) => element('rsp:CommandResponse', textElement('rsp:CommandId', response.commandId)),

  decodeResponse: (body) => ({
    commandId: requireShellElement(body, 'CommandResponse').child(NAMESPACES.rsp, 'CommandId')?.text.trim() ?? '',
  }),
};
