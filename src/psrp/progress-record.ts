// ProgressRecord as a property bag, in messages and in host calls (MS-PSRP 2.2.2.25, 2.2.5.1.25).
import { ProgressRecord } from '../psobject/records.ts';
import { bag, enumeration, type FieldCodec, int32, optional, string } from './property-bag.ts';

const wire = bag({
  activity: ['Activity', string],
  activityId: ['ActivityId', int32],
  statusDescription: ['StatusDescription', optional(string)],
  currentOperation: ['CurrentOperation', optional(string)],
  parentActivityId: ['ParentActivityId', int32],
  percentComplete: ['PercentComplete', int32],
  recordType: ['Type', enumeration('System.Management.Automation.ProgressRecordType', ['Processing', 'Completed'])],
  secondsRemaining: ['SecondsRemaining', int32],
});

export const progressRecord: FieldCodec<ProgressRecord> = {
  encode: (record) => wire.encode({ ...record, currentOperation: record.currentOperation ?? undefined }),
  decode: (value, name) => {
    if (value instanceof ProgressRecord) return value;
    const { statusDescription, currentOperation, ...fields } = wire.decode(value, name);
    const record = new ProgressRecord(fields.activity, statusDescription ?? '');
    return Object.assign(record, fields, { currentOperation: currentOperation ?? null });
  },
};
