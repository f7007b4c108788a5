// Names of types, members by their signatures, overload resolution.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  createInstance,
  defineType,
  getNetMember,
  getStaticMember,
  invokeMethod,
  invokeStatic,
  method,
  NetMethod,
  setNetMember,
  typeNamesOf,
  typeOf,
} from '../../src/conversion/index.ts';
import { parseTypeNameText } from '../../src/conversion/type-name-text.ts';
import { createTypeRegistry } from '../../src/dotnet/default-context.ts';
import { netTypes } from '../../src/dotnet/index.ts';
import { Double } from '../../src/psobject/numbers.ts';
import { PSReference } from '../../src/psobject/ps-reference.ts';
import { as, shown, thrown, type } from './scope.ts';

const coreLib = 'System.Private.CoreLib, Version=10.0.0.0, Culture=neutral, PublicKeyToken=7cec85d7bea7798e';

const names: readonly (readonly [text: string, name: string])[] = [
  ['int', 'System.Int32'],
  ['Math', 'System.Math'],
  ['system.text.stringbuilder', 'System.Text.StringBuilder'],
  ['int[]', 'System.Int32[]'],
  ['int[,]', 'System.Int32[,]'],
  ['string[][]', 'System.String[][]'],
  ['System.Collections.Generic.List[int]', 'System.Collections.Generic.List`1[System.Int32]'],
  [
    'Collections.Generic.Dictionary[string, System.Collections.Generic.List[int]]',
    'System.Collections.Generic.Dictionary`2[System.String,System.Collections.Generic.List`1[System.Int32]]',
  ],
  ['System.Collections.Generic.List`1[[System.Int32, mscorlib]]', 'System.Collections.Generic.List`1[System.Int32]'],
  ['System.Int32, mscorlib', 'System.Int32'],
  ['Environment+SpecialFolder', 'System.Environment+SpecialFolder'],
];
for (const [text, name] of names) {
  test(`[${text}] is ${name}`, () => assert.equal(String(type(text)), name));
}

test('names that no type has are undefined, whatever they look like', () => {
  const registry = createTypeRegistry();
  for (const text of [
    'NoSuch',
    'List[int',
    'int]',
    '[int]',
    '',
    'System.Collections.Generic.Dictionary[string]',
    '__proto__',
    'int[,',
  ]) {
    assert.equal(registry.find(text), undefined, text);
  }
  fc.assert(
    fc.property(fc.stringMatching(/^[a-z.`[\], *+1]{0,40}$/), (text) => {
      parseTypeNameText(text);
      registry.find(text);
    }),
    { seed: 1, numRuns: 1000 },
  );
  assert.equal(parseTypeNameText('a['.repeat(5000)), undefined);
});

test('full names carry assemblies, type names all bases', () => {
  assert.equal(
    type('System.Collections.Generic.List[int]').fullName,
    `System.Collections.Generic.List\`1[[System.Int32, ${coreLib}]]`,
  );
  assert.deepEqual(typeNamesOf([1]), ['System.Object[]', 'System.Array', 'System.Object']);
  assert.deepEqual(typeNamesOf(as('DayOfWeek', 1)), [
    'System.DayOfWeek',
    'System.Enum',
    'System.ValueType',
    'System.Object',
  ]);
});

test('assignability follows bases, interfaces, arrays and Nullable', () => {
  const yes = [
    ['object', 'int'],
    ['System.ValueType', 'int'],
    ['System.IComparable', 'string'],
    ['System.Collections.IList', 'int[]'],
    ['object[]', 'string[]'],
    ['System.Collections.Generic.IEnumerable[object]', 'System.Collections.Generic.List[string]'],
    ['System.Exception', 'System.ArgumentNullException'],
  ] as const;
  const no = [
    ['int', 'object'],
    ['object[]', 'int[]'],
    ['System.Collections.IDictionary', 'int[]'],
    ['long', 'int'],
    ['System.Collections.Generic.List[object]', 'System.Collections.Generic.List[string]'],
  ] as const;
  for (const [to, from] of yes) assert.ok(type(to).isAssignableFrom(type(from)), `${to} from ${from}`);
  for (const [to, from] of no) assert.ok(!type(to).isAssignableFrom(type(from)), `${to} from ${from}`);
});

test('every signature of every type can be read', () => {
  const registry = createTypeRegistry();
  let overloads = 0;
  for (const definition of netTypes) {
    const found = registry.get(definition.name);
    for (const group of [...found.methods(false), ...found.methods(true), found.constructors]) {
      for (const overload of group.overloads) {
        overloads++;
        assert.ok(overload.parameters.length >= 0 && overload.definition !== '', overload.text);
      }
    }
    for (const property of [...found.properties(false), ...found.properties(true)])
      assert.ok(property.type, property.name);
  }
  assert.ok(overloads > 2000, `only ${overloads} overloads`);
});

test('overloads are chosen by conversion ranks, as PowerShell chooses them', () => {
  const math = type('math');
  const call = (name: string, ...args: unknown[]): string => shown(invokeStatic(math, name, args));
  assert.equal(call('Max', 1, new Double(2.5)), 'Int32 2');
  assert.equal(call('Max', new Double(1.5), 2), 'Double 2');
  assert.equal(call('Max', as('byte', 1), as('long', 2)), 'Byte 2');
  assert.equal(call('Abs', -5), 'Int32 5');
  assert.equal(call('Abs', as('decimal', '-5.5')), 'Decimal 5.5');
  assert.equal(shown(invokeStatic(type('convert'), 'ToString', [255, 16])), 'String ff');
  assert.equal(shown(invokeStatic(type('string'), 'Join', ['|', 'a', 1, true])), 'String a|1|True');
  assert.equal(shown(createInstance(type('string'), ['x', 3])), 'String xxx');
  const error = thrown(() => invokeStatic(math, 'Round', [new Double(-2.5), 'AwayFromZero']));
  assert.equal(error.id, 'MethodArgumentConversionInvalidCastArgument');
  assert.equal(
    error.message,
    'Cannot convert argument "digits", with value: "AwayFromZero", for "Round" to type "System.Int32": "Cannot convert value "AwayFromZero" to type "System.Int32". Error: "The input string \'AwayFromZero\' was not in a correct format.""',
  );
});

test('what a method throws comes wrapped, with the inner exception as its id', () => {
  const error = thrown(() => invokeMethod('abc', 'Substring', [10]));
  assert.deepEqual(
    [error.type, error.id, error.inner],
    [
      'System.Management.Automation.MethodInvocationException',
      'ArgumentOutOfRangeException',
      'System.ArgumentOutOfRangeException',
    ],
  );
  assert.equal(
    thrown(() => invokeStatic(type('int'), 'Parse', ['x'])).message,
    'Exception calling "Parse" with "1" argument(s): "The input string \'x\' was not in a correct format."',
  );
  assert.equal(
    thrown(() => invokeMethod(5, 'NoSuch', [])).message,
    "Method invocation failed because [System.Int32] does not contain a method named 'NoSuch'.",
  );
  assert.equal(thrown(() => invokeMethod('a', 'Substring', [1, 2, 3])).id, 'MethodCountCouldNotFindBest');
  assert.equal(thrown(() => setNetMember('abc', 'Length', 5)).message, "'Length' is a ReadOnly property.");
});

test('out parameters write through references', () => {
  const result = PSReference.to(0);
  assert.equal(invokeStatic(type('int'), 'TryParse', ['42', result]), true);
  assert.equal(result.value, 42);
  assert.equal(invokeStatic(type('double'), 'TryParse', ['1.5', result]), true);
  assert.equal(shown(result.value), 'Double 1.5');
});

test('members are found without regard to case; methods can be taken as values', () => {
  assert.equal(getNetMember('abc', 'LENGTH')?.value, 3);
  assert.equal(getNetMember('abc', 'nope'), undefined);
  const sign = getStaticMember(type('math'), 'Sign')?.value as NetMethod;
  assert.ok(sign instanceof NetMethod && sign.overloadDefinitions.length > 3);
  assert.deepEqual((getStaticMember(type('guid'), 'NewGuid')!.value as NetMethod).overloadDefinitions, [
    'static guid NewGuid()',
  ]);
  const list = createInstance(type('System.Collections.Generic.List[int]'), []);
  assert.deepEqual((getNetMember(list, 'Add')!.value as NetMethod).overloadDefinitions, ['void Add(int item)']);
});

test('a session adds types of its own, and may replace them', () => {
  const registry = createTypeRegistry();
  const first = registry.define(defineType<never>({ name: 'Mine', members: [method('static int One()', () => 1)] }));
  const second = registry.define(defineType<never>({ name: 'Mine', members: [method('static int One()', () => 2)] }));
  assert.notEqual(first, second);
  assert.equal(registry.find('mine'), second);
  assert.equal(
    String(registry.find('System.Collections.Generic.List[Mine]')),
    'System.Collections.Generic.List`1[Mine]',
  );
  assert.equal(typeOf(5)?.name, 'Int32');
});
