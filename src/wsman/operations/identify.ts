// Identify: what a service is, without a resource and, where allowed, without authentication (DSP0226 11).

import { FaultError } from '../fault.ts';
import { element, textElement } from '../markup.ts';
import { NAMESPACES } from '../namespaces.ts';
import type { Body, Operation } from './operation.ts';

export type IdentifyRequest = Readonly<Record<never, never>>;

export interface IdentifyResponse {
  readonly protocolVersion: string;
  readonly productVendor: string;
  readonly productVersion: string;
}

export const identify: Operation<IdentifyRequest, IdentifyResponse> = {
  // Identify has no wsa:Action: the body's element tells it.
  action: '',
  responseAction: '',
  encodeRequest: () => element('wsmid:Identify'),
  decodeRequest(body) {
    if (!isIdentify(body)) throw new FaultError('invalidBody');
    return {};
  },
  encodeResponse: (response) =>
    element(
      'wsmid:IdentifyResponse',
      textElement('wsmid:ProtocolVersion', response.protocolVersion) +
        textElement('wsmid:ProductVendor', response.productVendor) +
        textElement('wsmid:ProductVersion', response.productVersion),
    ),
  decodeResponse(body) {
    const response = body.find((candidate) => candidate.is(NAMESPACES.wsmid, 'IdentifyResponse'));
    if (response === undefined) throw new FaultError('invalidBody');
    const text = (name: string) => response.child(NAMESPACES.wsmid, name)?.text ?? '';
    return {
      protocolVersion: text('ProtocolVersion'),
      productVendor: text('ProductVendor'),
      productVersion: text('ProductVersion'),
    };
  },
};

/** Whether a body asks for Identify. */
export function isIdentify(body: Body): boolean {
  return body.length === 1 && body[0]!.is(NAMESPACES.wsmid, 'Identify');
}
