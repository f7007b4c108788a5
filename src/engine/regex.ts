// .NET regular expressions on JavaScript's engine: the patterns are translated, groups numbered as .NET numbers them.
import { NetException } from '../psobject/exception.ts';
import { ThrownException } from '../psobject/thrown.ts';

export interface MatchGroup {
  /** Number, or name. */
  readonly key: number | string;
  readonly text: string;
}

export class Pattern {
  readonly pattern: string;
  readonly regex: RegExp;
  readonly names: readonly string[];
  readonly #unnamed: number;

  constructor(pattern: string, regex: RegExp) {
    this.pattern = pattern;
    this.regex = regex;
    const names: string[] = [];
    for (const match of pattern.matchAll(/\\.|\(\?(?:<([A-Za-z_]\w*)>|'([A-Za-z_]\w*)')/g)) {
      const name = match[1] ?? match[2];
      if (name !== undefined && !names.includes(name)) names.push(name);
    }
    this.names = names;
    this.#unnamed = new RegExp(`${regex.source}|`, regex.flags).exec('')!.length - 1 - names.length;
  }

  exec(text: string): RegExpExecArray | null {
    this.regex.lastIndex = 0;
    return this.regex.exec(text);
  }

  /** Groups that took part in a match: unnamed ones first, as .NET numbers them, then named ones. */
  groups(match: RegExpExecArray): MatchGroup[] {
    const named = new Set(this.names);
    const found: MatchGroup[] = [{ key: 0, text: match[0] }];
    if (named.size === 0) {
      for (let i = 1; i < match.length; i++) if (match[i] !== undefined) found.push({ key: i, text: match[i]! });
      return found;
    }
    for (const name of this.names) {
      const text = match.groups?.[name];
      if (text !== undefined) found.push({ key: name, text });
    }
    let number = 1;
    for (const index of this.#unnamedIndexes()) {
      const text = match[index];
      if (text !== undefined) found.push({ key: number, text });
      number++;
    }
    return found;
  }

  /** Positions of unnamed groups among all groups of the JavaScript pattern. */
  #unnamedIndexes(): number[] {
    const indexes: number[] = [];
    let index = 0;
    let inClass = false;
    const { source } = this.regex;
    for (let i = 0; i < source.length; i++) {
      const c = source[i];
      if (c === '\\') i++;
      else if (inClass) inClass = c !== ']';
      else if (c === '[') inClass = true;
      else if (c === '(') {
        if (source[i + 1] !== '?') indexes.push(++index);
        else if (/^\(\?<[^=!]/.test(source.slice(i, i + 4))) index++;
      }
    }
    return this.#unnamed < 0 ? [] : indexes;
  }

  replace(text: string, by: (match: RegExpExecArray) => string): string {
    const global = new RegExp(this.regex.source, `${this.regex.flags.replace('g', '')}g`);
    let result = '';
    let at = 0;
    for (const match of text.matchAll(global)) {
      result += text.slice(at, match.index) + by(match as RegExpExecArray);
      at = match.index + match[0].length;
    }
    return result + text.slice(at);
  }

  /** A match as scripts see it: its text, where no richer object is wired in. */
  matchObject(match: RegExpExecArray, _text: string): unknown {
    return match[0];
  }
}

const cache = new Map<string, Pattern>();

export function patternOf(pattern: string, ignoreCase: boolean, flags = ''): Pattern {
  const key = `${ignoreCase ? 'i' : 'c'}${flags} ${pattern}`;
  let found = cache.get(key);
  if (found === undefined) {
    if (cache.size > 500) cache.clear();
    cache.set(key, (found = compile(pattern, ignoreCase, flags)));
  }
  return found;
}

function compile(pattern: string, ignoreCase: boolean, flags: string): Pattern {
  let own = flags.replace('x', '');
  let source = pattern;
  const inline = /^\(\?([imsnx]+)\)/.exec(source);
  if (inline) {
    source = source.slice(inline[0].length);
    for (const flag of inline[1]!) if ('ims'.includes(flag) && !own.includes(flag)) own += flag;
  }
  if (ignoreCase && !own.includes('i')) own += 'i';
  const extended = flags.includes('x') || (inline?.[1]?.includes('x') ?? false);
  source = translate(source, extended, own.includes('m'));
  for (const unicode of ['u', '']) {
    try {
      return new Pattern(pattern, new RegExp(source, own + unicode));
    } catch (error) {
      if (unicode === '') invalid(pattern, (error as Error).message);
    }
  }
  throw new Error('unreachable');
}

/** What .NET writes differently. */
function translate(pattern: string, extended: boolean, multiline: boolean): string {
  let source = '';
  let inClass = false;
  for (let i = 0; i < pattern.length; i++) {
    const c = pattern[i]!;
    if (c === '\\') {
      const next = pattern[++i] ?? '';
      if (next === 'A') source += '(?<![^])';
      else if (next === 'z') source += '(?![^])';
      else if (next === 'Z') source += '(?=\\n?(?![^]))';
      else if (next === 'G') source += '';
      else if (next === 'e') source += '\\x1b';
      else if (next === 'a') source += '\\x07';
      else if (next === 'k' && pattern[i + 1] === "'") source += '\\k';
      else if (/[\w^$.|?*+(){}[\]/\\-]/.test(next) || (next === '-' && inClass)) {
        source += next === '-' && !inClass ? '-' : /[_<>]/.test(next) ? next : `\\${next}`;
      } else source += next;
    } else if (inClass) {
      if (c === '[' && pattern[i + 1] !== ':') source += '\\[';
      else source += c;
      if (c === ']') inClass = false;
    } else if (c === '[') {
      inClass = true;
      source += c;
      if (pattern[i + 1] === '^') source += pattern[++i]!;
      if (pattern[i + 1] === ']') {
        source += '\\]';
        i++;
      }
    } else if (c === '(' && pattern.startsWith("(?'", i)) {
      const end = pattern.indexOf("'", i + 3);
      source += `(?<${pattern.slice(i + 3, end)}>`;
      i = end;
    } else if (c === '(' && pattern.startsWith('(?#', i)) {
      i = pattern.indexOf(')', i);
    } else if (c === '$' && !multiline) source += '(?=\\n?(?![^]))';
    else if (extended && /\s/.test(c)) {
      // Blanks mean nothing.
    } else if (extended && c === '#') {
      const end = pattern.indexOf('\n', i);
      i = end < 0 ? pattern.length : end;
    } else if (c === '}' || c === '{') source += isQuantifier(pattern, i) ? c : `\\${c}`;
    else if (c === ']') source += '\\]';
    else source += c;
  }
  return source;
}

function isQuantifier(pattern: string, at: number): boolean {
  const start = pattern[at] === '{' ? at : pattern.lastIndexOf('{', at);
  if (start < 0) return false;
  const match = /^\{\d+(?:,\d*)?\}/.exec(pattern.slice(start));
  return match !== null && at <= start + match[0].length - 1;
}

function invalid(pattern: string, message: string): never {
  const text = `Invalid pattern '${pattern}': ${message}`;
  throw new ThrownException(
    new NetException(
      'System.Management.Automation.RuntimeException',
      `The regular expression pattern ${pattern} is not valid.`,
      {
        inner: new NetException('System.Text.RegularExpressions.RegexParseException', text),
      },
    ),
    { errorId: 'InvalidRegularExpression', category: 'InvalidOperation', targetObject: pattern },
  );
}

/** `$1`, `${name}`, `$&`, `$$` in a replacement. */
export function expandReplacement(template: string, pattern: Pattern, match: RegExpExecArray, text: string): string {
  if (!template.includes('$')) return template;
  const groups = new Map(pattern.groups(match).map((group) => [String(group.key), group.text]));
  const count = match.length - 1;
  return template.replace(/\$(\$|&|`|'|_|\+|\d+|\{\w+\})/g, (whole, what: string) => {
    switch (what) {
      case '$':
        return '$';
      case '&':
        return match[0];
      case '`':
        return text.slice(0, match.index);
      case "'":
        return text.slice(match.index + match[0].length);
      case '_':
        return text;
      case '+':
        return match[match.length - 1] ?? '';
      default: {
        const name = what.replace(/[{}]/g, '');
        if (/^\d+$/.test(name)) {
          const number = Number(name);
          if (number > count) return whole;
          return groups.get(String(number)) ?? (pattern.names.length > 0 ? (match[number] ?? '') : '');
        }
        return pattern.names.includes(name) ? (groups.get(name) ?? '') : whole;
      }
    }
  });
}

/** Regex.Split: captured groups are kept; a limit of n gives at most n pieces, a negative one counts from the end. */
export function splitByPattern(text: string, pattern: Pattern, limit: number): string[] {
  const global = new RegExp(pattern.regex.source, `${pattern.regex.flags.replace('g', '')}g`);
  if (limit < 0) return splitFromEnd(text, global, -limit);
  const found: string[] = [];
  let at = 0;
  let pieces = 1;
  for (const match of text.matchAll(global)) {
    if (limit > 0 && pieces >= limit) break;
    found.push(text.slice(at, match.index));
    for (const group of match.slice(1)) if (group !== undefined) found.push(group);
    at = match.index + match[0].length;
    pieces++;
  }
  found.push(text.slice(at));
  return found;
}

function splitFromEnd(text: string, global: RegExp, limit: number): string[] {
  const matches = [...text.matchAll(global)].slice(-(limit - 1) || Number.MAX_SAFE_INTEGER);
  if (limit === 1) return [text];
  const found: string[] = [];
  let at = 0;
  for (const match of matches) {
    found.push(text.slice(at, match.index), ...match.slice(1).filter((group) => group !== undefined));
    at = match.index + match[0].length;
  }
  found.push(text.slice(at));
  return found;
}
