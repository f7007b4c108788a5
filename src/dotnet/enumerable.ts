// System.Linq.Enumerable, as far as scripts call it.
import { binary } from '../conversion/arithmetic.ts';
import { netCompare, netEquals } from '../conversion/compare.ts';
import { convertTo } from '../conversion/convert.ts';
import { makeArray } from '../conversion/convert-array.ts';
import type { NetDelegate } from '../conversion/delegate.ts';
import { netEnumerationOf } from '../conversion/enumerate.ts';
import { defaultOf } from '../conversion/members.ts';
import type { NetType } from '../conversion/net-type.ts';
import { method, type TypeDefinition } from '../conversion/type-definition.ts';
import { isInstanceOf } from '../conversion/type-of.ts';
import { Dictionary } from '../psobject/collections.ts';
import { Double } from '../psobject/numbers.ts';
import { argumentNull, invalidOperation, outOfRange } from './arguments.ts';
import { listOf } from './list.ts';

type TypeArguments = ReadonlyMap<string, NetType>;
const source = 'System.Collections.Generic.IEnumerable[TSource] source';
const items = (value: unknown): unknown[] => [...(netEnumerationOf(value) ?? argumentNull('source'))];
const holds = (f: NetDelegate | undefined, item: unknown): boolean => f === undefined || f.invoke(item) === true;
const predicate = 'System.Func[TSource,bool] predicate';
const noElements = (): never => invalidOperation('Sequence contains no elements');
const noMatch = (): never => invalidOperation('Sequence contains no matching element');

function distinct(values: readonly unknown[]): unknown[] {
  const seen = new Dictionary('ordinal');
  return values.filter((value) => {
    if (seen.has(value)) return false;
    seen.set(value, true);
    return true;
  });
}

/** A result of many items is an array of the source's type: what enumerates it cannot tell the difference. */
const many = (types: TypeArguments, name: string, values: unknown[]): unknown => makeArray(types.get(name)!, values);

function maker(
  name: string,
  result: string,
  body: (values: unknown[], f: NetDelegate | undefined, types: TypeArguments) => unknown,
): ReturnType<typeof method>[] {
  return [
    method(`static ${result} ${name}[TSource](${source})`, (values, types: TypeArguments) =>
      body(items(values), undefined, types),
    ),
    method(
      `static ${result} ${name}[TSource](${source}, ${predicate})`,
      (values, f: NetDelegate, types: TypeArguments) => body(items(values), f, types),
    ),
  ];
}

const sums = ['int', 'long', 'double', 'decimal', 'float'].flatMap((type) => [
  method(`static ${type} Sum(System.Collections.Generic.IEnumerable[${type}] source)`, (values) =>
    items(values).reduce((sum, value) => binary('+', sum, value), 0),
  ),
  method(`static ${type} Max(System.Collections.Generic.IEnumerable[${type}] source)`, (values) =>
    items(values).reduce((a, b) => (netCompare(a, b) >= 0 ? a : b), items(values)[0] ?? noElements()),
  ),
  method(`static ${type} Min(System.Collections.Generic.IEnumerable[${type}] source)`, (values) =>
    items(values).reduce((a, b) => (netCompare(a, b) <= 0 ? a : b), items(values)[0] ?? noElements()),
  ),
  method(
    `static ${type === 'decimal' ? 'decimal' : 'double'} Average(System.Collections.Generic.IEnumerable[${type}] source)`,
    (values) => {
      const all = items(values);
      if (all.length === 0) noElements();
      const sum = all.reduce((a, b) => binary('+', a, b), 0);
      return binary('/', type === 'decimal' ? sum : binary('+', new Double(0), sum), all.length);
    },
  ),
]);

export const enumerableType: TypeDefinition = {
  name: 'System.Linq.Enumerable',
  assembly: 'System.Linq',
  isAbstract: true,
  isSealed: true,
  members: [
    ...sums,
    method(
      'static System.Collections.Generic.IEnumerable[int] Range(int start, int count)',
      (start: number, count: number) => {
        if (count < 0 || count > 10_000_000) outOfRange('count');
        return Array.from({ length: count }, (_, i) => start + i);
      },
    ),
    method(
      'static System.Collections.Generic.IEnumerable[TResult] Repeat[TResult](TResult element, int count)',
      (value, count: number, types: TypeArguments) =>
        count < 0 || count > 10_000_000 ? outOfRange('count') : many(types, 'TResult', new Array(count).fill(value)),
    ),
    method('static System.Collections.Generic.IEnumerable[TResult] Empty[TResult]()', (types: TypeArguments) =>
      many(types, 'TResult', []),
    ),
    method(
      'static System.Collections.Generic.IEnumerable[TResult] OfType[TResult](System.Collections.IEnumerable source)',
      (values, types: TypeArguments) =>
        many(
          types,
          'TResult',
          items(values).filter((item) => isInstanceOf(item, types.get('TResult')!)),
        ),
    ),
    method(
      'static System.Collections.Generic.IEnumerable[TResult] Cast[TResult](System.Collections.IEnumerable source)',
      (values, types: TypeArguments) =>
        many(
          types,
          'TResult',
          items(values).map((item) => convertTo(item, types.get('TResult')!)),
        ),
    ),
    method(
      `static System.Collections.Generic.IEnumerable[TSource] Where[TSource](${source}, ${predicate})`,
      (values, f: NetDelegate, types: TypeArguments) =>
        many(
          types,
          'TSource',
          items(values).filter((item) => holds(f, item)),
        ),
    ),
    method(
      `static System.Collections.Generic.IEnumerable[TResult] Select[TSource, TResult](${source}, System.Func[TSource,TResult] selector)`,
      (values, f: NetDelegate, types: TypeArguments) =>
        many(
          types,
          'TResult',
          items(values).map((item) => f.invoke(item)),
        ),
    ),
    ...maker('Any', 'bool', (values, f) => values.some((item) => holds(f, item))),
    method(`static bool All[TSource](${source}, ${predicate})`, (values, f: NetDelegate) =>
      items(values).every((item) => holds(f, item)),
    ),
    ...maker('Count', 'int', (values, f) => values.filter((item) => holds(f, item)).length),
    ...maker('First', 'TSource', (values, f) => {
      const at = values.findIndex((item) => holds(f, item));
      return at < 0 ? (values.length === 0 ? noElements() : noMatch()) : values[at];
    }),
    ...maker(
      'FirstOrDefault',
      'TSource',
      (values, f, types) => values.find((item) => holds(f, item)) ?? defaultOf(types.get('TSource')!),
    ),
    ...maker('Last', 'TSource', (values, f) => {
      const at = values.findLastIndex((item) => holds(f, item));
      return at < 0 ? (values.length === 0 ? noElements() : noMatch()) : values[at];
    }),
    ...maker(
      'LastOrDefault',
      'TSource',
      (values, f, types) => values.findLast((item) => holds(f, item)) ?? defaultOf(types.get('TSource')!),
    ),
    ...maker('Single', 'TSource', (values, f) => {
      const found = values.filter((item) => holds(f, item));
      return found.length === 1
        ? found[0]
        : found.length === 0
          ? noElements()
          : invalidOperation('Sequence contains more than one element');
    }),
    method(
      `static System.Collections.Generic.IEnumerable[TSource] Skip[TSource](${source}, int count)`,
      (values, count: number, types: TypeArguments) => many(types, 'TSource', items(values).slice(Math.max(count, 0))),
    ),
    method(
      `static System.Collections.Generic.IEnumerable[TSource] Take[TSource](${source}, int count)`,
      (values, count: number, types: TypeArguments) =>
        many(types, 'TSource', items(values).slice(0, Math.max(count, 0))),
    ),
    method(
      `static System.Collections.Generic.IEnumerable[TSource] Reverse[TSource](${source})`,
      (values, types: TypeArguments) => many(types, 'TSource', items(values).reverse()),
    ),
    method(
      `static System.Collections.Generic.IEnumerable[TSource] Distinct[TSource](${source})`,
      (values, types: TypeArguments) => many(types, 'TSource', distinct(items(values))),
    ),
    ...(['Concat', 'Union', 'Intersect', 'Except'] as const).map((name) =>
      method(
        `static System.Collections.Generic.IEnumerable[TSource] ${name}[TSource](System.Collections.Generic.IEnumerable[TSource] first, System.Collections.Generic.IEnumerable[TSource] second)`,
        (first, second, types: TypeArguments) => {
          const [a, b] = [items(first), items(second)];
          const inSecond = (value: unknown): boolean => b.some((other) => netEquals(value, other));
          const results = {
            Concat: () => [...a, ...b],
            Union: () => distinct([...a, ...b]),
            Intersect: () => distinct(a.filter(inSecond)),
            Except: () => distinct(a.filter((value) => !inSecond(value))),
          };
          return many(types, 'TSource', results[name]());
        },
      ),
    ),
    method(`static bool Contains[TSource](${source}, TSource value)`, (values, value) =>
      items(values).some((item) => netEquals(item, value)),
    ),
    method(
      `static bool SequenceEqual[TSource](System.Collections.Generic.IEnumerable[TSource] first, System.Collections.Generic.IEnumerable[TSource] second)`,
      (first, second) => {
        const [a, b] = [items(first), items(second)];
        return a.length === b.length && a.every((value, i) => netEquals(value, b[i]));
      },
    ),
    ...(['OrderBy', 'OrderByDescending'] as const).map((name) =>
      method(
        `static System.Collections.Generic.IEnumerable[TSource] ${name}[TSource, TKey](${source}, System.Func[TSource,TKey] keySelector)`,
        (values, f: NetDelegate, types: TypeArguments) => {
          const keyed = items(values).map((item) => ({ item, key: f.invoke(item) }));
          keyed.sort((a, b) => (name === 'OrderBy' ? netCompare(a.key, b.key) : netCompare(b.key, a.key)));
          return many(
            types,
            'TSource',
            keyed.map(({ item }) => item),
          );
        },
      ),
    ),
    method(`static TSource[] ToArray[TSource](${source})`, (values, types: TypeArguments) =>
      many(types, 'TSource', items(values)),
    ),
    method(
      `static System.Collections.Generic.List[TSource] ToList[TSource](${source})`,
      (values, types: TypeArguments) => listOf(types.get('TSource')!, items(values)),
    ),
    method(
      `static TSource ElementAt[TSource](${source}, int index)`,
      (values, index: number) =>
        items(values)[index] ??
        outOfRange('index', 'Index was out of range. Must be non-negative and less than the size of the collection.'),
    ),
  ],
};
