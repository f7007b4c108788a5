// What RefId attributes name while a text is read (MS-PSRP 2.2.5.2.1).

/** Values by id. References are rare and ids many: the map is made when it is first needed. */
export class References<T> {
  #ids: string[] = [];
  #values: T[] = [];
  #byId: Map<string, T> | undefined;

  /** Notes a value; a later one with the same id replaces it, as some peers use ids twice. */
  set(id: string, value: T): void {
    if (this.#byId !== undefined) {
      this.#byId.set(id, value);
      return;
    }
    this.#ids.push(id);
    this.#values.push(value);
  }

  get(id: string): T | undefined {
    this.#byId ??= new Map(this.#ids.map((known, at) => [known, this.#values[at]!]));
    return this.#byId.get(id);
  }
}
