// InformationRecord as the property bag of an INFORMATION_RECORD message (MS-PSRP 2.2.2.26).

import { baseOf, PSObject } from '../../psobject/ps-object.ts';
import { InformationRecord } from '../../psobject/records.ts';
import { DateTime } from '../../psobject/values.ts';
import { naturalPropertiesOf } from '../natural-properties.ts';
import { Notes } from './notes.ts';

/** The bag that carries an information record. */
export function informationRecordBag(record: InformationRecord): PSObject {
  return PSObject.of(naturalPropertiesOf(record), []);
}

/** Reads the bag of an information record. */
export function readInformationRecord(value: unknown): InformationRecord {
  const notes = new Notes(value, 'InformationRecord');
  const record = new InformationRecord(notes.value('MessageData'), notes.text('Source') ?? '');
  const time = baseOf(notes.value('TimeGenerated'));
  record.timeGenerated = time instanceof DateTime ? time : undefined;
  record.tags = notes
    .items('Tags')
    .map(baseOf)
    .filter((tag) => typeof tag === 'string');
  record.user = notes.text('User') ?? '';
  record.computer = notes.text('Computer') ?? '';
  record.processId = notes.integer('ProcessId');
  record.nativeThreadId = notes.integer('NativeThreadId');
  record.managedThreadId = notes.integer('ManagedThreadId');
  return record;
}
