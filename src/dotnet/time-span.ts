// System.TimeSpan.
import type { FormatProvider } from '../conversion/culture.ts';
import { defineType, method, property } from '../conversion/type-definition.ts';
import type { PSReference } from '../psobject/ps-reference.ts';
import { TimeSpan } from '../psobject/values.ts';
import { argumentNull, formatError, overflow } from './arguments.ts';
import { ticksPerDay, ticksPerHour, ticksPerMillisecond, ticksPerMinute, ticksPerSecond } from './calendar.ts';
import { cultureOf } from './culture-info.ts';

const max = 2n ** 63n - 1n;
const min = -(2n ** 63n);
const tooLong = (): never => overflow('TimeSpan overflowed because the duration is too long.');
function make(ticks: bigint): TimeSpan {
  return ticks > max || ticks < min ? tooLong() : new TimeSpan(ticks);
}

/** A number of units; NaN and what does not fit are refused. */
function fromReal(value: number, unit: bigint): TimeSpan {
  if (Number.isNaN(value)) argumentNaN();
  const ticks = value * Number(unit);
  if (ticks > 9.223372036854775e18 || ticks < -9.223372036854775e18) tooLong();
  const whole = Math.trunc(value);
  return make(BigInt(whole) * unit + BigInt(Math.trunc((value - whole) * Number(unit) + Math.sign(value) * 1e-7)));
}
function argumentNaN(): never {
  formatError('TimeSpan does not accept floating point Not-a-Number values.');
}

const abs = (value: bigint): bigint => (value < 0n ? -value : value);
const two = (value: bigint): string => value.toString().padStart(2, '0');

interface Parts {
  readonly days: bigint;
  readonly hours: bigint;
  readonly minutes: bigint;
  readonly seconds: bigint;
  readonly fraction: bigint;
}
function parts(ticks: bigint): Parts {
  const t = abs(ticks);
  return {
    days: t / ticksPerDay,
    hours: (t / ticksPerHour) % 24n,
    minutes: (t / ticksPerMinute) % 60n,
    seconds: (t / ticksPerSecond) % 60n,
    fraction: t % ticksPerSecond,
  };
}

/** c, g, G and custom patterns. */
export function formatTimeSpan(value: TimeSpan, format: string | null, provider: FormatProvider | null): string {
  const p = parts(value.ticks);
  const sign = value.ticks < 0n ? '-' : '';
  const fraction = p.fraction.toString().padStart(7, '0');
  const point = cultureOf(provider).numberFormat.decimalSeparator;
  switch (format ?? '') {
    case '':
    case 'c':
    case 't':
    case 'T':
      return `${sign}${p.days === 0n ? '' : `${p.days}.`}${two(p.hours)}:${two(p.minutes)}:${two(p.seconds)}${p.fraction === 0n ? '' : `.${fraction}`}`;
    case 'g':
      return `${sign}${p.days === 0n ? '' : `${p.days}:`}${p.hours}:${two(p.minutes)}:${two(p.seconds)}${p.fraction === 0n ? '' : point + fraction.replace(/0+$/, '')}`;
    case 'G':
      return `${sign}${p.days}:${two(p.hours)}:${two(p.minutes)}:${two(p.seconds)}${point}${fraction}`;
  }
  if (format!.length === 1) formatError('Input string was not in a correct format.');
  return custom(p, format!);
}

function custom(p: Parts, pattern: string): string {
  let result = '';
  for (let i = 0; i < pattern.length; ) {
    const c = pattern[i]!;
    let run = 1;
    while (pattern[i + run] === c) run++;
    const value: Readonly<Record<string, bigint>> = { d: p.days, h: p.hours, m: p.minutes, s: p.seconds };
    if (c in value) {
      if (run > (c === 'd' ? 8 : 2)) formatError('Input string was not in a correct format.');
      result += value[c]!.toString().padStart(run, '0');
    } else if (c === 'f' || c === 'F') {
      const digits = p.fraction.toString().padStart(7, '0').slice(0, run);
      result += c === 'f' ? digits : digits.replace(/0+$/, '');
    } else if (c === "'" || c === '"') {
      const end = pattern.indexOf(c, i + 1);
      if (end < 0) formatError('Input string was not in a correct format.');
      result += pattern.slice(i + 1, end);
      run = end + 1 - i;
    } else if (c === '\\') {
      result += pattern[i + 1] ?? formatError('Input string was not in a correct format.');
      run = 2;
    } else if (c === '%') run = 1;
    else formatError('Input string was not in a correct format.');
    i += run;
  }
  return result;
}

/** `[-][d.]hh:mm[:ss[.fffffff]]` or days alone; undefined for other text. */
function parse(text: string): TimeSpan | undefined {
  const match =
    /^\s*(-)?(?:(\d{1,8})|(?:(\d{1,8})[.:](?=\d+:\d+:\d))?(\d{1,8}):(\d{1,2})(?::(\d{1,2})(?:\.(\d{1,7}))?)?|(\d{1,8})\.(\d{1,2}):(\d{1,2}))\s*$/.exec(
      text,
    );
  if (!match) return undefined;
  const n = (index: number): bigint => BigInt(match[index] ?? '0');
  const days = n(2) + n(3) + n(8);
  const [hours, minutes, seconds] = [n(4) + n(9), n(5) + n(10), n(6)];
  if (hours > 23n || minutes > 59n || seconds > 59n) {
    overflow(
      `The TimeSpan string '${text}' could not be parsed because at least one of the numeric components is out of range or contains too many digits.`,
    );
  }
  const ticks =
    days * ticksPerDay +
    hours * ticksPerHour +
    minutes * ticksPerMinute +
    seconds * ticksPerSecond +
    BigInt((match[7] ?? '').padEnd(7, '0'));
  return make(match[1] ? -ticks : ticks);
}
function parseOrThrow(text: string | null): TimeSpan {
  if (text === null) argumentNull('input');
  return parse(text) ?? formatError(`String '${text}' was not recognized as a valid TimeSpan.`);
}

const compare = (a: TimeSpan, b: TimeSpan): number => (a.ticks < b.ticks ? -1 : a.ticks > b.ticks ? 1 : 0);
const whole =
  (unit: bigint, modulo: bigint) =>
  (self: TimeSpan): number =>
    Number((self.ticks / unit) % modulo);
const total =
  (unit: bigint) =>
  (self: TimeSpan): number =>
    Number(self.ticks) / Number(unit);
const build = (d: number, h: number, m: number, s: number, ms = 0): TimeSpan =>
  make(
    BigInt(d) * ticksPerDay +
      BigInt(h) * ticksPerHour +
      BigInt(m) * ticksPerMinute +
      BigInt(s) * ticksPerSecond +
      BigInt(ms) * ticksPerMillisecond,
  );
const t = 'timespan';

export const timeSpanType = defineType<TimeSpan>({
  name: 'System.TimeSpan',
  kind: 'struct',
  interfaces: ['System.IComparable', 'System.IFormattable', 'System.IComparable[timespan]'],
  defaultValue: () => new TimeSpan(0n),
  toText: formatTimeSpan,
  compare,
  equals: (a, b) => b instanceof TimeSpan && a.ticks === b.ticks,
  members: [
    { kind: 'constructor', texts: [`${t} new(long ticks)`], body: (ticks: bigint) => new TimeSpan(ticks) },
    {
      kind: 'constructor',
      texts: [`${t} new(int hours, int minutes, int seconds)`],
      body: (h: number, m: number, s: number) => build(0, h, m, s),
    },
    {
      kind: 'constructor',
      texts: [`${t} new(int days, int hours, int minutes, int seconds)`],
      body: (d: number, h: number, m: number, s: number) => build(d, h, m, s),
    },
    {
      kind: 'constructor',
      texts: [`${t} new(int days, int hours, int minutes, int seconds, int milliseconds)`],
      body: (d: number, h: number, m: number, s: number, ms: number) => build(d, h, m, s, ms),
    },
    property('int Days {get;}', (self: TimeSpan) => Number(self.ticks / ticksPerDay)),
    property('int Hours {get;}', whole(ticksPerHour, 24n)),
    property('int Milliseconds {get;}', whole(ticksPerMillisecond, 1000n)),
    property('int Microseconds {get;}', whole(10n, 1000n)),
    property('int Nanoseconds {get;}', (self: TimeSpan) => Number(self.ticks % 10n) * 100),
    property('int Minutes {get;}', whole(ticksPerMinute, 60n)),
    property('int Seconds {get;}', whole(ticksPerSecond, 60n)),
    property('long Ticks {get;}', (self: TimeSpan) => self.ticks),
    property('double TotalDays {get;}', total(ticksPerDay)),
    property('double TotalHours {get;}', total(ticksPerHour)),
    property('double TotalMilliseconds {get;}', total(ticksPerMillisecond)),
    property('double TotalMicroseconds {get;}', total(10n)),
    property('double TotalNanoseconds {get;}', (self: TimeSpan) => Number(self.ticks) * 100),
    property('double TotalMinutes {get;}', total(ticksPerMinute)),
    property('double TotalSeconds {get;}', total(ticksPerSecond)),
    property('static timespan MaxValue {get;}', () => new TimeSpan(max)),
    property('static timespan MinValue {get;}', () => new TimeSpan(min)),
    property('static timespan Zero {get;}', () => new TimeSpan(0n)),
    property('static long TicksPerDay {get;}', () => ticksPerDay),
    property('static long TicksPerHour {get;}', () => ticksPerHour),
    property('static long TicksPerMinute {get;}', () => ticksPerMinute),
    property('static long TicksPerSecond {get;}', () => ticksPerSecond),
    property('static long TicksPerMillisecond {get;}', () => ticksPerMillisecond),
    method('timespan Add(timespan ts)', (self: TimeSpan, other: TimeSpan) => make(self.ticks + other.ticks)),
    method('timespan Subtract(timespan ts)', (self: TimeSpan, other: TimeSpan) => make(self.ticks - other.ticks)),
    method('timespan Multiply(double factor)', (self: TimeSpan, factor: number) =>
      make(BigInt(Math.round(Number(self.ticks) * factor))),
    ),
    method('timespan Divide(double divisor)', (self: TimeSpan, divisor: number) =>
      make(BigInt(Math.round(Number(self.ticks) / divisor))),
    ),
    method('double Divide(timespan ts)', (self: TimeSpan, other: TimeSpan) => Number(self.ticks) / Number(other.ticks)),
    method('timespan Duration()', (self: TimeSpan) => new TimeSpan(abs(self.ticks))),
    method('timespan Negate()', (self: TimeSpan) => new TimeSpan(-self.ticks)),
    method(
      ['int CompareTo(System.Object value)', 'int CompareTo(timespan value)'],
      (self: TimeSpan, other: TimeSpan | null) => (other === null ? 1 : compare(self, other)),
    ),
    method('bool Equals(timespan obj)', (self: TimeSpan, other: TimeSpan) => self.ticks === other.ticks),
    method('string ToString()', (self: TimeSpan) => formatTimeSpan(self, null, null)),
    method('string ToString(string format)', (self: TimeSpan, format: string) => formatTimeSpan(self, format, null)),
    method('string ToString(string format, System.IFormatProvider formatProvider)', formatTimeSpan),
    method('static int Compare(timespan t1, timespan t2)', compare),
    method('static timespan FromDays(double value)', (value: number) => fromReal(value, ticksPerDay)),
    method('static timespan FromHours(double value)', (value: number) => fromReal(value, ticksPerHour)),
    method('static timespan FromMinutes(double value)', (value: number) => fromReal(value, ticksPerMinute)),
    method('static timespan FromSeconds(double value)', (value: number) => fromReal(value, ticksPerSecond)),
    method('static timespan FromMilliseconds(double value)', (value: number) => fromReal(value, ticksPerMillisecond)),
    method('static timespan FromMicroseconds(double value)', (value: number) => fromReal(value, 10n)),
    method('static timespan FromTicks(long value)', (value: bigint) => new TimeSpan(value)),
    method('static timespan Parse(string s)', parseOrThrow),
    method('static timespan Parse(string input, System.IFormatProvider formatProvider)', parseOrThrow),
    method('static bool TryParse(string s, [ref] timespan result)', (text: string | null, result: PSReference) => {
      const value = text === null ? undefined : parse(text);
      result.value = value ?? new TimeSpan(0n);
      return value !== undefined;
    }),
    method('static timespan op_Addition(timespan t1, timespan t2)', (a: TimeSpan, b: TimeSpan) =>
      make(a.ticks + b.ticks),
    ),
    method('static timespan op_Subtraction(timespan t1, timespan t2)', (a: TimeSpan, b: TimeSpan) =>
      make(a.ticks - b.ticks),
    ),
    method('static timespan op_Multiply(timespan timeSpan, double factor)', (a: TimeSpan, factor: number) =>
      make(BigInt(Math.round(Number(a.ticks) * factor))),
    ),
    method('static timespan op_Multiply(double factor, timespan timeSpan)', (factor: number, a: TimeSpan) =>
      make(BigInt(Math.round(Number(a.ticks) * factor))),
    ),
    method('static timespan op_Division(timespan timeSpan, double divisor)', (a: TimeSpan, divisor: number) =>
      make(BigInt(Math.round(Number(a.ticks) / divisor))),
    ),
    method(
      'static double op_Division(timespan t1, timespan t2)',
      (a: TimeSpan, b: TimeSpan) => Number(a.ticks) / Number(b.ticks),
    ),
    method('static timespan op_UnaryNegation(timespan t)', (a: TimeSpan) => new TimeSpan(-a.ticks)),
    method('static bool op_Equality(timespan t1, timespan t2)', (a: TimeSpan, b: TimeSpan) => a.ticks === b.ticks),
    method('static bool op_LessThan(timespan t1, timespan t2)', (a: TimeSpan, b: TimeSpan) => a.ticks < b.ticks),
  ],
});
