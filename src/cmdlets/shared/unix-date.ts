// Get-Date -UFormat: the specifiers of date(1), as PowerShell reads them.
import type { DateTime } from '../../psobject/values.ts';
import { toFormattedText } from './values.ts';

const ticksPerSecond = 10_000_000n;
const secondsAtUnixEpoch = 62_135_596_800n;

interface Moment {
  readonly date: DateTime;
  readonly utc: DateTime;
  readonly parts: Date;
}

const pad = (value: number, width = 2, fill = '0'): string => String(value).padStart(width, fill);

function dayOfYear({ parts }: Moment): number {
  return (
    Math.floor(
      (Date.UTC(parts.getUTCFullYear(), parts.getUTCMonth(), parts.getUTCDate()) -
        Date.UTC(parts.getUTCFullYear(), 0, 1)) /
        86_400_000,
    ) + 1
  );
}

/** ISO 8601 week and the year that it belongs to. */
function isoWeek({ parts }: Moment): { readonly year: number; readonly week: number } {
  const thursday = new Date(Date.UTC(parts.getUTCFullYear(), parts.getUTCMonth(), parts.getUTCDate()));
  thursday.setUTCDate(thursday.getUTCDate() + 4 - (thursday.getUTCDay() || 7));
  const start = Date.UTC(thursday.getUTCFullYear(), 0, 1);
  return { year: thursday.getUTCFullYear(), week: Math.ceil(((thursday.getTime() - start) / 86_400_000 + 1) / 7) };
}

const hour12 = ({ parts }: Moment): number => parts.getUTCHours() % 12 || 12;
const format =
  (text: string) =>
  ({ date }: Moment): string =>
    toFormattedText(date, text);

const specifiers: Readonly<Record<string, (moment: Moment) => string>> = {
  A: format('dddd'),
  a: format('ddd'),
  B: format('MMMM'),
  b: format('MMM'),
  h: format('MMM'),
  C: ({ parts }) => pad(Math.floor(parts.getUTCFullYear() / 100)),
  c: format('ddd dd MMM yyyy HH:mm:ss'),
  D: format('MM/dd/yy'),
  d: format('dd'),
  e: ({ parts }) => pad(parts.getUTCDate(), 2, ' '),
  F: format('yyyy-MM-dd'),
  G: (moment) => String(isoWeek(moment).year),
  g: (moment) => pad(isoWeek(moment).year % 100),
  H: format('HH'),
  I: (moment) => pad(hour12(moment)),
  j: (moment) => pad(dayOfYear(moment), 3),
  k: ({ parts }) => pad(parts.getUTCHours(), 2, ' '),
  l: (moment) => pad(hour12(moment), 2, ' '),
  M: format('mm'),
  m: format('MM'),
  n: () => '\n',
  p: format('tt'),
  R: format('HH:mm'),
  r: format('hh:mm:ss tt'),
  S: format('ss'),
  s: ({ utc }) => String(utc.ticks / ticksPerSecond - secondsAtUnixEpoch),
  T: format('HH:mm:ss'),
  t: () => '\t',
  U: (moment) => String(Math.floor(dayOfYear(moment) / 7)),
  u: ({ parts }) => String(parts.getUTCDay() || 7),
  V: (moment) => pad(isoWeek(moment).week),
  W: (moment) => String(Math.floor(dayOfYear(moment) / 7)),
  w: ({ parts }) => String(parts.getUTCDay()),
  X: format('HH:mm:ss'),
  x: format('MM/dd/yy'),
  Y: format('yyyy'),
  y: format('yy'),
  Z: format('zz'),
  '%': () => '%',
};

/** The text of a moment under such a format; a leading `+` is allowed. */
export function unixDateText(date: DateTime, text: string, utc: DateTime): string {
  const parts = new Date(Number(date.ticks / 10_000n - 62_135_596_800_000n));
  const moment: Moment = { date, utc, parts };
  return text.replace(/^\+/, '').replace(/%(.)/gs, (whole, letter: string) => specifiers[letter]?.(moment) ?? whole);
}
