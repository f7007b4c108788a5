// WildcardPattern: `*`, `?`, `[a-z]`, with the back-tick as escape.

const special = /[\\^$.|?*+(){}[\]/-]/;

/** The pattern as a regular expression over the whole text. Patterns are bounded: no nesting, so that matching stays linear. */
export function wildcardRegex(pattern: string, ignoreCase: boolean): RegExp {
  let source = '';
  for (let i = 0; i < pattern.length; i++) {
    const c = pattern[i]!;
    if (c === '`' && i + 1 < pattern.length) {
      const next = pattern[++i]!;
      source += special.test(next) ? `\\${next}` : next;
    } else if (c === '*') {
      if (!source.endsWith('[^]*')) source += '[^]*';
    } else if (c === '?') source += '[^]';
    else if (c === '[') {
      const end = pattern.indexOf(']', i + 2);
      if (end < 0) {
        source += '\\[';
        continue;
      }
      source += `[${pattern.slice(i + 1, end).replace(/[\\^]/g, '\\$&')}]`;
      i = end;
    } else source += special.test(c) ? `\\${c}` : c;
  }
  return new RegExp(`^${source}$`, ignoreCase ? 'is' : 's');
}

export function hasWildcards(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const c = text[i];
    if (c === '`') i++;
    else if (c === '*' || c === '?' || c === '[') return true;
  }
  return false;
}

/** The literal text of a pattern without its escapes. */
export function unescapeWildcard(text: string): string {
  return text.replace(/`([*?[\]`])/g, '$1');
}
