// ProgressRecord as the property bag of a PROGRESS_RECORD message (MS-PSRP 2.2.2.25). Inside other data it is the element PR.
import { PSObject } from '../../psobject/ps-object.ts';
import { ProgressRecord } from '../../psobject/records.ts';
import { EnumValue } from '../../psobject/values.ts';
import { Notes } from './notes.ts';

export const progressRecordTypes = ['Processing', 'Completed'] as const;

/** The bag that carries a progress record; an empty activity travels as a blank, for old peers. */
export function progressRecordBag(record: ProgressRecord): PSObject {
  return PSObject.of(
    [
      ['Activity', record.activity || ' '],
      ['ActivityId', record.activityId],
      ['StatusDescription', record.statusDescription],
      ['CurrentOperation', record.currentOperation],
      ['ParentActivityId', record.parentActivityId],
      ['PercentComplete', record.percentComplete],
      [
        'Type',
        new EnumValue(
          'System.Management.Automation.ProgressRecordType',
          progressRecordTypes.indexOf(record.recordType),
          record.recordType,
        ),
      ],
      ['SecondsRemaining', record.secondsRemaining],
    ],
    [],
  );
}

/** Reads the bag of a progress record. */
export function readProgressRecord(value: unknown): ProgressRecord {
  const notes = new Notes(value, 'ProgressRecord');
  const record = new ProgressRecord(notes.text('Activity') ?? '', notes.text('StatusDescription') ?? '');
  record.activityId = notes.integer('ActivityId');
  record.parentActivityId = notes.integer('ParentActivityId', -1);
  record.currentOperation = notes.text('CurrentOperation') ?? null;
  record.percentComplete = notes.integer('PercentComplete', -1);
  record.secondsRemaining = notes.integer('SecondsRemaining', -1);
  record.recordType = notes.choice('Type', progressRecordTypes);
  return record;
}
