// System.Diagnostics.Stopwatch, in nanoseconds as .NET has it outside Windows.

import { netToString } from '../conversion/to-string.ts';
import { construct, defineType, method, property } from '../conversion/type-definition.ts';
import { netTypeName } from '../psobject/type-name.ts';
import { TimeSpan } from '../psobject/values.ts';

const now = (): bigint => process.hrtime.bigint();
const spanOf = (nanoseconds: bigint): TimeSpan => new TimeSpan(nanoseconds / 100n);

export class Stopwatch {
  /** Nanoseconds of the periods that are over. */
  #elapsed = 0n;
  #started: bigint | undefined;

  get [netTypeName](): string {
    return 'System.Diagnostics.Stopwatch';
  }
  get isRunning(): boolean {
    return this.#started !== undefined;
  }
  get elapsed(): bigint {
    return this.#elapsed + (this.#started === undefined ? 0n : now() - this.#started);
  }
  start(): this {
    this.#started ??= now();
    return this;
  }
  stop(): void {
    this.#elapsed = this.elapsed;
    this.#started = undefined;
  }
  reset(): void {
    this.#elapsed = 0n;
    this.#started = undefined;
  }
}

export const stopwatchType = defineType<Stopwatch>({
  name: 'System.Diagnostics.Stopwatch',
  toText: (self) => netToString(spanOf(self.elapsed)),
  members: [
    construct('System.Diagnostics.Stopwatch new()', () => new Stopwatch()),
    method('static System.Diagnostics.Stopwatch StartNew()', () => new Stopwatch().start()),
    method('static long GetTimestamp()', now),
    method(
      [
        'static timespan GetElapsedTime(long startingTimestamp)',
        'static timespan GetElapsedTime(long startingTimestamp, long endingTimestamp)',
      ],
      (start: bigint, end: bigint = now()) => spanOf(end - start),
    ),
    property('static long Frequency {get;}', () => 1_000_000_000n),
    property('static bool IsHighResolution {get;}', () => true),
    property('bool IsRunning {get;}', (self: Stopwatch) => self.isRunning),
    property('timespan Elapsed {get;}', (self: Stopwatch) => spanOf(self.elapsed)),
    property('long ElapsedMilliseconds {get;}', (self: Stopwatch) => self.elapsed / 1_000_000n),
    property('long ElapsedTicks {get;}', (self: Stopwatch) => self.elapsed),
    method('void Start()', (self: Stopwatch) => void self.start()),
    method('void Stop()', (self: Stopwatch) => self.stop()),
    method('void Reset()', (self: Stopwatch) => self.reset()),
    method('void Restart()', (self: Stopwatch) => {
      self.reset();
      self.start();
    }),
  ],
});
