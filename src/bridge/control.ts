// The memory that a worker and its main side share: one Int32Array, its cells named here.

/** Raised by the main side whenever the worker should look again; the worker sleeps on it. */
const wakeCell = 0;
/** What the worker runs: 0 nothing, n pipeline n, -n pipeline n which is to stop. */
export const runningCell = 1;
/** Bytes that the worker has posted and nobody has taken yet. */
const outstandingCell = 2;
/** The pipeline that is to stop, whether it has begun or not. */
const stopCell = 3;

const cellCount = 4;

/** The worker stops posting above this many bytes until the main side has passed some on. */
const outstandingLimit = 512 * 1024;

/** One for each worker. Every method says which side calls it. */
export class BridgeControl {
  readonly cells: Int32Array;

  constructor(buffer: SharedArrayBuffer = new SharedArrayBuffer(cellCount * Int32Array.BYTES_PER_ELEMENT)) {
    this.cells = new Int32Array(buffer);
  }

  get buffer(): SharedArrayBuffer {
    return this.cells.buffer as SharedArrayBuffer;
  }

  /** Main: lets a sleeping worker look again. */
  wake(): void {
    Atomics.add(this.cells, wakeCell, 1);
    Atomics.notify(this.cells, wakeCell);
  }

  /** Worker: the state to hand to `sleep`, taken before looking for messages so that no wake is missed. */
  wakeState(): number {
    return Atomics.load(this.cells, wakeCell);
  }

  /** Worker: sleeps until `wake`, or not at all when one came since `state`. */
  sleep(state: number): void {
    Atomics.wait(this.cells, wakeCell, state);
  }

  /** Worker: pipeline `sequence` (1 and up) begins. Before this nothing is stopped: a session that is being set up is no pipeline. */
  begin(sequence: number): void {
    Atomics.store(this.cells, runningCell, sequence);
    if (Atomics.load(this.cells, stopCell) === sequence) Atomics.store(this.cells, runningCell, -sequence);
  }

  /** Worker: the pipeline ended, stopped or not. */
  end(): void {
    Atomics.store(this.cells, runningCell, 0);
  }

  /**
   * Main: asks pipeline `sequence` to stop, now or as soon as it begins; its successor is never hit. True when it runs. Of two sides
   * that each write first and then read what the other wrote, one at least sees the other: no request is lost.
   */
  requestStop(sequence: number): boolean {
    Atomics.store(this.cells, stopCell, sequence);
    const isRunning = Atomics.compareExchange(this.cells, runningCell, sequence, -sequence) === sequence;
    if (isRunning) this.wake();
    return isRunning;
  }

  /** Worker: whether the running pipeline is to stop. */
  get stopRequested(): boolean {
    return Atomics.load(this.cells, runningCell) < 0;
  }

  /** Worker: counts posted bytes; true while there is room for more. */
  charge(bytes: number): boolean {
    return Atomics.add(this.cells, outstandingCell, bytes) + bytes <= outstandingLimit;
  }

  /** Worker: whether there is room for more. */
  get hasRoom(): boolean {
    return Atomics.load(this.cells, outstandingCell) <= outstandingLimit;
  }

  /** Main: posted bytes have been passed on. */
  release(bytes: number): void {
    Atomics.sub(this.cells, outstandingCell, bytes);
    this.wake();
  }
}
