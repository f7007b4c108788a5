// Where values go: the outputs of a command, one for each stream, and the sink at the end of a pipeline.
import type { ErrorRecord } from '../psobject/error-record.ts';
import type { InformationalRecord, InformationRecord, ProgressRecord } from '../psobject/records.ts';

/** Takes what an invocation gives, as it is given. */
export interface PipelineSink {
  output(value: unknown): void;
  error(record: ErrorRecord): void;
  warning(record: InformationalRecord): void;
  verbose(record: InformationalRecord): void;
  debug(record: InformationalRecord): void;
  /** With `isShown` false the record is for whoever collects the stream, and not for the host. */
  information(record: InformationRecord, isShown?: boolean): void;
  progress(record: ProgressRecord): void;
}

/** One end of a pipe: takes objects one by one. */
export interface Output {
  write(value: unknown): void;
  /** Takes what is not shown: -ErrorVariable collects errors that -ErrorAction silences. */
  silently?(value: unknown): void;
}

/** The outputs of a running command. */
export interface Streams {
  readonly output: Output;
  readonly error: Output;
  readonly warning: Output;
  readonly verbose: Output;
  readonly debug: Output;
  readonly information: Output;
  readonly progress: Output;
}

export const nullOutput: Output = { write() {} };

/** Collects objects in an array. */
export class Collector implements Output {
  readonly items: unknown[];
  constructor(items: unknown[] = []) {
    this.items = items;
  }
  write(value: unknown): void {
    this.items.push(value);
  }
}

/** The streams that end in a sink. */
export function streamsTo(sink: PipelineSink): Streams {
  return {
    output: { write: (value) => sink.output(value) },
    error: { write: (value) => sink.error(value as ErrorRecord) },
    warning: { write: (value) => sink.warning(value as InformationalRecord) },
    verbose: { write: (value) => sink.verbose(value as InformationalRecord) },
    debug: { write: (value) => sink.debug(value as InformationalRecord) },
    information: {
      write: (value) => sink.information(value as InformationRecord),
      silently: (value) => sink.information(value as InformationRecord, false),
    },
    progress: { write: (value) => sink.progress(value as ProgressRecord) },
  };
}
