// Get-Date: now, or another moment, as a DateTime or as text.

import { threadContext } from '../../conversion/thread-context.ts';
import { defineCmdlet } from '../../engine/definitions/cmdlet.ts';
import { PSObject } from '../../psobject/ps-object.ts';
import { DateTime, EnumValue } from '../../psobject/values.ts';
import { localDateTime, now, ticksPerMillisecond, utcTicks } from '../shared/date.ts';
import { unixDateText } from '../shared/unix-date.ts';
import { convert, toFormattedText } from '../shared/values.ts';

/** -Format names that are no .NET formats. */
const namedFormats: Readonly<Record<string, { readonly format: string; readonly utc: boolean }>> = {
  filedate: { format: 'yyyyMMdd', utc: false },
  filedateuniversal: { format: 'yyyyMMddZ', utc: true },
  filedatetime: { format: 'yyyyMMddTHHmmssffff', utc: false },
  filedatetimeuniversal: { format: 'yyyyMMddTHHmmssffffZ', utc: true },
};

interface Parts {
  readonly Year: number | undefined;
  readonly Month: number | undefined;
  readonly Day: number | undefined;
  readonly Hour: number | undefined;
  readonly Minute: number | undefined;
  readonly Second: number | undefined;
  readonly Millisecond: number | undefined;
}

function withParts(date: DateTime, p: Parts): DateTime {
  const at = new Date(Number(date.ticks / ticksPerMillisecond - 62_135_596_800_000n));
  const milliseconds = Date.UTC(
    p.Year ?? at.getUTCFullYear(),
    (p.Month ?? at.getUTCMonth() + 1) - 1,
    p.Day ?? at.getUTCDate(),
    p.Hour ?? at.getUTCHours(),
    p.Minute ?? at.getUTCMinutes(),
    p.Second ?? at.getUTCSeconds(),
  );
  // Fractions of a second stay unless milliseconds were given, which then stand alone.
  const fraction = p.Millisecond === undefined ? date.ticks % 10_000_000n : BigInt(p.Millisecond) * ticksPerMillisecond;
  return new DateTime(utcTicks(milliseconds) + fraction, date.kind);
}

/** The moment in UTC; one without a zone counts as local. */
export function toUniversal(date: DateTime): DateTime {
  if (date.kind === 'Utc') return date;
  const offset = BigInt(threadContext().offsetMinutesAt(date.ticks)) * 600_000_000n;
  return new DateTime(date.ticks - offset, 'Utc');
}

function hinted(date: DateTime, hint: unknown): unknown {
  if (hint === undefined) return date;
  const result = new PSObject(date);
  const typeName = 'Microsoft.PowerShell.Commands.DisplayHintType';
  const text = hint instanceof EnumValue ? hint.text : String(hint);
  const names = ['Date', 'Time', 'DateTime'];
  const index = names.findIndex((name) => name.toLowerCase() === text.toLowerCase());
  result.members.setNote('DisplayHint', new EnumValue(typeName, index, names[index] ?? text));
  return result;
}

const range = (min: number, max: number) => ({ kind: 'range', min, max }) as const;

export const getDate = defineCmdlet({
  name: 'Get-Date',
  defaultParameterSet: 'DateAndFormat',
  synopsis: 'Gets the current date and time.',
  parameters: {
    Date: {
      type: 'datetime',
      aliases: ['LastWriteTime'],
      sets: {
        DateAndFormat: { position: 0, pipeline: true, pipelineByName: true },
        DateAndUFormat: { position: 0, pipeline: true, pipelineByName: true },
      },
    },
    UnixTimeSeconds: {
      type: 'object',
      aliases: ['UnixTime'],
      sets: {
        UnixTimeSecondsAndFormat: { mandatory: true, pipelineByName: true },
        UnixTimeSecondsAndUFormat: { mandatory: true, pipelineByName: true },
      },
    },
    Year: { type: 'int', validate: [range(1, 9999)] },
    Month: { type: 'int', validate: [range(1, 12)] },
    Day: { type: 'int', validate: [range(1, 31)] },
    Hour: { type: 'int', validate: [range(0, 23)] },
    Minute: { type: 'int', validate: [range(0, 59)] },
    Second: { type: 'int', validate: [range(0, 59)] },
    Millisecond: { type: 'int', validate: [range(0, 999)] },
    DisplayHint: { type: 'string', validate: [{ kind: 'set', values: ['Date', 'Time', 'DateTime'] }] },
    UFormat: {
      type: 'string',
      sets: { DateAndUFormat: { mandatory: true }, UnixTimeSecondsAndUFormat: { mandatory: true } },
    },
    Format: { type: 'string', sets: { DateAndFormat: {}, UnixTimeSecondsAndFormat: {} } },
    AsUTC: { type: 'switch' },
  },
  examples: [
    { code: "Get-Date '2020-02-29 13:45' -Format 'yyyy-MM-dd'", description: 'As text.', output: '2020-02-29' },
    { code: "(Get-Date '2020-02-29').AddDays(1).Month", description: 'A DateTime.', output: '3' },
  ],
  process(context, p) {
    let date = p.Date ?? now();
    if (p.UnixTimeSeconds !== undefined) {
      const seconds = Number((convert(p.UnixTimeSeconds, 'System.Int64') as { value: bigint }).value);
      date = localDateTime(utcTicks(seconds * 1000));
    }
    date = withParts(date, p);
    if (p.AsUTC) date = toUniversal(date);
    if (p.UFormat !== undefined) {
      context.writeObject(unixDateText(date, p.UFormat, toUniversal(date)));
      return;
    }
    if (p.Format !== undefined) {
      const named = namedFormats[p.Format.toLowerCase()];
      context.writeObject(toFormattedText(named?.utc ? toUniversal(date) : date, named?.format ?? p.Format));
      return;
    }
    context.writeObject(hinted(date, p.DisplayHint));
  },
});
