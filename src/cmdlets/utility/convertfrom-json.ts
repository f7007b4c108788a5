// ConvertFrom-Json: JSON text to objects or hashtables.
import { type CmdletContext, defineCmdlet } from '../../engine/definitions/cmdlet.ts';
import { Hashtable } from '../../psobject/collections.ts';
import { BigInteger, Double, Int64 } from '../../psobject/numbers.ts';
import { PSObject } from '../../psobject/ps-object.ts';
import { netTypeName } from '../../psobject/type-name.ts';
import { DateTime, DateTimeOffset } from '../../psobject/values.ts';
import { localDateTime, utcTicks } from '../shared/date.ts';
import { type JsonBuilder, JsonError, readJson } from '../shared/json-reader.ts';

type DateKind = 'Default' | 'Local' | 'Utc' | 'Offset' | 'String';

/** System.Management.Automation.OrderedHashtable: keys differ by case and keep their order. */
class OrderedHashtable extends Hashtable {
  override get [netTypeName](): string {
    return 'System.Management.Automation.OrderedHashtable';
  }
}

const moment = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.(\d{1,7}))?(Z|[+-]\d\d:?\d\d)?$/;

/** A text in the round-trip form of a moment, under -DateKind; undefined for any other text. */
function dateOf(text: string, kind: DateKind): unknown {
  const match = kind === 'String' ? null : moment.exec(text);
  if (match === null) return undefined;
  const [year, month, day, hour, minute, second] = match.slice(1, 7).map(Number) as [number, ...number[]];
  const milliseconds = Date.UTC(year, (month as number) - 1, day, hour, minute, second);
  if (new Date(milliseconds).getUTCDate() !== day) return undefined;
  const ticks = utcTicks(milliseconds) + BigInt((match[7] ?? '').padEnd(7, '0'));
  const zone = match[8];
  const minutes = zone === undefined || zone === 'Z' ? 0 : zoneMinutes(zone);
  const utc = ticks - BigInt(minutes) * 600_000_000n;
  switch (kind) {
    case 'Utc':
      return new DateTime(utc, 'Utc');
    case 'Local':
      return zone === undefined ? new DateTime(ticks, 'Local') : localDateTime(utc);
    case 'Offset':
      return new DateTimeOffset(ticks, minutes);
    default:
      if (zone === undefined) return new DateTime(ticks, 'Unspecified');
      return zone === 'Z' ? new DateTime(ticks, 'Utc') : localDateTime(utc);
  }
}

function zoneMinutes(zone: string): number {
  const sign = zone.startsWith('-') ? -1 : 1;
  return sign * (Number(zone.slice(1, 3)) * 60 + Number(zone.slice(-2)));
}

const int64Min = -(2n ** 63n);
const int64Max = 2n ** 63n - 1n;

function builder(context: CmdletContext, asHashtable: boolean, dateKind: DateKind): JsonBuilder {
  const reject = (message: string, errorId: string): never =>
    context.throwTerminating(context.error('System.InvalidOperationException', message, errorId, 'InvalidOperation'));
  return {
    array: (items) => items,
    string: (text) => dateOf(text, dateKind) ?? text,
    integer(text) {
      const value = text.startsWith('-') ? -BigInt(text.slice(1)) : BigInt(text);
      return value >= int64Min && value <= int64Max ? new Int64(value) : new BigInteger(value);
    },
    real: (text) => new Double(Number(text)),
    object(entries) {
      if (asHashtable) {
        const table = new OrderedHashtable('ordinal');
        for (const [key, value] of entries) table.set(key, value);
        return table;
      }
      const result = new PSObject();
      for (const [key, value] of entries) {
        if (key === '') {
          reject(
            'The provided JSON includes a property whose name is an empty string, this is only supported using the -AsHashTable switch.',
            'EmptyKeyInJsonString',
          );
        }
        const existing = result.members.get(key);
        if (existing !== undefined && existing.name !== key) {
          reject(
            `Cannot convert the JSON string because it contains keys with different casing. Please use the -AsHashTable switch instead. The key that was attempted to be added to the existing key '${existing.name}' was '${key}'.`,
            'KeysWithDifferentCasingInJsonString',
          );
        }
        result.members.setNote(key, value);
      }
      return result;
    },
  };
}

interface Options {
  readonly AsHashtable: boolean;
  readonly Depth: number | undefined;
  readonly NoEnumerate: boolean;
  readonly DateKind: string | undefined;
}

function parse(context: CmdletContext, p: Options, text: string): unknown {
  return readJson(text, builder(context, p.AsHashtable, dateKindOf(p.DateKind)), {
    maxDepth: p.Depth ?? 1024,
    checkStop: () => context.checkStop(),
  });
}

const dateKinds: readonly DateKind[] = ['Default', 'Local', 'Utc', 'Offset', 'String'];

function dateKindOf(text: string | undefined): DateKind {
  return dateKinds.find((kind) => kind.toLowerCase() === text?.toLowerCase()) ?? 'Default';
}

function convert(context: CmdletContext, p: Options, text: string): void {
  try {
    const value = parse(context, p, text);
    if (value !== undefined) context.writeObject(value, !p.NoEnumerate);
  } catch (error) {
    if (!(error instanceof JsonError)) throw error;
    context.throwTerminating(
      context.error(
        'System.ArgumentException',
        `Conversion from JSON failed with error: ${error.message}`,
        'System.ArgumentException',
        'NotSpecified',
      ),
    );
  }
}

/** True when the first input is a whole document: then each input is one of its own, else all lines make one. */
function isWhole(context: CmdletContext, p: Options, text: string): boolean {
  try {
    parse(context, p, text);
    return true;
  } catch (error) {
    if (error instanceof JsonError) return false;
    throw error;
  }
}

export const convertFromJson = defineCmdlet({
  name: 'ConvertFrom-Json',
  synopsis: 'Converts a JSON-formatted string to a custom object or a hash table.',
  parameters: {
    InputObject: {
      type: 'string',
      position: 0,
      mandatory: true,
      pipeline: true,
      validate: [{ kind: 'allowEmptyString' }],
    },
    AsHashtable: { type: 'switch' },
    Depth: { type: 'int', validate: [{ kind: 'range', min: 1, max: 2147483647 }] },
    NoEnumerate: { type: 'switch' },
    DateKind: { type: 'string', validate: [{ kind: 'set', values: dateKinds }] },
  },
  examples: [{ code: `('{"a":[1,2]}' | ConvertFrom-Json).a -join ','`, description: 'An object.', output: '1,2' }],
  begin: (): string[] => [],
  process: (_context, p, lines) => {
    lines.push(p.InputObject);
  },
  end(context, p, lines) {
    const [first] = lines;
    if (first === undefined) return;
    if (lines.length === 1) convert(context, p, first);
    else if (first.trim() !== '' && isWhole(context, p, first)) for (const line of lines) convert(context, p, line);
    else convert(context, p, lines.join('\n'));
  },
});
