// What a pipeline gives: records of all its streams, in the order in which the server sent them.
import type { ErrorRecord } from '../psobject/error-record.ts';
import type { InformationalRecord, InformationRecord, ProgressRecord } from '../psobject/records.ts';
import { contentOf } from '../psrp/message-flow.ts';
import type { Payload } from '../psrp/payload.ts';
import { type RecordStream, recordMessages } from '../psrp/record-stream.ts';

interface RecordValues {
  readonly output: unknown;
  readonly error: ErrorRecord;
  readonly warning: InformationalRecord;
  readonly verbose: InformationalRecord;
  readonly debug: InformationalRecord;
  readonly information: InformationRecord;
  readonly progress: ProgressRecord;
}

/** One record, told apart by `stream`; `value` is of that stream's type. */
export type PipelineRecord = {
  readonly [S in RecordStream]: { readonly stream: S; readonly value: RecordValues[S] };
}[RecordStream];

/** One record as it came: the CLIXML of its message. */
export interface RawRecord {
  readonly stream: RecordStream;
  readonly payload: Uint8Array;
  /** What the bytes say, with secure strings deciphered. */
  decode(): unknown;
}

/** Decodes a record. Throws what the codec throws for a malformed one. */
export function decodeRecord(stream: RecordStream, payload: Payload): PipelineRecord {
  return { stream, value: contentOf(recordMessages[stream], payload) } as PipelineRecord;
}
