// The session key: CAPI key blobs, RSA exchange, and the cipher for SecureStrings (MS-PSRP 2.2.2.3, 2.2.2.4, 2.2.5.1.24, 3.1.5.4.3).
//
// PKCS #1 v1.5 and a zero initialisation vector are what the protocol prescribes; they protect a SecureString against a look at
// a dump, not against an attacker on the wire, whom the transport must keep out.
import type { SecureStringCipher } from './payload.ts';
import { PsrpError, peerFault } from './psrp-error.ts';

/** The operations that the exchange needs, injected so that the core stays free of a crypto library. */
export interface SessionKeyCrypto {
  /** A fresh RSA key of 2048 bits with the public exponent 65537. */
  generateKeyPair(): RsaKeyPair;
  /** RSA with PKCS #1 v1.5 padding; big-endian. */
  encryptForPublicKey(modulus: Uint8Array, exponent: number, data: Uint8Array): Uint8Array;
  /** AES-256-CBC with PKCS #7 padding and an initialisation vector of zeros. */
  aesEncrypt(key: Uint8Array, data: Uint8Array): Uint8Array;
  aesDecrypt(key: Uint8Array, data: Uint8Array): Uint8Array;
  randomBytes(length: number): Uint8Array;
}

export interface RsaKeyPair {
  /** Big-endian, 256 bytes. */
  readonly modulus: Uint8Array;
  readonly exponent: number;
  /** Undoes RSA with PKCS #1 v1.5 padding. */
  decrypt(data: Uint8Array): Uint8Array;
}

const publicKeyHeaderLength = 20;
// PUBLICKEYBLOB, version 2, CALG_RSA_KEYX, "RSA1".
const publicKeyHeader = [0x06, 0x02, 0x00, 0x00, 0x00, 0xa4, 0x00, 0x00, 0x52, 0x53, 0x41, 0x31];
// SIMPLEBLOB, version 2, CALG_AES_256, CALG_RSA_KEYX.
const sessionKeyHeader = [0x01, 0x02, 0x00, 0x00, 0x10, 0x66, 0x00, 0x00, 0x00, 0xa4, 0x00, 0x00];
const sessionKeyLength = 32;

/** A public key as base64 of a CAPI PUBLICKEYBLOB. */
export function encodePublicKey(modulus: Uint8Array, exponent: number): string {
  const blob = new Uint8Array(publicKeyHeaderLength + modulus.length);
  blob.set(publicKeyHeader);
  const view = new DataView(blob.buffer);
  view.setUint32(12, modulus.length * 8, true);
  view.setUint32(16, exponent, true);
  blob.set(modulus.toReversed(), publicKeyHeaderLength);
  return Buffer.from(blob).toString('base64');
}

export function decodePublicKey(base64: string): { modulus: Uint8Array; exponent: number } {
  const blob = Buffer.from(base64, 'base64');
  const invalid = () => peerFault('SessionKeyInvalid', 'The public key is not a CAPI blob of a 2048-bit RSA key.');
  if (blob.length !== publicKeyHeaderLength + 256) throw invalid();
  if (publicKeyHeader.some((byte, i) => blob[i] !== byte) || blob.readUInt32LE(12) !== 2048) throw invalid();
  return { modulus: Uint8Array.from(blob.subarray(publicKeyHeaderLength)).reverse(), exponent: blob.readUInt32LE(16) };
}

/** The client's half of the exchange: makes a key pair when it is first needed and reads the server's answer. */
export class ClientKeyExchange {
  readonly #crypto: SessionKeyCrypto;
  #keyPair: RsaKeyPair | undefined;

  constructor(crypto: SessionKeyCrypto) {
    this.#crypto = crypto;
  }

  /** Whether PUBLIC_KEY was sent. */
  get isStarted(): boolean {
    return this.#keyPair !== undefined;
  }

  /** Content of PUBLIC_KEY. */
  start(): string {
    this.#keyPair ??= this.#crypto.generateKeyPair();
    return encodePublicKey(this.#keyPair.modulus, this.#keyPair.exponent);
  }

  /** The session key in ENCRYPTED_SESSION_KEY. */
  finish(base64: string): Uint8Array {
    if (this.#keyPair === undefined) throw peerFault('UnexpectedMessage', 'A session key came that was not asked for.');
    const blob = Buffer.from(base64, 'base64');
    if (blob.length !== sessionKeyHeader.length + this.#keyPair.modulus.length || blob[0] !== 0x01) {
      throw peerFault('SessionKeyInvalid', 'The session key is not a CAPI key blob.');
    }
    const encrypted = Uint8Array.from(blob.subarray(sessionKeyHeader.length)).reverse();
    let key: Uint8Array;
    try {
      key = this.#keyPair.decrypt(encrypted);
    } catch (cause) {
      throw peerFault('SessionKeyInvalid', 'The session key does not decrypt.', cause);
    }
    if (key.length !== sessionKeyLength) throw peerFault('SessionKeyInvalid', 'The session key is not of 256 bits.');
    return key;
  }
}

/** The server's half: a random key, encrypted for the client's public key. */
export function answerKeyExchange(
  crypto: SessionKeyCrypto,
  publicKey: string,
  key: Uint8Array = crypto.randomBytes(sessionKeyLength),
): { key: Uint8Array; encryptedSessionKey: string } {
  const { modulus, exponent } = decodePublicKey(publicKey);
  const encrypted = crypto.encryptForPublicKey(modulus, exponent, key);
  const blob = Buffer.concat([Uint8Array.from(sessionKeyHeader), encrypted.toReversed()]);
  return { key, encryptedSessionKey: blob.toString('base64') };
}

/**
 * How one pool's SecureStrings travel. Before the version is known and while a key is missing, using it throws
 * `SessionKeyMissing`; the caller then starts the exchange and tries again.
 */
export class SessionCipher implements SecureStringCipher {
  readonly #crypto: SessionKeyCrypto | undefined;
  readonly #isTransportSecure: boolean;
  #mode: 'unknown' | 'sessionKey' | 'transport' = 'unknown';
  #key: Uint8Array | undefined;

  /** @param isTransportSecure whether the carrier keeps the bytes secret; version 2.4 relies on it. */
  constructor(crypto: SessionKeyCrypto | undefined, isTransportSecure: boolean) {
    this.#crypto = crypto;
    this.#isTransportSecure = isTransportSecure;
  }

  get hasKey(): boolean {
    return this.#key !== undefined;
  }
  /** True where a SecureString can be sent now. */
  get isReady(): boolean {
    return this.#mode === 'transport' || this.#key !== undefined;
  }

  setMode(usesSessionKey: boolean): void {
    this.#mode = usesSessionKey ? 'sessionKey' : 'transport';
  }
  setKey(key: Uint8Array): void {
    this.#key = key;
  }

  encrypt(text: string): string {
    const plain = Buffer.from(text, 'utf16le');
    if (this.#mode === 'transport') {
      if (this.#isTransportSecure) return plain.toString('base64');
      throw new PsrpError('TransportNotSecure', 'A SecureString is not sent over a transport that protects nothing.');
    }
    const [crypto, key] = this.#need();
    return Buffer.from(crypto.aesEncrypt(key, plain)).toString('base64');
  }

  decrypt(base64: string): string {
    const bytes = Buffer.from(base64, 'base64');
    if (this.#mode === 'transport') return bytes.toString('utf16le');
    const [crypto, key] = this.#need();
    try {
      return Buffer.from(crypto.aesDecrypt(key, bytes)).toString('utf16le');
    } catch (cause) {
      throw peerFault('SessionKeyInvalid', 'A SecureString does not decrypt with the session key.', cause);
    }
  }

  #need(): [SessionKeyCrypto, Uint8Array] {
    if (this.#crypto === undefined || this.#key === undefined) {
      throw new PsrpError('SessionKeyMissing', 'A SecureString needs the session key, which is not exchanged yet.');
    }
    return [this.#crypto, this.#key];
  }
}
