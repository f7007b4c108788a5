// What Select-String finds: MatchInfo with its context, and the collecting of lines around matches.

import { defineType, method, property, type TypeDefinition } from '../../conversion/index.ts';
import type { Match } from '../../dotnet/regex.ts';
import { arrayOf } from '../../psobject/array.ts';
import { netTypeName } from '../../psobject/type-name.ts';

const space = 'Microsoft.PowerShell.Commands';
const strings = (items: readonly string[]): unknown[] => arrayOf('System.String', [...items]);

/** Lines around a match; the display ones leave out what the match before or after it shows. */
export class MatchInfoContext {
  pre: readonly string[] = [];
  post: string[] = [];
  displayPre: readonly string[] = [];
  displayPost: string[] = [];
  get [netTypeName](): string {
    return `${space}.MatchInfoContext`;
  }
}

/** A stretch of a line that is shown inverted. */
export interface Emphasis {
  readonly index: number;
  readonly length: number;
}

interface MatchFacts {
  readonly ignoreCase: boolean;
  readonly line: string;
  readonly lineNumber: bigint;
  /** Undefined for what came down the pipeline. */
  readonly path: string | undefined;
  readonly pattern: string;
  readonly matches: readonly Match[];
  readonly emphasis: readonly Emphasis[];
  readonly hasContext: boolean;
  /** The directory that shown paths are relative to. */
  readonly currentDirectory: () => string;
}

export class MatchInfo {
  readonly facts: MatchFacts;
  readonly context: MatchInfoContext | undefined;
  constructor(facts: MatchFacts) {
    this.facts = facts;
    this.context = facts.hasContext ? new MatchInfoContext() : undefined;
  }
  get [netTypeName](): string {
    return `${space}.MatchInfo`;
  }
  get fileName(): string {
    return this.facts.path?.replace(/^.*[\\/]/s, '') ?? 'InputStream';
  }
  /** The path without the directory that it is in. */
  relativePath(directory: string | null): string {
    const { path = 'InputStream' } = this.facts;
    if (!directory || !path.startsWith(directory)) return path;
    const rest = path.slice(directory.length);
    return /[\\/]$/.test(directory) ? rest : /^[\\/]/.test(rest) ? rest.slice(1) : path;
  }
  toString(): string {
    return this.text(this.facts.line, null);
  }
  /** As it is shown: paths relative to the current directory, matches inverted where the host can. */
  displayText(): string {
    return this.text(this.emphasized, this.facts.currentDirectory());
  }
  get emphasized(): string {
    let result = '';
    let at = 0;
    for (const { index, length } of this.facts.emphasis) {
      result += `${this.facts.line.slice(at, index)}\x1b[7m${this.facts.line.slice(index, index + length)}\x1b[0m`;
      at = index + length;
    }
    return result + this.facts.line.slice(at);
  }

  /** The line with its path and number, its context before and after it. */
  text(line: string, directory: string | null): string {
    const { path, lineNumber } = this.facts;
    const place = path === undefined ? undefined : this.relativePath(directory);
    const row = (prefix: string, number: bigint, content: string): string =>
      place === undefined ? prefix + content : `${prefix}${place}:${number}:${content}`;
    if (this.context === undefined) return row('', lineNumber, line);
    const { displayPre, displayPost } = this.context;
    const first = lineNumber - BigInt(displayPre.length);
    return [
      ...displayPre.map((content, index) => row('  ', first + BigInt(index), content)),
      row('> ', lineNumber, line),
      ...displayPost.map((content, index) => row('  ', lineNumber + 1n + BigInt(index), content)),
    ].join('\n');
  }
}

/** Gives matches the lines around them; a match comes out when its last line is known. */
export class ContextTracker {
  readonly #pre: number;
  readonly #post: number;
  #recent: string[] = [];
  #shown: string[] = [];
  #open: MatchInfo | undefined;
  readonly #pending: MatchInfo[] = [];

  constructor(pre: number, post: number) {
    this.#pre = pre;
    this.#post = post;
  }

  /** The next line, and what was found in it; gives the matches that are complete. */
  track(line: string, match: MatchInfo | undefined): MatchInfo[] {
    for (const { context } of this.#pending) context?.post.push(line);
    if (match !== undefined) this.#found(match);
    else if (this.#open?.context !== undefined) {
      this.#open.context.displayPost.push(line);
      if (this.#open.context.displayPost.length >= this.#post) this.#open = undefined;
    } else this.#shown = this.#last([...this.#shown, line]);
    this.#recent = this.#last([...this.#recent, line]);
    const complete = this.#pending.findIndex(({ context }) => (context?.post.length ?? this.#post) < this.#post);
    return this.#pending.splice(0, complete < 0 ? this.#pending.length : complete);
  }

  /** The matches that wait for lines when there are no more. */
  end(): MatchInfo[] {
    return this.#pending.splice(0);
  }

  #found(match: MatchInfo): void {
    if (match.context !== undefined) {
      match.context.pre = this.#recent;
      match.context.displayPre = this.#shown;
    }
    this.#shown = [];
    this.#open = this.#post > 0 && match.context !== undefined ? match : undefined;
    this.#pending.push(match);
  }

  #last(lines: string[]): string[] {
    return this.#pre === 0 ? [] : lines.slice(-this.#pre);
  }
}

export const matchInfoTypes: readonly TypeDefinition[] = [
  defineType<MatchInfoContext>({
    name: `${space}.MatchInfoContext`,
    assembly: 'Microsoft.PowerShell.Commands.Utility',
    members: [
      property('string[] PreContext {get;set;}', (self: MatchInfoContext) => strings(self.pre)),
      property('string[] PostContext {get;set;}', (self: MatchInfoContext) => strings(self.post)),
      property('string[] DisplayPreContext {get;set;}', (self: MatchInfoContext) => strings(self.displayPre)),
      property('string[] DisplayPostContext {get;set;}', (self: MatchInfoContext) => strings(self.displayPost)),
    ],
  }),
  defineType<MatchInfo>({
    name: `${space}.MatchInfo`,
    assembly: 'Microsoft.PowerShell.Commands.Utility',
    toText: (self) => self.toString(),
    members: [
      property('bool IgnoreCase {get;set;}', ({ facts }: MatchInfo) => facts.ignoreCase),
      property('ulong LineNumber {get;set;}', ({ facts }: MatchInfo) => facts.lineNumber),
      property('string Line {get;set;}', ({ facts }: MatchInfo) => facts.line),
      property('string Filename {get;}', (self: MatchInfo) => self.fileName),
      property('string Path {get;set;}', ({ facts }: MatchInfo) => facts.path ?? 'InputStream'),
      property('string Pattern {get;set;}', ({ facts }: MatchInfo) => facts.pattern),
      property(`${space}.MatchInfoContext Context {get;set;}`, ({ context }: MatchInfo) => context ?? null),
      property('System.Text.RegularExpressions.Match[] Matches {get;set;}', ({ facts }: MatchInfo) =>
        arrayOf('System.Text.RegularExpressions.Match', [...facts.matches]),
      ),
      method('string RelativePath(string directory)', (self: MatchInfo, directory: string | null) =>
        self.relativePath(directory),
      ),
      method(
        ['string ToString()', 'string ToString(string directory)'],
        (self: MatchInfo, directory: string | null = null) => self.text(self.facts.line, directory),
      ),
      method('string ToEmphasizedString(string directory)', (self: MatchInfo, directory: string | null) =>
        self.text(self.emphasized, directory),
      ),
    ],
  }),
];
