// The client's side of an NTLM handshake (MS-NLMP 3.1.5.1, 3.3.2): NTLMv2 with target information, MIC and key exchange only.
import { hmacMd5 } from '../../crypto/digests.ts';
import { Rc4 } from '../../crypto/rc4.ts';
import { AuthenticationError } from '../authentication-error.ts';
import type {
  AuthenticationStep,
  ClientAuthentication,
  ClientAuthenticationOptions,
  SecurityContext,
} from '../mechanism.ts';
import { combineFlags, exchangesKey, hasFlags, NegotiateFlag } from './negotiate-flags.ts';
import { channelBindingValue, clientChallengeBlob, ntHashOf, proof, responseKey } from './ntlm-keys.ts';
import { decodeChallenge, encodeAuthenticate, encodeNegotiate, MIC_OFFSET } from './ntlm-message.ts';
import { ntlmProtection } from './ntlm-protection.ts';
import {
  AV_FLAG_MIC,
  AvId,
  avFlags,
  avFlagsValue,
  decodeTargetInfo,
  encodeTargetInfo,
  fileTime,
} from './target-info.ts';

type State =
  | { readonly name: 'start' }
  | { readonly name: 'challenge'; readonly negotiate: Buffer }
  | { readonly name: 'finished' };

/** What is asked for always. */
const OFFERED = combineFlags(
  NegotiateFlag.unicode,
  NegotiateFlag.requestTarget,
  NegotiateFlag.sign,
  NegotiateFlag.seal,
  NegotiateFlag.ntlm,
  NegotiateFlag.alwaysSign,
  NegotiateFlag.extendedSessionSecurity,
  NegotiateFlag.targetInfo,
  NegotiateFlag.version,
  NegotiateFlag.key128,
  NegotiateFlag.keyExchange,
  NegotiateFlag.key56,
);

/** What a challenge must grant: without these the proof would be NTLMv1's or its keys weak. */
const REQUIRED = combineFlags(NegotiateFlag.unicode, NegotiateFlag.extendedSessionSecurity, NegotiateFlag.targetInfo);

/** What it must grant besides where messages are to be sealed. */
const REQUIRED_TO_SEAL = combineFlags(
  NegotiateFlag.sign,
  NegotiateFlag.seal,
  NegotiateFlag.key128,
  NegotiateFlag.keyExchange,
);

export class NtlmClient implements ClientAuthentication {
  readonly #options: ClientAuthenticationOptions;
  #state: State = { name: 'start' };

  constructor(options: ClientAuthenticationOptions) {
    this.#options = options;
  }

  async step(input?: Buffer): Promise<AuthenticationStep<SecurityContext>> {
    const state = this.#state;
    this.#state = { name: 'finished' };
    switch (state.name) {
      case 'start':
        return this.#start();
      case 'challenge':
        return this.#expectChallenge(state.negotiate, input ?? Buffer.alloc(0));
      case 'finished':
        throw new AuthenticationError('InvalidToken', 'the NTLM handshake is over');
    }
  }

  #start(): AuthenticationStep<SecurityContext> {
    const negotiate = encodeNegotiate({ flags: OFFERED });
    this.#state = { name: 'challenge', negotiate };
    return { kind: 'token', token: negotiate };
  }

  #expectChallenge(negotiate: Buffer, message: Buffer): AuthenticationStep<SecurityContext> {
    const { credential, random, requireConfidentiality } = this.#options;
    const challenge = decodeChallenge(message);
    const required = requireConfidentiality ? combineFlags(REQUIRED, REQUIRED_TO_SEAL) : REQUIRED;
    if (!hasFlags(challenge.flags, required)) {
      throw new AuthenticationError(
        'MechanismUnsupported',
        'the server does not offer the NTLM session security that is required',
      );
    }
    // Never more than was offered: a bit that only the server sets would mean something both sides read differently.
    const flags = (challenge.flags & OFFERED) >>> 0;

    const targetInfo = this.#answerTargetInfo(challenge.targetInfo);
    const time = targetInfo.get(AvId.timestamp) ?? fileTime(this.#options.now());
    const clientChallenge = random(8);
    const key = responseKey(ntHashOf(credential.password), credential.userName, credential.domain);
    const blob = clientChallengeBlob(time, clientChallenge, encodeTargetInfo(targetInfo));
    const { ntProof, keyExchangeKey } = proof(key, challenge.serverChallenge, blob);

    const sessionKey = exchangesKey(flags) ? random(16) : keyExchangeKey;
    const authenticate = encodeAuthenticate({
      flags,
      domain: credential.domain,
      userName: credential.userName,
      workstation: '',
      // LMv2 adds nothing to NTLMv2; with a MIC it must be zero (3.1.5.1.2).
      lmResponse: Buffer.alloc(24),
      ntResponse: Buffer.concat([ntProof, blob]),
      encryptedSessionKey: exchangesKey(flags) ? new Rc4(keyExchangeKey).update(sessionKey) : Buffer.alloc(0),
    });
    hmacMd5(sessionKey, negotiate, message, authenticate).copy(authenticate, MIC_OFFSET);
    const context = { mechanism: 'NTLM', protection: ntlmProtection(sessionKey, flags, 'client') };
    return { kind: 'done', context, token: authenticate };
  }

  /** The server's pairs with this client's own (3.1.5.1.2); they are covered by the proof, so nobody can change them. */
  #answerTargetInfo(encoded: Buffer) {
    const pairs = decodeTargetInfo(encoded);
    pairs.set(AvId.flags, avFlagsValue(avFlags(pairs) | AV_FLAG_MIC));
    pairs.set(AvId.channelBindings, channelBindingValue(this.#options.channelBinding));
    pairs.set(AvId.targetName, Buffer.from(this.#options.servicePrincipalName, 'utf16le'));
    return pairs;
  }
}
