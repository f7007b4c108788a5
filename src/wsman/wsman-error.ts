// The errors of the WS-Management layer: an envelope that is wrong, or a fault that a peer sent or is to be sent.

import { CodedError, type CodedErrorOptions } from '../base/coded-error.ts';
import type { Fault } from './fault.ts';

/**
 * `WsmanInvalidEnvelope`: a message that cannot be read. `WsmanFault`: a SOAP fault; `fault` holds it, and `faultCode` its
 * WSManFault number. `WsmanWrongState`: the caller asked for something that its shell's state forbids. `WsmanShellClosed`: the
 * shell ended while the operation was under way. `WsmanEnvelopeTooLarge`: a message does not fit MaxEnvelopeSize.
 */
export type WsmanErrorCode =
  | 'WsmanInvalidEnvelope'
  | 'WsmanFault'
  | 'WsmanWrongState'
  | 'WsmanShellClosed'
  | 'WsmanEnvelopeTooLarge';

export interface WsmanErrorOptions extends CodedErrorOptions {
  readonly fault?: Fault;
}

/** Thrown by src/wsman and its users. */
export class WsmanError extends CodedError<WsmanErrorCode> {
  /** The fault, when the code is `WsmanFault`. */
  readonly fault: Fault | undefined;

  constructor(code: WsmanErrorCode, message: string, options: WsmanErrorOptions = {}) {
    super(code, message, options);
    this.fault = options.fault;
  }

  /** The number of the fault's WSManFault detail, which is what Windows programs compare; undefined without one. */
  get faultCode(): number | undefined {
    return this.fault?.detail?.code;
  }
}
