// Connect: a client takes up a shell that another client, or an earlier life of its own, disconnected from (MS-WSMV 3.1.4.15;
// MS-PSRP 3.1.5.3.14).

import { decodeBase64, encodeBase64 } from '../base64.ts';
import { element, foreignElement, textElement } from '../markup.ts';
import { NAMESPACES, POWERSHELL_NAMESPACE } from '../namespaces.ts';
import { compact, type Operation, requireShellElement, shellActions } from './operation.ts';

export interface ConnectRequest {
  /** Set to connect to a command of a shell. */
  readonly commandId?: string;
  /** Fragments of SESSION_CAPABILITY and CONNECT_RUNSPACEPOOL. */
  readonly connectXml?: Buffer;
}

export interface ConnectResponse {
  readonly inputStreams?: string;
  readonly outputStreams?: string;
  /** Fragments of SESSION_CAPABILITY, RUNSPACEPOOL_INIT_DATA and APPLICATION_PRIVATE_DATA. */
  readonly connectResponseXml?: Buffer;
}

export const connect: Operation<ConnectRequest, ConnectResponse> = {
  ...shellActions('Connect'),
  encodeRequest: (request) =>
    element('rsp:Connect', fragments('connectXml', request.connectXml), [['CommandId', request.commandId]]),
  decodeRequest(body) {
    const connect = requireShellElement(body, 'Connect');
    const connectXml = connect.child(POWERSHELL_NAMESPACE, 'connectXml');
    return compact<ConnectRequest>({
      commandId: connect.attribute('', 'CommandId'),
      connectXml: connectXml === undefined ? undefined : decodeBase64(connectXml.text),
    });
  },
  encodeResponse: (response) =>
    element(
      'rsp:ConnectResponse',
      (response.inputStreams === undefined ? '' : textElement('rsp:InputStreams', response.inputStreams)) +
        (response.outputStreams === undefined ? '' : textElement('rsp:OutputStreams', response.outputStreams)) +
        fragments('connectResponseXml', response.connectResponseXml),
    ),
  decodeResponse(body) {
    const response = requireShellElement(body, 'ConnectResponse');
    const connectResponseXml = response.child(POWERSHELL_NAMESPACE, 'connectResponseXml');
    return compact<ConnectResponse>({
      inputStreams: response.child(NAMESPACES.rsp, 'InputStreams')?.text,
      outputStreams: response.child(NAMESPACES.rsp, 'OutputStreams')?.text,
      connectResponseXml: connectResponseXml === undefined ? undefined : decodeBase64(connectResponseXml.text),
    });
  },
};

const fragments = (name: string, bytes: Buffer | undefined): string =>
  bytes === undefined ? '' : foreignElement(POWERSHELL_NAMESPACE, name, encodeBase64(bytes));
