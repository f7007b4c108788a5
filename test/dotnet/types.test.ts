// Members of .NET types: what they give and what they throw, as .NET 10 does.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  createInstance,
  getNetMember,
  getStaticMember,
  invokeMethod,
  invokeStatic,
  NetDelegate,
  toStringValue,
} from '../../src/conversion/index.ts';
import { Double } from '../../src/psobject/numbers.ts';
import { as, shown, thrown, type } from '../conversion/scope.ts';

const text = (value: unknown): string => toStringValue(value, ',');
const call = (target: unknown, name: string, ...args: unknown[]): string => text(invokeMethod(target, name, args));
const stat = (name: string, member: string, ...args: unknown[]): string => text(invokeStatic(type(name), member, args));
const get = (target: unknown, name: string): string => text(getNetMember(target, name)?.value);
const make = (name: string, ...args: unknown[]): unknown => createInstance(type(name), args);
const delegate = (name: string, body: (...args: never[]) => unknown): NetDelegate =>
  new NetDelegate(type(name), body as (...args: unknown[]) => unknown);
const ordinalIgnoreCase = as('System.StringComparison', 'OrdinalIgnoreCase');

test('String: searching, splitting, padding, formatting', () => {
  assert.equal(call('Hello World', 'LastIndexOf', 'o'), '7');
  assert.equal(call('Hello', 'StartsWith', 'hell'), 'False');
  assert.equal(call('Hello', 'StartsWith', 'hell', ordinalIgnoreCase), 'True');
  assert.equal(call('aXb', 'Replace', 'x', '-', ordinalIgnoreCase), 'a-b');
  assert.equal(call('a  b', 'Split'), 'a,,b');
  assert.equal(call('a,b;c', 'Split', as('char[]', ',;'), 2), 'a,b;c');
  assert.equal(call('a,,b', 'Split', ',', as('System.StringSplitOptions', 'RemoveEmptyEntries')), 'a,b');
  assert.equal(call('xxabcyy', 'Trim', 'x', 'y'), 'abc');
  assert.equal(call('ab', 'PadLeft', 5, '.'), '...ab');
  assert.equal(call('abc', 'Insert', 1, '-'), 'a-bc');
  assert.equal(stat('string', 'Format', '{0,4}|{1:D3}|{0,-3}|', 'x', 7), '   x|007|x  |');
  assert.equal(stat('string', 'Compare', 'a', 'B'), '-1');
  assert.equal(thrown(() => invokeStatic(type('string'), 'Format', ['{0} {1}', 'a'])).inner, 'System.FormatException');
});

test('Char and Convert', () => {
  assert.equal(stat('char', 'IsPunctuation', '!'), 'True');
  assert.equal(stat('char', 'GetNumericValue', '7'), '7');
  assert.equal(stat('convert', 'ToInt32', new Double(2.5)), '2');
  assert.equal(stat('convert', 'ToInt32', 'ff', 16), '255');
  assert.equal(stat('convert', 'ToString', as('byte', 255), 2), '11111111');
  assert.equal(stat('convert', 'ToBase64String', as('byte[]', [1, 2, 3])), 'AQID');
  assert.equal(shown(invokeStatic(type('convert'), 'ChangeType', ['5', type('int')])), 'Int32 5');
  assert.equal(thrown(() => invokeStatic(type('convert'), 'ToInt32', ['x'])).id, 'FormatException');
});

test("Math: rounding and the limits of two's complement", () => {
  assert.equal(stat('math', 'Round', new Double(2.345), 2), '2.35');
  assert.equal(stat('math', 'Round', as('decimal', '2.345'), 2), '2.34');
  assert.equal(stat('math', 'Round', new Double(2.5), as('MidpointRounding', 'AwayFromZero')), '3');
  assert.equal(stat('math', 'Floor', new Double(-1.5)), '-2');
  assert.equal(thrown(() => invokeStatic(type('math'), 'Abs', [-2147483648])).inner, 'System.OverflowException');
});

test('DateTime: arithmetic at month ends, formats, parsing', () => {
  const date = as('datetime', '2024-01-31');
  assert.equal(call(invokeMethod(date, 'AddMonths', [1]), 'ToString', 'yyyy-MM-dd'), '2024-02-29');
  assert.equal(call(date, 'ToString', 'o'), '2024-01-31T00:00:00.0000000');
  assert.equal(call(as('datetime', '2023-07-04'), 'ToString', 'D', as('cultureinfo', 'en-GB')), 'Tuesday, 4 July 2023');
  assert.equal(
    call(as('datetime', '2024-01-02'), 'ToString', 'dddd d MMMM yyyy', as('cultureinfo', 'fr-FR')),
    'mardi 2 janvier 2024',
  );
  assert.equal(call(as('datetime', '2021-03-04 05:06:07'), 'ToString', 'G'), '3/4/2021 5:06:07\u202fAM');
  assert.equal(
    call(invokeStatic(type('datetime'), 'ParseExact', ['20240305', 'yyyyMMdd', null]), 'ToString', 's'),
    '2024-03-05T00:00:00',
  );
  assert.equal(
    thrown(() => invokeStatic(type('datetime'), 'ParseExact', ['x', 'yyyy', null])).inner,
    'System.FormatException',
  );
  assert.equal(get(as('datetime', '2024-03-10'), 'DayOfWeek'), 'Sunday');
  assert.equal(stat('datetime', 'IsLeapYear', 1900), 'False');
});

test('TimeSpan: forms and overflow', () => {
  assert.equal(text(as('timespan', '6')), '6.00:00:00');
  assert.equal(call(as('timespan', '1.02:03:04.5'), 'ToString', 'g'), '1:2:03:04.5');
  assert.equal(call(as('timespan', '01:02:03'), 'ToString', 'hh\\:mm'), '01:02');
  assert.equal(stat('timespan', 'FromSeconds', new Double(1.5)), '00:00:01.5000000');
  assert.equal(thrown(() => as('timespan', '25:00')).inner, 'System.OverflowException');
});

test('collections: lists, dictionaries, sets, queues', () => {
  const list = make('System.Collections.Generic.List[int]');
  for (const value of [3, '4', 1]) invokeMethod(list, 'Add', [value]);
  assert.equal(text(list), '3,4,1');
  invokeMethod(list, 'Sort', [delegate('System.Comparison[int]', (a: number, b: number) => b - a)]);
  assert.equal(text(list), '4,3,1');
  assert.equal(text(invokeMethod(list, 'FindAll', [delegate('System.Predicate[int]', (n: number) => n > 1)])), '4,3');
  assert.equal(thrown(() => invokeMethod(list, 'Add', ['x'])).id, 'MethodArgumentConversionInvalidCastArgument');
  const dictionary = make('System.Collections.Generic.Dictionary[string,int]');
  invokeMethod(dictionary, 'Add', ['a', '1']);
  assert.equal(get(dictionary, 'Count'), '1');
  assert.equal(call(dictionary, 'ContainsKey', 'A'), 'False');
  assert.match(
    thrown(() => invokeMethod(dictionary, 'Add', ['a', 2])).message,
    /An item with the same key has already been added\. Key: a/,
  );
  const sorted = make('System.Collections.Generic.SortedDictionary[string,int]');
  for (const key of ['c', 'a', 'b']) invokeMethod(sorted, 'Add', [key, 1]);
  assert.equal(get(sorted, 'Keys'), 'a,b,c');
  const set = make('System.Collections.Generic.HashSet[string]', as('string[]', ['a', 'b']));
  assert.equal(call(set, 'Add', 'a'), 'False');
  assert.equal(
    thrown(() => invokeMethod(make('System.Collections.Generic.Queue[int]'), 'Dequeue', [])).inner,
    'System.InvalidOperationException',
  );
});

test('a collection that changes while it is enumerated says so', () => {
  const list = make('System.Collections.Generic.List[int]', as('int[]', [1, 2]));
  assert.equal(
    thrown(() => {
      for (const item of list as Iterable<unknown>) invokeMethod(list, 'Add', [item]);
    }).message,
    'Collection was modified; enumeration operation may not execute.',
  );
});

test('Regex: groups, options, replacement, anchors of .NET', () => {
  const match = invokeStatic(type('regex'), 'Match', ['key=val', '(?<k>\\w+)=(?<v>\\w+)']);
  assert.deepEqual(
    [get(match, 'Success'), get(match, 'Value'), get(getNetMember(match, 'Groups')?.value, 'Count')],
    ['True', 'key=val', '3'],
  );
  assert.equal(stat('regex', 'Replace', '1234567', '(?<=\\d)(?=(\\d{3})+$)', ','), '1,234,567');
  assert.equal(stat('regex', 'Replace', 'ab', '(?<x>a)(b)', '$1-$' + '{x}'), 'b-a');
  assert.equal(stat('regex', 'IsMatch', 'a\n', 'a$'), 'True');
  assert.equal(stat('regex', 'IsMatch', 'a\n', 'a\\z'), 'False');
  assert.equal(stat('regex', 'IsMatch', 'A', '(?i)a'), 'True');
  assert.equal(stat('regex', 'Split', 'a1b2c', '\\d'), 'a,b,c');
  assert.equal(stat('regex', 'Escape', 'a.b c'), 'a\\.b\\ c');
  assert.equal(
    thrown(() => invokeStatic(type('regex'), 'IsMatch', ['a', '('])).inner,
    'System.Text.RegularExpressions.RegexParseException',
  );
});

test('Guid, Version, Uri, IPAddress, Encoding, BitConverter, StringBuilder', () => {
  assert.equal(
    call(as('guid', '{12345678-1234-1234-1234-123456789ABC}'), 'ToString', 'N'),
    '12345678123412341234123456789abc',
  );
  assert.equal(get(as('version', '1.2.3'), 'Revision'), '-1');
  assert.deepEqual(
    [get(as('uri', 'https://h:81/a/b?q=1#f'), 'Port'), get(as('uri', 'https://h/a?q=1'), 'Query')],
    ['81', '?q=1'],
  );
  assert.equal(get(as('ipaddress', '::1'), 'AddressFamily'), 'InterNetworkV6');
  const utf8 = getStaticMember(type('System.Text.Encoding'), 'UTF8')?.value;
  assert.equal(call(utf8, 'GetByteCount', 'aé€'), '6');
  assert.equal(stat('BitConverter', 'GetBytes', 1), '1,0,0,0');
  assert.equal(stat('BitConverter', 'ToInt32', as('byte[]', [255, 255, 255, 255]), 0), '-1');
  const builder = make('System.Text.StringBuilder', 'ab');
  invokeMethod(invokeMethod(builder, 'Append', ['c']), 'AppendFormat', ['{0:D2}', 5]);
  assert.equal(text(builder), 'abc05');
});
