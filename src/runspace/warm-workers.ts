// Workers that wait, loaded, for a session: one or two in each process.
import { type StartWorker, WarmWorker } from './runspace-worker.ts';

export class WarmWorkers {
  readonly #startWorker: StartWorker;
  readonly #count: number;
  readonly #waiting: WarmWorker[] = [];

  /** @param count how many to keep waiting; 0 starts each when it is needed. */
  constructor(startWorker: StartWorker, count: number) {
    this.#startWorker = startWorker;
    this.#count = count;
    this.#fill();
  }

  /** A worker for a session; its successor starts at once. */
  take(): WarmWorker {
    let worker = this.#waiting.shift();
    while (worker?.hasEnded) worker = this.#waiting.shift();
    worker ??= new WarmWorker(this.#startWorker);
    // After the caller's own work: the new session's first command must not compete with loading the next worker.
    setTimeout(() => this.#fill(), 50).unref();
    return worker;
  }

  /** Ends those that wait. */
  async close(): Promise<void> {
    await Promise.all(this.#waiting.splice(0).map(({ worker }) => worker.terminate()));
  }

  #fill(): void {
    while (this.#waiting.length < this.#count) this.#waiting.push(new WarmWorker(this.#startWorker));
  }
}
