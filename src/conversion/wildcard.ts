// WildcardPattern: `*`, `?`, `[a-c]` with the backquote as escape. One matcher for `-like`, `switch -Wildcard`, parameters and paths.

/** True when the text has an unescaped wildcard character. */
export function hasWildcard(text: string): boolean {
  for (let index = 0; index < text.length; index++) {
    const unit = text[index];
    if (unit === '`') index++;
    else if (unit === '*' || unit === '?' || unit === '[') return true;
  }
  return false;
}

/** The text without the backquotes that protect wildcard characters. */
export function unescapeWildcard(text: string): string {
  return text.replace(/`([*?[\]`])/g, '$1');
}

export interface WildcardPattern {
  /** Whether the whole text matches; takes at most pattern length times text length steps, whatever the pattern. */
  test(text: string): boolean;
}

/** What stands for one character: itself, a set, or `any`. */
type Token = string | readonly (readonly [low: string, high: string])[] | typeof any;
const any = Symbol('?');

/** A matcher of whole texts. */
export function wildcardPattern(pattern: string, ignoreCase = true): WildcardPattern {
  const tokens: Token[] = [];
  // The places among the tokens at which a star stands; runs of stars count as one.
  const stars = new Set<number>();
  for (let index = 0; index < pattern.length; index++) {
    const unit = pattern[index] as string;
    const close = unit === '[' ? pattern.indexOf(']', index + 2) : -1;
    if (unit === '*') stars.add(tokens.length);
    else if (unit === '?') tokens.push(any);
    else if (close > 0) {
      tokens.push(characterSet(pattern.slice(index + 1, close), ignoreCase));
      index = close;
    } else {
      const literal = unit === '`' && index + 1 < pattern.length ? (pattern[++index] as string) : unit;
      tokens.push(foldUnit(literal, ignoreCase));
    }
  }
  return { test: (text) => matches(foldText(text, ignoreCase), tokens, stars) };
}

function foldUnit(unit: string, ignoreCase: boolean): string {
  if (!ignoreCase) return unit;
  const lower = unit.toLowerCase();
  return lower.length === 1 ? lower : unit;
}

/** Folded unit by unit, as a few letters become two in lower case. */
function foldText(text: string, ignoreCase: boolean): string {
  if (!ignoreCase) return text;
  const lower = text.toLowerCase();
  return lower.length === text.length ? lower : Array.from(text.split(''), (unit) => foldUnit(unit, true)).join('');
}

function characterSet(body: string, ignoreCase: boolean): [string, string][] {
  const ranges: [string, string][] = [];
  for (let index = 0; index < body.length; index++) {
    const low = foldUnit(body[index] as string, ignoreCase);
    if (body[index + 1] === '-' && index + 2 < body.length) {
      ranges.push([low, foldUnit(body[index + 2] as string, ignoreCase)]);
      index += 2;
    } else ranges.push([low, low]);
  }
  return ranges;
}

function accepts(token: Token, unit: string): boolean {
  if (token === any) return true;
  return typeof token === 'string' ? token === unit : token.some(([low, high]) => unit >= low && unit <= high);
}

/** The usual two-pointer match: on a mismatch the last star takes one more unit. */
function matches(text: string, tokens: readonly Token[], stars: ReadonlySet<number>): boolean {
  let at = 0;
  let token = 0;
  let starToken = -1;
  let starAt = 0;
  while (true) {
    if (starToken !== token && stars.has(token)) {
      starToken = token;
      starAt = at;
    }
    if (token === tokens.length && (at === text.length || starToken === token)) return true;
    if (token < tokens.length && at < text.length && accepts(tokens[token] as Token, text[at] as string)) {
      token++;
      at++;
      continue;
    }
    if (starToken < 0 || starAt >= text.length) return false;
    starAt++;
    at = starAt;
    token = starToken;
  }
}
