// System.DateTime.
import type { FormatProvider } from '../conversion/culture.ts';
import { threadContext } from '../conversion/thread-context.ts';
import { defineType, method, property } from '../conversion/type-definition.ts';
import type { PSReference } from '../psobject/ps-reference.ts';
import { throwNet } from '../psobject/thrown.ts';
import { DateTime, type DateTimeKind, type EnumValue, TimeSpan } from '../psobject/values.ts';
import { argumentNull, formatError, outOfRange } from './arguments.ts';
import * as calendar from './calendar.ts';
import { dateFormatOf } from './culture-info.ts';
import { formatMoment, type Moment } from './date-time-format.ts';
import { type ParsedMoment, parseExact, parseMoment, patternsOf } from './date-time-parse.ts';
import { hashCode } from './object.ts';

export const kinds: readonly DateTimeKind[] = ['Unspecified', 'Utc', 'Local'];

/** A DateTime; throws ArgumentOutOfRangeException beyond the year 9999. */
export function makeDateTime(ticks: bigint, kind: DateTimeKind = 'Unspecified'): DateTime {
  if (ticks < 0n || ticks > calendar.maxTicks)
    outOfRange('value', 'The added or subtracted value results in an un-representable DateTime.');
  return new DateTime(ticks, kind);
}

function fromParts(
  y: number,
  mo: number,
  d: number,
  h = 0,
  mi = 0,
  s = 0,
  ms = 0,
  kind: DateTimeKind = 'Unspecified',
): DateTime {
  if (calendar.daysOf(y, mo, d) === undefined) badDate();
  const ticks = calendar.ticksOf(y, mo, d, h, mi, s);
  if (ticks === undefined || ms < 0 || ms > 999)
    badDate('Hour, Minute, and Second parameters describe an un-representable DateTime.');
  return new DateTime(ticks + BigInt(ms) * calendar.ticksPerMillisecond, kind);
}
function badDate(message = 'Year, Month, and Day parameters describe an un-representable DateTime.'): never {
  throwNet('System.ArgumentOutOfRangeException', message, { hResult: -2146233086, properties: [['ParamName', null]] });
}

export function addMonths(value: DateTime, months: number): DateTime {
  if (months < -120000 || months > 120000) outOfRange('months', 'Months value must be between +/-120000.');
  const { year, month, day } = calendar.dateParts(value.ticks);
  const index = year * 12 + month - 1 + months;
  const [y, m] = [Math.floor(index / 12), (((index % 12) + 12) % 12) + 1];
  if (y < 1 || y > 9999) outOfRange('months', 'The added or subtracted value results in an un-representable DateTime.');
  const days = calendar.daysOf(y, m, Math.min(day, calendar.daysInMonth(y, m)))!;
  return new DateTime(BigInt(days) * calendar.ticksPerDay + (value.ticks % calendar.ticksPerDay), value.kind);
}

const minutes = (n: number): bigint => BigInt(n) * calendar.ticksPerMinute;
/** The session's zone: offset at a moment given in UTC. */
export const offsetAtUtc = (ticks: bigint): number => threadContext().offsetMinutesAt(ticks);
export const offsetAtLocal = (ticks: bigint): number => offsetAtUtc(ticks - minutes(offsetAtUtc(ticks)));

export function toUniversal(value: DateTime): DateTime {
  return value.kind === 'Utc' ? value : new DateTime(value.ticks - minutes(offsetAtLocal(value.ticks)), 'Utc');
}
export function toLocal(value: DateTime): DateTime {
  return value.kind === 'Local' ? value : new DateTime(value.ticks + minutes(offsetAtUtc(value.ticks)), 'Local');
}
export function now(): DateTime {
  const utc = threadContext().utcNow();
  return new DateTime(utc + minutes(offsetAtUtc(utc)), 'Local');
}

const momentOf = (value: DateTime): Moment => {
  const offsetMinutes = value.kind === 'Utc' ? 0 : offsetAtLocal(value.ticks);
  return {
    ticks: value.ticks,
    offsetMinutes,
    zone: value.kind === 'Utc' ? 'Z' : value.kind === 'Local' ? offsetMinutes : undefined,
  };
};

/** DateTime.ToString(format, provider). */
export function formatDateTime(value: DateTime, format: string | null, provider: unknown): string {
  return formatMoment(momentOf(value), format, dateFormatOf(provider));
}

/** DateTimeStyles bits. */
const styles = { assumeLocal: 32, assumeUniversal: 64, adjustToUniversal: 16, roundtrip: 128 };

function finish(parsed: ParsedMoment, style: number): DateTime {
  const { ticks, offsetMinutes } = parsed;
  if (offsetMinutes !== undefined) {
    const utc = new DateTime(ticks - minutes(offsetMinutes), 'Utc');
    return (style & styles.adjustToUniversal) !== 0 || ((style & styles.roundtrip) !== 0 && offsetMinutes === 0)
      ? utc
      : toLocal(utc);
  }
  if ((style & styles.assumeUniversal) !== 0) {
    const utc = new DateTime(ticks, 'Utc');
    return (style & styles.adjustToUniversal) !== 0 ? utc : toLocal(utc);
  }
  if ((style & styles.assumeLocal) !== 0) return new DateTime(ticks, 'Local');
  return new DateTime(ticks);
}

export const today = (): calendar.DateParts => calendar.dateParts(now().ticks);
const styleOf = (style: EnumValue | undefined): number => Number(style?.value ?? 0n);

export function notRecognized(text: string): never {
  const unknown = /[A-Za-z]/.exec(text);
  if (/^\s*$/.test(text)) formatError('String was not recognized as a valid DateTime.');
  formatError(
    unknown && !/\d/.test(text.slice(0, unknown.index))
      ? `The string '${text}' was not recognized as a valid DateTime. There is an unknown word starting at index '${unknown.index}'.`
      : `String '${text}' was not recognized as a valid DateTime.`,
  );
}

export function parseDateTime(text: string | null, provider: unknown, style?: EnumValue): DateTime {
  if (text === null) argumentNull('s');
  const parsed = parseMoment(text, dateFormatOf(provider), today());
  return parsed ? finish(parsed, styleOf(style)) : notRecognized(text);
}
function tryParse(text: string | null, provider: unknown, style: EnumValue | undefined, result: PSReference): boolean {
  const parsed = text === null ? undefined : parseMoment(text, dateFormatOf(provider), today());
  result.value = parsed ? finish(parsed, styleOf(style)) : new DateTime(0n);
  return parsed !== undefined;
}
/** The first of the patterns that the text has. */
export function exact(text: string, formats: readonly string[], provider: unknown): ParsedMoment | undefined {
  const info = dateFormatOf(provider);
  for (const format of formats) {
    for (const pattern of patternsOf(format, info)) {
      const parsed = parseExact(text, pattern, info, today());
      if (parsed) return parsed;
    }
  }
  return undefined;
}
function exactly(text: string | null, formats: readonly string[], provider: unknown, style?: EnumValue): DateTime {
  if (text === null) argumentNull('s');
  const parsed = exact(text, formats, provider);
  return parsed
    ? finish(parsed, styleOf(style))
    : formatError(`String '${text}' was not recognized as a valid DateTime.`);
}

const part =
  (name: keyof calendar.DateParts) =>
  (self: DateTime): number =>
    calendar.dateParts(self.ticks)[name];
const timePart =
  (name: keyof calendar.TimeParts) =>
  (self: DateTime): number =>
    calendar.timeParts(self.ticks)[name];
const adder =
  (unit: bigint) =>
  (self: DateTime, value: number): DateTime =>
    makeDateTime(self.ticks + calendar.ticksFromReal(value, unit), self.kind);
const kindOf = (kind: EnumValue): DateTimeKind => kind.text as DateTimeKind;
const compare = (a: DateTime, b: DateTime): number => (a.ticks < b.ticks ? -1 : a.ticks > b.ticks ? 1 : 0);
const format = (self: DateTime, text: string | null, provider: unknown): string =>
  formatDateTime(self, text, provider ?? null);
const d = 'datetime';
const at = 'int year, int month, int day, int hour, int minute, int second';

export const dateTimeType = defineType<DateTime>({
  name: 'System.DateTime',
  kind: 'struct',
  interfaces: ['System.IComparable', 'System.IFormattable', 'System.IConvertible', 'System.IComparable[datetime]'],
  defaultValue: () => new DateTime(0n),
  toText: (self, text, provider: FormatProvider | null) => formatDateTime(self, text, provider),
  compare,
  equals: (a, b) => b instanceof DateTime && a.ticks === b.ticks,
  members: [
    {
      kind: 'constructor',
      texts: [`${d} new(long ticks)`],
      body: (ticks: bigint) =>
        ticks < 0n || ticks > calendar.maxTicks
          ? outOfRange('ticks', 'Ticks must be between DateTime.MinValue.Ticks and DateTime.MaxValue.Ticks.')
          : new DateTime(ticks),
    },
    {
      kind: 'constructor',
      texts: [`${d} new(long ticks, System.DateTimeKind kind)`],
      body: (ticks: bigint, kind: EnumValue) => new DateTime(ticks, kindOf(kind)),
    },
    {
      kind: 'constructor',
      texts: [`${d} new(int year, int month, int day)`],
      body: (y: number, m: number, day: number) => fromParts(y, m, day),
    },
    {
      kind: 'constructor',
      texts: [`${d} new(${at})`],
      body: (y: number, mo: number, day: number, h: number, mi: number, s: number) => fromParts(y, mo, day, h, mi, s),
    },
    {
      kind: 'constructor',
      texts: [`${d} new(${at}, System.DateTimeKind kind)`],
      body: (y: number, mo: number, day: number, h: number, mi: number, s: number, kind: EnumValue) =>
        fromParts(y, mo, day, h, mi, s, 0, kindOf(kind)),
    },
    {
      kind: 'constructor',
      texts: [`${d} new(${at}, int millisecond)`],
      body: (y: number, mo: number, day: number, h: number, mi: number, s: number, ms: number) =>
        fromParts(y, mo, day, h, mi, s, ms),
    },
    {
      kind: 'constructor',
      texts: [`${d} new(${at}, int millisecond, System.DateTimeKind kind)`],
      body: (y: number, mo: number, day: number, h: number, mi: number, s: number, ms: number, kind: EnumValue) =>
        fromParts(y, mo, day, h, mi, s, ms, kindOf(kind)),
    },
    property(
      'datetime Date {get;}',
      (self: DateTime) => new DateTime(self.ticks - (self.ticks % calendar.ticksPerDay), self.kind),
    ),
    property('int Day {get;}', part('day')),
    property('System.DayOfWeek DayOfWeek {get;}', part('dayOfWeek')),
    property('int DayOfYear {get;}', part('dayOfYear')),
    property('int Hour {get;}', timePart('hour')),
    property('System.DateTimeKind Kind {get;}', (self: DateTime) => kinds.indexOf(self.kind)),
    property('int Millisecond {get;}', timePart('millisecond')),
    property(
      'int Microsecond {get;}',
      (self: DateTime) => Math.floor(calendar.timeParts(self.ticks).fraction / 10) % 1000,
    ),
    property('int Nanosecond {get;}', (self: DateTime) => (calendar.timeParts(self.ticks).fraction % 10) * 100),
    property('int Minute {get;}', timePart('minute')),
    property('int Month {get;}', part('month')),
    property('int Second {get;}', timePart('second')),
    property('long Ticks {get;}', (self: DateTime) => self.ticks),
    property('timespan TimeOfDay {get;}', (self: DateTime) => new TimeSpan(self.ticks % calendar.ticksPerDay)),
    property('int Year {get;}', part('year')),
    property('static datetime MaxValue {get;}', () => new DateTime(calendar.maxTicks)),
    property('static datetime MinValue {get;}', () => new DateTime(0n)),
    property('static datetime UnixEpoch {get;}', () => new DateTime(calendar.unixEpochTicks, 'Utc')),
    property('static datetime Now {get;}', now),
    property('static datetime Today {get;}', () => {
      const { ticks } = now();
      return new DateTime(ticks - (ticks % calendar.ticksPerDay), 'Local');
    }),
    property('static datetime UtcNow {get;}', () => new DateTime(threadContext().utcNow(), 'Utc')),
    method('datetime Add(timespan value)', (self: DateTime, value: TimeSpan) =>
      makeDateTime(self.ticks + value.ticks, self.kind),
    ),
    method('datetime AddDays(double value)', adder(calendar.ticksPerDay)),
    method('datetime AddHours(double value)', adder(calendar.ticksPerHour)),
    method('datetime AddMinutes(double value)', adder(calendar.ticksPerMinute)),
    method('datetime AddSeconds(double value)', adder(calendar.ticksPerSecond)),
    method('datetime AddMilliseconds(double value)', adder(calendar.ticksPerMillisecond)),
    method('datetime AddMicroseconds(double value)', adder(10n)),
    method('datetime AddTicks(long value)', (self: DateTime, value: bigint) =>
      makeDateTime(self.ticks + value, self.kind),
    ),
    method('datetime AddMonths(int months)', addMonths),
    method('datetime AddYears(int value)', (self: DateTime, value: number) => addMonths(self, value * 12)),
    method(
      ['int CompareTo(System.Object value)', 'int CompareTo(datetime value)'],
      (self: DateTime, other: DateTime | null) => (other === null ? 1 : compare(self, other)),
    ),
    method('bool Equals(datetime value)', (self: DateTime, other: DateTime) => self.ticks === other.ticks),
    method('int GetHashCode()', (self: DateTime) => hashCode(self)),
    method('System.TypeCode GetTypeCode()', () => 'DateTime'),
    method('bool IsDaylightSavingTime()', () => false),
    method(
      'timespan Subtract(datetime value)',
      (self: DateTime, other: DateTime) => new TimeSpan(self.ticks - other.ticks),
    ),
    method('datetime Subtract(timespan value)', (self: DateTime, value: TimeSpan) =>
      makeDateTime(self.ticks - value.ticks, self.kind),
    ),
    method('long ToBinary()', (self: DateTime) =>
      BigInt.asIntN(64, self.ticks | (BigInt(kinds.indexOf(self.kind)) << 62n)),
    ),
    method(
      'static datetime FromBinary(long dateData)',
      (data: bigint) =>
        new DateTime(data & 0x3fffffffffffffffn, kinds[Number((BigInt.asUintN(64, data) >> 62n) & 3n)]!),
    ),
    method(
      ['long ToFileTime()', 'long ToFileTimeUtc()'],
      (self: DateTime) => toUniversal(self).ticks - 504911232000000000n,
    ),
    method('static datetime FromFileTime(long fileTime)', (value: bigint) =>
      toLocal(new DateTime(value + 504911232000000000n, 'Utc')),
    ),
    method(
      'static datetime FromFileTimeUtc(long fileTime)',
      (value: bigint) => new DateTime(value + 504911232000000000n, 'Utc'),
    ),
    method('datetime ToLocalTime()', toLocal),
    method('datetime ToUniversalTime()', toUniversal),
    method(
      'double ToOADate()',
      (self: DateTime) => Number(self.ticks - 599264352000000000n) / Number(calendar.ticksPerDay),
    ),
    method('static datetime FromOADate(double d)', (value: number) =>
      makeDateTime(599264352000000000n + calendar.ticksFromReal(value, calendar.ticksPerDay)),
    ),
    method('string ToLongDateString()', (self: DateTime) => format(self, 'D', null)),
    method('string ToLongTimeString()', (self: DateTime) => format(self, 'T', null)),
    method('string ToShortDateString()', (self: DateTime) => format(self, 'd', null)),
    method('string ToShortTimeString()', (self: DateTime) => format(self, 't', null)),
    method('string ToString()', (self: DateTime) => format(self, null, null)),
    method('string ToString(string format)', (self: DateTime, text: string) => format(self, text, null)),
    method('string ToString(System.IFormatProvider provider)', (self: DateTime, provider) =>
      format(self, null, provider),
    ),
    method('string ToString(string format, System.IFormatProvider provider)', format),
    method('static int Compare(datetime t1, datetime t2)', compare),
    method('static int DaysInMonth(int year, int month)', (year: number, month: number) =>
      month < 1 || month > 12
        ? outOfRange('month', 'Month must be between one and twelve.')
        : calendar.daysInMonth(year, month),
    ),
    method('static bool Equals(datetime t1, datetime t2)', (a: DateTime, b: DateTime) => a.ticks === b.ticks),
    method('static bool IsLeapYear(int year)', (year: number) =>
      year < 1 || year > 9999 ? outOfRange('year', 'Year must be between 1 and 9999.') : calendar.isLeapYear(year),
    ),
    method(
      'static datetime SpecifyKind(datetime value, System.DateTimeKind kind)',
      (value: DateTime, kind: EnumValue) => new DateTime(value.ticks, kindOf(kind)),
    ),
    method('static datetime Parse(string s)', (text: string) => parseDateTime(text, null)),
    method('static datetime Parse(string s, System.IFormatProvider provider)', (text: string, provider) =>
      parseDateTime(text, provider),
    ),
    method(
      'static datetime Parse(string s, System.IFormatProvider provider, System.Globalization.DateTimeStyles styles)',
      parseDateTime,
    ),
    method('static bool TryParse(string s, [ref] datetime result)', (text: string, result: PSReference) =>
      tryParse(text, null, undefined, result),
    ),
    method(
      'static bool TryParse(string s, System.IFormatProvider provider, [ref] datetime result)',
      (text: string, provider, result: PSReference) => tryParse(text, provider, undefined, result),
    ),
    method(
      'static bool TryParse(string s, System.IFormatProvider provider, System.Globalization.DateTimeStyles styles, [ref] datetime result)',
      tryParse,
    ),
    method(
      'static datetime ParseExact(string s, string format, System.IFormatProvider provider)',
      (text: string, f: string, provider) => exactly(text, [f], provider),
    ),
    method(
      'static datetime ParseExact(string s, string format, System.IFormatProvider provider, System.Globalization.DateTimeStyles style)',
      (text: string, f: string, provider, style) => exactly(text, [f], provider, style),
    ),
    method(
      'static datetime ParseExact(string s, string[] formats, System.IFormatProvider provider, System.Globalization.DateTimeStyles style)',
      exactly,
    ),
    method(
      'static bool TryParseExact(string s, string format, System.IFormatProvider provider, System.Globalization.DateTimeStyles style, [ref] datetime result)',
      (text: string | null, f: string, provider, style, result: PSReference) => {
        const parsed = text === null ? undefined : exact(text, [f], provider);
        result.value = parsed ? finish(parsed, styleOf(style)) : new DateTime(0n);
        return parsed !== undefined;
      },
    ),
    method('static datetime op_Addition(datetime d, timespan t)', (a: DateTime, b: TimeSpan) =>
      makeDateTime(a.ticks + b.ticks, a.kind),
    ),
    method(
      'static timespan op_Subtraction(datetime d1, datetime d2)',
      (a: DateTime, b: DateTime) => new TimeSpan(a.ticks - b.ticks),
    ),
    method('static datetime op_Subtraction(datetime d, timespan t)', (a: DateTime, b: TimeSpan) =>
      makeDateTime(a.ticks - b.ticks, a.kind),
    ),
    method('static bool op_Equality(datetime d1, datetime d2)', (a: DateTime, b: DateTime) => a.ticks === b.ticks),
    method('static bool op_LessThan(datetime t1, datetime t2)', (a: DateTime, b: DateTime) => a.ticks < b.ticks),
    method('static bool op_GreaterThan(datetime t1, datetime t2)', (a: DateTime, b: DateTime) => a.ticks > b.ticks),
  ],
});
