// The shells of the service, each under its owner: another user's ShellId is simply not there, and takes as long not to be found.

import type { Identity } from '../auth/account.ts';
import { FaultError } from '../wsman/index.ts';
import type { Quotas } from './quotas.ts';
import type { Shell } from './shell.ts';

interface User {
  readonly shells: Map<string, Shell>;
  /** Shells that count towards the quota: those that are opening or alive. */
  live: number;
  /** Requests under way. */
  requests: number;
}

export class ShellDirectory {
  readonly #quotas: Quotas;
  readonly #users = new Map<string, User>();

  constructor(quotas: Quotas) {
    this.#quotas = quotas;
  }

  /** The caller's own shell with this id; the same fault whether it never was, is gone, or is another user's. */
  find(identity: Identity, shellId: string): Shell {
    const shell = this.#users.get(keyOf(identity))?.shells.get(shellId.toLowerCase());
    if (shell === undefined) throw shellNotFound(shellId);
    return shell;
  }

  /** Makes a shell, if the quotas allow one more. `make` gets what the shell has to call when it ends. */
  add(identity: Identity, shellId: string, make: (events: { onClosed(): void; onForgotten(): void }) => Shell): Shell {
    const key = shellId.toLowerCase();
    const user = this.#users.get(keyOf(identity)) ?? { shells: new Map(), live: 0, requests: 0 };
    const { maxShellsPerUser, maxConcurrentUsers } = this.#quotas;
    if (user.shells.has(key)) throw new FaultError('alreadyExists');
    if (user.live >= maxShellsPerUser) {
      throw new FaultError(
        'quotaMaxShells',
        'The WS-Management service cannot process the request. This user is allowed a maximum number of ' +
          `${maxShellsPerUser} concurrent shells, which has been exceeded. Close existing shells or raise the quota for this user. `,
      );
    }
    if (user.live === 0 && this.#liveUsers() >= maxConcurrentUsers) throw new FaultError('quotaMaxShellUsers');
    this.#users.set(keyOf(identity), user);
    user.live++;
    try {
      const shell = make({
        onClosed: () => {
          user.live--;
        },
        onForgotten: () => {
          user.shells.delete(key);
          this.#tidy(identity, user);
        },
      });
      user.shells.set(key, shell);
      return shell;
    } catch (error) {
      user.live--;
      this.#tidy(identity, user);
      throw error;
    }
  }

  /** Counts a request of this user while it runs. */
  async during<T>(identity: Identity, request: () => Promise<T>): Promise<T> {
    const key = keyOf(identity);
    const user = this.#users.get(key) ?? { shells: new Map(), live: 0, requests: 0 };
    this.#users.set(key, user);
    const { maxConcurrentOperationsPerUser } = this.#quotas;
    let operations = user.requests;
    for (const shell of user.shells.values()) operations += shell.commandCount;
    if (operations >= maxConcurrentOperationsPerUser) {
      throw new FaultError(
        'quotaMaxOperations',
        'The WS-Management service cannot process the request. This user is allowed a maximum number of ' +
          `${maxConcurrentOperationsPerUser} concurrent operations, which has been exceeded. Close existing operations for this ` +
          'user, or raise the quota for this user. ',
      );
    }
    user.requests++;
    try {
      return await request();
    } finally {
      user.requests--;
      this.#tidy(identity, user);
    }
  }

  /** All shells of all users. */
  *all(): Generator<Shell> {
    for (const user of this.#users.values()) yield* user.shells.values();
  }

  #liveUsers(): number {
    let count = 0;
    for (const user of this.#users.values()) if (user.live > 0) count++;
    return count;
  }

  #tidy(identity: Identity, user: User): void {
    if (user.shells.size === 0 && user.requests === 0 && user.live === 0) this.#users.delete(keyOf(identity));
  }
}

/** The fault for a shell that is not there, whatever the reason. */
export function shellNotFound(shellId: string): FaultError {
  return new FaultError(
    'unexpectedSelectors',
    `The request for the Windows Remote Shell with ShellId ${shellId.slice(0, 64)} failed because the shell was not found on the ` +
      'server. Possible causes are: the specified ShellId is incorrect or the shell no longer exists on the server. Provide the ' +
      'correct ShellId or create a new shell and retry the operation. ',
  );
}

const keyOf = ({ domain, userName }: Identity): string => `${domain.toLowerCase()}\\${userName.toLowerCase()}`;
