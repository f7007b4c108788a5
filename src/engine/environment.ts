// The session's environment variables: a copy that children inherit; names compare without case on Windows-like machines.
import type { PlatformIdentity } from '../host/services.ts';

export class Environment {
  readonly #foldCase: boolean;
  readonly #entries = new Map<string, [name: string, value: string]>();

  constructor(identity: PlatformIdentity) {
    this.#foldCase = identity.kind === 'windows';
    for (const [name, value] of identity.environment) this.set(name, value);
  }
  #key(name: string): string {
    return this.#foldCase ? name.toUpperCase() : name;
  }
  get(name: string): string | undefined {
    return this.#entries.get(this.#key(name))?.[1];
  }
  /** Sets, or with undefined removes. */
  set(name: string, value: string | undefined): void {
    const key = this.#key(name);
    if (value === undefined) this.#entries.delete(key);
    else this.#entries.set(key, [this.#entries.get(key)?.[0] ?? name, value]);
  }
  entries(): IterableIterator<[name: string, value: string]> {
    return this.#entries.values();
  }
}
