// Makes each further wrong guess of a password wait longer, for one user name from one client address.
import type { LoginAttempts } from './account.ts';

export interface LoginThrottleOptions {
  now(): number;
  wait(milliseconds: number): Promise<void>;
}

/** Wrong guesses that cost nothing: people mistype. */
const FREE_FAILURES = 3;
const FIRST_DELAY = 250;
const LONGEST_DELAY = 5_000;
/** Failures are forgotten after this long without another. */
const MEMORY = 15 * 60_000;
/** Bounds the memory that invented user names can take; the one longest unused is forgotten first. */
const MAX_ENTRIES = 10_000;

interface Failures {
  count: number;
  last: number;
  /** The next attempt may start from here on; each attempt that waits reserves its own slot, so parallel ones queue. */
  nextTurn: number;
}

/**
 * Delays before the proof is looked at, so a right password gains nothing by parallel connections. It never locks an account:
 * that would let anyone lock anybody out.
 */
export class LoginThrottle {
  readonly #options: LoginThrottleOptions;
  readonly #failures = new Map<string, Failures>();

  constructor(options: LoginThrottleOptions) {
    this.#options = options;
  }

  /** The attempts that come from one client address. */
  from(address: string): LoginAttempts {
    const key = (domain: string, userName: string) => `${address}\n${domain}\n${userName}`.toLowerCase();
    return {
      turn: (domain, userName) => this.#turn(key(domain, userName)),
      failed: (domain, userName) => this.#failed(key(domain, userName)),
      succeeded: (domain, userName) => void this.#failures.delete(key(domain, userName)),
    };
  }

  get size(): number {
    return this.#failures.size;
  }

  async #turn(key: string): Promise<void> {
    const entry = this.#failures.get(key);
    if (entry === undefined || entry.count < FREE_FAILURES) return;
    const now = this.#options.now();
    if (now - entry.last > MEMORY) {
      this.#failures.delete(key);
      return;
    }
    const turn = Math.max(now, entry.nextTurn);
    entry.nextTurn = turn + delayAfter(entry.count);
    if (turn > now) await this.#options.wait(turn - now);
  }

  #failed(key: string): void {
    const now = this.#options.now();
    const entry = this.#failures.get(key) ?? { count: 0, last: now, nextTurn: now };
    entry.count++;
    entry.last = now;
    if (entry.count >= FREE_FAILURES) entry.nextTurn = Math.max(entry.nextTurn, now + delayAfter(entry.count));
    this.#failures.delete(key);
    this.#failures.set(key, entry);
    if (this.#failures.size > MAX_ENTRIES) this.#failures.delete(this.#failures.keys().next().value!);
  }
}

const delayAfter = (count: number): number => Math.min(FIRST_DELAY * 2 ** (count - FREE_FAILURES), LONGEST_DELAY);
