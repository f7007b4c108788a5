// Conversions between types, with PowerShell's errors.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { tryConvertTo } from '../../src/conversion/index.ts';
import { Hashtable } from '../../src/psobject/collections.ts';
import { Char, Double } from '../../src/psobject/numbers.ts';
import { PSObject } from '../../src/psobject/ps-object.ts';
import { ThrownException } from '../../src/psobject/thrown.ts';
import { as, shown, thrown, type } from './scope.ts';

const cases: readonly (readonly [type: string, value: unknown, result: string])[] = [
  ['int', '0x1F', 'Int32 31'],
  ['int', ' 42 ', 'Int32 42'],
  ['int', '1e3', 'Int32 1000'],
  ['int', '2.5', 'Int32 2'],
  ['int', '3.5', 'Int32 4'],
  ['int', '1kb', 'Int32 1024'],
  ['int', '5l', 'Int32 5'],
  ['int', '1,234', 'Int32 1234'],
  ['int', '-0x10', 'Int32 -16'],
  ['int', '', 'Int32 0'],
  ['int', new Double(2.5), 'Int32 2'],
  ['long', '2gb', 'Int64 2147483648'],
  ['double', '1.5mb', 'Double 1572864'],
  ['decimal', '1,234.50', 'Decimal 1234.50'],
  ['int', null, 'Int32 0'],
  ['int', new Char(65), 'Int32 65'],
  ['int', true, 'Int32 1'],
  ['char', 65, 'Char A'],
  ['char', 'x', 'Char x'],
  ['string', [1, 2], 'String 1 2'],
  ['string', [[1, 2], 3], 'String System.Object[] 3'],
  ['string', new Double(0.1 + 0.2), 'String 0.3'],
  ['int[]', 5, 'Int32[] 5'],
  ['int[]', ['1', 2], 'Int32[] 1 2'],
  ['byte[]', '65', 'Byte[] 65'],
  ['char[]', 'ab', 'Char[] a b'],
  ['object[]', 'ab', 'Object[] ab'],
  ['DayOfWeek', 'fri', 'DayOfWeek Friday'],
  ['DayOfWeek', 3, 'DayOfWeek Wednesday'],
  ['DayOfWeek', '3', 'DayOfWeek Wednesday'],
  ['System.IO.FileShare', 'Read, Write', 'FileShare ReadWrite'],
  ['System.IO.FileShare', ['Read', 'Delete'], 'FileShare Read, Delete'],
  ['version', '1.2', 'Version 1.2'],
  ['timespan', '1.00:00:00', 'TimeSpan 1.00:00:00'],
  ['datetime', '03/04/2021', 'DateTime 03/04/2021 00:00:00'],
  ['datetime', '4 March 2021 5pm', 'DateTime 03/04/2021 17:00:00'],
  ['type', 'int[]', 'RuntimeType int[]'],
  ['System.Collections.ArrayList', [1, 2, 3], 'ArrayList 1 2 3'],
  ['System.Collections.Generic.List[int]', ['1', 2], 'List`1 1 2'],
  ['System.Collections.Generic.List[string]', 'abc', 'List`1 abc'],
  ['System.Nullable[int]', '5', 'Int32 5'],
  ['semver', '2', 'SemanticVersion 2.0.0'],
  ['uri', 'http://a/b', 'Uri http://a/b'],
];

for (const [name, value, result] of cases) {
  test(`${shown(value)} as ${name} is ${result}`, () => {
    assert.equal(shown(as(name, value)), result);
  });
}

const failures: readonly (readonly [type: string, value: unknown, id: string, message: string])[] = [
  [
    'int',
    'abc',
    'InvalidCastFromStringToInteger',
    'Cannot convert value "abc" to type "System.Int32". Error: "The input string \'abc\' was not in a correct format."',
  ],
  [
    'int',
    '99999999999',
    'InvalidCastFromStringToInteger',
    'Cannot convert value "99999999999" to type "System.Int32". Error: "Value was either too large or too small for an Int32."',
  ],
  [
    'byte',
    256,
    'InvalidCastIConvertible',
    'Cannot convert value "256" to type "System.Byte". Error: "Value was either too large or too small for an unsigned byte."',
  ],
  [
    'int',
    new Double(Number.NaN),
    'InvalidCastIConvertible',
    'Cannot convert value "NaN" to type "System.Int32". Error: "Value was either too large or too small for an Int32."',
  ],
  ['datetime', null, 'nullToObjectInvalidCast', 'Cannot convert null to type "System.DateTime".'],
  [
    'char',
    'ab',
    'InvalidCastParseTargetInvocation',
    'Cannot convert value "ab" to type "System.Char". Error: "String must be exactly one character long."',
  ],
  [
    'switch',
    1,
    'ConvertToFinalInvalidCastException',
    'Cannot convert the "1" value of type "System.Int32" to type "System.Management.Automation.SwitchParameter".',
  ],
  [
    'type',
    'NoSuch',
    'InvalidCastFromStringToType',
    'Cannot convert the "NoSuch" value of type "System.String" to type "System.Type".',
  ],
  [
    'hashtable',
    5,
    'ConvertToFinalInvalidCastException',
    'Cannot convert the "5" value of type "System.Int32" to type "System.Collections.Hashtable".',
  ],
];

for (const [name, value, id, message] of failures) {
  test(`${shown(value)} as ${name} fails with ${id}`, () => {
    const error = thrown(() => as(name, value));
    assert.deepEqual(
      [error.id, error.message, error.type],
      [id, message, 'System.Management.Automation.PSInvalidCastException'],
    );
  });
}

test('truth of scalars and collections', () => {
  const falsy = [0, '', null, false, [], [0], [false], [''], [[]], new Double(0), new Char(0)];
  const truthy = [1, 'false', ' ', [1], [0, 0], new Hashtable(), new Double(0.1), new Char(48)];
  assert.deepEqual(
    falsy.map((value) => as('bool', value)),
    falsy.map(() => false),
  );
  assert.deepEqual(
    truthy.map((value) => as('bool', value)),
    truthy.map(() => true),
  );
});

test('a dictionary fills the properties of a new object, and says which ones there are', () => {
  const entry = as(
    'System.Collections.DictionaryEntry',
    Hashtable.of([
      ['Key', 1],
      ['value', 2],
    ]),
  ) as { key: unknown; value: unknown };
  assert.deepEqual([entry.key, entry.value], [1, 2]);
  const error = thrown(() => as('System.Collections.DictionaryEntry', Hashtable.of([['Zed', 1]])));
  assert.equal(error.id, 'ObjectCreationError');
  assert.match(
    error.message,
    /The property 'Zed' was not found for the 'System\.Collections\.DictionaryEntry' object\. The settable properties are: /,
  );
});

test('a property bag in a string shows its notes, nested bags nothing', () => {
  const bag = PSObject.of([
    ['a', 1],
    ['b', PSObject.of([['c', 2]])],
    ['d', [1, 2]],
  ]);
  assert.equal(as('string', bag), '@{a=1; b=; d=System.Object[]}');
});

test('whatever text meets whatever type, only .NET exceptions come out', () => {
  const names = [
    'int',
    'double',
    'decimal',
    'bigint',
    'datetime',
    'timespan',
    'guid',
    'version',
    'char',
    'DayOfWeek',
    'uri',
    'ipaddress',
    'regex',
    'type',
    'int[]',
    'System.DateTimeOffset',
  ];
  fc.assert(
    fc.property(
      fc.constantFrom(...names),
      fc.oneof(fc.string(), fc.stringMatching(/^[-+0-9a-fx.:,e ]{0,30}$/)),
      (name, text) => {
        try {
          as(name, text);
        } catch (error) {
          assert.ok(error instanceof ThrownException, String(error));
        }
      },
    ),
    { seed: 3, numRuns: 1500 },
  );
});

test('a failed conversion gives nothing where it is only tried', () => {
  assert.equal(tryConvertTo('abc', type('int')), undefined);
  assert.deepEqual(tryConvertTo('5', type('int')), { value: 5 });
});
