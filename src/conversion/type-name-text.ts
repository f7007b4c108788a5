// Reads the text of a type name as PowerShell's type resolution does: `Dictionary[string,List[int]]`, `int[,]`,
// `System.Int32, mscorlib`, and the brackets of assembly-qualified generic arguments.

/** A type name taken apart; names are not resolved yet. */
export type ParsedTypeName =
  | { readonly kind: 'simple'; readonly name: string }
  | { readonly kind: 'generic'; readonly name: string; readonly arguments: readonly ParsedTypeName[] }
  | { readonly kind: 'array'; readonly element: ParsedTypeName; readonly rank: number };

/** Deeper nesting is refused, so that hostile text cannot exhaust the stack. */
const maxDepth = 50;

/** The parsed name, or undefined for text that is not a type name. */
export function parseTypeNameText(text: string): ParsedTypeName | undefined {
  let at = 0;
  const blank = (): void => {
    while (text[at] === ' ' || text[at] === '\t') at++;
  };
  const type = (depth: number): ParsedTypeName | undefined => {
    if (depth > maxDepth) return undefined;
    blank();
    const start = at;
    while (at < text.length && !'[],'.includes(text[at]!)) at++;
    const name = text.slice(start, at).trim();
    if (name === '') return undefined;
    let result: ParsedTypeName = { kind: 'simple', name };
    while (text[at] === '[') {
      at++;
      blank();
      if (text[at] === ']' || text[at] === ',' || text[at] === '*') {
        let rank = 1;
        while (text[at] === ',' || text[at] === '*' || text[at] === ' ') if (text[at++] === ',') rank++;
        if (text[at++] !== ']') return undefined;
        result = { kind: 'array', element: result, rank };
        continue;
      }
      if (result.kind !== 'simple') return undefined;
      const args: ParsedTypeName[] = [];
      for (;;) {
        blank();
        const bracketed = text[at] === '[';
        if (bracketed) at++;
        const argument = type(depth + 1);
        if (!argument) return undefined;
        args.push(argument);
        if (bracketed) {
          // The rest up to the bracket is the assembly.
          while (at < text.length && text[at] !== ']') at++;
          at++;
        }
        blank();
        if (text[at] === ',') {
          at++;
          continue;
        }
        if (text[at++] !== ']') return undefined;
        break;
      }
      result = { kind: 'generic', name: result.name.replace(/`\d+$/, ''), arguments: args };
      blank();
    }
    return result;
  };
  const result = type(0);
  blank();
  // What follows a comma at the top is the assembly, which plays no part.
  return at < text.length && text[at] !== ',' ? undefined : result;
}
