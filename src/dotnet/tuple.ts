// System.Tuple and System.ValueTuple.
import { netEquals } from '../conversion/compare.ts';
import { instanceType, type NetType } from '../conversion/net-type.ts';
import { types } from '../conversion/thread-context.ts';
import { netToString } from '../conversion/to-string.ts';
import {
  construct,
  defineType,
  type MemberDefinition,
  method,
  property,
  type TypeDefinition,
} from '../conversion/type-definition.ts';
import { netTypeName } from '../psobject/type-name.ts';

export class Tuple {
  readonly [instanceType]: NetType;
  readonly items: unknown[];

  constructor(type: NetType, items: unknown[]) {
    this[instanceType] = type;
    this.items = items;
  }
  get [netTypeName](): string {
    return this[instanceType].toString();
  }
}

const text = (self: Tuple): string => `(${self.items.map((item) => netToString(item)).join(', ')})`;

const equals = (a: Tuple, b: unknown): boolean =>
  b instanceof Tuple &&
  a[instanceType] === b[instanceType] &&
  a.items.every((item, index) => netEquals(item, b.items[index]));

const sizes = [1, 2, 3, 4, 5, 6, 7];
const names = (count: number): string[] => Array.from({ length: count }, (_, index) => `T${index + 1}`);
const parameters = (list: readonly string[]): string => list.map((name, i) => `${name} item${i + 1}`).join(', ');

function tupleType(name: 'System.Tuple' | 'System.ValueTuple', count: number): TypeDefinition {
  const list = names(count);
  const isValue = name === 'System.ValueTuple';
  const items: MemberDefinition[] = list.map((type, index) =>
    property(
      `${type} Item${index + 1} {get;${isValue ? 'set;' : ''}}`,
      (self: Tuple) => self.items[index],
      isValue
        ? (self: Tuple, value: unknown) => {
            self.items[index] = value;
          }
        : undefined,
    ),
  );
  return defineType<Tuple>({
    name: `${name}\`${count}`,
    kind: isValue ? 'struct' : 'class',
    parameters: list,
    toText: text,
    equals,
    members: [
      construct(
        `${name}[${list.join(',')}] new(${parameters(list)})`,
        (...args: unknown[]) => new Tuple(args[count] as NetType, args.slice(0, count)),
      ),
      ...items,
      property('int Length {get;}', () => count),
      property('System.Object Item(int index) {get;}', (self: Tuple, index: number) => self.items[index] ?? null),
      method('string ToString()', text),
    ],
  });
}

/** Tuple.Create[T1,T2](...) for each size. */
function creators(name: 'System.Tuple' | 'System.ValueTuple'): TypeDefinition {
  return {
    name,
    isAbstract: true,
    members: sizes.map((count) => {
      const list = names(count);
      return method(
        `static ${name}[${list.join(',')}] Create[${list.join(',')}](${parameters(list)})`,
        (...args: unknown[]) => {
          const map = args[count] as ReadonlyMap<string, NetType>;
          const registry = types();
          const type = registry.generic(
            registry.get(`${name}\`${count}`),
            list.map((parameter) => map.get(parameter)!),
          );
          return new Tuple(type, args.slice(0, count));
        },
      );
    }),
  };
}

export const tupleTypes: readonly TypeDefinition[] = (['System.Tuple', 'System.ValueTuple'] as const).flatMap(
  (name) => [creators(name), ...sizes.map((count) => tupleType(name, count))],
);
