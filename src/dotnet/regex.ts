// System.Text.RegularExpressions: Regex, Match, Group, Capture and their collections.
import { NetDelegate } from '../conversion/delegate.ts';
import { toStringValue } from '../conversion/to-string.ts';
import { defineType, method, property, type TypeDefinition } from '../conversion/type-definition.ts';
import { arrayOf } from '../psobject/array.ts';
import { netTypeName } from '../psobject/type-name.ts';
import type { EnumValue } from '../psobject/values.ts';
import { argumentNull, outOfRange } from './arguments.ts';
import { type RegexSource, translateRegex } from './regex-translation.ts';

const space = 'System.Text.RegularExpressions';
const cache = new Map<string, RegexSource>();

export class Regex {
  readonly text: string;
  readonly options: number;
  readonly source: RegexSource;
  constructor(text: string | null, options = 0) {
    if (text === null) argumentNull('pattern');
    this.text = text;
    this.options = options;
    const key = `${options} ${text}`;
    let source = cache.get(key);
    if (!source) {
      source = translateRegex(text, options);
      if (cache.size > 500) cache.clear();
      cache.set(key, source);
    }
    this.source = source;
  }
  get [netTypeName](): string {
    return `${space}.Regex`;
  }
  toString(): string {
    return this.text;
  }
  /** The first match at or after `start`. */
  match(input: string, start = 0): Match {
    const { pattern } = this.source;
    pattern.lastIndex = start;
    const found = start > input.length ? null : pattern.exec(input);
    return new Match(this, input, found);
  }
  *matches(input: string, start = 0): Generator<Match> {
    for (let m = this.match(input, start); m.success; m = m.next()) yield m;
  }
  isMatch(input: string): boolean {
    const { pattern } = this.source;
    pattern.lastIndex = 0;
    return pattern.test(input);
  }
  replace(input: string, by: (match: Match) => string, count = -1, start = 0): string {
    let result = '';
    let at = 0;
    let done = 0;
    for (const m of this.matches(input, start)) {
      if (count >= 0 && done++ >= count) break;
      result += input.slice(at, m.index) + by(m);
      at = m.index + m.length;
    }
    return result + input.slice(at);
  }
  split(input: string, count = 0): string[] {
    const parts: string[] = [];
    let at = 0;
    for (const m of this.matches(input)) {
      if (count > 0 && parts.length >= count - 1) break;
      parts.push(input.slice(at, m.index));
      for (const group of m.groups().slice(1)) if (group.success) parts.push(group.value);
      at = m.index + m.length;
    }
    parts.push(input.slice(at));
    return parts;
  }
}

/** Capture and Group: a stretch of the input. */
export class Group {
  readonly name: string;
  readonly success: boolean;
  readonly index: number;
  readonly value: string;
  constructor(name: string, index: number, value: string | undefined) {
    this.name = name;
    this.success = value !== undefined;
    this.index = value === undefined ? 0 : index;
    this.value = value ?? '';
  }
  get [netTypeName](): string {
    return `${space}.Group`;
  }
  get length(): number {
    return this.value.length;
  }
  toString(): string {
    return this.value;
  }
  captures(): Group[] {
    return this.success ? [this] : [];
  }
}

export class Match extends Group {
  readonly regex: Regex;
  readonly input: string;
  readonly #found: RegExpExecArray | null;
  #groups: Group[] | undefined;

  constructor(regex: Regex, input: string, found: RegExpExecArray | null) {
    super('0', found?.index ?? 0, found?.[0]);
    this.regex = regex;
    this.input = input;
    this.#found = found;
  }
  override get [netTypeName](): string {
    return `${space}.Match`;
  }
  groups(): Group[] {
    if (this.#groups) return this.#groups;
    const found = this.#found;
    this.#groups = [
      this,
      ...this.regex.source.groups.map(
        ({ name, index }) => new CapturingGroup(this, name, found?.indices?.[index]?.[0] ?? 0, found?.[index]),
      ),
    ];
    return this.#groups;
  }
  group(key: number | string): Group {
    if (typeof key === 'number') return this.groups()[key] ?? new Group(String(key), 0, undefined);
    return this.groups().find((group) => group.name === key) ?? new Group(key, 0, undefined);
  }
  next(): Match {
    if (!this.success) return this;
    return this.regex.match(this.input, this.index + (this.length === 0 ? 1 : this.length));
  }
  /** A replacement pattern with this match's groups put in. */
  result(replacement: string): string {
    return replacement.replace(
      /\$(?:(\$)|(&|0)|(`)|(')|(_)|(\d+)|\{(\w+)\}|(\+))/g,
      (whole, dollar, all, before, after, input, number, name) => {
        if (dollar) return '$';
        if (all) return this.value;
        if (before) return this.input.slice(0, this.index);
        if (after) return this.input.slice(this.index + this.length);
        if (input) return this.input;
        if (number !== undefined || name !== undefined) {
          const key = number ?? name;
          const known = /^\d+$/.test(key) ? this.groups()[Number(key)] : this.groups().find((g) => g.name === key);
          return known ? known.value : whole;
        }
        return this.groups().at(-1)!.value;
      },
    );
  }
}

/** A group that can tell each of its captures: JavaScript keeps only the last, so the repetition is matched again. */
class CapturingGroup extends Group {
  readonly #match: Match;
  constructor(match: Match, name: string, index: number, value: string | undefined) {
    super(name, index, value);
    this.#match = match;
  }
  override captures(): Group[] {
    if (!this.success) return [];
    const { regex, value, index } = this.#match;
    const repeated = /^\((?:\?(?:<\w+>|'\w+'))?((?:[^()\\]|\\.)+)\)[+*](?:$|[^?])/.exec(
      regex.text.slice(regex.text.indexOf('(')),
    );
    if (!repeated || regex.source.groups.length !== 1) return [this];
    const inner = new Regex(repeated[1]!, regex.options);
    return [...inner.matches(value)].map((m) => new Group(this.name, index + m.index, m.value));
  }
}

/** MatchCollection, GroupCollection, CaptureCollection. */
export class RegexCollection {
  readonly kind: 'Match' | 'Group' | 'Capture';
  readonly items: readonly Group[];
  readonly listItems: unknown[];
  constructor(kind: RegexCollection['kind'], items: readonly Group[]) {
    this.kind = kind;
    this.items = items;
    this.listItems = [...items];
  }
  get [netTypeName](): string {
    return `${space}.${this.kind}Collection`;
  }
  [Symbol.iterator](): Iterator<unknown> {
    return this.items[Symbol.iterator]();
  }
}

/** Regex.Unescape: the text that an escaped one stands for. */
export function unescapeRegex(escaped: string): string {
  return escaped.replace(/\\(.)/g, (_, c: string) => ({ n: '\n', t: '\t', r: '\r', f: '\f' })[c] ?? c);
}

const optionsOf = (options: EnumValue | undefined): number => Number(options?.value ?? 0n);
const text = (input: string | null, name = 'input'): string => input ?? argumentNull(name);
const strings = (items: string[]): unknown => arrayOf('System.String', items);
const evaluator = (by: unknown): ((match: Match) => string) =>
  by instanceof NetDelegate ? (m) => toStringValue(by.invoke(m)) : (m) => m.result(by as string);
const all = (regex: Regex, input: string | null, start = 0): RegexCollection =>
  new RegexCollection('Match', [...regex.matches(text(input), start)]);
const special = /[\\*+?|{[()^$.#\s]/g;
const named: Readonly<Record<string, string>> = { '\t': '\\t', '\n': '\\n', '\r': '\\r', '\f': '\\f' };

const regexType = defineType<Regex>({
  name: `${space}.Regex`,
  assembly: space,
  toText: (self) => self.text,
  members: [
    {
      kind: 'constructor',
      texts: [
        'regex new(string pattern)',
        `regex new(string pattern, ${space}.RegexOptions options)`,
        `regex new(string pattern, ${space}.RegexOptions options, timespan matchTimeout)`,
      ],
      body: (pattern: string, options: unknown) =>
        new Regex(
          pattern,
          options !== null && typeof options === 'object' && 'value' in options ? optionsOf(options as EnumValue) : 0,
        ),
    },
    property(`${space}.RegexOptions Options {get;}`, (self: Regex) => self.options),
    property('bool RightToLeft {get;}', () => false),
    method('string ToString()', (self: Regex) => self.text),
    method('string[] GetGroupNames()', (self: Regex) => strings(['0', ...self.source.groups.map((g) => g.name)])),
    method('int[] GetGroupNumbers()', (self: Regex) =>
      arrayOf('System.Int32', [0, ...self.source.groups.map((_, i) => i + 1)]),
    ),
    method('string GroupNameFromNumber(int i)', (self: Regex, i: number) =>
      i === 0 ? '0' : (self.source.groups[i - 1]?.name ?? ''),
    ),
    method('int GroupNumberFromName(string name)', (self: Regex, name: string) =>
      name === '0' ? 0 : self.source.groups.findIndex((g) => g.name === name) + 1 || -1,
    ),
    method('bool IsMatch(string input)', (self: Regex, input) => self.isMatch(text(input))),
    method(
      [`${space}.Match Match(string input)`, `${space}.Match Match(string input, int startat)`],
      (self: Regex, input, start = 0) => self.match(text(input), start),
    ),
    method(
      [`${space}.MatchCollection Matches(string input)`, `${space}.MatchCollection Matches(string input, int startat)`],
      all,
    ),
    method('int Count(string input)', (self: Regex, input) => [...self.matches(text(input))].length),
    method(
      [
        'string Replace(string input, string replacement)',
        'string Replace(string input, string replacement, int count)',
      ],
      (self: Regex, input, by: string, count = -1) => self.replace(text(input), evaluator(by), count),
    ),
    method(
      [
        `string Replace(string input, ${space}.MatchEvaluator evaluator)`,
        `string Replace(string input, ${space}.MatchEvaluator evaluator, int count)`,
      ],
      (self: Regex, input, by, count = -1) => self.replace(text(input), evaluator(by), count),
    ),
    method(
      ['string[] Split(string input)', 'string[] Split(string input, int count)'],
      (self: Regex, input, count = 0) => strings(self.split(text(input), count)),
    ),
    method(
      [
        `static bool IsMatch(string input, string pattern)`,
        `static bool IsMatch(string input, string pattern, ${space}.RegexOptions options)`,
      ],
      (input, pattern, o?: EnumValue) => new Regex(pattern, optionsOf(o)).isMatch(text(input)),
    ),
    method(
      [
        `static ${space}.Match Match(string input, string pattern)`,
        `static ${space}.Match Match(string input, string pattern, ${space}.RegexOptions options)`,
      ],
      (input, pattern, o?: EnumValue) => new Regex(pattern, optionsOf(o)).match(text(input)),
    ),
    method(
      [
        `static ${space}.MatchCollection Matches(string input, string pattern)`,
        `static ${space}.MatchCollection Matches(string input, string pattern, ${space}.RegexOptions options)`,
      ],
      (input, pattern, o?: EnumValue) => all(new Regex(pattern, optionsOf(o)), input),
    ),
    method(
      [
        `static string Replace(string input, string pattern, string replacement)`,
        `static string Replace(string input, string pattern, string replacement, ${space}.RegexOptions options)`,
      ],
      (input, pattern, by: string, o?: EnumValue) =>
        new Regex(pattern, optionsOf(o)).replace(text(input), evaluator(by)),
    ),
    method(
      [
        `static string Replace(string input, string pattern, ${space}.MatchEvaluator evaluator)`,
        `static string Replace(string input, string pattern, ${space}.MatchEvaluator evaluator, ${space}.RegexOptions options)`,
      ],
      (input, pattern, by, o?: EnumValue) => new Regex(pattern, optionsOf(o)).replace(text(input), evaluator(by)),
    ),
    method(
      [
        `static string[] Split(string input, string pattern)`,
        `static string[] Split(string input, string pattern, ${space}.RegexOptions options)`,
      ],
      (input, pattern, o?: EnumValue) => strings(new Regex(pattern, optionsOf(o)).split(text(input))),
    ),
    method('static string Escape(string str)', (value: string) =>
      text(value, 'str').replace(special, (c) => named[c] ?? `\\${c}`),
    ),
    method('static string Unescape(string str)', (value: string) => unescapeRegex(text(value, 'str'))),
  ],
});

const captureMembers = [
  property('int Index {get;}', (self: Group) => self.index),
  property('int Length {get;}', (self: Group) => self.length),
  property('string Value {get;}', (self: Group) => self.value),
  method('string ToString()', (self: Group) => self.value),
];

const collection = (kind: 'Match' | 'Group' | 'Capture'): TypeDefinition =>
  defineType<RegexCollection>({
    name: `${space}.${kind}Collection`,
    assembly: space,
    interfaces: ['System.Collections.IList'],
    members: [
      property('int Count {get;}', (self: RegexCollection) => self.items.length),
      property(
        `${space}.${kind} Item(int ${kind === 'Match' ? 'i' : 'groupnum'}) {get;}`,
        (self: RegexCollection, i: number) =>
          self.items[i] ??
          (kind === 'Group'
            ? new Group(String(i), 0, undefined)
            : outOfRange(
                'i',
                'Index was out of range. Must be non-negative and less than the size of the collection.',
              )),
      ),
      ...(kind === 'Group'
        ? [
            property(
              `${space}.Group Item(string groupname) {get;}`,
              (self: RegexCollection, name: string) =>
                self.items.find((g) => g.name === name) ?? new Group(name, 0, undefined),
            ),
          ]
        : []),
    ],
  });

export const regexTypes: readonly TypeDefinition[] = [
  regexType,
  defineType<Group>({
    name: `${space}.Capture`,
    assembly: space,
    toText: (self) => self.value,
    members: captureMembers,
  }),
  defineType<Group>({
    name: `${space}.Group`,
    base: `${space}.Capture`,
    assembly: space,
    members: [
      property('bool Success {get;}', (self: Group) => self.success),
      property('string Name {get;}', (self: Group) => self.name),
      property(
        `${space}.CaptureCollection Captures {get;}`,
        (self: Group) => new RegexCollection('Capture', self.captures()),
      ),
    ],
  }),
  defineType<Match>({
    name: `${space}.Match`,
    base: `${space}.Group`,
    assembly: space,
    members: [
      property(`${space}.GroupCollection Groups {get;}`, (self: Match) => new RegexCollection('Group', self.groups())),
      method(`${space}.Match NextMatch()`, (self: Match) => self.next()),
      method('string Result(string replacement)', (self: Match, replacement: string) => self.result(replacement)),
    ],
  }),
  collection('Match'),
  collection('Group'),
  collection('Capture'),
];
