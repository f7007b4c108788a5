// Shows what the host is to show of a pipeline's records, and passes the records on. In PowerShell these are two ways as well: a
// client's streams get the records, and the text comes to its console as host calls; Invoke-Command relies on it.
import { getProperty } from '../../engine/members.ts';
import type { PipelineSink } from '../../engine/streams.ts';
import { toText } from '../../engine/text.ts';
import type { ConsoleColor, PSHost } from '../../host/ps-host.ts';
import type { InformationRecord } from '../../psobject/records.ts';
import { EnumValue } from '../../psobject/values.ts';

function colorOf(message: unknown, property: string): ConsoleColor | undefined {
  const color = getProperty(message, property);
  return color instanceof EnumValue ? (color.text as ConsoleColor) : undefined;
}

function showInformation({ ui }: PSHost, { messageData, tags }: InformationRecord): void {
  // What came from another computer was shown by it.
  if (ui === undefined || tags.includes('FORWARDED')) return;
  const text = toText(messageData);
  if (!tags.includes('PSHOST')) {
    ui.writeLine(text);
    return;
  }
  const colors = [colorOf(messageData, 'ForegroundColor'), colorOf(messageData, 'BackgroundColor')] as const;
  if (getProperty(messageData, 'NoNewLine') === true) ui.write(text, ...colors);
  else ui.writeLine(text, ...colors);
}

/** The sink with the host before it. */
export function displayedOn(host: PSHost, sink: PipelineSink): PipelineSink {
  const { ui } = host;
  if (ui === undefined) return sink;
  return {
    output: sink.output,
    error: sink.error,
    warning: (record) => {
      ui.writeWarningLine(record.message);
      sink.warning(record);
    },
    verbose: (record) => {
      ui.writeVerboseLine(record.message);
      sink.verbose(record);
    },
    debug: (record) => {
      ui.writeDebugLine(record.message);
      sink.debug(record);
    },
    information: (record, isShown = true) => {
      if (isShown) showInformation(host, record);
      sink.information(record);
    },
    progress: (record) => {
      ui.writeProgress(0, record);
      sink.progress(record);
    },
  };
}
