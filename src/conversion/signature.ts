// Reads the texts in which PowerShell writes methods and properties: `static bool TryParse(string s, [ref] int result)`.
// The names of types in them are PowerShell's own, so a registry resolves them.

export interface SignatureParameter {
  readonly typeText: string;
  readonly name: string;
  readonly isByRef: boolean;
  readonly isParams: boolean;
  /** Text of the default value; undefined for a parameter that must be given. */
  readonly defaultText: string | undefined;
}

export interface Signature {
  readonly isStatic: boolean;
  readonly returnText: string;
  readonly name: string;
  /** Names of a generic method's own parameters. */
  readonly genericParameters: readonly string[];
  readonly parameters: readonly SignatureParameter[];
}

/** Splits at commas outside brackets and parentheses. */
export function splitTopLevel(text: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let start = 0;
  for (let i = 0; i < text.length; i++) {
    const c = text[i]!;
    if (c === '[' || c === '(') depth++;
    else if (c === ']' || c === ')') depth--;
    else if (c === ',' && depth === 0) {
      parts.push(text.slice(start, i).trim());
      start = i + 1;
    }
  }
  const last = text.slice(start).trim();
  if (last !== '' || parts.length > 0) parts.push(last);
  return parts;
}

function parseParameter(text: string): SignatureParameter {
  const equals = text.indexOf(' = ');
  const defaultText = equals < 0 ? undefined : text.slice(equals + 3);
  let rest = equals < 0 ? text : text.slice(0, equals);
  const isByRef = rest.startsWith('[ref] ');
  if (isByRef) rest = rest.slice(6);
  const isParams = rest.startsWith('Params ');
  if (isParams) rest = rest.slice(7);
  const space = rest.lastIndexOf(' ');
  return { typeText: rest.slice(0, space), name: rest.slice(space + 1), isByRef, isParams, defaultText };
}

/** Reads a method's or constructor's text. */
export function parseSignature(text: string): Signature {
  const match = /^(static )?(.+?) (\S+?)(?:\[([^()]*)\])?\((.*)\)$/.exec(text);
  if (!match) throw new Error(`not a method signature: ${text}`);
  return {
    isStatic: match[1] !== undefined,
    returnText: match[2]!,
    name: match[3]!,
    genericParameters: match[4] === undefined ? [] : splitTopLevel(match[4]),
    parameters: splitTopLevel(match[5]!).map(parseParameter),
  };
}

/** The name of a method text, without reading the rest. */
export function methodName(text: string): string {
  const open = text.indexOf('(');
  const head = text.slice(0, open);
  const bare = head.endsWith(']') ? head.slice(0, head.lastIndexOf('[', head.length - 2)) : head;
  return bare.slice(bare.lastIndexOf(' ') + 1);
}

export interface PropertySignature {
  readonly isStatic: boolean;
  readonly typeText: string;
  readonly name: string;
  readonly parameters: readonly SignatureParameter[];
  readonly accessors: string;
}

/** Reads `static int MaxValue {get;}` or `char Chars(int index) {get;}`. */
export function parsePropertySignature(text: string): PropertySignature {
  const match = /^(static )?(.+?) ([^\s(]+)(?:\((.*)\))? (\{.*\})$/.exec(text);
  if (!match) throw new Error(`not a property signature: ${text}`);
  return {
    isStatic: match[1] !== undefined,
    typeText: match[2]!,
    name: match[3]!,
    parameters: match[4] === undefined ? [] : splitTopLevel(match[4]).map(parseParameter),
    accessors: match[5]!,
  };
}
