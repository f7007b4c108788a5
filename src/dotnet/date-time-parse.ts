// Dates from text: DateTime.Parse for the forms that people write, and ParseExact for given patterns.
import type { DateFormat } from '../conversion/culture.ts';
import { ticksOf } from './calendar.ts';

/** What text says: local clock ticks, and its zone where it names one. */
export interface ParsedMoment {
  readonly ticks: bigint;
  readonly offsetMinutes: number | undefined;
  readonly hasDate: boolean;
}

const maxLength = 500;

/** Parses freely by the culture's order of day and month; undefined for text that is no date. `today` fills a missing date. */
export function parseMoment(
  text: string,
  info: DateFormat,
  today: { year: number; month: number; day: number },
): ParsedMoment | undefined {
  if (text.length > maxLength) return undefined;
  let rest = text.trim().replace(/[\u202f\u00a0]/g, ' ');
  if (rest === '') return undefined;
  let offset: number | undefined;
  // Zone: Z, GMT, +hh:mm at the end, after a time.
  const zone = /(?<=\d|\s|[ap]m)(?:\s*(Z|GMT|UTC)|\s*([+-])(\d{1,2}):?(\d{2})?)$/i.exec(rest);
  if (zone && /\d:\d|T\d/i.test(rest.slice(0, zone.index))) {
    if (zone[1]) offset = 0;
    else offset = (zone[2] === '-' ? -1 : 1) * (Number(zone[3]) * 60 + Number(zone[4] ?? 0));
    rest = rest.slice(0, zone.index).trim();
  }
  let [hour, minute, second, fraction] = [0, 0, 0, 0];
  let hasTime = false;
  const quoted = (s: string): string => s.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const am = quoted(info.amDesignator || 'AM');
  const pm = quoted(info.pmDesignator || 'PM');
  const half = `(${am}|${pm}|am|pm|a|p)`;
  const time = new RegExp(
    `(?:^|[\\sT,])(\\d{1,2}):(\\d{1,2})(?::(\\d{1,2})(?:[.,](\\d{1,9}))?)?(?:\\s*${half})?(?=$|[\\s,])|(?:^|\\s)(\\d{1,2})\\s*${half}(?=$|[\\s,])`,
    'i',
  ).exec(rest);
  if (time) {
    hasTime = true;
    hour = Number(time[1] ?? time[6]);
    minute = Number(time[2] ?? 0);
    second = Number(time[3] ?? 0);
    fraction = time[4] ? Math.round(Number(`0.${time[4]}`) * 1e7) : 0;
    const designator = (time[5] ?? time[7])?.toLowerCase();
    if (designator) {
      if (hour > 12) return undefined;
      const isPm = designator.startsWith('p') || designator === info.pmDesignator.toLowerCase();
      hour = (hour % 12) + (isPm ? 12 : 0);
    }
    rest = `${rest.slice(0, time.index)} ${rest.slice(time.index + time[0].length)}`.trim();
  }
  rest = rest.replace(/[T,]\s*$/i, '').trim();
  const date = rest === '' ? (hasTime ? today : undefined) : dateFrom(rest, info, today);
  if (!date) return undefined;
  const ticks = ticksOf(date.year, date.month, date.day, hour, minute, second, fraction);
  return ticks === undefined ? undefined : { ticks, offsetMinutes: offset, hasDate: rest !== '' };
}

const fullYear = (text: string): number => {
  const year = Number(text);
  return text.length > 2 ? year : year + (year < 50 ? 2000 : 1900);
};

interface Day {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

function dateFrom(text: string, info: DateFormat, today: Day): Day | undefined {
  const compact = /^(\d{4})(\d{2})(\d{2})$/.exec(text);
  if (compact) return undefined;
  const numeric = /^(\d{1,4})\s*[-/.]\s*(\d{1,2})(?:\s*[-/.]\s*(\d{1,4}))?$/.exec(text);
  if (numeric) {
    const [, a, b, c] = numeric as unknown as [string, string, string, string | undefined];
    if (a.length > 2) return { year: Number(a), month: Number(b), day: c === undefined ? 1 : Number(c) };
    const monthFirst = info.shortDatePattern.search(/M/) < info.shortDatePattern.search(/d/);
    const yearFirst = info.shortDatePattern.search(/y/) < info.shortDatePattern.search(/[Md]/);
    if (c === undefined)
      return monthFirst
        ? { year: today.year, month: Number(a), day: Number(b) }
        : { year: today.year, month: Number(b), day: Number(a) };
    if (yearFirst && c.length <= 2) return { year: fullYear(a), month: Number(b), day: Number(c) };
    return monthFirst
      ? { year: fullYear(c), month: Number(a), day: Number(b) }
      : { year: fullYear(c), month: Number(b), day: Number(a) };
  }
  const words = text.split(/[\s,.\-/]+/).filter((word) => word !== '');
  let month: number | undefined;
  const numbers: string[] = [];
  for (const word of words) {
    if (/^\d{1,4}$/.test(word)) numbers.push(word);
    else {
      const found = monthNamed(word, info);
      if (found !== undefined && month === undefined) month = found;
      else if (!isDayName(word, info)) return undefined;
    }
  }
  if (month === undefined || numbers.length === 0 || numbers.length > 2) return undefined;
  if (numbers.length === 1) {
    const only = numbers[0]!;
    return only.length > 2 ? { year: Number(only), month, day: 1 } : { year: today.year, month, day: Number(only) };
  }
  const yearAt = numbers[0]!.length > 2 ? 0 : 1;
  return { year: fullYear(numbers[yearAt]!), month, day: Number(numbers[1 - yearAt]) };
}

function monthNamed(word: string, info: DateFormat): number | undefined {
  const lower = word.toLowerCase().replace(/\.$/, '');
  for (const names of [info.monthNames, info.abbreviatedMonthNames, info.monthGenitiveNames]) {
    const at = names.findIndex((name) => name.toLowerCase().replace(/\.$/, '') === lower);
    if (at >= 0) return at + 1;
  }
  return undefined;
}
function isDayName(word: string, info: DateFormat): boolean {
  const lower = word.toLowerCase();
  return [...info.dayNames, ...info.abbreviatedDayNames].some((name) => name.toLowerCase() === lower);
}

/** Parses by one pattern; undefined where the text does not have that form. */
export function parseExact(text: string, pattern: string, info: DateFormat, today: Day): ParsedMoment | undefined {
  if (text.length > maxLength || pattern.length > maxLength) return undefined;
  const values = new Map<string, string>();
  let source = '';
  const quoted = (s: string): string => s.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const names = (list: readonly string[]): string =>
    list
      .filter((n) => n !== '')
      .map(quoted)
      .sort((a, b) => b.length - a.length)
      .join('|');
  const groups: string[] = [];
  const group = (key: string, body: string): void => {
    groups.push(key);
    source += `(${body})`;
  };
  for (let i = 0; i < pattern.length; ) {
    const c = pattern[i]!;
    let run = 1;
    while (pattern[i + run] === c) run++;
    let used = run;
    switch (c) {
      case 'd':
        if (run < 3) group('day', run === 1 ? '\\d{1,2}' : '\\d{2}');
        else source += `(?:${names(run === 3 ? info.abbreviatedDayNames : info.dayNames)})`;
        break;
      case 'M':
        if (run < 3) group('month', run === 1 ? '\\d{1,2}' : '\\d{2}');
        else
          group(
            'monthName',
            names([...(run === 3 ? info.abbreviatedMonthNames : info.monthNames), ...info.monthGenitiveNames]),
          );
        break;
      case 'y':
        group('year', run <= 2 ? '\\d{2}' : `\\d{${run}}`);
        break;
      case 'h':
      case 'H':
        group(c === 'h' ? 'hour12' : 'hour', run === 1 ? '\\d{1,2}' : '\\d{2}');
        break;
      case 'm':
        group('minute', run === 1 ? '\\d{1,2}' : '\\d{2}');
        break;
      case 's':
        group('second', run === 1 ? '\\d{1,2}' : '\\d{2}');
        break;
      case 'f':
        group('fraction', `\\d{${run}}`);
        break;
      case 'F':
        group('fraction', `\\d{0,${run}}`);
        break;
      case 't':
        group('half', `${names([info.amDesignator, info.pmDesignator])}|[AP]`);
        break;
      case 'z':
        group('zone', '[+-]\\d{1,2}(?::?\\d{2})?');
        break;
      case 'K':
        used = 1;
        group('zone', 'Z|[+-]\\d{2}:\\d{2}|');
        break;
      case "'":
      case '"': {
        const end = pattern.indexOf(c, i + 1);
        if (end < 0) return undefined;
        source += quoted(pattern.slice(i + 1, end));
        used = end + 1 - i;
        break;
      }
      case '\\':
        source += quoted(pattern[i + 1] ?? '');
        used = 2;
        break;
      case '%':
        used = 1;
        break;
      case '/':
        used = 1;
        source += quoted(info.dateSeparator);
        break;
      case ':':
        used = 1;
        source += quoted(info.timeSeparator);
        break;
      default:
        used = 1;
        source += quoted(c);
    }
    i += used;
  }
  const match = new RegExp(`^${source}$`, 'i').exec(text);
  if (!match) return undefined;
  for (const [index, key] of groups.entries()) values.set(key, match[index + 1]!);
  const value = (key: string, otherwise: number): number => (values.has(key) ? Number(values.get(key)) : otherwise);
  const monthName = values.get('monthName');
  const month =
    monthName === undefined
      ? value('month', values.has('year') || values.has('day') ? 1 : today.month)
      : monthNamed(monthName, info)!;
  const yearText = values.get('year');
  const hasDate = values.has('day') || values.has('year') || monthName !== undefined || values.has('month');
  const year = yearText === undefined ? today.year : fullYear(yearText);
  let hour = value('hour', 0);
  if (values.has('hour12')) {
    const isPm = values.get('half')?.toLowerCase().startsWith('p') === true;
    hour = (value('hour12', 12) % 12) + (isPm ? 12 : 0);
  }
  const fractionText = values.get('fraction') ?? '';
  const ticks = ticksOf(
    year,
    month,
    value('day', hasDate ? 1 : today.day),
    hour,
    value('minute', 0),
    value('second', 0),
    fractionText === '' ? 0 : Number(fractionText.padEnd(7, '0').slice(0, 7)),
  );
  const zone = values.get('zone');
  const parts = zone && /^([+-])(\d{1,2}):?(\d{2})?$/.exec(zone);
  const offsetMinutes =
    zone === undefined || zone === ''
      ? undefined
      : parts
        ? (parts[1] === '-' ? -1 : 1) * (Number(parts[2]) * 60 + Number(parts[3] ?? 0))
        : 0;
  return ticks === undefined ? undefined : { ticks, offsetMinutes, hasDate };
}

/** The patterns that ParseExact means by a standard letter. */
export function patternsOf(format: string, info: DateFormat): string[] {
  switch (format) {
    case 'd':
      return [info.shortDatePattern];
    case 'D':
      return [info.longDatePattern];
    case 'g':
      return [`${info.shortDatePattern} ${info.shortTimePattern}`];
    case 'G':
      return [`${info.shortDatePattern} ${info.longTimePattern}`];
    case 'f':
      return [`${info.longDatePattern} ${info.shortTimePattern}`];
    case 'F':
    case 'U':
      return [info.fullDateTimePattern];
    case 'o':
    case 'O':
      return ["yyyy'-'MM'-'dd'T'HH':'mm':'ss'.'fffffffK"];
    case 'r':
    case 'R':
      return ["ddd, dd MMM yyyy HH':'mm':'ss 'GMT'"];
    case 's':
      return ["yyyy'-'MM'-'dd'T'HH':'mm':'ss"];
    case 'u':
      return ["yyyy'-'MM'-'dd HH':'mm':'ss'Z'"];
    case 't':
      return [info.shortTimePattern];
    case 'T':
      return [info.longTimePattern];
    case 'y':
    case 'Y':
      return [info.yearMonthPattern];
    case 'm':
    case 'M':
      return [info.monthDayPattern];
    default:
      return [format];
  }
}
