// A user's name and password as a client holds them, printable without the password.
import { inspect } from 'node:util';

/** The parts of a user name as people write it. */
export interface QualifiedName {
  readonly domain: string;
  readonly userName: string;
}

/**
 * Splits `DOMAIN\user`. A user principal name (`user@domain`) stays whole with an empty domain, as NTLM sends it
 * (MS-NLMP 2.2.1.3), and a plain name has the empty domain.
 */
export function parseQualifiedName(text: string): QualifiedName {
  const slash = text.indexOf('\\');
  return slash < 0 ? { domain: '', userName: text } : { domain: text.slice(0, slash), userName: text.slice(slash + 1) };
}

/** Name and password. The password is no enumerable property: it appears in no JSON, inspection or log. */
export class Credential implements QualifiedName {
  readonly domain: string;
  readonly userName: string;
  readonly #password: string;

  /** @param user `user`, `DOMAIN\user` or `user@domain`. */
  constructor(user: string, password: string) {
    const { domain, userName } = parseQualifiedName(user);
    this.domain = domain;
    this.userName = userName;
    this.#password = password;
  }

  get password(): string {
    return this.#password;
  }

  [inspect.custom](): string {
    return `Credential(${this.domain === '' ? '' : `${this.domain}\\`}${this.userName})`;
  }
}
