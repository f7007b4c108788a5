// System.Guid.
import { randomUUID } from 'node:crypto';
import { defineType, method, property } from '../conversion/type-definition.ts';
import type { PSReference } from '../psobject/ps-reference.ts';
import { Guid } from '../psobject/values.ts';
import { argumentError, argumentNull, formatError } from './arguments.ts';

const empty = '00000000-0000-0000-0000-000000000000';

/** N, D, B, P and X forms; undefined for other text. */
function parse(text: string): Guid | undefined {
  const trimmed = text.trim();
  const match =
    /^(?:\{([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\}|\(([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\)|([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}))$/i.exec(
      trimmed,
    );
  if (match) return new Guid((match[1] ?? match[2] ?? match[3])!);
  const plain = /^([0-9a-f]{8})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{12})$/i.exec(trimmed);
  return plain ? new Guid(plain.slice(1).join('-')) : undefined;
}
function parseOrThrow(text: string | null): Guid {
  if (text === null) argumentNull('input');
  const value = parse(text);
  if (value) return value;
  if (/^[\s0-9a-f]{32,}$/i.test(text) || text.includes('-'))
    formatError('Guid should contain 32 digits with 4 dashes (xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx).');
  formatError('Unrecognized Guid format.');
}

function format(value: Guid, text: string | null): string {
  const plain = value.text.replaceAll('-', '');
  switch ((text ?? 'D').toUpperCase()) {
    case '':
    case 'D':
      return value.text;
    case 'N':
      return plain;
    case 'B':
      return `{${value.text}}`;
    case 'P':
      return `(${value.text})`;
    case 'X': {
      const hex = (from: number, to: number): string => `0x${plain.slice(from, to)}`;
      const bytes = Array.from({ length: 8 }, (_, i) => hex(16 + i * 2, 18 + i * 2)).join(',');
      return `{${hex(0, 8)},${hex(8, 12)},${hex(12, 16)},{${bytes}}}`;
    }
    default:
      formatError('Format string can be only "D", "d", "N", "n", "P", "p", "B", "b", "X" or "x".');
  }
}

/** The first three groups are little-endian. */
const order = [3, 2, 1, 0, 5, 4, 7, 6, 8, 9, 10, 11, 12, 13, 14, 15];
function toBytes(value: Guid): Uint8Array {
  const bytes = Buffer.from(value.text.replaceAll('-', ''), 'hex');
  return Uint8Array.from(order, (at) => bytes[at]!);
}
function fromBytes(bytes: Uint8Array): Guid {
  if (bytes.length !== 16) argumentError('Byte array for Guid must be exactly 16 bytes long.', 'b');
  const hex = Buffer.from(order.map((at) => bytes[at]!)).toString('hex');
  return parse(hex)!;
}
const compare = (a: Guid, b: Guid): number => (a.text < b.text ? -1 : a.text > b.text ? 1 : 0);

export const guidType = defineType<Guid>({
  name: 'System.Guid',
  kind: 'struct',
  interfaces: ['System.IComparable', 'System.IFormattable', 'System.IComparable[guid]'],
  defaultValue: () => new Guid(empty),
  toText: format,
  compare,
  members: [
    { kind: 'constructor', texts: ['guid new(byte[] b)'], body: fromBytes },
    { kind: 'constructor', texts: ['guid new(string g)'], body: parseOrThrow },
    property('static guid Empty {get;}', () => new Guid(empty)),
    method('static guid NewGuid()', () => new Guid(randomUUID())),
    method('static guid Parse(string input)', parseOrThrow),
    method('static guid ParseExact(string input, string format)', (text: string, form: string) => {
      const value = parse(text);
      return value && format(value, form).toLowerCase() === text.trim().toLowerCase() ? value : parseOrThrow('');
    }),
    method('static bool TryParse(string input, [ref] guid result)', (text: string | null, result: PSReference) => {
      const value = text === null ? undefined : parse(text);
      result.value = value ?? new Guid(empty);
      return value !== undefined;
    }),
    method('byte[] ToByteArray()', toBytes),
    method('string ToString()', (self: Guid) => self.text),
    method(
      ['string ToString(string format)', 'string ToString(string format, System.IFormatProvider provider)'],
      format,
    ),
    method(['int CompareTo(System.Object value)', 'int CompareTo(guid value)'], compare),
    method('bool Equals(guid g)', (a: Guid, b: Guid) => a.text === b.text),
    method('static bool op_Equality(guid a, guid b)', (a: Guid, b: Guid) => a.text === b.text),
  ],
});
