// Names that repeat from object to object.

/**
 * What was made of a name before. Property and type names repeat in every object of a stream: each is decoded once and shared.
 * A slot holds the last name that fell into it, so that the table is bounded and looking a name up does not hash it.
 */
export class NameTable {
  readonly #raw: string[] = new Array(1024).fill('');
  readonly #made: string[] = new Array(1024).fill('');
  readonly #make: (raw: string) => string;

  constructor(make: (raw: string) => string) {
    this.#make = make;
  }

  get(raw: string): string {
    const length = raw.length;
    if (length === 0 || length > 200) return this.#make(raw);
    const middle = raw.charCodeAt(length >> 1);
    const slot = (raw.charCodeAt(0) * 31 + middle * 131 + raw.charCodeAt(length - 1) * 7 + length) & 1023;
    if (this.#raw[slot] === raw) return this.#made[slot]!;
    // A part of the source keeps all of it in memory; this makes a text of its own.
    const own = ` ${raw}`.slice(1);
    this.#raw[slot] = own;
    return (this.#made[slot] = this.#make(own));
  }
}
