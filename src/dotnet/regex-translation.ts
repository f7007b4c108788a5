// .NET regular expressions as JavaScript's: options, named groups with either quotes, anchors, classes, inline options.
import { throwNet } from '../psobject/thrown.ts';

export interface RegexSource {
  readonly pattern: RegExp;
  /** Names of groups in .NET's order: numbers first, then named ones. */
  readonly groups: readonly { readonly name: string; readonly index: number }[];
}

const maxPattern = 100_000;
const bit = { ignoreCase: 1, multiline: 2, explicit: 4, singleline: 16, whitespace: 32 };

function invalid(pattern: string, offset: number, reason: string): never {
  throwNet(
    'System.Text.RegularExpressions.RegexParseException',
    `Invalid pattern '${pattern}' at offset ${offset}. ${reason}`,
    {
      hResult: -2147024809,
    },
  );
}

/** Translates; throws RegexParseException (an ArgumentException) for what is no pattern. */
export function translateRegex(pattern: string, options: number): RegexSource {
  if (pattern.length > maxPattern) invalid(pattern.slice(0, 50), maxPattern, 'The pattern is too long.');
  let out = '';
  let flags = options;
  const stack: number[] = [];
  const captures: { name: string | undefined; index: number }[] = [];
  let inClass = false;
  for (let i = 0; i < pattern.length; i++) {
    const c = pattern[i]!;
    const rest = pattern.slice(i);
    if (inClass) {
      if (c === '\\') {
        out += escapeIn(pattern, ++i);
        if (pattern[i] === 'p' || pattern[i] === 'P') {
          const end = pattern.indexOf('}', i);
          out += unicodeClass(pattern.slice(i + 1, end + 1));
          i = end;
        } else if (pattern[i] === 'x' || pattern[i] === 'u') {
          const length = pattern[i] === 'x' ? 2 : 4;
          out += pattern.slice(i + 1, i + 1 + length);
          i += length;
        }
      } else if (c === '[') {
        const posix = /^\[:\^?\w+:\]/.exec(rest);
        out += posix ? '' : '\\[';
      } else if (c === '-' && rest.startsWith('-[')) {
        // Subtraction: supported by the v flag's own syntax.
        out += '--[';
        i++;
        stack.push(-1);
      } else {
        out += '(){}/|&~'.includes(c) ? `\\${c}` : c;
        if (c === ']') {
          if (stack.at(-1) === -1) stack.pop();
          else inClass = false;
        }
      }
      continue;
    }
    switch (c) {
      case '\\': {
        const next = pattern[i + 1];
        if (next === undefined) invalid(pattern, pattern.length, 'Illegal \\ at end of pattern.');
        const named = /^\\k(?:<([^>]+)>|'([^']+)')/.exec(rest);
        if (named) {
          const name = (named[1] ?? named[2])!;
          out += /^\d+$/.test(name) ? `(?:\\${name})` : `\\k<${name}>`;
          i += named[0].length - 1;
        } else if (next === 'A') {
          out += '(?<![\\s\\S])';
          i++;
        } else if (next === 'Z') {
          out += '(?=\\n?(?![\\s\\S]))';
          i++;
        } else if (next === 'z') {
          out += '(?![\\s\\S])';
          i++;
        } else if (next === 'G') {
          i++;
        } else if (next === 'p' || next === 'P') {
          const end = pattern.indexOf('}', i);
          if (end < 0) invalid(pattern, i + 2, 'Incomplete \\p{X} character escape.');
          out += `\\${next}${unicodeClass(pattern.slice(i + 2, end + 1))}`;
          i = end;
        } else {
          out += escapeIn(pattern, ++i);
          if (pattern[i] === 'x' || pattern[i] === 'u') {
            const length = pattern[i] === 'x' ? 2 : 4;
            out += pattern.slice(i + 1, i + 1 + length);
            i += length;
          }
        }
        break;
      }
      case '[':
        inClass = true;
        out += c;
        if (pattern[i + 1] === '^') {
          out += '^';
          i++;
        }
        if (pattern[i + 1] === ']') {
          out += '\\]';
          i++;
        }
        break;
      case '(': {
        const group = /^\(\?(?:<(?![=!])([^>]+)>|'([^']+)'|([imnsx-]+)([:)])|#[^)]*\)|>)/.exec(rest);
        if (rest.startsWith('(?#')) {
          i += group![0].length - 1;
          break;
        }
        if (group?.[3] !== undefined) {
          const [on, off = ''] = group[3].split('-');
          const next = (flags | letters(on!)) & ~letters(off);
          if (group[4] === ')') {
            // Options to the end of the enclosing group.
            out += modifiers(flags, next);
            if (modifiers(flags, next) !== '') stack.push(-2, flags);
            flags = next;
          } else {
            stack.push(flags);
            const opening = modifiers(flags, next);
            out += opening === '' ? '(?:' : opening;
            flags = next;
          }
          i += group[0].length - 1;
          break;
        }
        stack.push(flags);
        const name = group?.[1] ?? group?.[2];
        if (name !== undefined) {
          captures.push({ name, index: captures.length + 1 });
          out += /^\d+$/.test(name) ? '(' : `(?<${name}>`;
          i += group![0].length - 1;
        } else if (rest.startsWith('(?>')) {
          out += '(?:';
          i += 2;
        } else if (rest.startsWith('(?')) {
          const lookaround = /^\(\?(?::|=|!|<=|<!)/.exec(rest);
          if (!lookaround) invalid(pattern, i + 2, 'Unrecognized grouping construct.');
          out += lookaround[0];
          i += lookaround[0].length - 1;
        } else if ((flags & bit.explicit) !== 0) out += '(?:';
        else {
          captures.push({ name: undefined, index: captures.length + 1 });
          out += '(';
        }
        break;
      }
      case ')': {
        while (stack.at(-2) === -2) {
          flags = stack.pop()!;
          stack.pop();
          out += ')';
        }
        if (stack.length === 0) invalid(pattern, i + 1, "Too many )'s.");
        flags = stack.pop()!;
        out += ')';
        break;
      }
      case '^':
        out += (flags & bit.multiline) !== 0 ? '(?<=^|\\n)(?<![^\\n])' : '(?<![\\s\\S])';
        break;
      case '$':
        out += (flags & bit.multiline) !== 0 ? '(?=\\n|(?![\\s\\S]))' : '(?=\\n?(?![\\s\\S]))';
        break;
      case '.':
        out += (flags & bit.singleline) !== 0 ? '[\\s\\S]' : '[^\\n]';
        break;
      case '{':
        out += /^\{\d+(,\d*)?\}/.test(rest) ? c : '\\{';
        break;
      case '}':
        out += /\{\d+(,\d*)?$/.test(pattern.slice(0, i)) ? c : '\\}';
        break;
      case ']':
        out += '\\]';
        break;
      case '/':
        out += '\\/';
        break;
      case '*':
      case '+':
      case '?':
        if (out === '' || /[(|]$/.test(out.replace(/\\./g, '')))
          invalid(pattern, i + 1, `Quantifier '${c}' following nothing.`);
        out += c;
        break;
      default:
        if ((flags & bit.whitespace) !== 0 && /\s/.test(c)) break;
        if ((flags & bit.whitespace) !== 0 && c === '#') {
          const end = pattern.indexOf('\n', i);
          i = end < 0 ? pattern.length : end;
          break;
        }
        out += c;
    }
  }
  while (stack.at(-2) === -2) {
    stack.pop();
    stack.pop();
    out += ')';
  }
  if (inClass) invalid(pattern, pattern.length, 'Unterminated [] set.');
  if (stack.length > 0) invalid(pattern, pattern.length, "Not enough )'s.");
  try {
    const compiled = new RegExp(out, `dgv${(options & bit.ignoreCase) !== 0 ? 'i' : ''}`);
    return { pattern: compiled, groups: groupOrder(captures) };
  } catch (error) {
    invalid(pattern, pattern.length, (error as Error).message.replace(/^.*: /, ''));
  }
}

/** Unnamed groups come first in .NET, named ones after them. */
function groupOrder(
  captures: readonly { name: string | undefined; index: number }[],
): { name: string; index: number }[] {
  const named = captures.filter((c) => c.name !== undefined);
  const plain = captures.filter((c) => c.name === undefined);
  return [
    ...plain.map((c, i) => ({ name: String(i + 1), index: c.index })),
    ...named.map((c) => ({ name: c.name!, index: c.index })),
  ];
}

function letters(text: string): number {
  const values: Readonly<Record<string, number>> = {
    i: bit.ignoreCase,
    m: bit.multiline,
    n: bit.explicit,
    s: bit.singleline,
    x: bit.whitespace,
  };
  return Array.from(text).reduce((bits, c) => bits | (values[c] ?? 0), 0);
}

/** A group that switches case sensitivity; the other options are translated where they apply. */
function modifiers(from: number, to: number): string {
  const change = (from ^ to) & bit.ignoreCase;
  if (change === 0) return '';
  return (to & bit.ignoreCase) !== 0 ? '(?i:' : '(?-i:';
}

/** One escape; `at` is the character after the backslash. */
function escapeIn(pattern: string, at: number): string {
  const c = pattern[at]!;
  if (/[dDwWsSbBtnrfvxu0-9pP]/.test(c))
    return c === 'w' || c === 'W' || c === 'd' || c === 'D' ? unicodeEscape(c) : `\\${c}`;
  if (c === 'e') return '\\x1b';
  if (c === 'a') return '\\x07';
  return /[\^$\\.*+?()[\]{}|/-]/.test(c)
    ? c === '-'
      ? '\\-'
      : `\\${c}`
    : /[a-zA-Z]/.test(c)
      ? c
      : /[&!#%,:;<=>@`~]/.test(c)
        ? `\\${c}`
        : c;
}

/** \w and \d know all scripts in .NET. */
function unicodeEscape(c: string): string {
  const sets: Readonly<Record<string, string>> = {
    w: '[\\p{L}\\p{Mn}\\p{Nd}\\p{Pc}]',
    W: '[^\\p{L}\\p{Mn}\\p{Nd}\\p{Pc}]',
    d: '\\p{Nd}',
    D: '\\P{Nd}',
  };
  return sets[c]!;
}

function unicodeClass(text: string): string {
  return /^\{Is/.test(text) ? `{Script=${text.slice(3, -1).replace(/^BasicLatin$/, 'Latin')}}` : text;
}
