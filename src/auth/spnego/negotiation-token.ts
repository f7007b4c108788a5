// The tokens of SPNEGO (RFC 4178 4.2, MS-SPNG 2.2.1), encoded and decoded.
import { DerReader } from '../../asn1/der-reader.ts';
import { derElement, derEnumerated, derObjectIdentifier, derOctetString, derSequence } from '../../asn1/der-writer.ts';
import { applicationTag, contextTag, Tag } from '../../asn1/tags.ts';
import { AuthenticationError } from '../authentication-error.ts';

const SPNEGO_OID = '1.3.6.1.5.5.2';

/** A real client offers at most five or six. */
const MAX_MECHANISMS = 16;

export const NEG_STATES = ['accept-completed', 'accept-incomplete', 'reject', 'request-mic'] as const;
export type NegState = (typeof NEG_STATES)[number];

/** The client's first token. */
export interface NegTokenInit {
  /** Object identifiers, the preferred one first. */
  readonly mechTypes: readonly string[];
  /** The MechTypeList as its sender encoded it: what mechListMIC is computed over. */
  readonly mechTypeList: Buffer;
  /** For the first of `mechTypes`, sent without knowing whether the server takes it. */
  readonly mechToken: Buffer | undefined;
}

/** Every later token, of either side. */
export interface NegTokenResp {
  readonly negState?: NegState | undefined;
  readonly supportedMech?: string | undefined;
  readonly responseToken?: Buffer | undefined;
  readonly mechListMic?: Buffer | undefined;
}

export const encodeMechTypeList = (mechTypes: readonly string[]): Buffer =>
  derSequence(...mechTypes.map(derObjectIdentifier));

/** In the framing of RFC 2743 3.1, which a first token has and later ones have not. */
export function encodeNegTokenInit({ mechTypeList, mechToken }: Omit<NegTokenInit, 'mechTypes'>): Buffer {
  const members = [derElement(contextTag(0), mechTypeList)];
  if (mechToken !== undefined) members.push(derElement(contextTag(2), derOctetString(mechToken)));
  const choice = derElement(contextTag(0), derSequence(...members));
  return derElement(applicationTag(0), derObjectIdentifier(SPNEGO_OID), choice);
}

/** NegTokenInit or NegTokenInit2: reqFlags and negHints mean nothing to an acceptor and are passed over. */
export function decodeNegTokenInit(token: Buffer): NegTokenInit {
  const framing = new DerReader(token).enter(applicationTag(0));
  const oid = framing.readObjectIdentifier();
  if (oid !== SPNEGO_OID)
    throw new AuthenticationError('InvalidToken', `a first token of mechanism ${oid}, not of SPNEGO`);
  const init = framing.enter(contextTag(0)).enter(Tag.sequence);
  const list = init.enter(contextTag(0));
  const mechTypeList = list.peekElement();
  const mechTypes: string[] = [];
  for (const types = list.enter(Tag.sequence); !types.atEnd; ) {
    if (mechTypes.length === MAX_MECHANISMS)
      throw new AuthenticationError('InvalidToken', 'too many SPNEGO mechanisms');
    mechTypes.push(types.readObjectIdentifier());
  }
  init.readOptional(contextTag(1));
  const mechToken = init.enterOptional(contextTag(2))?.read(Tag.octetString);
  return { mechTypes, mechTypeList, mechToken };
}

export function encodeNegTokenResp({ negState, supportedMech, responseToken, mechListMic }: NegTokenResp): Buffer {
  const members: Buffer[] = [];
  const add = (number: number, value: Buffer) => members.push(derElement(contextTag(number), value));
  if (negState !== undefined) add(0, derEnumerated(NEG_STATES.indexOf(negState)));
  if (supportedMech !== undefined) add(1, derObjectIdentifier(supportedMech));
  if (responseToken !== undefined) add(2, derOctetString(responseToken));
  if (mechListMic !== undefined) add(3, derOctetString(mechListMic));
  return derElement(contextTag(1), derSequence(...members));
}

export function decodeNegTokenResp(token: Buffer): NegTokenResp {
  const response = new DerReader(token).enter(contextTag(1)).enter(Tag.sequence);
  const state = response.enterOptional(contextTag(0))?.read(Tag.enumerated);
  const negState = state === undefined ? undefined : NEG_STATES[state.length === 1 ? state[0]! : -1];
  if (state !== undefined && negState === undefined)
    throw new AuthenticationError('InvalidToken', 'an unknown SPNEGO state');
  return {
    negState,
    supportedMech: response.enterOptional(contextTag(1))?.readObjectIdentifier(),
    responseToken: response.enterOptional(contextTag(2))?.read(Tag.octetString),
    mechListMic: response.enterOptional(contextTag(3))?.read(Tag.octetString),
  };
}
