// What a benchmark is: one file for each hot path, with the rows that it adds to the table of `npm run bench`.

/** One line of the table. Times on different machines do not compare: read ratios and goals. */
export interface BenchmarkRow {
  readonly label: string;
  readonly value: number;
  readonly unit: string;
  /** What the project wants: at most this for times and memory (ms, MB), at least this for everything else. */
  readonly goal?: number;
}

export interface Benchmark {
  readonly name: string;
  run(): Promise<readonly BenchmarkRow[]>;
}

/** Milliseconds of one call, the median of `runs`, after a few calls to warm up. */
export async function medianMilliseconds(runs: number, action: () => unknown): Promise<number> {
  for (let i = 0; i < Math.min(runs, 5); i++) await action();
  const times: number[] = [];
  for (let i = 0; i < runs; i++) {
    const started = performance.now();
    await action();
    times.push(performance.now() - started);
  }
  return times.sort((a, b) => a - b)[Math.floor(runs / 2)]!;
}
