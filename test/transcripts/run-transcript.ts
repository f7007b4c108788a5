// Transcripts as tests: what is typed after `PS> ` (lines after `>> ` continue it), and exactly what the console then shows.
//
//   # lab                 this file's steps run in the lab; without it, in a shell of this machine
//   # unordered           the lines of the next step's output come in any order
//   # Any other text      a comment; a line of two # begins a new part: `## title`
//
// In expected output `<any>` stands for any text within a line, and <date>, <guid>, <number>, <timespan> for such a value; blanks
// before the line's end do not count, nor do empty lines at the end of an output.
import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { PassThrough, Writable } from 'node:stream';
import { LocalRunspace } from '../../src/app/local-runspace.ts';
import { remotingService } from '../../src/app/remoting-service.ts';
import { sessionServices, thisMachine } from '../../src/app/session-services.ts';
import { startLab } from '../../src/lab/lab.ts';
import { consoleHost } from '../../src/repl/console-host.ts';

export interface Step {
  readonly line: number;
  readonly command: string;
  readonly expected: readonly string[];
  readonly isUnordered: boolean;
}

export interface Part {
  readonly title: string;
  readonly steps: readonly Step[];
}

export interface Transcript {
  readonly needsLab: boolean;
  readonly parts: readonly Part[];
}

const withoutEnd = (lines: readonly string[]): string[] => {
  const kept = lines.map((line) => line.trimEnd());
  while (kept.at(-1) === '') kept.pop();
  return kept;
};

/** Reads a transcript's text. */
export function parseTranscript(text: string): Transcript {
  const parts: {
    title: string;
    steps: { line: number; command: string; expected: string[]; isUnordered: boolean }[];
  }[] = [];
  let needsLab = false;
  let isUnordered = false;
  for (const [at, line] of text.split('\n').entries()) {
    const step = parts.at(-1)?.steps.at(-1);
    if (line.startsWith('## ')) parts.push({ title: line.slice(3), steps: [] });
    else if (line === '# lab') needsLab = true;
    else if (line === '# unordered') isUnordered = true;
    else if (line.startsWith('# ')) continue;
    else if (line.startsWith('PS> ')) {
      parts.at(-1)!.steps.push({ line: at + 1, command: line.slice(4), expected: [], isUnordered });
      isUnordered = false;
    } else if (line.startsWith('>> ') || line === '>>') step!.command += `\n${line.slice(3)}`;
    else step?.expected.push(line);
  }
  return {
    needsLab,
    parts: parts.map(({ title, steps }) => ({
      title,
      steps: steps.map((step) => ({ ...step, expected: withoutEnd(step.expected) })),
    })),
  };
}

const placeholders: ReadonlyMap<string, string> = new Map([
  ['<any>', '.*'],
  ['<date>', '\\d{1,2}/\\d{1,2}/\\d{4} \\d{1,2}:\\d\\d:\\d\\d[ \\u202f][AP]M'],
  ['<guid>', '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}'],
  ['<number>', '-?\\d+(?:\\.\\d+)?'],
  ['<timespan>', '(?:\\d+\\.)?\\d\\d:\\d\\d:\\d\\d(?:\\.\\d+)?'],
]);

function isMatch(actual: string, expected: string): boolean {
  const pattern = expected
    .split(/(<\w+>)/)
    .map((piece) => placeholders.get(piece) ?? piece.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    .join('');
  return new RegExp(`^${pattern}$`).test(actual);
}

/** Fails with both texts when what was shown is not what the step expects. */
export function compareOutput(step: Step, output: string): void {
  const actual = withoutEnd(output.split('\n'));
  const expected = [...step.expected];
  const left = step.isUnordered ? expected.map((line) => takeMatch(actual, line)) : undefined;
  const isSame =
    left === undefined
      ? actual.length === expected.length && actual.every((line, at) => isMatch(line, expected[at]!))
      : actual.length === 0 && left.every(Boolean);
  if (!isSame)
    assert.equal(withoutEnd(output.split('\n')).join('\n'), expected.join('\n'), `line ${step.line}: ${step.command}`);
}

function takeMatch(lines: string[], expected: string): boolean {
  const at = lines.findIndex((line) => isMatch(line, expected));
  if (at >= 0) lines.splice(at, 1);
  return at >= 0;
}

/** Threads and processes run the bundles where they are built: they start ten times as fast as the sources. */
function useBundles(): void {
  const bundles = resolve(import.meta.dirname, '..', '..', 'dist');
  if (existsSync(join(bundles, '.stamp'))) process.env['PSREMOTING_PROGRAMS'] ??= bundles;
}

export interface TranscriptShell extends AsyncDisposable {
  /** Runs a command as the prompt does and gives what the console showed. */
  run(command: string): Promise<string>;
}

/** A shell on a console of text, in the lab or on this machine. */
export async function openTranscriptShell(needsLab: boolean): Promise<TranscriptShell> {
  useBundles();
  const folder = mkdtempSync(join(tmpdir(), 'psremoting-transcript-'));
  const lab = needsLab ? await startLab(join(folder, 'lab')) : undefined;
  let shown = '';
  const screen = () =>
    Object.assign(
      new Writable({
        write(chunk, _encoding, done) {
          shown += String(chunk);
          done();
        },
      }),
      { columns: 120, rows: 50 },
    ) as unknown as NodeJS.WriteStream;
  const host = consoleHost({
    input: new PassThrough() as unknown as NodeJS.ReadStream,
    output: screen(),
    error: screen(),
    nonInteractive: true,
    onExit: () => {},
  });
  const remoting = remotingService({ trustedHosts: () => '', allowUnencrypted: () => false, host, ...lab?.remoting });
  const runspace = new LocalRunspace({
    services: sessionServices({
      machine: thisMachine(),
      remoting,
      ...(lab && { directory: lab.directory }),
    }),
    host,
    workingDirectory: folder,
    onBroken: (error) => {
      throw error;
    },
  });
  return {
    async run(command) {
      shown = '';
      await runspace.runInteractively(command);
      return shown;
    },
    async [Symbol.asyncDispose]() {
      host.close();
      await remoting.close();
      await runspace.close();
      await lab?.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export const readTranscript = (file: string): Transcript => parseTranscript(readFileSync(file, 'utf8'));
