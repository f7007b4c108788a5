// Days, months and years of the proleptic Gregorian calendar in ticks of 100 ns since 0001-01-01, as System.DateTime counts.
import { argumentError } from './arguments.ts';

export const ticksPerSecond = 10_000_000n;
export const ticksPerMinute: bigint = 60n * ticksPerSecond;
export const ticksPerHour: bigint = 60n * ticksPerMinute;
export const ticksPerDay: bigint = 24n * ticksPerHour;
export const ticksPerMillisecond = 10_000n;
export const maxTicks = 3155378975999999999n;
/** Ticks at 1970-01-01. */
export const unixEpochTicks = 621355968000000000n;

export const isLeapYear = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);

export function daysInMonth(year: number, month: number): number {
  return month === 2 ? (isLeapYear(year) ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31;
}

function daysBeforeYear(year: number): number {
  const y = year - 1;
  return y * 365 + Math.floor(y / 4) - Math.floor(y / 100) + Math.floor(y / 400);
}

/** Days since 0001-01-01; throws ArgumentOutOfRangeException for a day that does not exist. */
export function daysOf(year: number, month: number, day: number): number | undefined {
  if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return undefined;
  let days = daysBeforeYear(year) + day - 1;
  for (let m = 1; m < month; m++) days += daysInMonth(year, m);
  return days;
}

export interface DateParts {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly dayOfYear: number;
  /** 0 is Sunday. */
  readonly dayOfWeek: number;
}

export function partsOfDays(days: number): DateParts {
  let year = Math.floor(days / 365.2425) + 1;
  while (daysBeforeYear(year) > days) year--;
  while (daysBeforeYear(year + 1) <= days) year++;
  let rest = days - daysBeforeYear(year);
  const dayOfYear = rest + 1;
  let month = 1;
  while (rest >= daysInMonth(year, month)) rest -= daysInMonth(year, month++);
  return { year, month, day: rest + 1, dayOfYear, dayOfWeek: (days + 1) % 7 };
}

export const dateParts = (ticks: bigint): DateParts => partsOfDays(Number(ticks / ticksPerDay));

export interface TimeParts {
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly millisecond: number;
  /** 100 ns units within the second. */
  readonly fraction: number;
}
export function timeParts(ticks: bigint): TimeParts {
  const inDay = Number(ticks % ticksPerDay);
  const seconds = Math.floor(inDay / 1e7);
  const fraction = inDay % 1e7;
  return {
    hour: Math.floor(seconds / 3600),
    minute: Math.floor(seconds / 60) % 60,
    second: seconds % 60,
    millisecond: Math.floor(fraction / 1e4),
    fraction,
  };
}

/** Ticks of a moment; undefined where it does not exist. */
export function ticksOf(
  year: number,
  month: number,
  day: number,
  hour = 0,
  minute = 0,
  second = 0,
  fraction = 0,
): bigint | undefined {
  const days = daysOf(year, month, day);
  if (days === undefined || hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59)
    return undefined;
  return BigInt(days) * ticksPerDay + BigInt(hour * 3600 + minute * 60 + second) * ticksPerSecond + BigInt(fraction);
}

/** A number of units as ticks, rounded as DateTime.AddX rounds. */
export function ticksFromReal(value: number, unit: bigint): bigint {
  const whole = Math.trunc(value);
  if (!Number.isFinite(value) || Math.abs(whole) > 9.3e14) argumentError('Value to add was out of range.', 'value');
  return BigInt(whole) * unit + BigInt(Math.round((value - whole) * Number(unit)));
}
