import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createInstance, netToString } from '../../src/conversion/index.ts';
import type { NetException } from '../../src/psobject/exception.ts';
import { useNetTypes } from './registry.ts';

const types = useNetTypes();
const make = (name: string, ...args: unknown[]): NetException => createInstance(types.get(name), args) as NetException;

test('an exception has the message and HRESULT of its type', () => {
  const error = make('System.IO.FileNotFoundException');
  assert.equal(error.message, 'Unable to find the specified file.');
  assert.equal(error.hResult, -2147024894);
  assert.equal(make('System.Exception').message, "Exception of type 'System.Exception' was thrown.");
});

test('argument exceptions name the parameter in their message', () => {
  assert.equal(make('System.ArgumentException', 'bad', 'p').message, "bad (Parameter 'p')");
  assert.equal(make('System.ArgumentNullException', 'p').message, "Value cannot be null. (Parameter 'p')");
  assert.equal(make('System.ArgumentNullException', 'p', 'bad').message, "bad (Parameter 'p')");
});

test('the text of an exception holds the inner ones and the file name', () => {
  const inner = make('System.FormatException', 'inside');
  assert.equal(
    netToString(make('System.Exception', 'outside', inner)),
    'System.Exception: outside\n ---> System.FormatException: inside\n   --- End of inner exception stack trace ---',
  );
  assert.equal(
    netToString(make('System.IO.FileNotFoundException', 'm', 'f')),
    "System.IO.FileNotFoundException: m\nFile name: 'f'",
  );
});

test('an aggregate tells all that it holds', () => {
  const error = make(
    'System.AggregateException',
    'several',
    make('System.Exception', 'a'),
    make('System.Exception', 'b'),
  );
  assert.equal(error.message, 'several (a) (b)');
});

test('every exception of the table reaches System.Exception', () => {
  const all = [...types.definitions()].filter(
    (d) => d.name.endsWith('Exception') && d.name.startsWith('System.') && d.members,
  );
  assert.ok(all.length > 80, `${all.length} types`);
  const root = types.get('System.Exception');
  for (const { name } of all) assert.ok(root.isAssignableFrom(types.get(name)), name);
});
