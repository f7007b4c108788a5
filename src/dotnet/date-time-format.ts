// Formats of dates and times: .NET's standard letters and custom patterns, for DateTime, DateTimeOffset, DateOnly and TimeOnly.
import type { DateFormat } from '../conversion/culture.ts';
import { invariantCulture } from '../conversion/culture.ts';
import { formatError } from './arguments.ts';
import { dateParts, ticksPerMinute, timeParts } from './calendar.ts';

export interface Moment {
  readonly ticks: bigint;
  /** What K shows: Z, an offset in minutes, or nothing. */
  readonly zone: 'Z' | number | undefined;
  /** The offset that z shows. */
  readonly offsetMinutes: number;
}

const badFormat = (): never => formatError('Input string was not in a correct format.');

/** The pattern of a standard letter, whether it is the invariant culture's, and whether it wants UTC. */
function standardPattern(
  letter: string,
  format: DateFormat,
  isOffset: boolean,
): { pattern: string; invariant?: boolean; utc?: boolean } {
  switch (letter) {
    case 'd':
      return { pattern: format.shortDatePattern };
    case 'D':
      return { pattern: format.longDatePattern };
    case 'f':
      return { pattern: `${format.longDatePattern} ${format.shortTimePattern}` };
    case 'F':
      return { pattern: format.fullDateTimePattern };
    case 'g':
      return { pattern: `${format.shortDatePattern} ${format.shortTimePattern}` };
    case 'G':
      return { pattern: `${format.shortDatePattern} ${format.longTimePattern}` };
    case 'm':
    case 'M':
      return { pattern: format.monthDayPattern };
    case 'o':
    case 'O':
      return {
        pattern: isOffset ? "yyyy'-'MM'-'dd'T'HH':'mm':'ss'.'fffffffzzz" : "yyyy'-'MM'-'dd'T'HH':'mm':'ss'.'fffffffK",
        invariant: true,
      };
    case 'r':
    case 'R':
      return { pattern: "ddd, dd MMM yyyy HH':'mm':'ss 'GMT'", invariant: true, utc: isOffset };
    case 's':
      return { pattern: "yyyy'-'MM'-'dd'T'HH':'mm':'ss", invariant: true };
    case 't':
      return { pattern: format.shortTimePattern };
    case 'T':
      return { pattern: format.longTimePattern };
    case 'u':
      return { pattern: "yyyy'-'MM'-'dd HH':'mm':'ss'Z'", invariant: true, utc: isOffset };
    case 'U':
      return isOffset ? badFormat() : { pattern: format.fullDateTimePattern, utc: true };
    case 'y':
    case 'Y':
      return { pattern: format.yearMonthPattern };
    default:
      return badFormat();
  }
}

/** Formats a moment; null or empty is G. */
export function formatMoment(moment: Moment, format: string | null, info: DateFormat, isOffset = false): string {
  const text =
    format === null || format === ''
      ? isOffset
        ? `${info.shortDatePattern} ${info.longTimePattern} zzz`
        : 'G'
      : format;
  if (text.length > 1) return formatPattern(moment, text, info);
  const { pattern, invariant, utc } = standardPattern(text, info, isOffset);
  const shown = utc
    ? { ticks: moment.ticks - BigInt(moment.offsetMinutes) * ticksPerMinute, zone: 'Z' as const, offsetMinutes: 0 }
    : moment;
  return formatPattern(shown, pattern, invariant ? invariantCulture.dateFormat : info);
}

const two = (value: number): string => String(value).padStart(2, '0');

function offsetText(minutes: number, width: number): string {
  const sign = minutes < 0 ? '-' : '+';
  const magnitude = Math.abs(minutes);
  const hours = Math.floor(magnitude / 60);
  if (width === 1) return sign + hours;
  return width === 2 ? sign + two(hours) : `${sign}${two(hours)}:${two(magnitude % 60)}`;
}

/** Custom patterns: runs of letters, quoted text, `\` and `%`. */
export function formatPattern(moment: Moment, pattern: string, info: DateFormat): string {
  const date = dateParts(moment.ticks);
  const time = timeParts(moment.ticks);
  const genitive = /d(?!dd)/.test(pattern.replace(/'[^']*'|"[^"]*"|d{3,}/g, ''));
  let result = '';
  for (let i = 0; i < pattern.length; ) {
    const c = pattern[i]!;
    let run = 1;
    while (pattern[i + run] === c) run++;
    let used = run;
    switch (c) {
      case 'd':
        result +=
          run === 1
            ? date.day
            : run === 2
              ? two(date.day)
              : run === 3
                ? info.abbreviatedDayNames[date.dayOfWeek]!
                : info.dayNames[date.dayOfWeek]!;
        break;
      case 'M': {
        const at = date.month - 1;
        if (run < 3) result += run === 1 ? date.month : two(date.month);
        else if (run === 3) result += (genitive ? info.abbreviatedMonthGenitiveNames : info.abbreviatedMonthNames)[at]!;
        else result += (genitive ? info.monthGenitiveNames : info.monthNames)[at]!;
        break;
      }
      case 'y':
        result += run <= 2 ? String(date.year % 100).padStart(run, '0') : String(date.year).padStart(run, '0');
        break;
      case 'h':
        result += run === 1 ? time.hour % 12 || 12 : two(time.hour % 12 || 12);
        break;
      case 'H':
        result += run === 1 ? time.hour : two(time.hour);
        break;
      case 'm':
        result += run === 1 ? time.minute : two(time.minute);
        break;
      case 's':
        result += run === 1 ? time.second : two(time.second);
        break;
      case 'f':
      case 'F': {
        if (run > 7) badFormat();
        const digits = String(time.fraction).padStart(7, '0').slice(0, run);
        const shown = c === 'f' ? digits : digits.replace(/0+$/, '');
        if (c === 'F' && shown === '' && result.endsWith('.')) result = result.slice(0, -1);
        result += shown;
        break;
      }
      case 't': {
        const designator = time.hour < 12 ? info.amDesignator : info.pmDesignator;
        result += run === 1 ? designator.slice(0, 1) : designator;
        break;
      }
      case 'g':
        result += 'A.D.';
        break;
      case 'z':
        result += offsetText(moment.offsetMinutes, run);
        break;
      case 'K':
        used = 1;
        result += moment.zone === undefined ? '' : moment.zone === 'Z' ? 'Z' : offsetText(moment.zone, 3);
        break;
      case ':':
        used = 1;
        result += info.timeSeparator;
        break;
      case '/':
        used = 1;
        result += info.dateSeparator;
        break;
      case "'":
      case '"': {
        const end = closing(pattern, i);
        result += pattern.slice(i + 1, end).replace(/\\(.)/g, '$1');
        used = end + 1 - i;
        break;
      }
      case '%':
        if (i + 1 >= pattern.length || pattern[i + 1] === '%') badFormat();
        result += formatPattern(moment, pattern[i + 1]!, info);
        used = 2;
        break;
      case '\\':
        if (i + 1 >= pattern.length) badFormat();
        result += pattern[i + 1]!;
        used = 2;
        break;
      default:
        used = 1;
        result += c;
    }
    i += used;
  }
  return result;
}

function closing(pattern: string, start: number): number {
  const quote = pattern[start]!;
  for (let i = start + 1; i < pattern.length; i++) {
    if (pattern[i] === '\\') i++;
    else if (pattern[i] === quote) return i;
  }
  return badFormat();
}
