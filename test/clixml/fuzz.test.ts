import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  ClixmlError,
  deserialize,
  deserializeDocument,
  readErrorRecord,
  readInformationRecord,
  readProgressRecord,
  serializeDocument,
} from '../../src/clixml/index.ts';
import { Hashtable, Stack } from '../../src/psobject/collections.ts';
import { ErrorRecord } from '../../src/psobject/error-record.ts';
import { NetException } from '../../src/psobject/exception.ts';
import { Double } from '../../src/psobject/numbers.ts';
import { PSObject } from '../../src/psobject/ps-object.ts';
import { ProgressRecord } from '../../src/psobject/records.ts';

/** Runs a reader; only a ClixmlError may come out of it besides a value. */
function mayRefuse(read: () => unknown): void {
  try {
    read();
  } catch (error) {
    if (!(error instanceof ClixmlError)) throw error;
  }
}

const own = PSObject.of([
  ['Name', 'x'],
  ['List', [1, new Double(2), null]],
  ['Map', Hashtable.of([['k', new Stack([1])]])],
]);
own.members.setNote('Self', own);
const sample = serializeDocument([
  { value: own },
  { value: new ErrorRecord(new NetException('System.Exception', 'm'), 'Id', 'InvalidData', 5), stream: 'Error' },
  { value: new ProgressRecord('a', 'b') },
]);
const options = { seed: 3, numRuns: 400 };

test('a document with any character changed, removed or doubled ends in a value or a ClixmlError', () => {
  const edit = fc.tuple(
    fc.nat(sample.length),
    fc.nat(12),
    fc.oneof(
      fc.string({ maxLength: 6 }),
      fc.constantFrom('<', '>', '&', '"', '/>', '<Obj>', '</Obj>', '<Ref RefId="0" />'),
    ),
  );
  fc.assert(
    fc.property(fc.array(edit, { minLength: 1, maxLength: 4 }), (edits) => {
      const text = edits.reduce(
        (result, [at, length, put]) => result.slice(0, at) + put + result.slice(at + length),
        sample,
      );
      mayRefuse(() => deserializeDocument(text));
    }),
    options,
  );
});

const tags = [
  'Obj',
  'TN',
  'T',
  'TNRef',
  'Ref',
  'MS',
  'Props',
  'LST',
  'IE',
  'STK',
  'QUE',
  'DCT',
  'En',
  'S',
  'I32',
  'BA',
  'D',
  'DT',
  'TS',
  'G',
  'Nil',
  'PR',
  'SS',
  'XD',
  'ToString',
  'Objs',
  'Version',
  'x:S',
];
const attributes = [
  '',
  ' N="Key"',
  ' N="Value"',
  ' N="a"',
  ' RefId="0"',
  ' RefId="1" N="b"',
  ' S="Error"',
  ' Version="1.1"',
];

test('any tree of known elements ends in a value or a ClixmlError', () => {
  const { tree } = fc.letrec<{ tree: string }>((tie) => ({
    tree: fc
      .tuple(
        fc.constantFrom(...tags),
        fc.constantFrom(...attributes),
        fc.oneof(
          { maxDepth: 6, depthSize: 'medium' },
          fc.constantFrom('', '1', 'x', '_x0041_'),
          fc.array(tie('tree'), { maxLength: 4 }).map((all) => all.join('')),
        ),
      )
      .map(([tag, attribute, content]) => `<${tag}${attribute}>${content}</${tag}>`),
  }));
  fc.assert(
    fc.property(tree, (text) => mayRefuse(() => deserialize(text))),
    options,
  );
});

test('any bytes end in a value or a ClixmlError', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => mayRefuse(() => deserialize(bytes))),
    options,
  );
});

test('a record whose properties are anything is read or refused', () => {
  const key = fc.constantFrom(
    'Exception',
    'TargetObject',
    'FullyQualifiedErrorId',
    'InvocationInfo',
    'ErrorCategory_Category',
    'ErrorCategory_Message',
    'SerializeExtendedInfo',
    'InvocationInfo_HistoryId',
    'InvocationInfo_BoundParameters',
    'InvocationInfo_PipelineIterationInfo',
    'CommandInfo_CommandType',
    'Tags',
    'TimeGenerated',
    'ProcessId',
    'Activity',
    'Type',
    'PercentComplete',
  );
  const item = fc.oneof(
    fc.constantFrom<unknown>(null, 1, 'x', true, [1, 'a'], new Double(1), Hashtable.of([['a', 1]])),
    fc.integer({ min: -5, max: 99 }),
  );
  fc.assert(
    fc.property(fc.array(fc.tuple(key, item), { maxLength: 8 }), (notes) => {
      const bag = PSObject.of(notes);
      for (const read of [readErrorRecord, readInformationRecord, readProgressRecord]) mayRefuse(() => read(bag));
    }),
    options,
  );
  for (const read of [readErrorRecord, readInformationRecord, readProgressRecord]) {
    assert.throws(() => read('not a bag'), { code: 'ClixmlUnexpected' });
  }
});
