// The ids of the lists of type names that a text has so far (TN and TNRef, MS-PSRP 2.2.5.2.3).

/** Up to this many lists are compared one by one, which is quickest for the few that a text usually has. */
const maxListed = 16;

export class TypeNameIds {
  /** The index is the id. */
  readonly #lists: (readonly string[])[] = [];
  /** Ids by joined names, once there are too many lists to compare. */
  #byNames: Map<string, number> | undefined;

  /** The id under which these names were written. */
  idOf(names: readonly string[]): number | undefined {
    if (this.#byNames !== undefined) return this.#byNames.get(names.join('\n'));
    for (let id = this.#lists.length - 1; id >= 0; id--) if (isSameList(this.#lists[id]!, names)) return id;
    return undefined;
  }

  /** Notes new names and gives their id. */
  add(names: readonly string[]): number {
    const id = this.#lists.length;
    // A copy: the same array may be changed and written again later in the same text.
    this.#lists.push(Object.isFrozen(names) ? names : names.slice());
    if (this.#byNames !== undefined) this.#byNames.set(names.join('\n'), id);
    else if (id + 1 > maxListed) this.#byNames = new Map(this.#lists.map((known, at) => [known.join('\n'), at]));
    return id;
  }
}

export function isSameList(left: readonly string[], right: readonly string[]): boolean {
  if (left === right) return true;
  if (left.length !== right.length) return false;
  for (let at = 0; at < left.length; at++) if (left[at] !== right[at]) return false;
  return true;
}
