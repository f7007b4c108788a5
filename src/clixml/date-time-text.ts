// DateTime and TimeSpan as XmlConvert writes and reads them: xs:dateTime in its round-trip form, xs:duration.
import { DateTime, TimeSpan } from '../psobject/values.ts';

/** Offsets of local time from UTC, in minutes, for values whose kind is Local. */
export interface LocalTime {
  /** At a moment given in ticks of local time. */
  offsetAtLocal(ticks: bigint): number;
  /** At a moment given in ticks of UTC. */
  offsetAtUtc(ticks: bigint): number;
}

const ticksPerDay = 864_000_000_000n;
const ticksPerSecond = 10_000_000;
const ticksPerWholeSecond = 10_000_000n;
const ticksPerMillisecond = 10_000n;
const ticksPerMinute = 600_000_000n;
/** Ticks of 1970-01-01. */
const unixEpoch = 621_355_968_000_000_000n;
const maxTicks = 3_155_378_975_999_999_999n;

/** The time zone of the process (the TZ variable, or the system's). */
export const processLocalTime: LocalTime = {
  offsetAtLocal(ticks) {
    const milliseconds = Number((ticks - unixEpoch) / ticksPerMillisecond);
    const asUtc = new Date(milliseconds);
    const local = new Date(0);
    local.setFullYear(asUtc.getUTCFullYear(), asUtc.getUTCMonth(), asUtc.getUTCDate());
    local.setHours(asUtc.getUTCHours(), asUtc.getUTCMinutes(), asUtc.getUTCSeconds(), asUtc.getUTCMilliseconds());
    return offsetOf(local);
  },
  offsetAtUtc(ticks) {
    return offsetOf(new Date(Number((ticks - unixEpoch) / ticksPerMillisecond)));
  },
};

// .NET's offsets are whole minutes; those of the nineteenth century have seconds in JavaScript's data.
const offsetOf = (date: Date): number => -Math.round(date.getTimezoneOffset());

const pad2 = (value: number): string => (value < 10 ? `0${value}` : String(value));

/** The round-trip form: no zone for Unspecified, `Z` for Utc, the offset for Local; no trailing zeros in the fraction. */
export function dateTimeText(value: DateTime, localTime: LocalTime): string {
  const days = Number(value.ticks / ticksPerDay);
  const ofDay = Number(value.ticks % ticksPerDay);
  const { year, month, day } = civilFromDays(days);
  const seconds = Math.floor(ofDay / ticksPerSecond);
  const date = `${String(year).padStart(4, '0')}-${pad2(month)}-${pad2(day)}`;
  const time = `${pad2(Math.floor(seconds / 3600))}:${pad2(Math.floor(seconds / 60) % 60)}:${pad2(seconds % 60)}`;
  return `${date}T${time}${fractionText(ofDay % ticksPerSecond)}${zoneText(value, localTime)}`;
}

function fractionText(ticks: number): string {
  return ticks === 0 ? '' : `.${String(ticks).padStart(7, '0').replace(/0+$/, '')}`;
}

function zoneText(value: DateTime, localTime: LocalTime): string {
  if (value.kind === 'Unspecified') return '';
  if (value.kind === 'Utc') return 'Z';
  const offset = localTime.offsetAtLocal(value.ticks);
  const size = Math.abs(offset);
  return `${offset < 0 ? '-' : '+'}${pad2(Math.floor(size / 60))}:${pad2(size % 60)}`;
}

/** Days since 0001-01-01 of the proleptic Gregorian calendar to its date. */
function civilFromDays(days: number): { year: number; month: number; day: number } {
  // Years that start on 1 March, so that the leap day comes last; eras of 400 years have 146,097 days.
  const shifted = days + 306;
  const era = Math.floor(shifted / 146_097);
  const ofEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (ofEra - Math.floor(ofEra / 1460) + Math.floor(ofEra / 36_524) - Math.floor(ofEra / 146_096)) / 365,
  );
  const ofYear = ofEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * ofYear + 2) / 153);
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: ofYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1,
  };
}

function daysFromCivil(year: number, month: number, day: number): number {
  const shiftedYear = month <= 2 ? year - 1 : year;
  const era = Math.floor(shiftedYear / 400);
  const yearOfEra = shiftedYear - era * 400;
  const ofYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1;
  return era * 146_097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + ofYear - 306;
}

const monthLengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

function daysInMonth(year: number, month: number): number {
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return month === 2 && isLeap ? 29 : (monthLengths[month - 1] ?? 0);
}

/** Reads the digits of `text` from `start` to `end`; NaN where one of them is none. */
function digitsAt(text: string, start: number, end: number): number {
  let value = 0;
  for (let at = start; at < end; at++) {
    const digit = text.charCodeAt(at) - 0x30;
    if (!(digit >= 0 && digit <= 9)) return Number.NaN;
    value = value * 10 + digit;
  }
  return value;
}

const dateLength = 'yyyy-MM-dd'.length;
const dateTimeLength = 'yyyy-MM-ddTHH:mm:ss'.length;
const zoneForm = /^([+-])(\d{2}):([0-5]\d)$/;

/** Reads xs:dateTime (or xs:date); a value with an offset becomes Local, as XmlConvert's RoundtripKind makes it. */
export function parseDateTimeText(padded: string, localTime: LocalTime): DateTime | undefined {
  const text = padded.trim();
  const [year, month, day] = [digitsAt(text, 0, 4), digitsAt(text, 5, 7), digitsAt(text, 8, 10)];
  const isDate = text.charCodeAt(4) === hyphen && text.charCodeAt(7) === hyphen;
  if (!isDate || !(year >= 1 && month >= 1 && day >= 1 && day <= daysInMonth(year, month))) return undefined;
  const hasTime = text[dateLength] === 'T';
  const ofDay = hasTime ? timeTicks(text) : 0;
  let end = hasTime ? dateTimeLength : dateLength;
  let fraction = 0;
  if (hasTime && text[end] === '.') {
    const start = end + 1;
    for (end = start; text.charCodeAt(end) >= 0x30 && text.charCodeAt(end) <= 0x39; end++);
    if (end === start) return undefined;
    fraction = fractionTicks(text.slice(start, end));
  }
  if (Number.isNaN(ofDay) || (ofDay === ticksOfDay && fraction !== 0)) return undefined;
  const ticks = BigInt(daysFromCivil(year, month, day)) * ticksPerDay + BigInt(ofDay + fraction);
  return end === text.length ? inRange(ticks, 'Unspecified') : inZone(ticks, text.slice(end), localTime);
}

const hyphen = 0x2d;
const colon = 0x3a;
const ticksOfDay = 864_000_000_000;

/** `THH:mm:ss` after the date, up to and including 24:00:00; NaN for any other text. */
function timeTicks(text: string): number {
  if (text.charCodeAt(13) !== colon || text.charCodeAt(16) !== colon) return Number.NaN;
  const [hour, minute, second] = [digitsAt(text, 11, 13), digitsAt(text, 14, 16), digitsAt(text, 17, 19)];
  const seconds = (hour * 60 + minute) * 60 + second;
  return minute <= 59 && second <= 59 && seconds <= 86_400 ? seconds * ticksPerSecond : Number.NaN;
}

function inZone(ticks: bigint, zone: string, localTime: LocalTime): DateTime | undefined {
  if (zone === 'Z') return inRange(ticks, 'Utc');
  const match = zoneForm.exec(zone);
  if (match === null) return undefined;
  const offset = (Number(match[2]) * 60 + Number(match[3])) * (match[1] === '-' ? -1 : 1);
  if (Math.abs(offset) > 14 * 60) return undefined;
  const utc = ticks - BigInt(offset) * ticksPerMinute;
  return clamped(utc + BigInt(localTime.offsetAtUtc(utc)) * ticksPerMinute);
}

/** Seven digits count; an eighth rounds. */
function fractionTicks(digits: string): number {
  if (digits === '') return 0;
  const ticks = Number(digits.slice(0, 7).padEnd(7, '0'));
  return digits.charCodeAt(7) >= 0x35 ? ticks + 1 : ticks;
}

const inRange = (ticks: bigint, kind: 'Unspecified' | 'Utc'): DateTime | undefined =>
  ticks > maxTicks ? undefined : new DateTime(ticks, kind);

/** A local time beyond the calendar is its edge (DateTime.MinValue and MaxValue travel through time zones so). */
const clamped = (ticks: bigint): DateTime =>
  new DateTime(ticks < 0n ? 0n : ticks > maxTicks ? maxTicks : ticks, 'Local');

/** xs:duration in days, hours, minutes and seconds. */
export function timeSpanText(value: TimeSpan): string {
  if (value.ticks === 0n) return 'PT0S';
  const size = value.ticks < 0n ? -value.ticks : value.ticks;
  const days = size / ticksPerDay;
  const ofDay = Number(size % ticksPerDay);
  const fraction = ofDay % ticksPerSecond;
  const seconds = Math.floor(ofDay / ticksPerSecond);
  const [hour, minute, second] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  let text = value.ticks < 0n ? '-P' : 'P';
  if (days > 0n) text += `${days}D`;
  if (ofDay === 0) return text;
  text += 'T';
  if (hour > 0) text += `${hour}H`;
  if (minute > 0) text += `${minute}M`;
  if (second > 0 || fraction > 0) text += `${second}${fractionText(fraction)}S`;
  return text;
}

const durationForm =
  /^(-?)P(?:(\d{1,10})Y)?(?:(\d{1,10})M)?(?:(\d{1,10})D)?(?:T(?:(\d{1,10})H)?(?:(\d{1,10})M)?(?:(\d{1,10})(?:\.(\d+))?S)?)?$/;
const maxSpan = (1n << 63n) - 1n;

/** Reads xs:duration; a year counts 365 days and a month 30, as .NET counts them. */
export function parseTimeSpanText(text: string): TimeSpan | undefined {
  const trimmed = text.trim();
  const match = durationForm.exec(trimmed);
  if (match === null || trimmed.endsWith('P') || trimmed.endsWith('T')) return undefined;
  // Exact in a double as far as a TimeSpan reaches; what lies beyond is refused below.
  const part = (at: number): number => (match[at] === undefined ? 0 : Number(match[at]));
  const seconds = (part(2) * 365 + part(3) * 30 + part(4)) * 86_400 + (part(5) * 60 + part(6)) * 60 + part(7);
  const size = BigInt(seconds) * ticksPerWholeSecond + BigInt(fractionTicks(match[8] ?? ''));
  const ticks = match[1] === '-' ? -size : size;
  return ticks > maxSpan || ticks < -maxSpan - 1n ? undefined : new TimeSpan(ticks);
}
