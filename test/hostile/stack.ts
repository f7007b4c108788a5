// The real service with real session hosts, its users, and clients that watch how they fare beside each other.
import assert from 'node:assert/strict';
import type { ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { connect } from '../../src/app/connect.ts';
import { programPath, spawnSessionHostOf } from '../../src/app/programs.ts';
import { embeddedEngines, startWinrmServer } from '../../src/app/winrm-server.ts';
import type { RunspacePool, RunspacePoolOptions } from '../../src/client/index.ts';
import { Accounts } from '../../src/configuration/accounts.ts';
import { SessionHosts } from '../../src/runspace/session-hosts.ts';
import type { Quotas } from '../../src/server/index.ts';

/**
 * A program as a bundle where `npm test` has just built one (it sets the place of the code cache), as sources where this file runs
 * by hand and a bundle may be old.
 */
export function programFile(name: string, source: string): string {
  const dist = resolve(import.meta.dirname, '..', '..', 'dist');
  return process.env['NODE_COMPILE_CACHE'] === join(dist, 'cache') ? join(dist, `${name}.cjs`) : source;
}

export interface Stack extends AsyncDisposable {
  readonly port: number;
  /** Everybody's. */
  readonly password: string;
  readonly shellCount: number;
  /** Session hosts that were ever started, by the user they are for. */
  readonly children: ReadonlyMap<string, ChildProcess[]>;
  connect(user: string, options?: Partial<RunspacePoolOptions> & { readonly password?: string }): Promise<RunspacePool>;
}

/** Starts a service with these accounts, all of them administrators. */
export async function startStack(users: readonly string[], quotas: Partial<Quotas> = {}): Promise<Stack> {
  const folder = mkdtempSync(join(tmpdir(), 'psremoting-hostile-'));
  const password = randomUUID();
  const accounts = await Accounts.open(folder, 'SRV01');
  for (const userName of users) await accounts.add({ userName, password, administrator: true });
  const children = new Map<string, ChildProcess[]>();
  const hosts = new SessionHosts({
    spawn: (key) => {
      const child = spawnSessionHostOf(programFile('session-host', programPath('session-host')));
      const user = /\\(\S+)/.exec(key)![1]!;
      children.set(user, [...(children.get(user) ?? []), child]);
      return child;
    },
    linger: 60_000,
  });
  const server = await startWinrmServer({
    address: '127.0.0.1',
    port: 0,
    accounts,
    computerName: 'SRV01',
    domainName: 'SRV01',
    allowBasic: false,
    allowUnencrypted: false,
    engineFor: embeddedEngines(hosts, () => ({ isTransportSecure: true, trustedHosts: '', allowUnencrypted: false })),
    quotas,
  });
  return {
    port: server.port,
    password,
    children,
    get shellCount() {
      return server.service.shellCount;
    },
    connect: (user, options = {}) =>
      connect({
        computerName: '127.0.0.1',
        port: server.port,
        credential: { userName: user, password: options.password ?? password },
        ...options,
      }),
    async [Symbol.asyncDispose]() {
      await server.close();
      await hosts.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A session that asks for `1 + 1` every 100 ms. */
export class Heartbeat {
  answers = 0;
  /** Milliseconds. */
  longestWait = 0;
  #isOver = false;
  readonly #beating: Promise<void>;

  constructor(pool: RunspacePool) {
    this.#beating = this.#beat(pool);
    // Looked at by `end`; a failure before that is no unhandled rejection.
    this.#beating.catch(() => {});
  }

  /** Rejects when one question was not answered, or not right. */
  end(): Promise<void> {
    this.#isOver = true;
    return this.#beating;
  }

  async #beat(pool: RunspacePool): Promise<void> {
    while (!this.#isOver) {
      const asked = performance.now();
      assert.deepEqual((await pool.run('1 + 1')).output, [2]);
      this.answers++;
      this.longestWait = Math.max(this.longestWait, performance.now() - asked);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}

/** Milliseconds that an answer may take while others do their worst: far more than it does, far less than a session that hangs. */
export const patience = 5000;
