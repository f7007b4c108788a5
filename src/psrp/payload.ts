// What a message carries: bytes that may stay bytes. A side that only routes never pays for (de)serialization.

/** Encrypts and decrypts the text of SecureStrings for the wire (MS-PSRP 2.2.5.1.24). */
export interface SecureStringCipher {
  /** Text to the base64 that travels. */
  encrypt(text: string): string;
  decrypt(base64: string): string;
}

/** Turns values into CLIXML and back; given from outside, so that this layer needs no serializer. */
export interface PayloadCodec {
  serialize(value: unknown, cipher: SecureStringCipher): Uint8Array;
  deserialize(bytes: Uint8Array, cipher: SecureStringCipher): unknown;
}

/** A codec bound to one pool's session key. */
export interface BoundCodec {
  serialize(value: unknown): Uint8Array;
  deserialize(bytes: Uint8Array): unknown;
}

export function bindCodec(codec: PayloadCodec, cipher: SecureStringCipher): BoundCodec {
  return {
    serialize: (value) => codec.serialize(value, cipher),
    deserialize: (bytes) => codec.deserialize(bytes, cipher),
  };
}

/** A received payload: its bytes as they came, its value when somebody asks. */
export class Payload {
  readonly bytes: Uint8Array;
  readonly #codec: BoundCodec;
  #value: unknown;
  #isDecoded = false;

  constructor(bytes: Uint8Array, codec: BoundCodec) {
    this.bytes = bytes;
    this.#codec = codec;
  }

  /** The decoded value; null for an empty payload. Throws what the codec throws for malformed bytes, each time. */
  get value(): unknown {
    if (!this.#isDecoded) {
      this.#value = this.bytes.length === 0 ? null : this.#codec.deserialize(this.bytes);
      this.#isDecoded = true;
    }
    return this.#value;
  }
}

/** What to send: a value, or bytes that somebody (a worker, a peer) has serialized already. */
export type Content = { readonly value: unknown } | { readonly bytes: Uint8Array };

/** The bytes of `content`; a value of undefined has none. */
export function contentBytes(content: Content, codec: BoundCodec): Uint8Array {
  if ('bytes' in content) return content.bytes;
  return content.value === undefined ? new Uint8Array(0) : codec.serialize(content.value);
}
