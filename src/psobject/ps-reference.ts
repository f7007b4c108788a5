// System.Management.Automation.PSReference: what [ref] makes. The engine gives one that reads and writes a variable.
import { netTypeName } from './type-name.ts';

/** A place that holds a value; methods with `[ref]` or `out` parameters write through it. */
export class PSReference {
  readonly #get: () => unknown;
  readonly #set: (value: unknown) => void;

  constructor(get: () => unknown, set: (value: unknown) => void) {
    this.#get = get;
    this.#set = set;
  }
  /** A reference to a place of its own. */
  static to(value: unknown): PSReference {
    let held = value;
    return new PSReference(
      () => held,
      (next) => {
        held = next;
      },
    );
  }
  get [netTypeName](): string {
    return 'System.Management.Automation.PSReference';
  }
  get value(): unknown {
    return this.#get();
  }
  set value(value: unknown) {
    this.#set(value);
  }
}
