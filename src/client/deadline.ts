// Waiting that ends: by a time limit or by an AbortSignal, whichever comes first.
import { ClientError } from './client-error.ts';

export interface DeadlineOptions {
  readonly timeoutMs?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Calls `onEnd` once when the time has passed or the signal is raised, unless it is disposed of before. */
export class Deadline implements Disposable {
  readonly #signal: AbortSignal | undefined;
  readonly #onEnd: (error: ClientError) => void;
  readonly #subject: string;
  #timer: NodeJS.Timeout | undefined;
  #isOver = false;

  /** @param subject what takes too long, for the message ("Opening the runspace pool"). */
  constructor(subject: string, options: DeadlineOptions, onEnd: (error: ClientError) => void) {
    this.#subject = subject;
    this.#signal = options.signal;
    this.#onEnd = onEnd;
    const { timeoutMs } = options;
    if (timeoutMs !== undefined && timeoutMs !== Number.POSITIVE_INFINITY) {
      const expire = () => this.#end(new ClientError('Timeout', `${subject} took longer than ${timeoutMs} ms.`));
      // Longer than a Node.js timer can be is as good as no limit.
      if (timeoutMs < 2 ** 31) this.#timer = setTimeout(expire, timeoutMs);
    }
    // Not at once: who makes a deadline does not have it yet.
    if (this.#signal?.aborted) queueMicrotask(this.#abort);
    else this.#signal?.addEventListener('abort', this.#abort, { once: true });
  }

  readonly #abort = (): void => {
    this.#end(new ClientError('Aborted', `${this.#subject} was aborted.`, { cause: this.#signal?.reason }));
  };

  #end(error: ClientError): void {
    if (this.#isOver) return;
    this[Symbol.dispose]();
    this.#onEnd(error);
  }

  [Symbol.dispose](): void {
    this.#isOver = true;
    clearTimeout(this.#timer);
    this.#signal?.removeEventListener('abort', this.#abort);
  }
}
