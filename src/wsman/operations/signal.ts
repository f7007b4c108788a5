// Signal: a command is to stop or to be released (MS-WSMV 3.1.4.12; MS-PSRP 3.1.5.3.9, 3.1.5.3.10).

import { element, textElement } from '../markup.ts';
import { NAMESPACES } from '../namespaces.ts';
import { compact, type Operation, requireShellElement, shellActions } from './operation.ts';

export interface SignalRequest {
  readonly commandId?: string;
  readonly code: string;
}

export type SignalResponse = Readonly<Record<never, never>>;

/** Codes of signals. PowerShell spells its own one `crtl_c`; pypsrp sends it as it should have been. */
export const SIGNALS = {
  terminate: `${NAMESPACES.rsp}/signal/terminate`,
  ctrlC: `${NAMESPACES.rsp}/signal/ctrl_c`,
  ctrlBreak: `${NAMESPACES.rsp}/signal/ctrl_break`,
  powershellStop: 'powershell/signal/crtl_c',
  powershellStopSpelledRight: 'powershell/signal/ctrl_c',
} as const;

export const signal: Operation<SignalRequest, SignalResponse> = {
  ...shellActions('Signal'),
  encodeRequest: (request) =>
    element('rsp:Signal', textElement('rsp:Code', request.code), [['CommandId', request.commandId]]),
  decodeRequest(body) {
    const element = requireShellElement(body, 'Signal');
    return compact<SignalRequest>({
      commandId: element.attribute('', 'CommandId'),
      code: element.child(NAMESPACES.rsp, 'Code')?.text.trim() ?? '',
    });
  },
  encodeResponse: () => element('rsp:SignalResponse'),
  decodeResponse(body) {
    requireShellElement(body, 'SignalResponse');
    return {};
  },
};
