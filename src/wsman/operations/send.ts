// Send: input for a shell or a command (MS-WSMV 3.1.4.13; MS-PSRP 3.1.5.3.4, 3.1.5.3.5).

import { element } from '../markup.ts';
import { NAMESPACES } from '../namespaces.ts';
import { type Operation, requireShellElement, shellActions } from './operation.ts';
import { decodeStream, encodeStream, type Stream } from './stream.ts';

export interface SendRequest {
  readonly streams: readonly Stream[];
}

export type SendResponse = Readonly<Record<never, never>>;

export const send: Operation<SendRequest, SendResponse> = {
  ...shellActions('Send'),
  encodeRequest: (request) => element('rsp:Send', request.streams.map(encodeStream).join('')),
  decodeRequest: (body) => ({
    streams: requireShellElement(body, 'Send').childrenNamed(NAMESPACES.rsp, 'Stream').map(decodeStream),
  }),
  encodeResponse: () => element('rsp:SendResponse'),
  decodeResponse(body) {
    requireShellElement(body, 'SendResponse');
    return {};
  },
};
