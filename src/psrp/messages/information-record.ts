// INFORMATION_RECORD (MS-PSRP 2.2.2.26).

import { UInt32 } from '../../psobject/numbers.ts';
import { InformationRecord } from '../../psobject/records.ts';
import { DateTime } from '../../psobject/values.ts';
import { anything, bag, type FieldCodec, int32, list, optional, string } from '../property-bag.ts';
import { fieldMessage } from './definition.ts';

// Identifiers of processes and threads are UInt32 on the wire; a peer may leave them out.
const uint32: FieldCodec<number> = { encode: (value) => new UInt32(value), decode: int32.decode };

const wire = bag({
  messageData: ['MessageData', optional(anything)],
  source: ['Source', optional(string)],
  timeGenerated: ['TimeGenerated', optional(anything)],
  tags: ['Tags', optional(list(string))],
  user: ['User', optional(string)],
  computer: ['Computer', optional(string)],
  processId: ['ProcessId', optional(uint32)],
  nativeThreadId: ['NativeThreadId', optional(uint32)],
  managedThreadId: ['ManagedThreadId', optional(uint32)],
});

const informationRecordCodec: FieldCodec<InformationRecord> = {
  encode: (record) => wire.encode({ ...record, messageData: record.messageData }),
  decode: (value, name) => {
    const fields = wire.decode(value, name);
    const record = new InformationRecord(fields.messageData ?? null, fields.source ?? '');
    if (fields.timeGenerated instanceof DateTime) record.timeGenerated = fields.timeGenerated;
    record.tags = [...(fields.tags ?? [])];
    record.user = fields.user ?? '';
    record.computer = fields.computer ?? '';
    record.processId = fields.processId ?? 0;
    record.nativeThreadId = fields.nativeThreadId ?? 0;
    record.managedThreadId = fields.managedThreadId ?? 0;
    return record;
  },
};

/** Write-Information and Write-Host (since version 2.3). */
export const informationRecord = fieldMessage('INFORMATION_RECORD', 'pipeline', 'toClient', informationRecordCodec);
