// Reads JSON as PowerShell's ConvertFrom-Json does (Newtonsoft's grammar: comments, single quotes, bare names, trailing commas),
// bounded in depth and interruptible, so that no input can hold the thread or end the process.
import { CodedError } from '../../base/coded-error.ts';

export type JsonErrorCode = 'JSON_SYNTAX' | 'JSON_DEPTH' | 'JSON_END' | 'JSON_TRAILING';

/** Text that is no JSON; the message has Newtonsoft's words. */
export class JsonError extends CodedError<JsonErrorCode> {}

/** Makes the values; what to do with equal keys is its business too. */
export interface JsonBuilder {
  object(entries: readonly (readonly [string, unknown])[]): unknown;
  array(items: unknown[]): unknown;
  string(text: string): unknown;
  integer(text: string): unknown;
  real(text: string): unknown;
}

export interface JsonLimits {
  readonly maxDepth: number;
  /** Called every few thousand values; may throw. */
  readonly checkStop: () => void;
}

const blank = /[\s\ufeff]/;
const number = /-?(?:0[xX][0-9a-fA-F]+|\d+(\.\d*)?([eE][+-]?\d+)?|\.\d+([eE][+-]?\d+)?)/y;
const bareName = /[A-Za-z_$][\w$]*/y;
const escapes: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' };

class Reader {
  readonly #text: string;
  readonly #builder: JsonBuilder;
  readonly #limits: JsonLimits;
  readonly #path: (string | number)[] = [];
  #at = 0;
  #values = 0;

  constructor(text: string, builder: JsonBuilder, limits: JsonLimits) {
    this.#text = text;
    this.#builder = builder;
    this.#limits = limits;
  }

  read(): unknown {
    this.#skip();
    if (this.#at >= this.#text.length) return undefined;
    const value = this.#value(0);
    this.#skip();
    if (this.#at < this.#text.length) {
      this.#fail(
        'JSON_TRAILING',
        `Additional text encountered after finished reading JSON content: ${this.#text[this.#at]}.`,
        this.#at,
      );
    }
    return value;
  }

  #position(at: number): string {
    const before = this.#text.slice(0, at);
    const lines = before.split('\n');
    let path = '';
    for (const part of this.#path) {
      if (typeof part === 'number') path += `[${part}]`;
      else if (/^[\w$]+$/.test(part)) path += path === '' ? part : `.${part}`;
      else path += `['${part}']`;
    }
    return `Path '${path}', line ${lines.length}, position ${(lines.at(-1) as string).length}.`;
  }

  #fail(code: JsonErrorCode, message: string, at = this.#at): never {
    throw new JsonError(code, `${message} ${this.#position(at)}`);
  }

  #end(kind: 'object' | 'array'): never {
    this.#fail('JSON_END', `Unexpected end when deserializing ${kind}.`, this.#text.length);
  }

  /** Blanks and comments. */
  #skip(): void {
    while (this.#at < this.#text.length) {
      if (blank.test(this.#text[this.#at] as string)) this.#at++;
      else if (this.#text.startsWith('//', this.#at)) {
        const end = this.#text.indexOf('\n', this.#at);
        this.#at = end < 0 ? this.#text.length : end + 1;
      } else if (this.#text.startsWith('/*', this.#at)) {
        const end = this.#text.indexOf('*/', this.#at + 2);
        if (end < 0) this.#fail('JSON_END', 'Unexpected end while parsing comment.', this.#text.length);
        this.#at = end + 2;
      } else return;
    }
  }

  #value(depth: number): unknown {
    if ((++this.#values & 0xfff) === 0) this.#limits.checkStop();
    const unit = this.#text[this.#at] as string;
    switch (unit) {
      case '{':
      case '[':
        if (depth >= this.#limits.maxDepth) {
          this.#at++;
          this.#fail('JSON_DEPTH', `The reader's MaxDepth of ${this.#limits.maxDepth} has been exceeded.`);
        }
        return unit === '{' ? this.#object(depth + 1) : this.#array(depth + 1);
      case '"':
      case "'":
        return this.#builder.string(this.#string());
      default:
        return this.#scalar();
    }
  }

  #scalar(): unknown {
    number.lastIndex = this.#at;
    const match = number.exec(this.#text);
    if (match) {
      this.#at = number.lastIndex;
      const isReal = /[.eE]/.test(match[0]) && !/^-?0x/i.test(match[0]);
      return isReal ? this.#builder.real(match[0]) : this.#builder.integer(match[0]);
    }
    bareName.lastIndex = this.#at;
    const word = bareName.exec(this.#text)?.[0];
    const known = new Map<string | undefined, unknown>([
      ['true', true],
      ['false', false],
      ['null', null],
      ['undefined', null],
    ]);
    if (known.has(word)) {
      this.#at += (word as string).length;
      return known.get(word);
    }
    if (word === 'NaN' || word === 'Infinity') {
      this.#at += word.length;
      return this.#builder.real(word);
    }
    return this.#fail(
      'JSON_SYNTAX',
      `Unexpected character encountered while parsing value: ${this.#text[this.#at] ?? ''}.`,
    );
  }

  #string(): string {
    const quote = this.#text[this.#at++] as string;
    let result = '';
    let start = this.#at;
    while (true) {
      const unit = this.#text[this.#at];
      if (unit === undefined) {
        this.#fail('JSON_END', `Unterminated string. Expected delimiter: ${quote}.`, this.#text.length);
      }
      if (unit === quote) break;
      if (unit === '\\') {
        result += this.#text.slice(start, this.#at) + this.#escape();
        start = this.#at;
      } else this.#at++;
    }
    result += this.#text.slice(start, this.#at);
    this.#at++;
    return result;
  }

  #escape(): string {
    const unit = this.#text[this.#at + 1] ?? '';
    if (unit === 'u') {
      const digits = this.#text.slice(this.#at + 2, this.#at + 6);
      if (!/^[0-9a-fA-F]{4}$/.test(digits)) this.#fail('JSON_SYNTAX', `Invalid Unicode escape sequence: \\u${digits}.`);
      this.#at += 6;
      return String.fromCharCode(Number.parseInt(digits, 16));
    }
    this.#at += 2;
    if ('"\'\\/'.includes(unit) && unit !== '') return unit;
    return escapes[unit] ?? this.#fail('JSON_SYNTAX', `Bad JSON escape sequence: \\${unit}.`);
  }

  #object(depth: number): unknown {
    const entries: [string, unknown][] = [];
    this.#at++;
    while (true) {
      this.#skip();
      const unit = this.#text[this.#at];
      if (unit === undefined) this.#end('object');
      if (unit === '}') break;
      const key = this.#key(unit);
      this.#path.push(key);
      this.#skip();
      if (this.#text[this.#at] === undefined) this.#end('object');
      if (this.#text[this.#at] !== ':') {
        this.#fail(
          'JSON_SYNTAX',
          `Invalid character after parsing property name. Expected ':' but got: ${this.#text[this.#at]}.`,
        );
      }
      this.#at++;
      this.#skip();
      if (this.#at >= this.#text.length) this.#end('object');
      entries.push([key, this.#value(depth)]);
      this.#skip();
      const next = this.#text[this.#at];
      if (next === undefined) this.#end('object');
      if (next !== ',' && next !== '}') {
        this.#fail('JSON_SYNTAX', `After parsing a value an unexpected character was encountered: ${next}.`);
      }
      this.#path.pop();
      if (next === ',') this.#at++;
    }
    this.#at++;
    return this.#builder.object(entries);
  }

  #key(unit: string): string {
    if (unit === '"' || unit === "'") return this.#string();
    bareName.lastIndex = this.#at;
    const name = bareName.exec(this.#text)?.[0];
    if (name === undefined) this.#fail('JSON_SYNTAX', `Invalid property identifier character: ${unit}.`);
    this.#at += name.length;
    return name;
  }

  #array(depth: number): unknown {
    const items: unknown[] = [];
    this.#at++;
    while (true) {
      this.#skip();
      const unit = this.#text[this.#at];
      if (unit === undefined) this.#end('array');
      if (unit === ']') break;
      this.#path.push(items.length);
      items.push(this.#value(depth));
      this.#skip();
      const next = this.#text[this.#at];
      if (next === undefined) this.#end('array');
      if (next !== ',' && next !== ']') {
        this.#fail('JSON_SYNTAX', `After parsing a value an unexpected character was encountered: ${next}.`);
      }
      this.#path.pop();
      if (next === ',') this.#at++;
    }
    this.#at++;
    return this.#builder.array(items);
  }
}

/** The value of a JSON text; undefined for a text of blanks alone. Throws JsonError. */
export function readJson(text: string, builder: JsonBuilder, limits: JsonLimits): unknown {
  return new Reader(text, builder, limits).read();
}
