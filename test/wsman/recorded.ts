// Reads the recorded conversations with Windows, where they are at hand: PSREMOTING_SHARED, or ../shared beside the checkout.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** One HTTP exchange of a recording. */
export interface RecordedExchange {
  readonly request: string;
  /** Undefined where the recording holds no envelope. */
  readonly response: string | undefined;
  readonly status: number;
}

export interface Recording {
  readonly name: string;
  readonly exchanges: readonly RecordedExchange[];
}

const folder = join(
  process.env['PSREMOTING_SHARED'] ?? join(import.meta.dirname, '../../../shared'),
  'windows-traffic',
);

/** What a test says when it is skipped, or false. */
export const recordingsMissing: string | false = existsSync(folder)
  ? false
  : `the recorded Windows conversations are missing (${folder}); set PSREMOTING_SHARED`;

export function readRecordings(): Recording[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.yml'))
    .sort()
    .map((file) => ({ name: file, exchanges: parse(readFileSync(join(folder, file), 'utf8')) }));
}

/** The few forms of YAML in these files: mappings in one list, scalars plain or in single quotes, folded over lines. */
function parse(text: string): RecordedExchange[] {
  return text
    .split(/^- request: /m)
    .slice(1)
    .map((entry) => {
      const [request, rest = ''] = splitOnce(entry, /^ {2}response: /m);
      const [response, more = ''] = splitOnce(rest, /^ {2}[a-z_]+:/m);
      const answer = scalar(response);
      return {
        request: scalar(request),
        response: answer.startsWith('<') ? answer : undefined,
        status: Number(/code: (\d+)/.exec(more)?.[1] ?? 200),
      };
    });
}

function splitOnce(text: string, at: RegExp): [string, string?] {
  const match = at.exec(text);
  return match === null ? [text] : [text.slice(0, match.index), text.slice(match.index + match[0].length)];
}

function scalar(text: string): string {
  const folded = text.trim().replaceAll(/\n((?: *\n)*) */g, (_, blank: string) => {
    const lines = blank.split('\n').length - 1;
    return lines === 0 ? ' ' : '\n'.repeat(lines);
  });
  return folded.startsWith("'") ? folded.slice(1, -1).replaceAll("''", "'") : folded;
}
