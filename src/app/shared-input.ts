// Input of one invocation for several pipelines: each reads all of it at its own pace, and the slowest holds up the sender.

interface Reader {
  /** How many objects it has taken. */
  taken: number;
  wake: (() => void) | undefined;
}

/** How many objects may wait for the slowest reader. */
const maxWaiting = 64;

/** An async iterable that can be iterated over several times at once, each time from the first object on. */
export class SharedInput implements AsyncIterable<unknown> {
  /** Called when there may be room again. */
  onRoom: () => void = () => {};
  readonly #objects: unknown[] = [];
  /** How many objects were dropped before the first of `#objects`, since every reader has taken them. */
  #dropped = 0;
  #expected: number;
  #isEnded = false;
  #isRequested = false;
  readonly #readers = new Set<Reader>();

  /** @param readers how many there will be: objects are kept until the last of them has begun. */
  constructor(readers: number) {
    this.#expected = readers;
  }

  /** True when there is room and it was not yet told by `takeRequest`. */
  get wantsRequest(): boolean {
    return !this.#isRequested && this.#hasRoom;
  }

  /** Tells of room, once until the next object comes. */
  takeRequest(): boolean {
    if (!this.wantsRequest) return false;
    this.#isRequested = true;
    return true;
  }

  get #hasRoom(): boolean {
    if (this.#isEnded) return false;
    let slowest = this.#readers.size === 0 ? this.#dropped : Number.POSITIVE_INFINITY;
    for (const { taken } of this.#readers) slowest = Math.min(slowest, taken);
    return this.#dropped + this.#objects.length - slowest < maxWaiting;
  }

  push(object: unknown): void {
    if (this.#isEnded) return;
    this.#isRequested = false;
    this.#objects.push(object);
    this.#wakeReaders();
    this.onRoom();
  }

  end(): void {
    this.#isEnded = true;
    this.#wakeReaders();
  }

  /** One of the expected readers will not come. */
  expectOneLess(): void {
    this.#expected--;
    this.#drop();
  }

  [Symbol.asyncIterator](): AsyncGenerator<unknown> {
    const reader: Reader = { taken: 0, wake: undefined };
    this.#readers.add(reader);
    this.#expected--;
    return this.#read(reader);
  }

  async *#read(reader: Reader): AsyncGenerator<unknown> {
    try {
      for (;;) {
        const index = reader.taken - this.#dropped;
        if (index < this.#objects.length) {
          const object = this.#objects[index];
          reader.taken++;
          this.#drop();
          yield object;
        } else if (this.#isEnded) return;
        else {
          await new Promise<void>((resolve) => {
            reader.wake = resolve;
          });
        }
      }
    } finally {
      this.#readers.delete(reader);
      this.#drop();
    }
  }

  #drop(): void {
    if (this.#expected <= 0) {
      let slowest = this.#dropped + this.#objects.length;
      for (const { taken } of this.#readers) slowest = Math.min(slowest, taken);
      this.#objects.splice(0, slowest - this.#dropped);
      this.#dropped = slowest;
    }
    this.onRoom();
  }

  #wakeReaders(): void {
    for (const reader of this.#readers) {
      reader.wake?.();
      reader.wake = undefined;
    }
  }
}
