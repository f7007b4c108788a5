// The -Filter language of the ActiveDirectory cmdlets (about_ActiveDirectory_Filter), translated to an LDAP filter (RFC 4515).
import { CodedError } from '../../base/coded-error.ts';

export type AdFilterErrorCode = 'AD_FILTER_SYNTAX' | 'AD_FILTER_TOO_DEEP';

/** A filter that cannot be read; the message is PowerShell's. */
export class AdFilterError extends CodedError<AdFilterErrorCode> {}

type Token =
  | { readonly kind: 'word' | 'string' | 'variable' | 'operator'; readonly text: string; readonly at: number }
  | { readonly kind: '(' | ')' | 'end'; readonly text: string; readonly at: number };

const maximumDepth = 100;
const accountDisabled = 2;
const bitAnd = '1.2.840.113556.1.4.803';
const bitOr = '1.2.840.113556.1.4.804';
const inChain = '1.2.840.113556.1.4.1941';

/** Properties of the cmdlets whose LDAP attribute is called otherwise. */
const attributeNames: ReadonlyMap<string, string> = new Map(
  Object.entries({
    Created: 'whenCreated',
    Modified: 'whenChanged',
    LastLogonDate: 'lastLogonTimestamp',
    OperatingSystemServicePack: 'operatingSystemServicePack',
    ServicePrincipalNames: 'servicePrincipalName',
    SID: 'objectSid',
    PasswordLastSet: 'pwdLastSet',
    MemberOf: 'memberOf',
    IPv4Address: 'dNSHostName',
  }).map(([property, attribute]) => [property.toLowerCase(), attribute]),
);

/** The LDAP attribute that holds a property of the cmdlets. */
export function attributeOf(property: string): string {
  return attributeNames.get(property.toLowerCase()) ?? property;
}

function fail(filter: string, at: number): never {
  throw new AdFilterError(
    'AD_FILTER_SYNTAX',
    `Error parsing query: '${filter}' Error Message: 'syntax error' at position: '${at + 1}'.`,
  );
}

function tokenize(filter: string): Token[] {
  const tokens: Token[] = [];
  const pattern = /\s*(?:([()])|"((?:[^"`]|`.|"")*)"|'((?:[^']|'')*)'|\$\{?([\w:.]+)\}?|-(\w+)|([^\s()"']+))/y;
  let at = 0;
  while (true) {
    const blank = /\S/.exec(filter.slice(at));
    if (!blank) break;
    pattern.lastIndex = at;
    const match = pattern.exec(filter);
    if (match === null) fail(filter, at + blank.index);
    const start = at + blank.index;
    at = pattern.lastIndex;
    const [, bracket, double, single, variable, operator, word] = match;
    if (bracket !== undefined) tokens.push({ kind: bracket as '(' | ')', text: bracket, at: start });
    else if (double !== undefined) {
      tokens.push({ kind: 'string', text: double.replace(/`(.)|""/gs, (_, escaped) => escaped ?? '"'), at: start });
    } else if (single !== undefined) tokens.push({ kind: 'string', text: single.replaceAll("''", "'"), at: start });
    else if (variable !== undefined) tokens.push({ kind: 'variable', text: variable, at: start });
    else if (operator !== undefined) tokens.push({ kind: 'operator', text: operator.toLowerCase(), at: start });
    else tokens.push({ kind: 'word', text: word as string, at: start });
  }
  tokens.push({ kind: 'end', text: '', at: filter.length });
  return tokens;
}

/** A value within a filter: the characters that have a meaning there are escaped. `keepStars`: `*` stays a wildcard. */
export function escapeFilterValue(text: string, keepStars = false): string {
  let result = '';
  for (const unit of text) {
    const special = unit === '(' || unit === ')' || unit === '\\' || unit === '\0' || (unit === '*' && !keepStars);
    result += special ? `\\${unit.charCodeAt(0).toString(16).padStart(2, '0')}` : unit;
  }
  return result;
}

/** Comparisons as LDAP knows them; `>` and `<` it does not, so they are `>=` and `<=` without equality. */
const comparisons: Readonly<Record<string, (attribute: string, value: string) => string>> = {
  eq: (attribute, value) => `(${attribute}=${escapeFilterValue(value)})`,
  ne: (attribute, value) => `(!(${attribute}=${escapeFilterValue(value)}))`,
  like: (attribute, value) => `(${attribute}=${escapeFilterValue(value, true)})`,
  notlike: (attribute, value) => `(!(${attribute}=${escapeFilterValue(value, true)}))`,
  ge: (attribute, value) => `(${attribute}>=${escapeFilterValue(value)})`,
  le: (attribute, value) => `(${attribute}<=${escapeFilterValue(value)})`,
  gt: (attribute, value) =>
    `(&(${attribute}>=${escapeFilterValue(value)})(!(${attribute}=${escapeFilterValue(value)})))`,
  lt: (attribute, value) =>
    `(&(${attribute}<=${escapeFilterValue(value)})(!(${attribute}=${escapeFilterValue(value)})))`,
  approx: (attribute, value) => `(${attribute}~=${escapeFilterValue(value)})`,
  band: (attribute, value) => `(${attribute}:${bitAnd}:=${escapeFilterValue(value)})`,
  bor: (attribute, value) => `(${attribute}:${bitOr}:=${escapeFilterValue(value)})`,
  recursivematch: (attribute, value) => `(${attribute}:${inChain}:=${escapeFilterValue(value)})`,
};

function enabledFilter(operator: string, value: string): string {
  const isDisabled = `(userAccountControl:${bitAnd}:=${accountDisabled})`;
  const wantsEnabled = (value.toLowerCase() === 'true') === (operator !== 'ne');
  return wantsEnabled ? `(!${isDisabled})` : isDisabled;
}

class Parser {
  readonly #filter: string;
  readonly #tokens: readonly Token[];
  readonly #variable: (name: string) => string;
  #at = 0;
  #depth = 0;

  constructor(filter: string, variable: (name: string) => string) {
    this.#filter = filter;
    this.#tokens = tokenize(filter);
    this.#variable = variable;
  }

  parse(): string {
    const result = this.#joined('or');
    if (this.#peek().kind !== 'end') this.#fail();
    return result;
  }

  #peek(): Token {
    return this.#tokens[this.#at] as Token;
  }

  #fail(): never {
    fail(this.#filter, this.#peek().at);
  }

  #joined(operator: 'or' | 'and'): string {
    const parts = [operator === 'or' ? this.#joined('and') : this.#term()];
    while (this.#peek().kind === 'operator' && this.#peek().text === operator) {
      this.#at++;
      parts.push(operator === 'or' ? this.#joined('and') : this.#term());
    }
    return parts.length === 1 ? (parts[0] as string) : `(${operator === 'or' ? '|' : '&'}${parts.join('')})`;
  }

  #term(): string {
    if (++this.#depth > maximumDepth) throw new AdFilterError('AD_FILTER_TOO_DEEP', 'The filter is nested too deeply.');
    const token = this.#peek();
    this.#at++;
    let result: string;
    if (token.kind === 'operator' && token.text === 'not') result = `(!${this.#term()})`;
    else if (token.kind === '(') {
      result = this.#joined('or');
      if (this.#peek().kind !== ')') this.#fail();
      this.#at++;
    } else if (token.kind === 'word') result = this.#comparison(token.text);
    else {
      this.#at--;
      this.#fail();
    }
    this.#depth--;
    return result;
  }

  #comparison(property: string): string {
    const operator = this.#peek();
    const comparison = operator.kind === 'operator' ? comparisons[operator.text] : undefined;
    if (comparison === undefined) this.#fail();
    this.#at++;
    const token = this.#peek();
    if (token.kind !== 'string' && token.kind !== 'word' && token.kind !== 'variable') this.#fail();
    this.#at++;
    const value = token.kind === 'variable' ? this.#variable(token.text) : token.text;
    if (property.toLowerCase() === 'enabled') return enabledFilter(operator.text, value);
    return comparison(attributeOf(property), value);
  }
}

/** The LDAP filter of a -Filter text; `*` alone asks for everything. `variable` gives the text of a $variable. */
export function ldapFilterOf(filter: string, variable: (name: string) => string): string {
  return filter.trim() === '*' ? '(objectClass=*)' : new Parser(filter, variable).parse();
}
