// The streams of a pipeline's output and the message that carries each.
import type { MessageType } from './message-type.ts';

export const recordMessages = {
  output: 'PIPELINE_OUTPUT',
  error: 'ERROR_RECORD',
  warning: 'WARNING_RECORD',
  verbose: 'VERBOSE_RECORD',
  debug: 'DEBUG_RECORD',
  information: 'INFORMATION_RECORD',
  progress: 'PROGRESS_RECORD',
} as const satisfies Record<string, MessageType>;

export type RecordStream = keyof typeof recordMessages;

/** A type of message that carries a record. */
export type RecordMessageType = (typeof recordMessages)[RecordStream];

const streamOfMessage = new Map<MessageType, RecordStream>(
  Object.entries(recordMessages).map(([stream, type]) => [type, stream as RecordStream]),
);

/** The stream that a message belongs to; undefined for a message that is no record. */
export function recordStreamOf(type: MessageType): RecordStream | undefined {
  return streamOfMessage.get(type);
}
