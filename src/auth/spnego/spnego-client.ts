// The initiator of SPNEGO (RFC 4178 5): offers its mechanisms, drives the chosen one, and guards the choice with mechListMIC.
import { AuthenticationError } from '../authentication-error.ts';
import type { AuthenticationStep, ClientAuthentication, SecurityContext } from '../mechanism.ts';
import {
  decodeNegTokenResp,
  encodeMechTypeList,
  encodeNegTokenInit,
  encodeNegTokenResp,
  type NegTokenResp,
} from './negotiation-token.ts';

/** A mechanism as SPNEGO sees it: its object identifier and how to begin it. */
export interface ClientCandidate {
  readonly oid: string;
  begin(): ClientAuthentication;
}

/** The mechanism in use and how far the proof of the choice has come. */
interface Negotiation {
  readonly inner: ClientAuthentication;
  readonly context: SecurityContext | undefined;
  readonly micRequired: boolean;
  readonly micSent: boolean;
  readonly micVerified: boolean;
}

type State =
  | { readonly name: 'start' }
  /** The inner mechanism waits for its KDC; `resume` takes its next step onwards. */
  | { readonly name: 'kdcReply'; readonly resume: (step: Step) => Promise<Step>; readonly inner: ClientAuthentication }
  | ({ readonly name: 'firstResponse' } & Negotiation)
  | ({ readonly name: 'response' } & Negotiation)
  | { readonly name: 'finished' };

type Step = AuthenticationStep<SecurityContext>;
type PeerStep = Exclude<Step, { kind: 'kdcRequest' }>;

export class SpnegoClient implements ClientAuthentication {
  readonly #candidates: readonly ClientCandidate[];
  readonly #mechTypeList: Buffer;
  #state: State = { name: 'start' };

  constructor(candidates: readonly ClientCandidate[]) {
    this.#candidates = candidates;
    this.#mechTypeList = encodeMechTypeList(candidates.map(({ oid }) => oid));
  }

  async step(input?: Buffer): Promise<Step> {
    const state = this.#state;
    this.#state = { name: 'finished' };
    switch (state.name) {
      case 'start':
        return this.#start();
      case 'kdcReply':
        return state.resume(await state.inner.step(input));
      case 'firstResponse':
        return this.#expectFirstResponse(state, input);
      case 'response':
        return this.#expectResponse(state, input);
      case 'finished':
        throw new AuthenticationError('InvalidToken', 'the SPNEGO negotiation is over');
    }
  }

  async #start(): Promise<Step> {
    const inner = this.#candidates[0]!.begin();
    return this.#innerStep(inner, await inner.step(), async (step) => {
      this.#state = { name: 'firstResponse', ...fresh(inner, step.context) };
      const token = encodeNegTokenInit({ mechTypeList: this.#mechTypeList, mechToken: step.token });
      return { kind: 'token', token };
    });
  }

  /** The first answer names the mechanism; when that is not the one offered first, everything of the first is dropped. */
  async #expectFirstResponse(negotiation: Negotiation, input: Buffer | undefined): Promise<Step> {
    if (input === undefined) throw new AuthenticationError('LogonDenied', 'the server did not answer the negotiation');
    const response = decodeNegTokenResp(input);
    const chosen = response.supportedMech ?? this.#candidates[0]!.oid;
    const candidate = this.#candidates.find(({ oid }) => oid === chosen);
    if (candidate === undefined) {
      throw new AuthenticationError(
        'MechanismUnsupported',
        `the server chose mechanism ${chosen}, which was not offered`,
      );
    }
    const micRequired = response.negState === 'request-mic' || candidate !== this.#candidates[0];
    if (candidate === this.#candidates[0]) return this.#advance({ ...negotiation, micRequired }, response);
    return this.#advance(
      { ...fresh(candidate.begin(), undefined), micRequired },
      { ...response, responseToken: undefined },
    );
  }

  async #expectResponse(negotiation: Negotiation, input: Buffer | undefined): Promise<Step> {
    if (input !== undefined) return this.#advance(negotiation, decodeNegTokenResp(input));
    // Accepted without a last token: right when nothing is left to prove.
    return this.#advance(negotiation, { negState: 'accept-completed' });
  }

  async #advance(negotiation: Negotiation, response: NegTokenResp): Promise<Step> {
    if (response.negState === 'reject')
      throw new AuthenticationError('LogonDenied', 'the server rejected the negotiation');
    if (negotiation.context !== undefined) return this.#conclude(negotiation, response, undefined);
    const { inner } = negotiation;
    return this.#innerStep(inner, await inner.step(response.responseToken), async (step) => {
      const context = step.kind === 'done' ? step.context : undefined;
      return this.#conclude({ ...negotiation, context }, response, step.token);
    });
  }

  /** Lets a request to the KDC through and goes on when its reply came. */
  async #innerStep(inner: ClientAuthentication, step: Step, next: (step: PeerStep) => Promise<Step>): Promise<Step> {
    if (step.kind !== 'kdcRequest') return next(step);
    this.#state = { name: 'kdcReply', inner, resume: (later) => this.#innerStep(inner, later, next) };
    return step;
  }

  #conclude(negotiation: Negotiation, response: NegTokenResp, responseToken: Buffer | undefined): Step {
    const { context, micRequired } = negotiation;
    const protection = context?.protection;
    let { micSent, micVerified } = negotiation;
    if (response.mechListMic !== undefined) {
      if (protection === undefined)
        throw new AuthenticationError('HandshakeAltered', 'a mechListMIC before its key exists');
      protection.verify(this.#mechTypeList, response.mechListMic);
      protection.restart?.('incoming');
      micVerified = true;
    }
    // Also when nobody asked: it costs 16 bytes and proves that the list arrived whole.
    let mechListMic: Buffer | undefined;
    if (protection !== undefined && !micSent && (responseToken !== undefined || micRequired || micVerified)) {
      mechListMic = protection.sign(this.#mechTypeList);
      protection.restart?.('outgoing');
      micSent = true;
    }
    if (responseToken !== undefined || mechListMic !== undefined) {
      this.#state = { name: 'response', ...negotiation, micSent, micVerified };
      const token = encodeNegTokenResp({ negState: 'accept-incomplete', responseToken, mechListMic });
      return context === undefined ? { kind: 'token', token } : { kind: 'token', token, context };
    }
    if (context === undefined || (response.negState !== undefined && response.negState !== 'accept-completed')) {
      throw new AuthenticationError('InvalidToken', 'the negotiation came to a halt');
    }
    if (micRequired && !micVerified) {
      throw new AuthenticationError('HandshakeAltered', 'the choice of mechanism is not proved by a mechListMIC');
    }
    return { kind: 'done', context };
  }
}

const fresh = (inner: ClientAuthentication, context: SecurityContext | undefined): Negotiation => ({
  inner,
  context,
  micRequired: false,
  micSent: false,
  micVerified: false,
});
