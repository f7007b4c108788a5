// The acceptor of SPNEGO (RFC 4178 5): takes the client's first mechanism that it has, and guards the choice with mechListMIC.
import { AuthenticationError } from '../authentication-error.ts';
import type { AcceptedSecurityContext, AuthenticationStep, ServerAuthentication } from '../mechanism.ts';
import { isNtlmMessage } from '../ntlm/ntlm-message.ts';
import { decodeNegTokenInit, decodeNegTokenResp, encodeNegTokenResp } from './negotiation-token.ts';

export interface ServerCandidate {
  readonly oid: string;
  begin(): ServerAuthentication;
}

interface Negotiation {
  readonly inner: ServerAuthentication;
  readonly mechTypeList: Buffer;
  /** The client preferred another mechanism: only the MIC tells that its list was not changed on the way. */
  readonly micRequired: boolean;
}

type State =
  | { readonly name: 'init' }
  /** The client speaks NTLM without SPNEGO under the scheme Negotiate, as Windows allows. */
  | { readonly name: 'raw'; readonly inner: ServerAuthentication }
  | ({ readonly name: 'response' } & Negotiation)
  | { readonly name: 'finished' };

type Step = AuthenticationStep<AcceptedSecurityContext>;

export class SpnegoServer implements ServerAuthentication {
  readonly #candidates: readonly ServerCandidate[];
  readonly #rawNtlm: () => ServerAuthentication;
  #state: State = { name: 'init' };

  constructor(candidates: readonly ServerCandidate[], rawNtlm: () => ServerAuthentication) {
    this.#candidates = candidates;
    this.#rawNtlm = rawNtlm;
  }

  async step(input: Buffer = Buffer.alloc(0)): Promise<Step> {
    const state = this.#state;
    this.#state = { name: 'finished' };
    switch (state.name) {
      case 'init':
        return isNtlmMessage(input) ? this.#raw(this.#rawNtlm(), input) : this.#expectInit(input);
      case 'raw':
        return this.#raw(state.inner, input);
      case 'response':
        return this.#expectResponse(state, input);
      case 'finished':
        throw new AuthenticationError('InvalidToken', 'the SPNEGO negotiation is over');
    }
  }

  async #raw(inner: ServerAuthentication, input: Buffer): Promise<Step> {
    const step = await inner.step(input);
    if (step.kind === 'token') this.#state = { name: 'raw', inner };
    return step;
  }

  async #expectInit(input: Buffer): Promise<Step> {
    const init = decodeNegTokenInit(input);
    const chosen = init.mechTypes
      .map((oid) => this.#candidates.find((candidate) => candidate.oid === oid))
      .find((candidate) => candidate !== undefined);
    if (chosen === undefined)
      throw new AuthenticationError('MechanismUnsupported', 'no mechanism of the client is offered here');
    const isPreferred = chosen.oid === init.mechTypes[0];
    const negotiation: Negotiation = {
      inner: chosen.begin(),
      mechTypeList: init.mechTypeList,
      micRequired: !isPreferred,
    };
    // The optimistic token is for the client's first mechanism and means nothing to another one.
    if (!isPreferred || init.mechToken === undefined) {
      this.#state = { name: 'response', ...negotiation };
      const negState = negotiation.micRequired ? 'request-mic' : 'accept-incomplete';
      return { kind: 'token', token: encodeNegTokenResp({ negState, supportedMech: chosen.oid }) };
    }
    return this.#innerStep(negotiation, init.mechToken, undefined, chosen.oid);
  }

  async #expectResponse(negotiation: Negotiation, input: Buffer): Promise<Step> {
    const response = decodeNegTokenResp(input);
    if (response.negState === 'reject')
      throw new AuthenticationError('LogonDenied', 'the client rejected the negotiation');
    if (response.responseToken === undefined)
      throw new AuthenticationError('InvalidToken', 'a SPNEGO response without a token');
    return this.#innerStep(negotiation, response.responseToken, response.mechListMic, undefined);
  }

  async #innerStep(
    negotiation: Negotiation,
    input: Buffer,
    clientMic: Buffer | undefined,
    supportedMech: string | undefined,
  ): Promise<Step> {
    const step = await negotiation.inner.step(input);
    if (step.kind === 'kdcRequest') return step;
    if (step.kind === 'token') {
      this.#state = { name: 'response', ...negotiation };
      const token = encodeNegTokenResp({ negState: 'accept-incomplete', supportedMech, responseToken: step.token });
      return { kind: 'token', token };
    }
    const mechListMic = exchangeMic(negotiation, step.context, clientMic);
    const token = encodeNegTokenResp({
      negState: 'accept-completed',
      supportedMech,
      responseToken: step.token,
      mechListMic,
    });
    return { kind: 'done', context: step.context, token };
  }
}

/** Verifies the client's mechListMIC and gives the server's; undefined when there was none and none was needed. */
function exchangeMic(
  { mechTypeList, micRequired }: Negotiation,
  { protection }: AcceptedSecurityContext,
  clientMic: Buffer | undefined,
): Buffer | undefined {
  if (clientMic === undefined) {
    if (micRequired) throw new AuthenticationError('HandshakeAltered', 'the required mechListMIC is missing');
    return undefined;
  }
  if (protection === undefined) throw new AuthenticationError('HandshakeAltered', 'a mechListMIC without a key for it');
  protection.verify(mechTypeList, clientMic);
  protection.restart?.('incoming');
  const mechListMic = protection.sign(mechTypeList);
  protection.restart?.('outgoing');
  return mechListMic;
}
