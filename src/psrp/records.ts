// The typed records as fields of messages; their CLIXML is clixml's business.
import {
  informationRecordBag,
  progressRecordBag,
  readErrorRecord,
  readInformationalRecord,
  readInformationRecord,
  readProgressRecord,
} from '../clixml/index.ts';
import { ErrorRecord } from '../psobject/error-record.ts';
import { type InformationalKind, InformationalRecord, InformationRecord, ProgressRecord } from '../psobject/records.ts';
import type { FieldCodec } from './property-bag.ts';

/** An ErrorRecord; it comes as a property bag. */
export const errorRecordField: FieldCodec<ErrorRecord> = {
  encode: (record) => record,
  decode: (value) => (value instanceof ErrorRecord ? value : readErrorRecord(value)),
};

export function informationalRecordField(kind: InformationalKind): FieldCodec<InformationalRecord> {
  return {
    encode: (record) => record,
    decode: (value) => (value instanceof InformationalRecord ? value : readInformationalRecord(kind, value)),
  };
}

export const progressRecordField: FieldCodec<ProgressRecord> = {
  encode: progressRecordBag,
  decode: (value) => (value instanceof ProgressRecord ? value : readProgressRecord(value)),
};

export const informationRecordField: FieldCodec<InformationRecord> = {
  encode: informationRecordBag,
  decode: (value) => (value instanceof InformationRecord ? value : readInformationRecord(value)),
};
