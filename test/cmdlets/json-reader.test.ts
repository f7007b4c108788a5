import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { type JsonBuilder, JsonError, readJson } from '../../src/cmdlets/shared/json-reader.ts';

const plain: JsonBuilder = {
  object: (entries) => Object.fromEntries(entries.map(([key, value]) => [`_${key}`, value])),
  array: (items) => items,
  string: (text) => text,
  integer: Number,
  real: Number,
};

function read(text: string, maxDepth = 1024): unknown {
  return readJson(text, plain, { maxDepth, checkStop: () => {} });
}

function prefixed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(prefixed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [`_${key}`, prefixed(item)]));
}

describe('readJson', () => {
  it('reads what JSON.stringify writes', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = JSON.stringify(value);
        assert.deepEqual(read(text), prefixed(JSON.parse(text)));
      }),
      { seed: 7, numRuns: 200 },
    );
  });

  it('reads comments, single quotes, bare names and trailing commas', () => {
    assert.deepEqual(read('// top\n{a: \'b\', /* c */ "d": [1, 0x10, .5,],}'), { _a: 'b', _d: [1, 16, 0.5] });
  });

  it('ends any other text with a JsonError and never hangs', () => {
    const piece = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '"',
      "'",
      '\\u12',
      '1',
      '-',
      'true',
      'x',
      '/*',
      '//',
      '\n',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        try {
          read(pieces.join(''));
        } catch (error) {
          assert.ok(error instanceof JsonError, String(error));
        }
      }),
      { seed: 11, numRuns: 500 },
    );
  });

  it('says where a text ends too early, and what follows the end', () => {
    assert.throws(() => read('{"a":'), /Unexpected end when deserializing object\. Path 'a', line 1, position 5\./);
    assert.throws(() => read('{"a":1} x'), /Additional text .*: x\. Path '', line 1, position 8\./);
  });

  it('refuses five million open brackets at the depth limit', () => {
    assert.throws(() => read('['.repeat(5_000_000)), /The reader's MaxDepth of 1024 has been exceeded/);
  });

  it('can be stopped within a long array', () => {
    const stop = new Error('stopped');
    const checkStop = (): void => {
      throw stop;
    };
    assert.throws(() => readJson(`[${'1,'.repeat(10_000)}1]`, plain, { maxDepth: 10, checkStop }), stop);
  });
});
