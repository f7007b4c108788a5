// Reconnect: the client that disconnected from a shell takes it up again (MS-WSMV 3.1.4.17; MS-PSRP 3.1.5.3.13). Both bodies are
// empty.

import { type Operation, shellActions } from './operation.ts';

export type ReconnectRequest = Readonly<Record<never, never>>;
export type ReconnectResponse = Readonly<Record<never, never>>;

export const reconnect: Operation<ReconnectRequest, ReconnectResponse> = {
  ...shellActions('Reconnect'),
  encodeRequest: () => '',
  decodeRequest: () => ({}),
  encodeResponse: () => '',
  decodeResponse: () => ({}),
};
