// System.StringComparer: the six ways of .NET to compare strings, as an object that collections and sorting take.
import { compareOrdinal, compareStrings, foldCase, netCompare, netEquals } from '../conversion/compare.ts';
import type { Culture } from '../conversion/culture.ts';
import { threadContext } from '../conversion/thread-context.ts';
import { defineType, method, property, type TypeDefinition } from '../conversion/type-definition.ts';
import type { KeyComparison } from '../psobject/collections.ts';
import { netTypeName } from '../psobject/type-name.ts';
import type { EnumValue } from '../psobject/values.ts';
import { argumentError, argumentNull } from './arguments.ts';
import { hashCode } from './object.ts';

/** Names of StringComparison in the order of its values. */
export const stringComparisons = [
  'CurrentCulture',
  'CurrentCultureIgnoreCase',
  'InvariantCulture',
  'InvariantCultureIgnoreCase',
  'Ordinal',
  'OrdinalIgnoreCase',
] as const;

type Kind = 'Ordinal' | 'Culture';

export class StringComparer {
  readonly kind: Kind;
  readonly ignoreCase: boolean;
  /** Name of the culture; empty for the invariant one. */
  readonly locale: string;

  constructor(kind: Kind, ignoreCase: boolean, locale = '') {
    this.kind = kind;
    this.ignoreCase = ignoreCase;
    this.locale = locale;
  }
  get [netTypeName](): string {
    if (this.kind === 'Culture') return 'System.CultureAwareComparer';
    return this.ignoreCase ? 'System.OrdinalIgnoreCaseComparer' : 'System.OrdinalCaseSensitiveComparer';
  }
  /** How a dictionary with this comparer finds its keys. */
  get keyComparison(): KeyComparison {
    return this.ignoreCase ? 'ignoreCase' : 'ordinal';
  }
  compare(a: string | null, b: string | null): number {
    if (a === null || b === null) return a === b ? 0 : a === null ? -1 : 1;
    if (this.kind === 'Culture') return compareStrings(a, b, this.ignoreCase, this.locale);
    return this.ignoreCase ? compareOrdinal(foldCase(a), foldCase(b)) : compareOrdinal(a, b);
  }
  /** Compare of any two objects: only strings are this comparer's business. */
  compareValues(a: unknown, b: unknown): number {
    return (typeof a === 'string' || a === null) && (typeof b === 'string' || b === null)
      ? this.compare(a, b)
      : netCompare(a, b);
  }
  equals(a: unknown, b: unknown): boolean {
    return typeof a === 'string' && typeof b === 'string' ? this.compare(a, b) === 0 : netEquals(a, b);
  }
}

const ordinal = new StringComparer('Ordinal', false);
const ordinalIgnoreCase = new StringComparer('Ordinal', true);

/** The comparer of a StringComparison; throws ArgumentException for a number that is none. */
export function comparerFor(comparison: EnumValue): StringComparer {
  const name = stringComparisons[Number(comparison.value)];
  if (name === undefined)
    argumentError('The string comparison type passed in is currently not supported.', 'comparisonType');
  const ignoreCase = name.endsWith('IgnoreCase');
  if (name.startsWith('Ordinal')) return ignoreCase ? ordinalIgnoreCase : ordinal;
  return new StringComparer('Culture', ignoreCase, name.startsWith('Current') ? threadContext().culture.name : '');
}

function create(culture: Culture | null, ignoreCase: boolean): StringComparer {
  if (culture === null) argumentNull('culture');
  return new StringComparer('Culture', ignoreCase, culture.name);
}

const statics = stringComparisons.map((name, index) =>
  property(`static System.StringComparer ${name} {get;}`, () => comparerFor({ value: BigInt(index) } as EnumValue)),
);

export const stringComparerTypes: readonly TypeDefinition[] = [
  defineType<StringComparer>({
    name: 'System.StringComparer',
    isAbstract: true,
    interfaces: [
      'System.Collections.IComparer',
      'System.Collections.IEqualityComparer',
      'System.Collections.Generic.IComparer[string]',
      'System.Collections.Generic.IEqualityComparer[string]',
    ],
    equals: (a, b) =>
      b instanceof StringComparer && a.kind === b.kind && a.ignoreCase === b.ignoreCase && a.locale === b.locale,
    members: [
      ...statics,
      method('int Compare(string x, string y)', (self: StringComparer, a, b) => self.compare(a, b)),
      method('int Compare(System.Object x, System.Object y)', (self: StringComparer, a, b) => self.compareValues(a, b)),
      method(
        ['bool Equals(string x, string y)', 'bool Equals(System.Object x, System.Object y)'],
        (self: StringComparer, a, b) => self.equals(a, b),
      ),
      method(['int GetHashCode(string obj)', 'int GetHashCode(System.Object obj)'], (self: StringComparer, value) => {
        if (value === null) argumentNull('obj');
        return hashCode(typeof value === 'string' && self.ignoreCase ? foldCase(value) : value);
      }),
      method('static System.StringComparer Create(cultureinfo culture, bool ignoreCase)', create),
      method('static System.StringComparer FromComparison(System.StringComparison comparisonType)', comparerFor),
    ],
  }),
  { name: 'System.CultureAwareComparer', base: 'System.StringComparer' },
  { name: 'System.OrdinalComparer', base: 'System.StringComparer' },
  { name: 'System.OrdinalCaseSensitiveComparer', base: 'System.OrdinalComparer' },
  { name: 'System.OrdinalIgnoreCaseComparer', base: 'System.OrdinalComparer' },
];
