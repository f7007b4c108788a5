// System.DateTimeOffset, DateOnly and TimeOnly.
import type { FormatProvider } from '../conversion/culture.ts';
import { threadContext } from '../conversion/thread-context.ts';
import {
  defineType,
  type MemberDefinition,
  method,
  property,
  type TypeDefinition,
} from '../conversion/type-definition.ts';
import type { PSReference } from '../psobject/ps-reference.ts';
import { netTypeName } from '../psobject/type-name.ts';
import { DateTime, DateTimeOffset, TimeSpan } from '../psobject/values.ts';
import { argumentError, argumentNull, formatError, outOfRange } from './arguments.ts';
import * as calendar from './calendar.ts';
import { dateFormatOf } from './culture-info.ts';
import { addMonths, exact, now, offsetAtLocal, offsetAtUtc, today, toLocal } from './date-time.ts';
import { formatMoment } from './date-time-format.ts';
import { type ParsedMoment, parseMoment } from './date-time-parse.ts';

const minutes = (n: number): bigint => BigInt(n) * calendar.ticksPerMinute;
const utcTicks = (self: DateTimeOffset): bigint => self.ticks - minutes(self.offsetMinutes);
const compare = (a: DateTimeOffset, b: DateTimeOffset): number =>
  utcTicks(a) < utcTicks(b) ? -1 : utcTicks(a) > utcTicks(b) ? 1 : 0;

function make(ticks: bigint, offsetMinutes: number): DateTimeOffset {
  if (ticks < 0n || ticks > calendar.maxTicks)
    outOfRange('value', 'The added or subtracted value results in an un-representable DateTime.');
  if (Math.abs(offsetMinutes) > 14 * 60) outOfRange('offset', 'Offset must be within plus or minus 14 hours.');
  return new DateTimeOffset(ticks, offsetMinutes);
}
function fromDateTime(value: DateTime, offset?: TimeSpan): DateTimeOffset {
  const minute = offset
    ? Number(offset.ticks / calendar.ticksPerMinute)
    : value.kind === 'Utc'
      ? 0
      : offsetAtLocal(value.ticks);
  if (offset && value.kind === 'Utc' && minute !== 0)
    argumentError('The UTC Offset for Utc DateTime instances must be 0.', 'offset');
  return make(value.ticks, minute);
}
const toOffset = (self: DateTimeOffset, minute: number): DateTimeOffset =>
  make(utcTicks(self) + minutes(minute), minute);
const ofParsed = (parsed: ParsedMoment): DateTimeOffset =>
  make(parsed.ticks, parsed.offsetMinutes ?? offsetAtLocal(parsed.ticks));

function format(self: DateTimeOffset, text: string | null, provider: unknown): string {
  return formatMoment(
    { ticks: self.ticks, offsetMinutes: self.offsetMinutes, zone: self.offsetMinutes },
    text,
    dateFormatOf(provider ?? null),
    true,
  );
}
function parse(text: string | null, provider: unknown = null): DateTimeOffset {
  if (text === null) argumentNull('input');
  const parsed = parseMoment(text, dateFormatOf(provider), today());
  return parsed
    ? ofParsed(parsed)
    : formatError(
        `The string '${text}' was not recognized as a valid DateTime. There is an unknown word starting at index '0'.`,
      );
}

/** The date and time parts that DateTime has too. */
const parts: readonly MemberDefinition[] = [
  ...(['Day', 'Month', 'Year', 'DayOfYear'] as const).map((name) =>
    property(
      `int ${name} {get;}`,
      (self: { ticks: bigint }) => calendar.dateParts(self.ticks)[(name[0]!.toLowerCase() + name.slice(1)) as 'day'],
    ),
  ),
  ...(['Hour', 'Minute', 'Second', 'Millisecond'] as const).map((name) =>
    property(
      `int ${name} {get;}`,
      (self: { ticks: bigint }) => calendar.timeParts(self.ticks)[name.toLowerCase() as 'hour'],
    ),
  ),
  property('System.DayOfWeek DayOfWeek {get;}', (self: { ticks: bigint }) => calendar.dateParts(self.ticks).dayOfWeek),
];
const adders = (type: string): MemberDefinition[] =>
  (
    [
      ['Days', calendar.ticksPerDay],
      ['Hours', calendar.ticksPerHour],
      ['Minutes', calendar.ticksPerMinute],
      ['Seconds', calendar.ticksPerSecond],
      ['Milliseconds', calendar.ticksPerMillisecond],
    ] as const
  ).map(([name, unit]) =>
    method(`${type} Add${name}(double value)`, (self: DateTimeOffset, value: number) =>
      make(self.ticks + calendar.ticksFromReal(value, unit), self.offsetMinutes),
    ),
  );
const shown = (
  type: string,
  body: (self: never, text: string | null, provider: unknown) => string,
): MemberDefinition[] => [
  method('string ToString()', (self) => body(self as never, null, null)),
  method('string ToString(string format)', (self, text) => body(self as never, text, null)),
  method('string ToString(System.IFormatProvider provider)', (self, provider) => body(self as never, null, provider)),
  method('string ToString(string format, System.IFormatProvider provider)', (self, text, provider) =>
    body(self as never, text, provider),
  ),
  method(
    `bool Equals(${type} other)`,
    (self: { ticks: bigint }, other: { ticks: bigint }) => self.ticks === other.ticks,
  ),
];

const dto = 'System.DateTimeOffset';
const offsetType = defineType<DateTimeOffset>({
  name: dto,
  kind: 'struct',
  interfaces: ['System.IComparable', 'System.IFormattable', `System.IComparable[${dto}]`],
  defaultValue: () => new DateTimeOffset(0n, 0),
  toText: (self, text, provider: FormatProvider | null) => format(self, text, provider),
  compare,
  equals: (a, b) => b instanceof DateTimeOffset && utcTicks(a) === utcTicks(b),
  members: [
    {
      kind: 'constructor',
      texts: [`${dto} new(long ticks, timespan offset)`],
      body: (ticks: bigint, offset: TimeSpan) => make(ticks, Number(offset.ticks / calendar.ticksPerMinute)),
    },
    {
      kind: 'constructor',
      texts: [`${dto} new(datetime dateTime)`, `${dto} new(datetime dateTime, timespan offset)`],
      body: (value: DateTime, offset: unknown) => fromDateTime(value, offset instanceof TimeSpan ? offset : undefined),
    },
    {
      kind: 'constructor',
      texts: [`${dto} new(int year, int month, int day, int hour, int minute, int second, timespan offset)`],
      body: (y: number, mo: number, d: number, h: number, mi: number, s: number, offset: TimeSpan) =>
        make(
          calendar.ticksOf(y, mo, d, h, mi, s) ??
            outOfRange('day', 'Year, Month, and Day parameters describe an un-representable DateTime.'),
          Number(offset.ticks / calendar.ticksPerMinute),
        ),
    },
    ...parts,
    property('long Ticks {get;}', (self: DateTimeOffset) => self.ticks),
    property('long UtcTicks {get;}', utcTicks),
    property('timespan Offset {get;}', (self: DateTimeOffset) => new TimeSpan(minutes(self.offsetMinutes))),
    property('timespan TimeOfDay {get;}', (self: DateTimeOffset) => new TimeSpan(self.ticks % calendar.ticksPerDay)),
    property(
      'datetime Date {get;}',
      (self: DateTimeOffset) => new DateTime(self.ticks - (self.ticks % calendar.ticksPerDay)),
    ),
    property('datetime DateTime {get;}', (self: DateTimeOffset) => new DateTime(self.ticks)),
    property('datetime UtcDateTime {get;}', (self: DateTimeOffset) => new DateTime(utcTicks(self), 'Utc')),
    property('datetime LocalDateTime {get;}', (self: DateTimeOffset) => toLocal(new DateTime(utcTicks(self), 'Utc'))),
    property(`static ${dto} Now {get;}`, () => fromDateTime(now())),
    property(`static ${dto} UtcNow {get;}`, () => new DateTimeOffset(threadContext().utcNow(), 0)),
    property(`static ${dto} MinValue {get;}`, () => new DateTimeOffset(0n, 0)),
    property(`static ${dto} MaxValue {get;}`, () => new DateTimeOffset(calendar.maxTicks, 0)),
    property(`static ${dto} UnixEpoch {get;}`, () => new DateTimeOffset(calendar.unixEpochTicks, 0)),
    ...adders(dto),
    method(`${dto} Add(timespan timeSpan)`, (self: DateTimeOffset, value: TimeSpan) =>
      make(self.ticks + value.ticks, self.offsetMinutes),
    ),
    method(`${dto} AddMonths(int months)`, (self: DateTimeOffset, value: number) =>
      make(addMonths(new DateTime(self.ticks), value).ticks, self.offsetMinutes),
    ),
    method(`${dto} AddYears(int years)`, (self: DateTimeOffset, value: number) =>
      make(addMonths(new DateTime(self.ticks), value * 12).ticks, self.offsetMinutes),
    ),
    method(
      `timespan Subtract(${dto} value)`,
      (a: DateTimeOffset, b: DateTimeOffset) => new TimeSpan(utcTicks(a) - utcTicks(b)),
    ),
    method(`int CompareTo(${dto} other)`, compare),
    method(`${dto} ToOffset(timespan offset)`, (self: DateTimeOffset, offset: TimeSpan) =>
      toOffset(self, Number(offset.ticks / calendar.ticksPerMinute)),
    ),
    method(`${dto} ToUniversalTime()`, (self: DateTimeOffset) => toOffset(self, 0)),
    method(`${dto} ToLocalTime()`, (self: DateTimeOffset) => toOffset(self, offsetAtUtc(utcTicks(self)))),
    method(
      'long ToUnixTimeSeconds()',
      (self: DateTimeOffset) => (utcTicks(self) - calendar.unixEpochTicks) / calendar.ticksPerSecond,
    ),
    method(
      'long ToUnixTimeMilliseconds()',
      (self: DateTimeOffset) => (utcTicks(self) - calendar.unixEpochTicks) / calendar.ticksPerMillisecond,
    ),
    method(`static ${dto} FromUnixTimeSeconds(long seconds)`, (value: bigint) =>
      make(calendar.unixEpochTicks + value * calendar.ticksPerSecond, 0),
    ),
    method(`static ${dto} FromUnixTimeMilliseconds(long milliseconds)`, (value: bigint) =>
      make(calendar.unixEpochTicks + value * calendar.ticksPerMillisecond, 0),
    ),
    ...shown(dto, format as never),
    method(
      [`static ${dto} Parse(string input)`, `static ${dto} Parse(string input, System.IFormatProvider formatProvider)`],
      parse,
    ),
    method(`static bool TryParse(string input, [ref] ${dto} result)`, (text: string | null, result: PSReference) => {
      const parsed = text === null ? undefined : parseMoment(text, dateFormatOf(null), today());
      result.value = parsed ? ofParsed(parsed) : new DateTimeOffset(0n, 0);
      return parsed !== undefined;
    }),
    method(
      `static ${dto} ParseExact(string input, string format, System.IFormatProvider formatProvider)`,
      (text: string, pattern: string, provider) => {
        const parsed = exact(text, [pattern], provider);
        return parsed ? ofParsed(parsed) : formatError(`String '${text}' was not recognized as a valid DateTime.`);
      },
    ),
    method(
      `static timespan op_Subtraction(${dto} left, ${dto} right)`,
      (a: DateTimeOffset, b: DateTimeOffset) => new TimeSpan(utcTicks(a) - utcTicks(b)),
    ),
    method(`static ${dto} op_Subtraction(${dto} dateTimeOffset, timespan timeSpan)`, (a: DateTimeOffset, b: TimeSpan) =>
      make(a.ticks - b.ticks, a.offsetMinutes),
    ),
    method(`static ${dto} op_Addition(${dto} dateTimeOffset, timespan timeSpan)`, (a: DateTimeOffset, b: TimeSpan) =>
      make(a.ticks + b.ticks, a.offsetMinutes),
    ),
    method(`static ${dto} op_Implicit(datetime dateTime)`, (value: DateTime) => fromDateTime(value)),
  ],
});

/** System.DateOnly: a day, as the ticks of its midnight. */
export class DateOnly {
  readonly ticks: bigint;
  constructor(ticks: bigint) {
    this.ticks = ticks - (ticks % calendar.ticksPerDay);
  }
  get [netTypeName](): string {
    return 'System.DateOnly';
  }
  get valueKey(): string {
    return `DateOnly ${this.ticks}`;
  }
}
/** System.TimeOnly: ticks since midnight. */
export class TimeOnly {
  readonly ticks: bigint;
  constructor(ticks: bigint) {
    this.ticks = ((ticks % calendar.ticksPerDay) + calendar.ticksPerDay) % calendar.ticksPerDay;
  }
  get [netTypeName](): string {
    return 'System.TimeOnly';
  }
  get valueKey(): string {
    return `TimeOnly ${this.ticks}`;
  }
}

const formatPart =
  (standard: string, roundTrip: string) =>
  (self: { ticks: bigint }, text: string | null, provider: unknown): string => {
    const letter = text === null || text === '' ? standard : text;
    const wanted = letter === 'o' || letter === 'O' ? roundTrip : letter;
    return formatMoment(
      { ticks: self.ticks, offsetMinutes: 0, zone: undefined },
      wanted,
      dateFormatOf(provider ?? null),
    );
  };
const dateText = formatPart('d', "yyyy'-'MM'-'dd");
const timeText = formatPart('t', "HH':'mm':'ss'.'fffffff");
const byTicks = (a: { ticks: bigint }, b: { ticks: bigint }): number =>
  a.ticks < b.ticks ? -1 : a.ticks > b.ticks ? 1 : 0;
const parsedAs = (text: string, provider: unknown, name: string): bigint => {
  const parsed = parseMoment(text, dateFormatOf(provider), today());
  return parsed ? parsed.ticks : formatError(`String '${text}' was not recognized as a valid ${name}.`);
};

const dateOnlyType = defineType<DateOnly>({
  name: 'System.DateOnly',
  kind: 'struct',
  interfaces: ['System.IComparable', 'System.IFormattable'],
  defaultValue: () => new DateOnly(0n),
  toText: dateText,
  compare: byTicks,
  members: [
    {
      kind: 'constructor',
      texts: ['System.DateOnly new(int year, int month, int day)'],
      body: (y: number, m: number, d: number) =>
        new DateOnly(
          calendar.ticksOf(y, m, d) ??
            outOfRange('day', 'Year, Month, and Day parameters describe an un-representable DateTime.'),
        ),
    },
    ...parts.slice(0, 4),
    parts.at(-1)!,
    property('int DayNumber {get;}', (self: DateOnly) => Number(self.ticks / calendar.ticksPerDay)),
    property('static System.DateOnly MinValue {get;}', () => new DateOnly(0n)),
    property('static System.DateOnly MaxValue {get;}', () => new DateOnly(calendar.maxTicks)),
    method(
      'System.DateOnly AddDays(int value)',
      (self: DateOnly, value: number) => new DateOnly(self.ticks + BigInt(value) * calendar.ticksPerDay),
    ),
    method(
      'System.DateOnly AddMonths(int value)',
      (self: DateOnly, value: number) => new DateOnly(addMonths(new DateTime(self.ticks), value).ticks),
    ),
    method(
      'System.DateOnly AddYears(int value)',
      (self: DateOnly, value: number) => new DateOnly(addMonths(new DateTime(self.ticks), value * 12).ticks),
    ),
    method(
      'datetime ToDateTime(System.TimeOnly time)',
      (self: DateOnly, time: TimeOnly) => new DateTime(self.ticks + time.ticks),
    ),
    method('int CompareTo(System.DateOnly value)', byTicks),
    ...shown('System.DateOnly', dateText as never),
    method('static System.DateOnly FromDateTime(datetime dateTime)', (value: DateTime) => new DateOnly(value.ticks)),
    method(
      'static System.DateOnly FromDayNumber(int dayNumber)',
      (value: number) => new DateOnly(BigInt(value) * calendar.ticksPerDay),
    ),
    method(
      [
        'static System.DateOnly Parse(string s)',
        'static System.DateOnly Parse(string s, System.IFormatProvider provider)',
      ],
      (text: string, provider: unknown = null) => new DateOnly(parsedAs(text, provider, 'DateOnly')),
    ),
  ],
});
const timeOnlyType = defineType<TimeOnly>({
  name: 'System.TimeOnly',
  kind: 'struct',
  interfaces: ['System.IComparable', 'System.IFormattable'],
  defaultValue: () => new TimeOnly(0n),
  toText: timeText,
  compare: byTicks,
  members: [
    {
      kind: 'constructor',
      texts: ['System.TimeOnly new(int hour, int minute)', 'System.TimeOnly new(int hour, int minute, int second)'],
      body: (h: number, m: number, s: unknown) =>
        new TimeOnly(
          calendar.ticksOf(1, 1, 1, h, m, typeof s === 'number' ? s : 0) ??
            outOfRange('hour', 'Hour, Minute, and Second parameters describe an un-representable DateTime.'),
        ),
    },
    { kind: 'constructor', texts: ['System.TimeOnly new(long ticks)'], body: (ticks: bigint) => new TimeOnly(ticks) },
    ...parts.slice(4, 8),
    property('long Ticks {get;}', (self: TimeOnly) => self.ticks),
    method(
      'System.TimeOnly AddHours(double value)',
      (self: TimeOnly, value: number) =>
        new TimeOnly(self.ticks + calendar.ticksFromReal(value, calendar.ticksPerHour)),
    ),
    method(
      'System.TimeOnly AddMinutes(double value)',
      (self: TimeOnly, value: number) =>
        new TimeOnly(self.ticks + calendar.ticksFromReal(value, calendar.ticksPerMinute)),
    ),
    method(
      'System.TimeOnly Add(timespan value)',
      (self: TimeOnly, value: TimeSpan) => new TimeOnly(self.ticks + value.ticks),
    ),
    method('timespan ToTimeSpan()', (self: TimeOnly) => new TimeSpan(self.ticks)),
    method('int CompareTo(System.TimeOnly value)', byTicks),
    ...shown('System.TimeOnly', timeText as never),
    method(
      'static System.TimeOnly FromDateTime(datetime dateTime)',
      (value: DateTime) => new TimeOnly(value.ticks % calendar.ticksPerDay),
    ),
    method('static System.TimeOnly FromTimeSpan(timespan timeSpan)', (value: TimeSpan) => new TimeOnly(value.ticks)),
    method(
      [
        'static System.TimeOnly Parse(string s)',
        'static System.TimeOnly Parse(string s, System.IFormatProvider provider)',
      ],
      (text: string, provider: unknown = null) =>
        new TimeOnly(parsedAs(text, provider, 'TimeOnly') % calendar.ticksPerDay),
    ),
  ],
});

export const dateTimeOffsetTypes: readonly TypeDefinition[] = [offsetType, dateOnlyType, timeOnlyType];
