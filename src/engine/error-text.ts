// The text of an ErrorRecord: its details where it has some, else its exception's message (ErrorRecord.ToString).
import type { ErrorRecord } from '../psobject/error-record.ts';

export function errorText(record: ErrorRecord): string {
  const details = record.errorDetails?.message;
  return details !== undefined && details !== '' ? details : record.exception.message;
}
