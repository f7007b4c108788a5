// An asynchronous queue between one producer and one consumer that tells the producer when to wait.

export class BoundedQueue<T> implements AsyncIterable<T> {
  readonly #maxSize: number;
  readonly #sizeOf: (item: T) => number;
  #items: T[] = [];
  #head = 0;
  #size = 0;
  #isBounded = true;
  #end: { error: unknown } | undefined;
  #room: PromiseWithResolvers<void> | undefined;
  #arrival: PromiseWithResolvers<void> | undefined;

  /** @param maxSize how much may wait before `push` asks to wait, in the unit of `sizeOf`. */
  constructor(maxSize: number, sizeOf: (item: T) => number = () => 1) {
    this.#maxSize = maxSize;
    this.#sizeOf = sizeOf;
  }

  /** Sum of the sizes of what waits. */
  get size(): number {
    return this.#size;
  }

  /** Adds an item; a returned promise resolves when there is room for more. After the end, items are dropped. */
  push(item: T): void | Promise<void> {
    if (this.#end !== undefined) return;
    this.#items.push(item);
    this.#size += this.#sizeOf(item);
    this.#arrival?.resolve();
    this.#arrival = undefined;
    if (!this.#isBounded || this.#size < this.#maxSize) return;
    this.#room ??= Promise.withResolvers<void>();
    return this.#room.promise;
  }

  /** No more comes; the consumer gets what waits, then the error if there is one. */
  end(error?: unknown): void {
    this.#end ??= { error };
    this.#arrival?.resolve();
    this.#arrival = undefined;
    this.#makeRoom();
  }

  /** Lets the producer go on however slow the consumer is; for an end that must not wait for him. */
  unbound(): void {
    this.#isBounded = false;
    this.#makeRoom();
  }

  /** Drops what waits and all that comes. */
  discard(): void {
    this.#items = [];
    this.#head = 0;
    this.#size = 0;
    this.end();
  }

  /** Takes the next item, waiting for it; undefined at the end. */
  async next(): Promise<{ item: T } | undefined> {
    while (this.#head === this.#items.length) {
      if (this.#end !== undefined) {
        if (this.#end.error !== undefined) throw this.#end.error;
        return undefined;
      }
      this.#arrival ??= Promise.withResolvers<void>();
      await this.#arrival.promise;
    }
    const item = this.#items[this.#head]!;
    this.#items[this.#head++] = undefined as T;
    if (this.#head > 1024 && this.#head * 2 > this.#items.length) {
      this.#items = this.#items.slice(this.#head);
      this.#head = 0;
    }
    this.#size -= this.#sizeOf(item);
    if (this.#size < this.#maxSize) this.#makeRoom();
    return { item };
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<T> {
    for (let next = await this.next(); next !== undefined; next = await this.next()) yield next.item;
  }

  #makeRoom(): void {
    this.#room?.resolve();
    this.#room = undefined;
  }
}
