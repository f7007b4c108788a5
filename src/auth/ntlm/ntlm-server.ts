// The server's side of an NTLM handshake (MS-NLMP 3.2.5.1, 3.3.2): NTLMv2 only, the MIC and channel binding checked.
import { equalSecrets, hmacMd5 } from '../../crypto/digests.ts';
import { Rc4 } from '../../crypto/rc4.ts';
import { identityOf } from '../account.ts';
import { AuthenticationError } from '../authentication-error.ts';
import type {
  AcceptedSecurityContext,
  AuthenticationStep,
  ServerAuthentication,
  ServerAuthenticationOptions,
} from '../mechanism.ts';
import { combineFlags, exchangesKey, hasFlags, NegotiateFlag } from './negotiate-flags.ts';
import { BLOB_TARGET_INFO_OFFSET, channelBindingValue, proof, responseKey } from './ntlm-keys.ts';
import {
  type AuthenticateMessage,
  decodeAuthenticate,
  decodeNegotiate,
  encodeChallenge,
  MIC_OFFSET,
  MIC_SIZE,
} from './ntlm-message.ts';
import { ntlmProtection } from './ntlm-protection.ts';
import {
  AV_FLAG_MIC,
  AvId,
  avFlags,
  decodeTargetInfo,
  encodeTargetInfo,
  fileTime,
  type TargetInfo,
} from './target-info.ts';

interface ChallengeSent {
  readonly negotiate: Buffer;
  readonly challenge: Buffer;
  readonly serverChallenge: Buffer;
  readonly flags: number;
}

type State =
  | { readonly name: 'negotiate' }
  | ({ readonly name: 'authenticate' } & ChallengeSent)
  | { readonly name: 'finished' };

/** What is granted to a client that asks for it. */
const GRANTED = combineFlags(
  NegotiateFlag.unicode,
  NegotiateFlag.oem,
  NegotiateFlag.requestTarget,
  NegotiateFlag.sign,
  NegotiateFlag.seal,
  NegotiateFlag.alwaysSign,
  NegotiateFlag.extendedSessionSecurity,
  NegotiateFlag.version,
  NegotiateFlag.key128,
  NegotiateFlag.keyExchange,
  NegotiateFlag.key56,
);

/** NTProofStr and the fixed part of the client's blob, with an end-of-list pair: anything shorter is NTLMv1 or nothing. */
const SHORTEST_V2_RESPONSE = 16 + BLOB_TARGET_INFO_OFFSET + 4;

export class NtlmServer implements ServerAuthentication {
  readonly #options: ServerAuthenticationOptions;
  #state: State = { name: 'negotiate' };

  constructor(options: ServerAuthenticationOptions) {
    this.#options = options;
  }

  async step(input: Buffer = Buffer.alloc(0)): Promise<AuthenticationStep<AcceptedSecurityContext>> {
    const state = this.#state;
    this.#state = { name: 'finished' };
    switch (state.name) {
      case 'negotiate':
        return this.#expectNegotiate(input);
      case 'authenticate':
        return this.#expectAuthenticate(state, input);
      case 'finished':
        throw new AuthenticationError('InvalidToken', 'the NTLM handshake is over');
    }
  }

  #expectNegotiate(message: Buffer): AuthenticationStep<AcceptedSecurityContext> {
    const asked = decodeNegotiate(message).flags;
    let granted = (asked & GRANTED) >>> 0;
    if (hasFlags(granted, NegotiateFlag.unicode)) granted = (granted & ~NegotiateFlag.oem) >>> 0;
    else if (!hasFlags(granted, NegotiateFlag.oem)) {
      throw new AuthenticationError('MechanismUnsupported', 'the NTLM client offers neither Unicode nor OEM text');
    }
    const flags = combineFlags(granted, NegotiateFlag.ntlm, NegotiateFlag.targetInfo, NegotiateFlag.targetTypeServer);
    const serverChallenge = this.#options.random(8);
    const { computerName, domainName } = this.#options;
    const targetInfo: TargetInfo = new Map([
      [AvId.netBiosDomainName, Buffer.from(domainName, 'utf16le')],
      [AvId.netBiosComputerName, Buffer.from(computerName, 'utf16le')],
      [AvId.dnsDomainName, Buffer.from(domainName, 'utf16le')],
      [AvId.dnsComputerName, Buffer.from(computerName, 'utf16le')],
      [AvId.timestamp, fileTime(this.#options.now())],
    ]);
    const challenge = encodeChallenge({
      flags,
      targetName: computerName,
      serverChallenge,
      targetInfo: encodeTargetInfo(targetInfo),
    });
    this.#state = { name: 'authenticate', negotiate: message, challenge, serverChallenge, flags };
    return { kind: 'token', token: challenge };
  }

  async #expectAuthenticate(
    sent: ChallengeSent,
    message: Buffer,
  ): Promise<AuthenticationStep<AcceptedSecurityContext>> {
    const authenticate = decodeAuthenticate(message);
    refuseWeak(authenticate);
    const { accounts, attempts, random } = this.#options;
    const { domain, userName } = authenticate;
    await attempts.turn(domain, userName);
    try {
      const account = await accounts.lookup(domain, userName);
      // An unknown account costs the same work as a known one, against a hash that nothing matches.
      const ntHash = account?.ntHash ?? random(16);
      const ntProof = authenticate.ntResponse.subarray(0, 16);
      const blob = authenticate.ntResponse.subarray(16);
      const expected = proof(responseKey(ntHash, userName, domain), sent.serverChallenge, blob);
      if (!equalSecrets(expected.ntProof, ntProof) || account?.ntHash === undefined) {
        throw new AuthenticationError('LogonDenied', 'The user name or password is incorrect.');
      }
      // What was not granted stays off, whatever the last message claims.
      const flags = (authenticate.flags & sent.flags) >>> 0;
      const sessionKey = exportedSessionKey(authenticate, flags, expected.keyExchangeKey);
      const pairs = decodeTargetInfo(blob.subarray(BLOB_TARGET_INFO_OFFSET));
      if (avFlags(pairs) & AV_FLAG_MIC) verifyMic(sessionKey, sent, message, authenticate.mic);
      this.#verifyChannelBinding(pairs.get(AvId.channelBindings));
      attempts.succeeded(domain, userName);
      const identity = identityOf(account, 'NTLM');
      return {
        kind: 'done',
        context: { mechanism: 'NTLM', identity, protection: ntlmProtection(sessionKey, flags, 'server') },
      };
    } catch (error) {
      attempts.failed(domain, userName);
      throw error;
    }
  }

  /** CbtHardeningLevel. A binding where this server has no channel was made for a TLS server that is being impersonated. */
  #verifyChannelBinding(value: Buffer | undefined): void {
    const { channelBinding, channelBindingHardening } = this.#options;
    if (channelBindingHardening === 'none') return;
    if (value === undefined || value.every((octet) => octet === 0)) {
      if (channelBindingHardening === 'strict' && channelBinding !== undefined) {
        throw new AuthenticationError('ChannelBindingInvalid', 'the client sent no channel binding');
      }
    } else if (channelBinding === undefined || !equalSecrets(value, channelBindingValue(channelBinding))) {
      throw new AuthenticationError('ChannelBindingInvalid', 'the client authenticated for another TLS channel');
    }
  }
}

function refuseWeak({ flags, userName, ntResponse }: AuthenticateMessage): void {
  if (hasFlags(flags, NegotiateFlag.anonymous) || userName === '' || ntResponse.length === 0) {
    throw new AuthenticationError('LogonDenied', 'anonymous NTLM is refused');
  }
  if (ntResponse.length < SHORTEST_V2_RESPONSE || ntResponse.readUInt16LE(16) !== 0x0101) {
    throw new AuthenticationError('MechanismUnsupported', 'NTLMv1 and LM responses are refused');
  }
}

function exportedSessionKey(
  { encryptedSessionKey }: AuthenticateMessage,
  flags: number,
  keyExchangeKey: Buffer,
): Buffer {
  if (!exchangesKey(flags)) return keyExchangeKey;
  if (encryptedSessionKey.length !== 16)
    throw new AuthenticationError('InvalidToken', 'an NTLM session key is 16 bytes');
  return new Rc4(keyExchangeKey).update(encryptedSessionKey);
}

/** The MIC covers all three messages, so nobody between can have taken the session security out of them. */
function verifyMic(sessionKey: Buffer, sent: ChallengeSent, message: Buffer, mic: Buffer | undefined): void {
  if (mic === undefined) throw new AuthenticationError('HandshakeAltered', 'the announced MIC is missing');
  const bare = Buffer.from(message);
  bare.fill(0, MIC_OFFSET, MIC_OFFSET + MIC_SIZE);
  if (!equalSecrets(hmacMd5(sessionKey, sent.negotiate, sent.challenge, bare), mic)) {
    throw new AuthenticationError('HandshakeAltered', 'the MIC does not match the handshake');
  }
}
