// LDAP search filters as text (RFC 4515): parsed to a tree, and matched against attributes.
import { CodedError } from '../base/coded-error.ts';
import type { DirectoryObject } from '../host/services.ts';

export class LdapFilterError extends CodedError<'LdapFilterSyntax'> {}

export type LdapFilter =
  | { readonly kind: 'and' | 'or'; readonly filters: readonly LdapFilter[] }
  | { readonly kind: 'not'; readonly filter: LdapFilter }
  | { readonly kind: 'present'; readonly attribute: string }
  | { readonly kind: 'equal' | 'atLeast' | 'atMost' | 'approx'; readonly attribute: string; readonly value: string }
  /** Text parts between `*`: the first and the last may be ''. */
  | { readonly kind: 'substring'; readonly attribute: string; readonly parts: readonly string[] }
  | { readonly kind: 'extensible'; readonly attribute: string; readonly rule: string; readonly value: string };

const maxDepth = 100;

/** MS-ADTS 3.1.1.3.4.4: bitwise and, bitwise or. */
const bitAnd = '1.2.840.113556.1.4.803';
const bitOr = '1.2.840.113556.1.4.804';

const unescapeValue = (text: string): string =>
  text.replace(/\\([0-9a-fA-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));

/** Escapes text for use as an assertion value. */
export function escapeFilterValue(text: string): string {
  return text.replace(/[\\*()\0]/g, (c) => `\\${c.charCodeAt(0).toString(16).padStart(2, '0')}`);
}

/** Parses a whole filter; throws LdapFilterError with the offset of what it does not understand. */
export function parseLdapFilter(text: string): LdapFilter {
  let at = 0;
  const fail = (what: string): never => {
    throw new LdapFilterError('LdapFilterSyntax', `The search filter is not valid at character ${at}: ${what}.`);
  };
  const expect = (c: string) => {
    if (text[at] !== c) fail(`'${c}' expected`);
    at++;
  };

  const list = (depth: number): LdapFilter[] => {
    const filters: LdapFilter[] = [];
    while (text[at] === '(') filters.push(filter(depth));
    return filters;
  };

  const item = (): LdapFilter => {
    const end = text.indexOf(')', at);
    if (end < 0) fail("')' expected");
    const match = /^([^=<>~:()]+)(?::([^:=]+):)?(=|>=|<=|~=)([\s\S]*)$/.exec(text.slice(at, end));
    if (!match) return fail('an attribute and a comparison expected');
    at = end;
    const [, attribute = '', rule, operator, value = ''] = match;
    if (rule !== undefined) return { kind: 'extensible', attribute, rule, value: unescapeValue(value) };
    if (operator === '>=') return { kind: 'atLeast', attribute, value: unescapeValue(value) };
    if (operator === '<=') return { kind: 'atMost', attribute, value: unescapeValue(value) };
    if (operator === '~=') return { kind: 'approx', attribute, value: unescapeValue(value) };
    if (value === '*') return { kind: 'present', attribute };
    if (value.includes('*')) return { kind: 'substring', attribute, parts: value.split('*').map(unescapeValue) };
    return { kind: 'equal', attribute, value: unescapeValue(value) };
  };

  const filter = (depth: number): LdapFilter => {
    if (depth > maxDepth) fail('too deep');
    expect('(');
    let result: LdapFilter;
    const c = text[at];
    if (c === '&' || c === '|') {
      at++;
      result = { kind: c === '&' ? 'and' : 'or', filters: list(depth + 1) };
    } else if (c === '!') {
      at++;
      result = { kind: 'not', filter: filter(depth + 1) };
    } else {
      result = item();
    }
    expect(')');
    return result;
  };

  const result = filter(0);
  if (at !== text.length) fail('text after the filter');
  return result;
}

function matchesParts(value: string, parts: readonly string[]): boolean {
  const first = parts[0] ?? '';
  const last = parts.at(-1) ?? '';
  if (!value.startsWith(first) || !value.endsWith(last) || value.length < first.length + last.length) return false;
  let at = first.length;
  for (const part of parts.slice(1, -1)) {
    const found = value.indexOf(part, at);
    if (found < 0 || found + part.length > value.length - last.length) return false;
    at = found + part.length;
  }
  return true;
}

function compare(left: string, right: string): number {
  if (/^-?\d+$/.test(left) && /^-?\d+$/.test(right)) {
    const difference = BigInt(left) - BigInt(right);
    return difference < 0n ? -1 : difference > 0n ? 1 : 0;
  }
  return left < right ? -1 : left > right ? 1 : 0;
}

/** Whether an object satisfies a filter; text compares without regard to case, as directories' common syntaxes do. */
export function matchesLdapFilter(object: DirectoryObject, filter: LdapFilter): boolean {
  switch (filter.kind) {
    case 'and':
      return filter.filters.every((inner) => matchesLdapFilter(object, inner));
    case 'or':
      return filter.filters.some((inner) => matchesLdapFilter(object, inner));
    case 'not':
      return !matchesLdapFilter(object, filter.filter);
  }
  const values = (object.attributes.get(filter.attribute.toLowerCase()) ?? []).map((value) => value.toLowerCase());
  switch (filter.kind) {
    case 'present':
      return values.length > 0;
    case 'equal':
    case 'approx': {
      const wanted = filter.value.toLowerCase();
      // Active Directory takes a class's display name for the distinguished name of its category (MS-ADTS 3.1.1.3.1.3.5).
      const isCategory = filter.attribute.toLowerCase() === 'objectcategory' && !wanted.includes('=');
      return isCategory ? values.some((value) => value.startsWith(`cn=${wanted},`)) : values.includes(wanted);
    }
    case 'atLeast':
      return values.some((value) => compare(value, filter.value.toLowerCase()) >= 0);
    case 'atMost':
      return values.some((value) => compare(value, filter.value.toLowerCase()) <= 0);
    case 'substring': {
      const parts = filter.parts.map((part) => part.toLowerCase());
      return values.some((value) => matchesParts(value, parts));
    }
    case 'extensible': {
      if (filter.rule !== bitAnd && filter.rule !== bitOr) return false;
      if (!/^\d+$/.test(filter.value)) return false;
      const mask = BigInt(filter.value);
      return values.some((value) => {
        if (!/^-?\d+$/.test(value)) return false;
        const bits = BigInt(value) & mask;
        return filter.rule === bitAnd ? bits === mask : bits !== 0n;
      });
    }
  }
}
