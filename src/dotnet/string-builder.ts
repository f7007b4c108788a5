// System.Text.StringBuilder.
import { netEnumerationOf } from '../conversion/enumerate.ts';
import { netToString } from '../conversion/to-string.ts';
import { defineType, method, property } from '../conversion/type-definition.ts';
import { type Char, Double } from '../psobject/numbers.ts';
import { netTypeName } from '../psobject/type-name.ts';
import { indexOutsideArray, outOfRange } from './arguments.ts';
import { formatComposite } from './composite-format.ts';

/** Longer text is refused, as .NET refuses it at its own limit. */
const maxLength = 500_000_000;

export class StringBuilder {
  /** Parts that are not joined yet: appending is the hot case. */
  #parts: string[] = [];
  #text = '';
  #length: number;
  capacity: number;

  constructor(text = '', capacity = 16) {
    this.#text = text;
    this.#length = text.length;
    this.capacity = Math.max(capacity, text.length);
  }
  get [netTypeName](): string {
    return 'System.Text.StringBuilder';
  }
  get text(): string {
    if (this.#parts.length > 0) {
      this.#text += this.#parts.join('');
      this.#parts = [];
    }
    return this.#text;
  }
  set text(value: string) {
    this.#parts = [];
    this.#text = value;
    this.#length = value.length;
    this.#grow();
  }
  get length(): number {
    return this.#length;
  }
  append(text: string): this {
    if (this.#length + text.length > maxLength)
      outOfRange('requiredLength', 'capacity was less than the current size.');
    this.#parts.push(text);
    this.#length += text.length;
    this.#grow();
    return this;
  }
  #grow(): void {
    while (this.capacity < this.#length) this.capacity = Math.max(this.capacity * 2, this.#length);
  }
  toString(): string {
    return this.text;
  }
}

const text = (value: unknown): string => (value === null || value === undefined ? '' : netToString(value));
const ofChars = (items: readonly unknown[] | null): string => (items ?? []).map((c) => (c as Char).toString()).join('');
const newLine = '\n';

function check(self: StringBuilder, start: number, length: number): void {
  if (start < 0 || start > self.length) outOfRange('startIndex');
  if (length < 0 || start + length > self.length)
    outOfRange('length', 'Index was out of range. Must be non-negative and less than the size of the collection.');
}

const sb = 'System.Text.StringBuilder';

export const stringBuilderType = defineType<StringBuilder>({
  name: sb,
  toText: (self) => self.text,
  members: [
    { kind: 'constructor', texts: [`${sb} new()`], body: () => new StringBuilder() },
    {
      kind: 'constructor',
      texts: [`${sb} new(int capacity)`],
      body: (capacity: number) => new StringBuilder('', capacity),
    },
    {
      kind: 'constructor',
      texts: [`${sb} new(string value)`],
      body: (value: string | null) => new StringBuilder(value ?? ''),
    },
    {
      kind: 'constructor',
      texts: [`${sb} new(string value, int capacity)`],
      body: (value: string | null, capacity: number) => new StringBuilder(value ?? '', capacity),
    },
    property(
      'int Length {get;set;}',
      (self: StringBuilder) => self.length,
      (self: StringBuilder, length: number) => {
        if (length < 0) outOfRange('value');
        self.text = self.text.slice(0, length).padEnd(length, '\0');
      },
    ),
    property(
      'int Capacity {get;set;}',
      (self: StringBuilder) => self.capacity,
      (self: StringBuilder, value: number) => {
        if (value < self.length) outOfRange('value', 'capacity was less than the current size.');
        self.capacity = value;
      },
    ),
    property('int MaxCapacity {get;}', () => 2147483647),
    property(
      'char Chars(int index) {get;set;}',
      (self: StringBuilder, index: number) => self.text[index] ?? indexOutsideArray(),
      (self: StringBuilder, index: number, c: string) => {
        if (index < 0 || index >= self.length) outOfRange('index');
        self.text = self.text.slice(0, index) + c + self.text.slice(index + 1);
      },
    ),
    method(
      [
        `${sb} Append(string value)`,
        `${sb} Append(char value)`,
        `${sb} Append(bool value)`,
        `${sb} Append(int value)`,
        `${sb} Append(System.Object value)`,
      ],
      (self: StringBuilder, value) => self.append(text(value)),
    ),
    method(`${sb} Append(long value)`, (self: StringBuilder, value) => self.append(String(value))),
    method([`${sb} Append(double value)`, `${sb} Append(decimal value)`], (self: StringBuilder, value) =>
      self.append(typeof value === 'number' ? text(new Double(value)) : text(value)),
    ),
    method(`${sb} Append(char[] value)`, (self: StringBuilder, items) => self.append(ofChars(items))),
    method(`${sb} Append(char value, int repeatCount)`, (self: StringBuilder, c: string, count: number) =>
      self.append(count < 0 ? outOfRange('repeatCount') : c.repeat(count)),
    ),
    method(
      `${sb} Append(string value, int startIndex, int count)`,
      (self: StringBuilder, value: string, start: number, count: number) =>
        self.append(value.slice(start, start + count)),
    ),
    method(`${sb} Append(${sb} value)`, (self: StringBuilder, value: StringBuilder | null) =>
      self.append(value?.text ?? ''),
    ),
    method([`${sb} AppendLine()`, `${sb} AppendLine(string value)`], (self: StringBuilder, value = '') =>
      self.append((value ?? '') + newLine),
    ),
    method(
      `${sb} AppendFormat(string format, Params System.Object[] args)`,
      (self: StringBuilder, format: string, args: unknown[]) => self.append(formatComposite(format, args)),
    ),
    method(`${sb} AppendFormat(string format, System.Object arg0)`, (self: StringBuilder, format: string, a) =>
      self.append(formatComposite(format, [a])),
    ),
    method(
      `${sb} AppendFormat(System.IFormatProvider provider, string format, Params System.Object[] args)`,
      (self: StringBuilder, p, format: string, args: unknown[]) => self.append(formatComposite(format, args, p)),
    ),
    method(
      [
        `${sb} AppendJoin(string separator, Params System.Object[] values)`,
        `${sb} AppendJoin(string separator, Params string[] values)`,
        `${sb} AppendJoin(char separator, Params System.Object[] values)`,
      ],
      (self: StringBuilder, s: string, items: unknown) =>
        self.append(Array.from(netEnumerationOf(items)!, text).join(s)),
    ),
    method(
      [
        `${sb} Insert(int index, string value)`,
        `${sb} Insert(int index, char value)`,
        `${sb} Insert(int index, System.Object value)`,
      ],
      (self: StringBuilder, index: number, value) => {
        if (index < 0 || index > self.length) outOfRange('index');
        self.text = self.text.slice(0, index) + text(value) + self.text.slice(index);
        return self;
      },
    ),
    method(`${sb} Remove(int startIndex, int length)`, (self: StringBuilder, start: number, length: number) => {
      check(self, start, length);
      self.text = self.text.slice(0, start) + self.text.slice(start + length);
      return self;
    }),
    method(
      [`${sb} Replace(string oldValue, string newValue)`, `${sb} Replace(char oldChar, char newChar)`],
      (self: StringBuilder, from: string, to: string | null) => {
        self.text = self.text.replaceAll(from, () => to ?? '');
        return self;
      },
    ),
    method(`${sb} Clear()`, (self: StringBuilder) => {
      self.text = '';
      return self;
    }),
    method(
      'int EnsureCapacity(int capacity)',
      (self: StringBuilder, capacity: number) => (self.capacity = Math.max(self.capacity, capacity)),
    ),
    method('string ToString()', (self: StringBuilder) => self.text),
    method('string ToString(int startIndex, int length)', (self: StringBuilder, start: number, length: number) => {
      check(self, start, length);
      return self.text.slice(start, start + length);
    }),
    method(`bool Equals(${sb} sb)`, (self: StringBuilder, other: StringBuilder | null) => self.text === other?.text),
  ],
});
