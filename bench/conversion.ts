// Hot paths of conversion: arithmetic on Int32 and Double, conversions, method calls, formatting. Nanoseconds for each operation.
import {
  binary,
  convertTo,
  equal,
  invokeMethod,
  setThreadContext,
  toStringValue,
  types,
} from '../src/conversion/index.ts';
import { formatComposite } from '../src/dotnet/composite-format.ts';
import { createThreadContext } from '../src/dotnet/default-context.ts';
import { Double } from '../src/psobject/numbers.ts';
import type { BenchmarkRow } from './benchmark.ts';

export const name = 'conversion';

const rounds = 200_000;

/** One row for each hot path. */
export async function run(): Promise<readonly BenchmarkRow[]> {
  const before = setThreadContext(createThreadContext());
  const rows: BenchmarkRow[] = [];
  for (const [label, body] of Object.entries(hotPaths())) {
    for (let i = 0; i < 10_000; i++) body(i);
    const start = process.hrtime.bigint();
    for (let i = 0; i < rounds; i++) body(i);
    rows.push({ label, value: Math.round(Number(process.hrtime.bigint() - start) / rounds), unit: 'ns' });
  }
  setThreadContext(before);
  return rows;
}

function hotPaths(): Readonly<Record<string, (i: number) => unknown>> {
  const int = types().get('System.Int32');
  const real = new Double(1.5);
  const array = [1, 2, 3];

  return {
    'Int32 + Int32': (i) => binary('+', i, 1),
    'Double * Double': () => binary('*', real, real),
    'Int32 + text': () => binary('+', 1, '2'),
    'Int32 -eq Int32': (i) => equal(i, 5),
    'text -eq text, case ignored': () => equal('Hello', 'hELLO'),
    'text to Int32': () => convertTo('42', int),
    'Double to text': () => toStringValue(real),
    'array to text': () => toStringValue(array),
    "'abc'.Substring(1)": () => invokeMethod('abc', 'Substring', [1]),
    "'{0:N2} {1}' -f": () => formatComposite('{0:N2} {1}', [real, 'x']),
  };
}
