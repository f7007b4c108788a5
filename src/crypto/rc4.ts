// RC4, the stream cipher of NTLM's sealing; written here because OpenSSL 3 offers it only with the legacy provider.

/** One RC4 key stream: every call to `update` goes on where the last one ended, so order of calls is part of the protocol. */
export class Rc4 {
  readonly #state = new Uint8Array(256);
  #i = 0;
  #j = 0;

  constructor(key: Uint8Array) {
    if (key.length === 0) throw new RangeError('an RC4 key has at least one byte');
    const state = this.#state;
    for (let i = 0; i < 256; i++) state[i] = i;
    for (let i = 0, j = 0; i < 256; i++) {
      const si = state[i]!;
      j = (j + si + key[i % key.length]!) & 255;
      state[i] = state[j]!;
      state[j] = si;
    }
  }

  /** Encrypts or decrypts `input` into a new buffer. */
  update(input: Uint8Array): Buffer {
    const output = Buffer.allocUnsafe(input.length);
    this.updateInto(input, output, 0);
    return output;
  }

  /** Encrypts or decrypts `input` into `output` from `offset` on; `output` may be `input` itself. */
  updateInto(input: Uint8Array, output: Uint8Array, offset: number): void {
    const state = this.#state;
    let i = this.#i;
    let j = this.#j;
    for (let at = 0; at < input.length; at++) {
      i = (i + 1) & 255;
      const si = state[i]!;
      j = (j + si) & 255;
      const sj = state[j]!;
      state[i] = sj;
      state[j] = si;
      output[offset + at] = input[at]! ^ state[(si + sj) & 255]!;
    }
    this.#i = i;
    this.#j = j;
  }
}
