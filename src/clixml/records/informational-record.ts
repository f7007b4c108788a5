// Verbose, debug and warning records on the wire, both ways (MS-PSRP 2.2.3.16).
import { type InformationalKind, InformationalRecord } from '../../psobject/records.ts';
import type { RecordOptions } from './error-record.ts';
import { invocationCollections, invocationInfoNotes, iterationInfo, readInvocationInfo } from './invocation-info.ts';
import { type Note, Notes } from './notes.ts';

/** The notes of an informational record, in the order in which PowerShell writes them. */
export function* informationalRecordNotes(record: InformationalRecord, options: RecordOptions = {}): Generator<Note> {
  const isExtended = options.extended === true && record.invocationInfo !== undefined;
  yield ['InformationalRecord_Message', record.message];
  yield ['InformationalRecord_SerializeInvocationInfo', isExtended];
  if (!isExtended) return;
  yield* invocationInfoNotes(record.invocationInfo!, invocationCollections(record.invocationInfo!));
  yield ['InformationalRecord_PipelineIterationInfo', iterationInfo(record.pipelineIterationInfo)];
}

/** Reads an informational record; the message type that carried it tells its kind. */
export function readInformationalRecord(kind: InformationalKind, value: unknown): InformationalRecord {
  const notes = new Notes(value, `${kind}Record`);
  const record = new InformationalRecord(kind, notes.text('InformationalRecord_Message') ?? '');
  if (notes.flag('InformationalRecord_SerializeInvocationInfo')) {
    record.invocationInfo = readInvocationInfo(notes);
    record.pipelineIterationInfo = notes.integers('InformationalRecord_PipelineIterationInfo');
  }
  return record;
}
