// Runs files of recorded cases: `#### name`, the script, `====`, what PowerShell printed.
import { mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { errorText } from '../../src/engine/error-text.ts';
import { fullyQualifiedErrorId } from '../../src/engine/errors.ts';
import type { ErrorRecord } from '../../src/psobject/error-record.ts';
import type { InformationalRecord, InformationRecord } from '../../src/psobject/records.ts';
import { openRemotingRunspace } from '../cmdlets/remoting/loopback.ts';
import { openTestRunspace, type TestRunspace } from '../engine/test-runspace.ts';

export interface RecordedCase {
  readonly name: string;
  readonly script: string;
  readonly expected: string;
}

export interface CaseResult extends RecordedCase {
  readonly file: string;
  readonly actual: string;
  readonly passed: boolean;
}

/** Milliseconds after which a case is stopped. */
const timeLimit = 5000;

export function caseFiles(paths: readonly string[]): string[] {
  return paths.flatMap((path) =>
    statSync(path).isDirectory()
      ? caseFiles(
          readdirSync(path)
            .sort()
            .map((name) => join(path, name)),
        )
      : path.endsWith('.cases')
        ? [path]
        : [],
  );
}

export function parseCases(text: string): RecordedCase[] {
  return text
    .split(/^#### /m)
    .slice(1)
    .map((part) => {
      const end = part.indexOf('\n');
      const [script, ...rest] = part.slice(end + 1).split(/^====\n/m);
      return { name: part.slice(0, end), script: script!.replace(/\n$/, ''), expected: trimmed(rest.join('====\n')) };
    });
}

/** Trailing blanks of each line and at the end do not count. */
function trimmed(text: string): string {
  return text.replace(/[ \t]+$/gm, '').replace(/\s+$/, '');
}

export async function runFile(file: string, filter?: string): Promise<CaseResult[]> {
  const cases = parseCases(readFileSync(file, 'utf8'));
  const results: CaseResult[] = [];
  for (const recorded of cases) {
    if (filter !== undefined && !recorded.name.includes(filter)) continue;
    // In these each case finds `$s`, a session to another computer.
    const actual = await runCase(recorded.script, /\bremoting-/.test(file) ? openRemotingRunspace : openTestRunspace);
    results.push({ ...recorded, file, actual, passed: actual === recorded.expected });
  }
  return results;
}

const oneLine = (text: string): string => text.replace(/\r\n|\r|\n/g, ' ');

/** Runs a script in a fresh runspace and folder and gives what the recorder would have printed. */
export async function runCase(
  script: string,
  open: (options: { currentDirectory: string }) => Promise<TestRunspace> = openTestRunspace,
): Promise<string> {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'cases-')));
  try {
    const lines = new Map<string, string[]>();
    const note = (kind: string, text: string) => lines.set(kind, [...(lines.get(kind) ?? []), oneLine(text)]);
    const runspace = await open({ currentDirectory: folder });
    const output: unknown[] = [];
    const deadline = Date.now() + timeLimit;
    runspace.deadline = deadline;
    const describe = (record: ErrorRecord): string => `${fullyQualifiedErrorId(record)}: ${errorText(record)}`;
    const informational = (kind: string) => (record: InformationalRecord) => note(kind, record.message);
    const outcome = runspace.invoke(
      script,
      {
        output: (value) => output.push(value),
        error: (record) => note('ERROR', describe(record)),
        warning: informational('WARNING'),
        verbose: informational('VERBOSE'),
        debug: informational('DEBUG'),
        information: (record: InformationRecord) => note('INFORMATION', runspace.textOf(record.messageData)),
        progress: () => {},
      },
      { useLocalScope: false },
    );
    if (outcome.error !== undefined) note('FATAL', describe(outcome.error));
    const text = runspace.outString(output);
    const records = ['ERROR', 'FATAL', 'WARNING', 'VERBOSE', 'DEBUG', 'INFORMATION'].flatMap((kind) =>
      (lines.get(kind) ?? []).map((line) => `${kind}: ${line}`),
    );
    const body = trimmed(text);
    const whole = records.length === 0 ? body : `${body}\n${records.join('\n')}`;
    return trimmed(whole.replaceAll(folder, '<CWD>'));
  } catch (error) {
    return `CRASH: ${(error as Error).stack}`;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
