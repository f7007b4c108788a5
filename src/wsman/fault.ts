// A SOAP fault with Windows' WSManFault detail (SOAP 1.2 part 1, 5.4; DSP0226 14; MS-WSMV 2.2.4.43).

import type { XmlElement } from '../xml/index.ts';
import { FAULTS, type FaultDefinition, type FaultName } from './faults.ts';
import { element, type Markup, optionalElement, textElement } from './markup.ts';
import { NAMESPACES } from './namespaces.ts';
import { WsmanError } from './wsman-error.ts';

/** MS-WSMV's WSManFault element. Its message is a text, or what a plug-in says, or that plug-in's own WSManFault. */
export interface WsmanFaultDetail {
  readonly code: number;
  readonly machine: string | undefined;
  readonly message: string | undefined;
  readonly provider?: {
    readonly name: string | undefined;
    readonly path: string | undefined;
    readonly message: string | undefined;
    readonly inner: WsmanFaultDetail | undefined;
  };
}

/** A fault as it travels. */
export interface Fault {
  readonly role: string;
  readonly subcode: { readonly namespace: string; readonly name: string } | undefined;
  readonly reason: string;
  /** DSP0226's URI that says more, whole. */
  readonly faultDetail: string | undefined;
  readonly detail: WsmanFaultDetail | undefined;
}

const FAULT_DETAIL_PREFIX = 'http://schemas.dmtf.org/wbem/wsman/1/wsman/faultDetail/';

/** A fault from the table; `message` replaces the reason in the detail, where Windows says what exactly was wrong. */
export function makeFault(name: FaultName, machine: string, message?: string): Fault {
  const definition: FaultDefinition = FAULTS[name];
  const [prefix, local] = definition.subcode?.split(':') ?? [];
  return {
    role: definition.role,
    subcode: prefix === undefined ? undefined : { namespace: NAMESPACES[prefix as 'w'], name: local! },
    reason: definition.reason,
    faultDetail: definition.faultDetail === undefined ? undefined : FAULT_DETAIL_PREFIX + definition.faultDetail,
    detail: { code: definition.code, machine, message: message ?? definition.reason },
  };
}

/** Thrown by whatever serves a request to answer it with this fault. */
export class FaultError extends WsmanError {
  readonly faultName: FaultName;
  readonly detailMessage: string | undefined;

  constructor(faultName: FaultName, detailMessage?: string, options: { readonly cause?: unknown } = {}) {
    super('WsmanFault', detailMessage ?? FAULTS[faultName].reason, { origin: 'remote', ...options });
    this.faultName = faultName;
    this.detailMessage = detailMessage;
  }

  override get faultCode(): number {
    return FAULTS[this.faultName].code;
  }
}

/** The wsa:Action of a fault: it depends on whose specification defined the subcode. */
export function faultAction(fault: Fault): string {
  switch (fault.subcode?.namespace) {
    case NAMESPACES.w:
      return 'http://schemas.dmtf.org/wbem/wsman/1/wsman/fault';
    case NAMESPACES.n:
      return 'http://schemas.xmlsoap.org/ws/2004/09/enumeration/fault';
    case NAMESPACES.p:
      return 'http://schemas.microsoft.com/wbem/wsman/1/wsman/fault';
    default:
      return 'http://schemas.xmlsoap.org/ws/2004/08/addressing/fault';
  }
}

/** The content of s:Body. */
export function encodeFault(fault: Fault): Markup {
  const prefix = prefixOf(fault.subcode?.namespace);
  const subcode =
    fault.subcode === undefined || prefix === undefined
      ? ''
      : element('s:Subcode', textElement('s:Value', `${prefix}:${fault.subcode.name}`));
  const detail = optionalElement('w:FaultDetail', fault.faultDetail) + (fault.detail ? encodeDetail(fault.detail) : '');
  return element(
    's:Fault',
    element('s:Code', textElement('s:Value', `s:${fault.role}`) + subcode) +
      element('s:Reason', textElement('s:Text', fault.reason, [['xml:lang', 'en-US']])) +
      (detail === '' ? '' : element('s:Detail', detail)),
  );
}

function encodeDetail(detail: WsmanFaultDetail): Markup {
  const { provider } = detail;
  const message =
    provider === undefined
      ? optionalElement('f:Message', detail.message)
      : element(
          'f:Message',
          provider.inner === undefined
            ? textElement('f:ProviderFault', provider.message ?? '', providerAttributes(provider))
            : element('f:ProviderFault', encodeDetail(provider.inner), providerAttributes(provider)),
        );
  return element('f:WSManFault', message, [
    ['xmlns:f', NAMESPACES.f],
    ['Code', String(detail.code)],
    ['Machine', detail.machine],
  ]);
}

const providerAttributes = (provider: NonNullable<WsmanFaultDetail['provider']>) =>
  [
    ['provider', provider.name],
    ['path', provider.path],
  ] as const;

/** Reads the fault in a response; undefined when the body holds none. */
export function decodeFault(body: XmlElement | undefined): Fault | undefined {
  if (body === undefined || !body.is(NAMESPACES.s, 'Fault')) return undefined;
  const code = body.child(NAMESPACES.s, 'Code');
  const value = code?.child(NAMESPACES.s, 'Value');
  const subcode = code?.child(NAMESPACES.s, 'Subcode')?.child(NAMESPACES.s, 'Value');
  const detail = body.child(NAMESPACES.s, 'Detail');
  const wsman = detail?.child(NAMESPACES.f, 'WSManFault');
  return {
    role: value?.resolve(value.text.trim())?.name ?? 'Receiver',
    subcode: subcode?.resolve(subcode.text.trim()),
    reason: body.child(NAMESPACES.s, 'Reason')?.child(NAMESPACES.s, 'Text')?.text ?? '',
    faultDetail: detail?.child(NAMESPACES.w, 'FaultDetail')?.text,
    detail: wsman === undefined ? undefined : decodeDetail(wsman),
  };
}

function decodeDetail(fault: XmlElement): WsmanFaultDetail {
  const message = fault.child(NAMESPACES.f, 'Message');
  const provider = message?.child(NAMESPACES.f, 'ProviderFault');
  const inner = provider?.child(NAMESPACES.f, 'WSManFault');
  const number = Number(fault.attribute('', 'Code'));
  return {
    code: Number.isSafeInteger(number) ? number : 0,
    machine: fault.attribute('', 'Machine'),
    message: provider === undefined ? message?.text : undefined,
    ...(provider !== undefined && {
      provider: {
        name: provider.attribute('', 'provider'),
        path: provider.attribute('', 'path'),
        message: inner === undefined ? provider.text : undefined,
        inner: inner === undefined ? undefined : decodeDetail(inner),
      },
    }),
  };
}

/** The one text that tells a user what went wrong: the innermost message, or the reason. */
export function faultMessage(fault: Fault): string {
  let detail = fault.detail;
  while (detail?.provider?.inner !== undefined) detail = detail.provider.inner;
  return (detail?.provider?.message ?? detail?.message ?? fault.reason).trim();
}

function prefixOf(namespace: string | undefined): string | undefined {
  return Object.entries(NAMESPACES).find(([, uri]) => uri === namespace)?.[0];
}
