// CLIXML: objects and megabytes a second, each object bytes of its own as in PSRP output, next to PowerShell's serializer.
import { performance } from 'node:perf_hooks';
import { deserialize, serialize } from '../src/clixml/index.ts';
import { Double, Int64 } from '../src/psobject/numbers.ts';
import { PSObject } from '../src/psobject/ps-object.ts';
import { DateTime, TimeSpan } from '../src/psobject/values.ts';
import { findPeer, PeerProcess } from '../test/interop/peer.ts';

export const name = 'clixml';

export interface Measure {
  readonly label: string;
  readonly value: number;
  readonly unit: string;
  readonly goal?: number;
}

const count = 2000;

/** The object of each case, and the PowerShell script that makes the same objects. */
const cases: readonly { readonly label: string; readonly make: (n: number) => unknown; readonly script: string }[] = [
  {
    label: 'bag of 3',
    make: (n) =>
      PSObject.of([
        ['Server', `SRV${n}`],
        ['LatestKB', 'KB5034439'],
        ['Id', n],
      ]),
    script: `1..${count} | % { [pscustomobject]@{ Server = "SRV$_"; LatestKB = 'KB5034439'; Id = $_ } }`,
  },
  {
    label: 'bag of 10',
    make: (n) =>
      PSObject.of([
        ['Name', `process-${n}`],
        ['Id', n],
        ['Path', `/usr/lib/some/where/process-${n}`],
        ['CPU', new Double(n / 7)],
        ['WorkingSet', new Int64(BigInt(n) * 4096n)],
        ['StartTime', new DateTime(638000000000000000n + BigInt(n) * 12345678n)],
        ['Uptime', new TimeSpan(BigInt(n) * 123456789n)],
        ['Responding', true],
        ['Company', null],
        ['Modules', ['a.so', 'b.so', 'c.so']],
      ]),
    script: `1..${count} | % { [pscustomobject]@{ Name = "process-$_"; Id = $_; Path = "/usr/lib/some/where/process-$_"; CPU = $_ / 7;
      WorkingSet = [long]$_ * 4096; StartTime = [datetime]::new(638000000000000000 + $_ * 12345678);
      Uptime = [timespan]::new([long]$_ * 123456789); Responding = $true; Company = $null; Modules = @('a.so', 'b.so', 'c.so') } }`,
  },
  {
    label: 'string of 100',
    make: (n) => `${'A line of ordinary text, as a log or a listing has it; '.repeat(2).slice(0, 95)}${n}`,
    script: `1..${count} | % { ('A line of ordinary text, as a log or a listing has it; ' * 2).Substring(0, 95) + $_ }`,
  },
];

function bestSeconds(budget: number, pass: () => void): number {
  let best = Number.POSITIVE_INFINITY;
  const end = performance.now() + budget * 1000;
  do {
    const start = performance.now();
    pass();
    best = Math.min(best, (performance.now() - start) / 1000);
  } while (performance.now() < end);
  return best;
}

/** Kept reachable, so that no work is optimised away. */
export const sink: { value: unknown } = { value: undefined };

/** Seconds spent on each direction of each case. */
export async function run(seconds = 1): Promise<Measure[]> {
  const path = findPeer();
  using peer = path === undefined ? undefined : new PeerProcess(path, ['bench-clixml', String(seconds)]);
  const results: Measure[] = [];
  for (const { label, make, script } of cases) {
    const values = Array.from({ length: count }, (_, at) => make(at + 1));
    const texts = values.map((value) => Buffer.from(serialize(value)));
    const bytes = texts.reduce((sum, text) => sum + text.length, 0);
    const theirs = await peer?.ask({ script, form: 'remoting' });
    const directions = [
      [
        'serialize',
        bestSeconds(seconds, () => values.forEach((value) => void (sink.value = Buffer.from(serialize(value))))),
        theirs?.['serializeSeconds'],
      ],
      [
        'deserialize',
        bestSeconds(seconds, () => texts.forEach((text) => void (sink.value = deserialize(text)))),
        theirs?.['deserializeSeconds'],
      ],
    ] as const;
    for (const [direction, ours, peers] of directions) {
      results.push({ label: `${direction} ${label}`, value: Math.round(count / ours), unit: 'objects/s' });
      results.push({
        label: `${direction} ${label}`,
        value: Number((bytes / ours / 1e6).toFixed(1)),
        unit: 'MB/s',
      });
      if (typeof peers !== 'number') continue;
      results.push({
        label: `${direction} ${label}, PowerShell's time to ours`,
        value: Number((peers / ours).toFixed(2)),
        unit: 'x',
        goal: 2,
      });
    }
  }
  return results;
}
