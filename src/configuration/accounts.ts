// The local accounts of the service, in one file of the data directory: hashes only, readable by its owner alone.
import { randomBytes, scrypt } from 'node:crypto';
import { chmod, mkdir, open, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import type { Account, AccountDirectory } from '../auth/account.ts';
import { ntHashOf } from '../auth/ntlm/ntlm-keys.ts';
import { CodedError } from '../base/coded-error.ts';
import { equalSecrets } from '../crypto/digests.ts';

export type AccountsErrorCode = 'AccountNameInvalid' | 'AccountUnknown' | 'AccountsFileInvalid';

export class AccountsError extends CodedError<AccountsErrorCode> {}

/** One account as the file holds it; the hashes in base64. */
interface StoredAccount {
  readonly userName: string;
  readonly domain: string;
  readonly administrator: boolean;
  /** What NTLM needs. It is as good as the password for NTLM, hence the mode of the file. */
  readonly ntHash: string;
  /** What Basic compares with: a copy of the file should not give the password away. */
  readonly salt: string;
  readonly scrypt: string;
}

export interface NewAccount {
  readonly userName: string;
  readonly password: string;
  /** Empty or left out for an account of this machine. */
  readonly domain?: string;
  readonly administrator: boolean;
}

const FILE = 'accounts.json';
const VERSION = 1;
/** About 50 ms and 16 MiB a password. */
const SCRYPT = { N: 16_384, r: 8, p: 1 };
const SCRYPT_SIZE = 32;

export class Accounts implements AccountDirectory {
  readonly #folder: string;
  readonly #computerName: string;
  #accounts = new Map<string, StoredAccount>();
  #writing: Promise<void> = Promise.resolve();

  private constructor(folder: string, computerName: string) {
    this.#folder = folder;
    this.#computerName = computerName;
  }

  /** Reads the accounts of `folder`; none when it has no file yet. Throws AccountsError `AccountsFileInvalid`. */
  static async open(folder: string, computerName: string): Promise<Accounts> {
    const accounts = new Accounts(folder, computerName);
    await accounts.reload();
    return accounts;
  }

  /** Takes over what another process wrote. */
  async reload(): Promise<void> {
    const path = join(this.#folder, FILE);
    const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return undefined;
      throw error;
    });
    const stored = text === undefined ? [] : parseAccounts(text, path);
    this.#accounts = new Map(stored.map((account) => [keyOf(account.domain, account.userName), account]));
  }

  /** Adds the account, or gives an existing one this password and these rights. */
  async add({ userName, password, domain = '', administrator }: NewAccount): Promise<void> {
    if (!isName(userName) || (domain !== '' && !isName(domain))) {
      throw new AccountsError(
        'AccountNameInvalid',
        'An account name has 1 to 104 characters and none of "/\\[]:;|=,+*?<>@.',
      );
    }
    const salt = randomBytes(16);
    const account = {
      userName,
      domain: this.#isThisMachine(domain) ? '' : domain,
      administrator,
      ntHash: ntHashOf(password).toString('base64'),
      salt: salt.toString('base64'),
      scrypt: (await scryptOf(password, salt)).toString('base64'),
    };
    this.#accounts.set(keyOf(account.domain, userName), account);
    await this.#save();
  }

  /** Throws AccountsError `AccountUnknown`. */
  async remove(userName: string, domain = ''): Promise<void> {
    if (!this.#accounts.delete(keyOf(this.#isThisMachine(domain) ? '' : domain, userName))) {
      throw new AccountsError('AccountUnknown', `There is no account ${userName}.`);
    }
    await this.#save();
  }

  /** By name, without anything secret. */
  list(): Omit<Account, 'ntHash'>[] {
    return [...this.#accounts.values()]
      .map(({ userName, domain, administrator }) => ({ userName, domain: domain || this.#computerName, administrator }))
      .sort((a, b) => (a.userName < b.userName ? -1 : 1));
  }

  async lookup(domain: string, userName: string): Promise<Account | undefined> {
    const found = this.#find(domain, userName);
    return found === undefined ? undefined : this.#account(found);
  }

  async checkPassword(domain: string, userName: string, password: string): Promise<Account | undefined> {
    const found = this.#find(domain, userName);
    const actual = await scryptOf(password, Buffer.from(found?.salt ?? 'no such account', 'base64'));
    if (found === undefined || !equalSecrets(actual, Buffer.from(found.scrypt, 'base64'))) return undefined;
    return this.#account(found);
  }

  /**
   * As Windows does outside a domain: an account of the domain that was named, else one of this machine unless the domain is one
   * that has accounts here. Clients send an empty domain, their own machine's name or a workgroup's for a local account.
   */
  #find(domain: string, userName: string): StoredAccount | undefined {
    const at = userName.lastIndexOf('@');
    if (domain === '' && at > 0) return this.#find(userName.slice(at + 1), userName.slice(0, at));
    const exact = this.#accounts.get(keyOf(domain, userName));
    if (exact !== undefined) return exact;
    const isKnownDomain = [...this.#accounts.values()].some((one) => one.domain.toLowerCase() === domain.toLowerCase());
    return isKnownDomain && domain !== '' ? undefined : this.#accounts.get(keyOf('', userName));
  }

  #account({ userName, domain, administrator, ntHash }: StoredAccount): Account {
    return { userName, domain: domain || this.#computerName, administrator, ntHash: Buffer.from(ntHash, 'base64') };
  }

  #isThisMachine(domain: string): boolean {
    return domain === '' || domain === '.' || domain.toLowerCase() === this.#computerName.toLowerCase();
  }

  /** Beside the old file and then in its place, so that a crash leaves one of the two whole. */
  #save(): Promise<void> {
    const write = async () => {
      await mkdir(this.#folder, { recursive: true, mode: 0o700 });
      const path = join(this.#folder, FILE);
      const fresh = `${path}.${process.pid}.new`;
      const file = await open(fresh, 'w', 0o600);
      try {
        // The mode above is only for a file that did not exist.
        await chmod(fresh, 0o600);
        await file.writeFile(
          `${JSON.stringify({ version: VERSION, accounts: [...this.#accounts.values()] }, undefined, 2)}\n`,
        );
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(fresh, path);
    };
    this.#writing = this.#writing.then(write, write);
    return this.#writing;
  }
}

const keyOf = (domain: string, userName: string): string => `${domain}\\${userName}`.toLowerCase();

/** The characters that Windows allows in a logon name. */
const isName = (name: string): boolean => /^[^"/\\[\]:;|=,+*?<>@\x00-\x1f]{1,104}$/.test(name) && name.trim() === name;

function scryptOf(password: string, salt: Buffer): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(password.normalize('NFC'), salt, SCRYPT_SIZE, SCRYPT, (error, key) =>
      error ? reject(error) : resolve(key),
    );
  });
}

function parseAccounts(text: string, path: string): StoredAccount[] {
  const invalid = (detail: string) =>
    new AccountsError('AccountsFileInvalid', `${path} is not a file of accounts: ${detail}.`);
  let content: { version?: unknown; accounts?: unknown };
  try {
    content = JSON.parse(text);
  } catch {
    throw invalid('it is no JSON');
  }
  if (content?.version !== VERSION || !Array.isArray(content.accounts))
    throw invalid(`it is not of version ${VERSION}`);
  const texts = ['userName', 'domain', 'ntHash', 'salt', 'scrypt'] as const;
  return content.accounts.map((account: Record<string, unknown>) => {
    const isWhole =
      texts.every((name) => typeof account?.[name] === 'string') && typeof account['administrator'] === 'boolean';
    if (!isWhole) throw invalid('an account is incomplete');
    return account as unknown as StoredAccount;
  });
}
