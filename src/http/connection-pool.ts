// The few connections of one session: requests that wait long never hold up those that must get through.

import type { ExchangeOptions, HttpResponse } from './http-connection.ts';
import { HttpError } from './http-error.ts';

/** What the pool needs of a connection; HttpConnection is one. */
export interface PooledConnection {
  exchange(body: Uint8Array, options?: ExchangeOptions): Promise<HttpResponse>;
  close(): void;
}

export interface PoolExchangeOptions extends ExchangeOptions {
  /** A request that the server may leave unanswered for as long as nothing happens (Receive). */
  readonly isLongPoll?: boolean | undefined;
}

export interface ConnectionPoolOptions {
  connect(): PooledConnection;
  /** 8 unless given, at least 2. Each takes one of the server's connections and, when first used, a handshake. */
  readonly maxConnections?: number;
}

interface Waiter {
  readonly isLongPoll: boolean;
  start(connection: PooledConnection): void;
  fail(error: unknown): void;
}

/**
 * A free connection is taken before a new one is opened, so a second one comes only when something must overtake. Long polls
 * never take the last place: of n connections at most n - 1 wait in one, so a Signal always finds a connection, open or to be
 * opened. Requests that find none wait their turn, short ones first.
 */
export class ConnectionPool {
  readonly #connect: () => PooledConnection;
  readonly #max: number;
  readonly #free: PooledConnection[] = [];
  readonly #busy = new Set<PooledConnection>();
  readonly #waiting: Waiter[] = [];
  #longPolls = 0;
  #isClosed = false;

  constructor({ connect, maxConnections = 8 }: ConnectionPoolOptions) {
    if (maxConnections < 2)
      throw new RangeError('a session needs two connections, so that one request can overtake another');
    this.#connect = connect;
    this.#max = maxConnections;
  }

  /** Connections that are open or in use, for tests and figures. */
  get size(): number {
    return this.#free.length + this.#busy.size;
  }

  async exchange(body: Uint8Array, options: PoolExchangeOptions = {}): Promise<HttpResponse> {
    const isLongPoll = options.isLongPoll === true;
    const connection = await this.#acquire(isLongPoll, options.signal);
    try {
      return await connection.exchange(body, options);
    } finally {
      this.#busy.delete(connection);
      if (isLongPoll) this.#longPolls--;
      if (this.#isClosed) connection.close();
      else this.#free.push(connection);
      this.#startWaiting();
    }
  }

  /** Closes every connection; what is under way or waiting is rejected. */
  close(): void {
    this.#isClosed = true;
    for (const connection of [...this.#free, ...this.#busy]) connection.close();
    this.#free.length = 0;
    for (const waiter of this.#waiting.splice(0)) waiter.fail(canceled());
  }

  #acquire(isLongPoll: boolean, signal: AbortSignal | undefined): Promise<PooledConnection> {
    return new Promise((resolve, reject) => {
      if (this.#isClosed || signal?.aborted) return reject(canceled());
      const cancel = () => {
        this.#waiting.splice(this.#waiting.indexOf(waiter), 1);
        reject(canceled());
      };
      const settle = () => signal?.removeEventListener('abort', cancel);
      const waiter: Waiter = {
        isLongPoll,
        start: (connection) => {
          settle();
          resolve(connection);
        },
        fail: (error) => {
          settle();
          reject(error);
        },
      };
      signal?.addEventListener('abort', cancel, { once: true });
      this.#waiting.push(waiter);
      this.#startWaiting();
    });
  }

  #startWaiting(): void {
    for (let next = this.#nextStartable(); next !== undefined; next = this.#nextStartable()) {
      this.#waiting.splice(this.#waiting.indexOf(next), 1);
      try {
        const connection = this.#free.pop() ?? this.#connect();
        this.#busy.add(connection);
        if (next.isLongPoll) this.#longPolls++;
        next.start(connection);
      } catch (error) {
        // The client's policy forbids a connection.
        next.fail(error);
      }
    }
  }

  #nextStartable(): Waiter | undefined {
    if (this.#busy.size >= this.#max) return undefined;
    const short = this.#waiting.find(({ isLongPoll }) => !isLongPoll);
    return short ?? (this.#longPolls < this.#max - 1 ? this.#waiting[0] : undefined);
  }
}

const canceled = (): HttpError => new HttpError('Aborted', 'The operation was canceled.');
