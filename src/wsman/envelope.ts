// The SOAP 1.2 envelope: bytes to header and body, and back.

import { parseXmlElement, type XmlElement, XmlError } from '../xml/index.ts';
import { decodeFault, encodeFault, type Fault, FaultError, faultAction, faultMessage } from './fault.ts';
import { encodeRequestHeaders, encodeResponseHeaders, type RequestHeaders, type ResponseHeaders } from './headers.ts';
import { declare, element, type Markup } from './markup.ts';
import { NAMESPACES, type Prefix } from './namespaces.ts';
import { WsmanError } from './wsman-error.ts';

/** An envelope taken apart; `body` is what stands in s:Body (never more than a few elements). */
export interface Envelope {
  readonly header: XmlElement | undefined;
  readonly body: readonly XmlElement[];
}

/** Bounds that no envelope of WS-Management comes near, whatever MaxEnvelopeSize lets through. */
const ENVELOPE_LIMITS = { maxDepth: 64, maxAttributes: 64 } as const;

const REQUEST_PREFIXES: readonly Prefix[] = ['s', 'a', 'w', 'p', 'rsp'];
const RESPONSE_PREFIXES: readonly Prefix[] = ['s', 'a', 'x', 'w', 'rsp', 'p'];

const DECODE_FAULTS = {
  XmlForbidden: 'invalidXml',
  XmlLimitExceeded: 'invalidXml',
  XmlMalformed: 'invalidXml',
  XmlUnexpected: 'invalidBody',
  XmlEncoding: 'unsupportedEncoding',
  XmlUnwritable: 'providerFailure',
} as const;

/** Maps what the XML layer throws to the fault that a client gets for it. */
export function asFault(error: unknown): unknown {
  return error instanceof XmlError ? new FaultError(DECODE_FAULTS[error.code], undefined, { cause: error }) : error;
}

/** Reads an envelope; throws FaultError when it is none. */
export function decodeEnvelope(bytes: Uint8Array): Envelope {
  let root: XmlElement;
  try {
    root = parseXmlElement(bytes, ENVELOPE_LIMITS);
  } catch (error) {
    throw asFault(error);
  }
  if (root.name !== 'Envelope') throw new FaultError('invalidXml');
  if (root.namespace !== NAMESPACES.s) throw new FaultError('soapVersionMismatch');
  const body = root.child(NAMESPACES.s, 'Body');
  if (body === undefined) throw new FaultError('invalidBody');
  return { header: root.child(NAMESPACES.s, 'Header'), body: body.children };
}

/** Writes a request. */
export function encodeRequest(headers: RequestHeaders, body: Markup): Buffer {
  return encodeEnvelope(REQUEST_PREFIXES, encodeRequestHeaders(headers), body);
}

/** Writes a response. */
export function encodeResponse(headers: ResponseHeaders, body: Markup): Buffer {
  return encodeEnvelope(RESPONSE_PREFIXES, encodeResponseHeaders(headers), body, [['xml:lang', 'en-US']]);
}

/** Writes a response that is a fault. */
export function encodeFaultResponse(headers: Omit<ResponseHeaders, 'action'>, fault: Fault): Buffer {
  return encodeResponse({ ...headers, action: faultAction(fault) }, encodeFault(fault));
}

/** Writes an envelope without addressing headers: what Identify uses. */
export function encodeBareEnvelope(body: Markup): Buffer {
  return encodeEnvelope(['s', 'wsmid'], '', body);
}

function encodeEnvelope(
  prefixes: readonly Prefix[],
  header: Markup,
  body: Markup,
  attributes: readonly (readonly [string, string])[] = [],
): Buffer {
  const content = element('s:Header', header) + element('s:Body', body);
  return Buffer.from(element('s:Envelope', content, [...attributes, ...declare(prefixes)]), 'utf8');
}

/** Reads a response and throws WsmanError `WsmanFault` when it is a fault, `WsmanInvalidEnvelope` when it cannot be read. */
export function decodeResponse(bytes: Uint8Array): Envelope {
  let envelope: Envelope;
  try {
    envelope = decodeEnvelope(bytes);
  } catch (cause) {
    throw new WsmanError(
      'WsmanInvalidEnvelope',
      'The server answered with something that is not a WS-Management message.',
      {
        origin: 'remote',
        cause,
      },
    );
  }
  const fault = decodeFault(envelope.body[0]);
  if (fault !== undefined) throw new WsmanError('WsmanFault', faultMessage(fault), { origin: 'remote', fault });
  return envelope;
}
