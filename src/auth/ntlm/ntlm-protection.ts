// Signing and sealing of messages after an NTLM handshake (MS-NLMP 3.4.3, 3.4.4.2): extended session security, 128 bits.
import { equalSecrets, hmacMd5 } from '../../crypto/digests.ts';
import { Rc4 } from '../../crypto/rc4.ts';
import { AuthenticationError } from '../authentication-error.ts';
import type { MessageProtection, SealedMessage } from '../mechanism.ts';
import { combineFlags, hasFlags, NegotiateFlag } from './negotiate-flags.ts';
import { type NtlmRole, sealingKey, signingKey } from './ntlm-keys.ts';

const SIGNATURE_SIZE = 16;
const SIGNATURE_VERSION = 1;

/** One direction: its keys, its key stream and its next sequence number. */
interface Direction {
  readonly signingKey: Buffer;
  readonly sealingKey: Buffer;
  stream: Rc4;
  sequence: number;
}

const direction = (sessionKey: Uint8Array, sender: NtlmRole): Direction => {
  const sealing = sealingKey(sessionKey, sender);
  return { signingKey: signingKey(sessionKey, sender), sealingKey: sealing, stream: new Rc4(sealing), sequence: 0 };
};

/** The protection that the final flags allow; undefined unless both sides agreed on signing with the strong keys. */
export function ntlmProtection(sessionKey: Uint8Array, flags: number, role: NtlmRole): NtlmProtection | undefined {
  const needed = combineFlags(NegotiateFlag.sign, NegotiateFlag.extendedSessionSecurity, NegotiateFlag.key128);
  return hasFlags(flags, needed) ? new NtlmProtection(sessionKey, flags, role) : undefined;
}

export class NtlmProtection implements MessageProtection {
  readonly confidential: boolean;
  readonly maxMessageSize = Number.POSITIVE_INFINITY;
  readonly #encryptChecksum: boolean;
  readonly #outgoing: Direction;
  readonly #incoming: Direction;
  #broken = false;

  constructor(sessionKey: Uint8Array, flags: number, role: NtlmRole) {
    this.confidential = hasFlags(flags, NegotiateFlag.seal);
    this.#encryptChecksum = hasFlags(flags, NegotiateFlag.keyExchange);
    this.#outgoing = direction(sessionKey, role);
    this.#incoming = direction(sessionKey, role === 'client' ? 'server' : 'client');
  }

  wrap(message: Uint8Array): SealedMessage {
    if (!this.confidential) throw new AuthenticationError('MechanismUnsupported', 'sealing was not negotiated', {});
    // The data goes through the key stream before its checksum does.
    const sealed = this.#outgoing.stream.update(message);
    return { header: this.sign(message), sealed, paddingLength: 0 };
  }

  unwrap(header: Uint8Array, sealed: Uint8Array): Buffer {
    if (!this.confidential) throw new AuthenticationError('MechanismUnsupported', 'sealing was not negotiated');
    this.#expectSequence(header);
    const message = this.#incoming.stream.update(sealed);
    this.#expectSignature(message, header);
    return message;
  }

  sign(message: Uint8Array): Buffer {
    const signature = this.#signature(this.#outgoing, message);
    this.#outgoing.sequence++;
    return signature;
  }

  verify(message: Uint8Array, signature: Uint8Array): void {
    this.#expectSequence(signature);
    this.#expectSignature(message, signature);
  }

  restart(which: 'incoming' | 'outgoing'): void {
    const restarted = which === 'incoming' ? this.#incoming : this.#outgoing;
    restarted.stream = new Rc4(restarted.sealingKey);
  }

  /** NTLMSSP_MESSAGE_SIGNATURE (2.2.2.9.2): version, checksum, sequence number. */
  #signature(from: Direction, message: Uint8Array): Buffer {
    // A number that wrapped around would let recorded messages be sent again.
    if (from.sequence > 0xffff_ffff)
      throw new AuthenticationError('OutOfSequence', 'NTLM sequence numbers are used up', {});
    const signature = Buffer.alloc(SIGNATURE_SIZE);
    signature.writeUInt32LE(SIGNATURE_VERSION, 0);
    signature.writeUInt32LE(from.sequence, 12);
    const checksum = hmacMd5(from.signingKey, signature.subarray(12), message).subarray(0, 8);
    if (this.#encryptChecksum) from.stream.updateInto(checksum, signature, 4);
    else checksum.copy(signature, 4);
    return signature;
  }

  /** Looked at before anything is decrypted: a replayed message then leaves the key stream as it was. */
  #expectSequence(signature: Uint8Array): void {
    if (this.#broken) throw new AuthenticationError('MessageAltered', 'an earlier message did not verify');
    if (signature.length !== SIGNATURE_SIZE) {
      this.#fail('MessageAltered', `an NTLM signature of ${signature.length} bytes`);
    }
    const found = Buffer.from(signature.buffer, signature.byteOffset, SIGNATURE_SIZE).readUInt32LE(12);
    if (found !== this.#incoming.sequence) {
      this.#fail('OutOfSequence', `message ${found} received, ${this.#incoming.sequence} expected`);
    }
  }

  #expectSignature(message: Uint8Array, signature: Uint8Array): void {
    const expected = this.#signature(this.#incoming, message);
    if (!equalSecrets(expected, signature)) this.#fail('MessageAltered', 'a message does not match its signature');
    this.#incoming.sequence++;
  }

  #fail(code: 'MessageAltered' | 'OutOfSequence', message: string): never {
    this.#broken = true;
    throw new AuthenticationError(code, message);
  }
}
