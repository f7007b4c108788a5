// Disconnect: a shell lives on without its client (MS-WSMV 3.1.4.16; MS-PSRP 3.1.5.3.12).

import { formatDuration, parseDuration } from '../duration.ts';
import { element, optionalElement } from '../markup.ts';
import { NAMESPACES } from '../namespaces.ts';
import { compact, type Operation, requireShellElement, shellActions } from './operation.ts';

export interface DisconnectRequest {
  /** Milliseconds that the shell waits for somebody to connect; the shell's own unless given. */
  readonly idleTimeout?: number;
  /** What becomes of output that nobody fetches: `Block` or `Drop`. */
  readonly bufferMode?: string;
}

export type DisconnectResponse = Readonly<Record<never, never>>;

export const disconnect: Operation<DisconnectRequest, DisconnectResponse> = {
  ...shellActions('Disconnect'),
  encodeRequest: ({ idleTimeout, bufferMode }) =>
    element(
      'rsp:Disconnect',
      optionalElement('rsp:IdleTimeOut', idleTimeout === undefined ? undefined : formatDuration(idleTimeout)) +
        optionalElement('rsp:BufferMode', bufferMode),
    ),
  decodeRequest(body) {
    const disconnect = requireShellElement(body, 'Disconnect');
    return compact<DisconnectRequest>({
      idleTimeout: parseDuration(disconnect.child(NAMESPACES.rsp, 'IdleTimeOut')?.text ?? ''),
      bufferMode: disconnect.child(NAMESPACES.rsp, 'BufferMode')?.text,
    });
  },
  encodeResponse: () => '',
  decodeResponse: () => ({}),
};
