import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  deserialize,
  errorCategoryMessage,
  errorIdOf,
  informationRecordBag,
  progressRecordBag,
  readErrorRecord,
  readInformationalRecord,
  readInformationRecord,
  readProgressRecord,
  serialize,
} from '../../src/clixml/index.ts';
import { ErrorRecord, type InvocationInfo } from '../../src/psobject/error-record.ts';
import { NetException } from '../../src/psobject/exception.ts';
import { noteValue, PSObject } from '../../src/psobject/ps-object.ts';
import { InformationalRecord, InformationRecord, ProgressRecord } from '../../src/psobject/records.ts';
import { DateTime } from '../../src/psobject/values.ts';

const invocation: InvocationInfo = {
  myCommandName: 'Get-Item',
  line: 'Get-Item x',
  scriptName: '/s/a.ps1',
  scriptLineNumber: 3,
  offsetInLine: 1,
  positionMessage: 'At /s/a.ps1:3 char:1',
  invocationName: 'gi',
  pipelineLength: 1,
  pipelinePosition: 1,
  historyId: 12n,
  expectingInput: true,
  commandOrigin: 'Internal',
  boundParameters: new Map([['Path', 'x']]),
  unboundArguments: ['rest'],
  myCommand: { name: 'Get-Item', commandType: 'Cmdlet', definition: 'def', visibility: 'Public' },
};

function errorRecord(): ErrorRecord {
  const record = new ErrorRecord(
    new NetException('System.IO.FileNotFoundException', 'no x'),
    'PathNotFound',
    'ObjectNotFound',
    'x',
  );
  Object.assign(record.categoryInfo, {
    activity: 'Get-Item',
    reason: 'FileNotFoundException',
    targetName: 'x',
    targetType: 'String',
  });
  record.errorDetails = { message: 'details', recommendedAction: 'look' };
  record.invocationInfo = invocation;
  record.scriptStackTrace = 'at <ScriptBlock>, /s/a.ps1: line 3';
  record.pipelineIterationInfo = [0, 1];
  return record;
}

test('an error record arrives with everything it says, its exception as a remote one', () => {
  const read = readErrorRecord(deserialize(serialize(errorRecord())));
  assert.equal(read.exception.typeName, 'System.Management.Automation.RemoteException');
  assert.equal(read.exception.message, 'no x');
  const original = read.exception.properties.get('SerializedRemoteException');
  assert.ok(original instanceof PSObject);
  assert.equal(original.typeNames?.[0], 'Deserialized.System.IO.FileNotFoundException');
  assert.equal(read.exception.errorRecord, read);
  assert.equal(errorIdOf(read), 'PathNotFound,Get-Item');
  assert.deepEqual(read.categoryInfo, {
    ...errorRecord().categoryInfo,
    message: 'ObjectNotFound: (x:String) [Get-Item], FileNotFoundException',
  });
  assert.equal(read.targetObject, 'x');
  assert.deepEqual(read.errorDetails, { message: 'details', recommendedAction: 'look' });
  assert.equal(read.scriptStackTrace, 'at <ScriptBlock>, /s/a.ps1: line 3');
  assert.equal(read.invocationInfo, undefined);
});

test('with extended information the place in the script comes too', () => {
  const read = readErrorRecord(deserialize(serialize(errorRecord(), { extendedRecords: true })));
  assert.deepEqual(read.invocationInfo, invocation);
  assert.deepEqual(read.pipelineIterationInfo, [0, 1]);
});

test('an error record that came goes on unchanged', () => {
  const once = readErrorRecord(deserialize(serialize(errorRecord())));
  const twice = readErrorRecord(deserialize(serialize(once)));
  assert.equal(errorIdOf(twice), 'PathNotFound,Get-Item');
  assert.deepEqual(twice.categoryInfo, once.categoryInfo);
  assert.equal(twice.exception.message, 'no x');
});

test('an error record without an exception has the message of its category', () => {
  const read = readErrorRecord(
    PSObject.of([
      ['ErrorCategory_Message', 'said'],
      ['errorcategory_category', 13],
    ]),
  );
  assert.equal(read.exception.message, 'said');
  assert.equal(read.categoryInfo.category, 'ObjectNotFound');
  assert.equal(errorIdOf(read), 'fullyQualifiedErrorId');
});

test('long parts of the category message are shortened in the middle', () => {
  const info = {
    category: 'ReadError',
    activity: '',
    reason: 'R',
    targetName: 'abcdefghij'.repeat(5),
    targetType: 'T',
  } as const;
  assert.equal(errorCategoryMessage(info), 'ReadError: (abcdefghijabcdefghi...bcdefghijabcdefghij:T) [], R');
});

test('informational records keep message and place', () => {
  for (const kind of ['Verbose', 'Debug', 'Warning'] as const) {
    const record = new InformationalRecord(kind, 'text');
    record.invocationInfo = invocation;
    record.pipelineIterationInfo = [1];
    const bare = readInformationalRecord(kind, deserialize(serialize(record)));
    assert.equal(bare.message, 'text');
    assert.equal(bare.invocationInfo, undefined);
    assert.deepEqual(readInformationalRecord(kind, deserialize(serialize(record, { extendedRecords: true }))), record);
  }
});

test('a progress record crosses as a bag', () => {
  const record = Object.assign(new ProgressRecord('copy', 'half'), {
    activityId: 2,
    currentOperation: 'b.txt',
    percentComplete: 50,
    recordType: 'Completed' as const,
  });
  assert.deepEqual(readProgressRecord(deserialize(serialize(progressRecordBag(record)))), record);
  const bag = deserialize(serialize(progressRecordBag(new ProgressRecord('', 's')))) as PSObject;
  assert.equal(noteValue(bag, 'Activity'), ' ');
});

test('an information record crosses as a bag', () => {
  const record = Object.assign(new InformationRecord('said', 'source'), {
    timeGenerated: new DateTime(637135310450000000n, 'Utc'),
    tags: ['PSHOST', 'x'],
    user: 'u',
    computer: 'c',
    processId: 4294967295,
    nativeThreadId: 2,
    managedThreadId: 3,
  });
  assert.deepEqual(readInformationRecord(deserialize(serialize(informationRecordBag(record)))), record);
});
