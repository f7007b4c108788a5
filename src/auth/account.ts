// What a server must know of its users to authenticate them.

/** One user of this server, with the directory's own spelling of its names. */
export interface Account {
  readonly domain: string;
  readonly userName: string;
  readonly administrator: boolean;
  /** MD4 of the password in UTF-16 (MS-NLMP NTOWFv1); an account without it cannot use NTLM. */
  readonly ntHash: Uint8Array | undefined;
}

/** Where accounts come from: a file, the lab's directory, the system. Names compare without case. */
export interface AccountDirectory {
  /** The account that a client means by these names; `domain` is whatever the client sent, often empty or its own machine's. */
  lookup(domain: string, userName: string): Promise<Account | undefined>;
  /** As `lookup`, and only when the password is the account's. Takes the same time for an unknown account. */
  checkPassword(domain: string, userName: string, password: string): Promise<Account | undefined>;
}

/** Slows down guessing; see LoginThrottle. */
export interface LoginAttempts {
  /** Resolves when this user may be tried (again) from this client. */
  turn(domain: string, userName: string): Promise<void>;
  failed(domain: string, userName: string): void;
  succeeded(domain: string, userName: string): void;
}

/** Who an authenticated client is. Only a finished authentication makes one: there is no default and no anonymous value. */
export interface Identity {
  readonly domain: string;
  readonly userName: string;
  readonly administrator: boolean;
  /** How it was proved: `Basic`, `NTLM`, `Kerberos`, ... */
  readonly mechanism: string;
}

export function identityOf(account: Account, mechanism: string): Identity {
  const { domain, userName, administrator } = account;
  return { domain, userName, administrator, mechanism };
}

/** Whether two identities are the same account, however each was proved. */
export function sameAccount(a: Identity, b: Identity): boolean {
  return a.domain.toLowerCase() === b.domain.toLowerCase() && a.userName.toLowerCase() === b.userName.toLowerCase();
}
