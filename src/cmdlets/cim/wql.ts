// The WHERE clause of WQL, as -Filter and -Query have it: comparisons, LIKE, IS NULL, AND, OR, NOT and parentheses.
import { CodedError } from '../../base/coded-error.ts';
import type { CimInstanceFacts } from '../../host/services.ts';

export type WqlErrorCode = 'WQL_SYNTAX' | 'WQL_TOO_DEEP';

/** A query that cannot be read. */
export class WqlError extends CodedError<WqlErrorCode> {}

export type CimPredicate = (instance: CimInstanceFacts) => boolean;

export interface WqlQuery {
  readonly className: string;
  /** `*` for all. */
  readonly properties: readonly string[];
  readonly where: CimPredicate;
}

const maximumDepth = 100;
const invalidQuery = 'Invalid query ';

function fail(): never {
  throw new WqlError('WQL_SYNTAX', invalidQuery);
}

interface Token {
  readonly text: string;
  readonly isString: boolean;
}

function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  const pattern = /\s*(?:("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')|(<=|>=|<>|!=|[=<>(),*])|([\w.+-]+))/y;
  let at = 0;
  while (/\S/.test(text.slice(at))) {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (match === null) fail();
    at = pattern.lastIndex;
    const [, quoted, symbol, word] = match;
    if (quoted !== undefined) tokens.push({ text: quoted.slice(1, -1).replace(/\\(.)/gs, '$1'), isString: true });
    else tokens.push({ text: symbol ?? (word as string), isString: false });
  }
  return tokens;
}

function propertyValue(instance: CimInstanceFacts, name: string): unknown {
  const lower = name.toLowerCase();
  return instance.properties.find((property) => property.name.toLowerCase() === lower)?.value ?? null;
}

/** Negative, zero, positive; undefined for values that have no order, such as NULL. */
function compare(value: unknown, wanted: string): number | undefined {
  if (value === null) return undefined;
  if (typeof value === 'boolean') return value === (wanted.toLowerCase() === 'true' || wanted === '1') ? 0 : 1;
  if (typeof value === 'number' || typeof value === 'bigint') {
    const number = Number(wanted);
    return Number.isNaN(number) ? undefined : Number(value) - number;
  }
  const [left, right] = [String(value).toLowerCase(), wanted.toLowerCase()];
  return left < right ? -1 : left > right ? 1 : 0;
}

const comparisons: ReadonlyMap<string, (order: number) => boolean> = new Map([
  ['=', (order) => order === 0],
  ['<>', (order) => order !== 0],
  ['!=', (order) => order !== 0],
  ['<', (order) => order < 0],
  ['<=', (order) => order <= 0],
  ['>', (order) => order > 0],
  ['>=', (order) => order >= 0],
]);

/** `%` any text, `_` any character; matched in two pointers, so that no pattern takes exponential time. */
function isLike(text: string, pattern: string): boolean {
  const [value, wanted] = [text.toLowerCase(), pattern.toLowerCase()];
  let at = 0;
  let token = 0;
  let star = -1;
  let starAt = 0;
  while (at < value.length) {
    if (wanted[token] === '%') {
      star = token++;
      starAt = at;
    } else if (wanted[token] === '_' || wanted[token] === value[at]) {
      token++;
      at++;
    } else if (star >= 0) {
      token = star + 1;
      at = ++starAt;
    } else return false;
  }
  while (wanted[token] === '%') token++;
  return token === wanted.length;
}

class Parser {
  readonly #tokens: readonly Token[];
  #at = 0;
  #depth = 0;

  constructor(text: string) {
    this.#tokens = tokenize(text);
  }

  query(): WqlQuery {
    this.#expect('select');
    const properties: string[] = [];
    do properties.push(this.#next().text);
    while (this.#take(','));
    this.#expect('from');
    const className = this.#next().text;
    const where = this.#take('where') ? this.#or() : () => true;
    this.#end();
    return { className, properties, where };
  }

  condition(): CimPredicate {
    const result = this.#or();
    this.#end();
    return result;
  }

  #next(): Token {
    return this.#tokens[this.#at++] ?? fail();
  }

  #take(word: string): boolean {
    const token = this.#tokens[this.#at];
    if (token === undefined || token.isString || token.text.toLowerCase() !== word) return false;
    this.#at++;
    return true;
  }

  #expect(word: string): void {
    if (!this.#take(word)) fail();
  }

  #end(): void {
    if (this.#at < this.#tokens.length) fail();
  }

  #or(): CimPredicate {
    if (++this.#depth > maximumDepth) throw new WqlError('WQL_TOO_DEEP', invalidQuery);
    const parts = [this.#and()];
    while (this.#take('or')) parts.push(this.#and());
    this.#depth--;
    return (instance) => parts.some((part) => part(instance));
  }

  #and(): CimPredicate {
    const parts = [this.#term()];
    while (this.#take('and')) parts.push(this.#term());
    return (instance) => parts.every((part) => part(instance));
  }

  #term(): CimPredicate {
    let negated = false;
    while (this.#take('not')) negated = !negated;
    let result: CimPredicate;
    if (this.#take('(')) {
      result = this.#or();
      this.#expect(')');
    } else result = this.#comparison(this.#next().text);
    return negated ? (instance) => !result(instance) : result;
  }

  #comparison(name: string): CimPredicate {
    if (this.#take('is')) {
      const negated = this.#take('not');
      this.#expect('null');
      return (instance) => (propertyValue(instance, name) === null) !== negated;
    }
    const negated = this.#take('not');
    if (this.#take('like')) {
      const pattern = this.#next().text;
      return (instance) => {
        const value = propertyValue(instance, name);
        return value !== null && isLike(String(value), pattern) !== negated;
      };
    }
    const holds = comparisons.get(this.#next().text);
    if (negated || holds === undefined) fail();
    const wanted = this.#next().text;
    return (instance) => {
      const order = compare(propertyValue(instance, name), wanted);
      return order !== undefined && holds(order);
    };
  }
}

/** Reads `SELECT ... FROM ... WHERE ...`. */
export function parseWql(text: string): WqlQuery {
  return new Parser(text).query();
}

/** Reads a condition alone, as -Filter has it. */
export function parseWqlCondition(text: string): CimPredicate {
  return new Parser(text).condition();
}
