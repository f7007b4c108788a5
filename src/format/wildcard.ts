// PowerShell's wildcards (`*`, `?`, `[a-c]`, backquote as escape) as regular expressions that ignore case.

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

/** A matcher of whole texts. A `*` matches lazily, and runs of `*` count as one, so that no pattern takes exponential time. */
export function wildcardPattern(pattern: string, ignoreCase = true): { test(text: string): boolean } {
  const tokens: ((unit: string) => boolean)[] = [];
  const stars = new Set<number>();
  for (let index = 0; index < pattern.length; index++) {
    const unit = pattern[index] as string;
    const close = unit === '[' ? pattern.indexOf(']', index + 2) : -1;
    if (unit === '*') stars.add(tokens.length);
    else if (unit === '?') tokens.push(() => true);
    else if (close > 0) {
      tokens.push(characterSet(pattern.slice(index + 1, close), ignoreCase));
      index = close;
    } else {
      const literal = unit === '`' && index + 1 < pattern.length ? (pattern[++index] as string) : unit;
      const folded = fold(literal, ignoreCase);
      tokens.push((other) => fold(other, ignoreCase) === folded);
    }
  }
  return { test: (text) => matches(text, tokens, stars) };
}

function fold(text: string, ignoreCase: boolean): string {
  return ignoreCase ? text.toLowerCase() : text;
}

function characterSet(body: string, ignoreCase: boolean): (unit: string) => boolean {
  const ranges: [string, string][] = [];
  for (let index = 0; index < body.length; index++) {
    const low = fold(body[index] as string, ignoreCase);
    if (body[index + 1] === '-' && index + 2 < body.length) {
      ranges.push([low, fold(body[index + 2] as string, ignoreCase)]);
      index += 2;
    } else ranges.push([low, low]);
  }
  return (unit) => {
    const folded = fold(unit, ignoreCase);
    return ranges.some(([low, high]) => folded >= low && folded <= high);
  };
}

/** The usual two-pointer match: on a mismatch the last `*` takes one more unit. */
function matches(text: string, tokens: readonly ((unit: string) => boolean)[], stars: ReadonlySet<number>): boolean {
  let at = 0;
  let token = 0;
  let starToken = -1;
  let starAt = 0;
  while (true) {
    if (stars.has(token) && starToken !== token) {
      starToken = token;
      starAt = at;
    }
    if (token === tokens.length && at === text.length) return true;
    const test = tokens[token];
    if (test !== undefined && at < text.length && test(text[at] as string)) {
      token++;
      at++;
      continue;
    }
    if (token === tokens.length && starToken === token) return true;
    if (starToken < 0 || starAt >= text.length) return false;
    starAt++;
    at = starAt;
    token = starToken;
  }
}
