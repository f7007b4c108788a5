// The SOAP headers of requests and responses (WS-Addressing 2004/08; DSP0226 5 to 8; MS-WSMV 2.2.4).

import { XML_NAMESPACE, type XmlElement } from '../xml/index.ts';
import { formatDuration, parseDuration } from './duration.ts';
import { FaultError } from './fault.ts';
import { element, type Markup, optionalElement, textElement } from './markup.ts';
import { ANONYMOUS_ADDRESS, NAMESPACES } from './namespaces.ts';

/** One option of an OptionSet; with `mustComply` a service that does not know it must refuse the request. */
export interface WsmanOption {
  readonly name: string;
  readonly value: string;
  readonly mustComply?: boolean;
  readonly type?: string;
}

/** A request's headers; what is undefined was not sent. */
export interface RequestHeaders {
  readonly action: string;
  readonly to: string;
  readonly messageId: string;
  readonly replyTo?: string;
  readonly resourceUri?: string;
  /** Bytes that the response may have. */
  readonly maxEnvelopeSize?: number;
  /** Milliseconds. */
  readonly operationTimeout?: number;
  readonly locale?: string;
  readonly dataLocale?: string;
  readonly sessionId?: string;
  readonly operationId?: string;
  readonly sequenceId?: number;
  readonly activityId?: string;
  /** How the client would like streams compressed; a service that answers `NoCompression` does not. */
  readonly compressionType?: string;
  /** Names compare without case (DSP0226 5.2); kept as they were sent. */
  readonly selectors?: ReadonlyMap<string, string>;
  readonly options?: readonly WsmanOption[];
}

/** A response's headers. */
export interface ResponseHeaders {
  readonly action: string;
  readonly messageId: string;
  readonly relatesTo?: string;
  readonly to?: string;
  readonly activityId?: string;
  readonly operationId?: string;
  readonly sequenceId?: number;
}

const MUST = [['s:mustUnderstand', 'true']] as const;
const MAY = [['s:mustUnderstand', 'false']] as const;
const MAX_SELECTORS = 64;
const MAX_OPTIONS = 64;

/** The content of a request's s:Header, in the order in which Windows' own client writes it. */
export function encodeRequestHeaders(headers: RequestHeaders): Markup {
  const { selectors, options = [] } = headers;
  return (
    textElement('a:To', headers.to) +
    optionalElement('w:ResourceURI', headers.resourceUri, MUST) +
    (headers.replyTo === undefined ? '' : element('a:ReplyTo', textElement('a:Address', headers.replyTo, MUST))) +
    textElement('a:Action', headers.action, MUST) +
    optionalElement('w:MaxEnvelopeSize', headers.maxEnvelopeSize?.toString(), MUST) +
    textElement('a:MessageID', headers.messageId) +
    language('w:Locale', headers.locale) +
    language('p:DataLocale', headers.dataLocale) +
    optionalElement('p:SessionId', headers.sessionId, MAY) +
    optionalElement('p:ActivityId', headers.activityId, MAY) +
    optionalElement('p:OperationID', headers.operationId, MAY) +
    optionalElement('p:SequenceId', headers.sequenceId?.toString(), MAY) +
    optionalElement('rsp:CompressionType', headers.compressionType, MUST) +
    (options.length === 0 ? '' : element('w:OptionSet', options.map(encodeOption).join(''), MUST)) +
    (selectors === undefined || selectors.size === 0 ? '' : encodeSelectors(selectors)) +
    (headers.operationTimeout === undefined
      ? ''
      : textElement('w:OperationTimeout', formatDuration(headers.operationTimeout)))
  );
}

/** A w:SelectorSet, in headers and in the reference of a created resource. */
export function encodeSelectors(selectors: ReadonlyMap<string, string>): Markup {
  const all = [...selectors].map(([name, value]) => textElement('w:Selector', value, [['Name', name]]));
  return element('w:SelectorSet', all.join(''));
}

const language = (name: 'w:Locale' | 'p:DataLocale', tag: string | undefined): Markup =>
  tag === undefined ? '' : element(name, '', [['xml:lang', tag], ...MAY]);

const encodeOption = (option: WsmanOption): Markup =>
  textElement('w:Option', option.value, [
    ['Name', option.name],
    ['MustComply', option.mustComply === undefined ? undefined : String(option.mustComply)],
    ['Type', option.type],
  ]);

/** The content of a response's s:Header. */
export function encodeResponseHeaders(headers: ResponseHeaders): Markup {
  return (
    textElement('a:Action', headers.action) +
    textElement('a:MessageID', headers.messageId) +
    optionalElement('p:ActivityId', headers.activityId) +
    optionalElement('p:OperationID', headers.operationId, MAY) +
    optionalElement('p:SequenceId', headers.sequenceId?.toString()) +
    textElement('a:To', headers.to ?? ANONYMOUS_ADDRESS) +
    optionalElement('a:RelatesTo', headers.relatesTo)
  );
}

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };

type HeaderDecoder = (header: XmlElement, into: Mutable<RequestHeaders>) => void;

/** Expanded name -> what that header puts into RequestHeaders. A header that is not here is unknown. */
const DECODERS: readonly (readonly [name: string, decode: HeaderDecoder])[] = [
  [`${NAMESPACES.a} Action`, (header, into) => void (into.action = header.text.trim())],
  [`${NAMESPACES.a} To`, (header, into) => void (into.to = header.text.trim())],
  [`${NAMESPACES.a} MessageID`, (header, into) => void (into.messageId = header.text.trim())],
  [`${NAMESPACES.a} ReplyTo`, (header, into) => void (into.replyTo = replyAddress(header))],
  [`${NAMESPACES.a} From`, () => {}],
  [`${NAMESPACES.a} FaultTo`, (header) => void replyAddress(header)],
  [`${NAMESPACES.w} ResourceURI`, (header, into) => void (into.resourceUri = header.text.trim())],
  [`${NAMESPACES.w} MaxEnvelopeSize`, (header, into) => void (into.maxEnvelopeSize = wholeNumber(header))],
  [`${NAMESPACES.w} OperationTimeout`, (header, into) => void (into.operationTimeout = timeout(header))],
  [`${NAMESPACES.w} Locale`, (header, into) => void (into.locale = header.attribute(XML_NAMESPACE, 'lang'))],
  [`${NAMESPACES.w} SelectorSet`, (header, into) => void (into.selectors = decodeSelectors(header))],
  [`${NAMESPACES.w} OptionSet`, (header, into) => void (into.options = decodeOptions(header))],
  [`${NAMESPACES.p} DataLocale`, (header, into) => void (into.dataLocale = header.attribute(XML_NAMESPACE, 'lang'))],
  [`${NAMESPACES.rsp} CompressionType`, (header, into) => void (into.compressionType = header.text.trim())],
  [`${NAMESPACES.p} SessionId`, (header, into) => void (into.sessionId = header.text.trim())],
  [`${NAMESPACES.p} ActivityId`, (header, into) => void (into.activityId = header.text.trim())],
  [`${NAMESPACES.p} OperationID`, (header, into) => void (into.operationId = header.text.trim())],
  [`${NAMESPACES.p} SequenceId`, (header, into) => void (into.sequenceId = wholeNumber(header))],
];
const REQUEST_HEADERS = new Map(DECODERS);

/**
 * Reads a request's headers. Throws FaultError: an unknown header that must be understood, a header twice, a wrong value, a
 * missing one of those that every request needs.
 */
export function decodeRequestHeaders(header: XmlElement | undefined): RequestHeaders {
  const headers: Mutable<RequestHeaders> = { action: '', to: '', messageId: '' };
  const seen = new Set<string>();
  for (const child of header?.children ?? []) {
    const name = `${child.namespace} ${child.name}`;
    const decode = REQUEST_HEADERS.get(name);
    if (decode === undefined) {
      if (mustUnderstand(child)) throw new FaultError('mustUnderstand');
      continue;
    }
    if (seen.has(name)) throw new FaultError('invalidHeader', `The SOAP header ${child.name} is there twice.`);
    seen.add(name);
    decode(child, headers);
  }
  for (const [name, value] of [
    ['Action', headers.action],
    ['To', headers.to],
    ['MessageID', headers.messageId],
  ]) {
    if (value === '') throw new FaultError('headerRequired', `The SOAP header ${name} is missing.`);
  }
  return headers;
}

/** Reads a response's headers; what a service leaves out is left out. */
export function decodeResponseHeaders(header: XmlElement | undefined): ResponseHeaders {
  const text = (namespace: string, name: string) => header?.child(namespace, name)?.text.trim();
  const sequence = header?.child(NAMESPACES.p, 'SequenceId');
  const optional = {
    relatesTo: text(NAMESPACES.a, 'RelatesTo'),
    to: text(NAMESPACES.a, 'To'),
    activityId: text(NAMESPACES.p, 'ActivityId'),
    operationId: text(NAMESPACES.p, 'OperationID'),
    sequenceId: sequence === undefined ? undefined : Number(sequence.text),
  };
  return {
    action: text(NAMESPACES.a, 'Action') ?? '',
    messageId: text(NAMESPACES.a, 'MessageID') ?? '',
    ...(Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== undefined)) as typeof optional),
  };
}

/** Reads a w:SelectorSet. A selector that is itself an endpoint reference is not supported by any shell. */
export function decodeSelectors(set: XmlElement): ReadonlyMap<string, string> {
  const selectors = new Map<string, string>();
  for (const selector of set.childrenNamed(NAMESPACES.w, 'Selector')) {
    const name = selector.attribute('', 'Name');
    if (name === undefined || selector.children.length > 0) throw new FaultError('unexpectedSelectors');
    if (selectors.has(name) || selectors.size === MAX_SELECTORS) throw new FaultError('unexpectedSelectors');
    selectors.set(name, selector.text);
  }
  return selectors;
}

/** The value of a selector, whose name compares without case. */
export function selectorOf(headers: RequestHeaders, name: string): string | undefined {
  for (const [key, value] of headers.selectors ?? []) if (key.toLowerCase() === name.toLowerCase()) return value;
  return undefined;
}

/** The value of an option, whose name compares without case. */
export function optionOf(headers: RequestHeaders, name: string): string | undefined {
  return headers.options?.find((option) => option.name.toLowerCase() === name.toLowerCase())?.value;
}

function decodeOptions(set: XmlElement): WsmanOption[] {
  const options = set.childrenNamed(NAMESPACES.w, 'Option');
  if (options.length > MAX_OPTIONS) throw new FaultError('invalidOption');
  return options.map((option) => {
    const name = option.attribute('', 'Name');
    if (name === undefined) throw new FaultError('invalidOption');
    const mustComply = option.attribute('', 'MustComply');
    const type = option.attribute('', 'Type');
    return {
      name,
      value: option.text,
      ...(mustComply !== undefined && { mustComply: isTrue(mustComply) }),
      ...(type !== undefined && { type }),
    };
  });
}

const isTrue = (text: string): boolean => ['true', '1'].includes(text.trim().toLowerCase());

const mustUnderstand = (header: XmlElement): boolean =>
  isTrue(header.attribute(NAMESPACES.s, 'mustUnderstand') ?? 'false');

function replyAddress(header: XmlElement): string {
  const address = header.child(NAMESPACES.a, 'Address')?.text.trim() ?? '';
  // Answers go back on the connection; a request that wants them elsewhere would make the service send to any address.
  if (address !== ANONYMOUS_ADDRESS)
    throw new FaultError('invalidHeader', `The SOAP header ${header.name} is not anonymous.`);
  return address;
}

function wholeNumber(header: XmlElement): number {
  const text = header.text.trim();
  if (!/^\d{1,15}$/.test(text)) {
    throw new FaultError('invalidHeader', `The SOAP header ${header.name} is not a number.`);
  }
  return Number(text);
}

function timeout(header: XmlElement): number {
  const milliseconds = parseDuration(header.text);
  if (milliseconds === undefined) {
    throw new FaultError(
      'invalidHeader',
      `The WS-Management service cannot process the request. The XML contains an invalid timeout field in the SOAP header: ${header.text}. `,
    );
  }
  return milliseconds;
}
