// `> file` and `>> file`, and the content of files that variables name: text in UTF-8, one line for each formatted line.
import { closeSync, openSync, readFileSync, writeSync } from 'node:fs';
import { throwNet } from '../../psobject/thrown.ts';
import { realPathOf, resolvePath } from '../location.ts';
import type { Runspace } from '../runspace.ts';
import type { Output } from '../streams.ts';

export class FileRedirection implements Output {
  readonly #runspace: Runspace;
  readonly #path: string;
  readonly #append: boolean;
  readonly #values: unknown[] = [];
  #closed = false;

  constructor(runspace: Runspace, path: string, append: boolean) {
    this.#runspace = runspace;
    this.#path = realFileOf(runspace, path);
    this.#append = append;
    // The file is there, and empty, before the command runs.
    if (!append) closeSync(openFile(this.#path, 'w', path));
  }
  write(value: unknown): void {
    this.#values.push(value);
  }
  /** Formats what was written, as Out-File does, and puts it into the file. */
  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    const file = openFile(this.#path, this.#append ? 'a' : 'w', this.#path);
    try {
      const newLine = this.#runspace.identity.kind === 'windows' ? '\r\n' : '\n';
      for (const line of this.#runspace.formatLines(this.#values)) writeSync(file, `${line}${newLine}`);
    } finally {
      closeSync(file);
    }
  }

  static read(runspace: Runspace, path: string): unknown[] {
    const text = readFileSync(realFileOf(runspace, path), 'utf8').replace(/^\uFEFF/, '');
    const lines = text.split(/\r?\n/);
    if (lines.at(-1) === '') lines.pop();
    return lines;
  }
}

function openFile(path: string, flags: string, shown: string): number {
  try {
    return openSync(path, flags);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throwNet(
      code === 'ENOENT' ? 'System.IO.DirectoryNotFoundException' : 'System.UnauthorizedAccessException',
      code === 'ENOENT' ? `Could not find a part of the path '${path}'.` : `Access to the path '${path}' is denied.`,
      { errorId: 'FileOpenFailure', category: 'OpenError', targetObject: shown },
    );
  }
}

function realFileOf(runspace: Runspace, path: string): string {
  const resolved = resolvePath(runspace.session, path);
  const drive = resolved.drive ?? runspace.session.drives().find((each) => each.realRoot !== undefined);
  if (drive?.realRoot === undefined) {
    throwNet(
      'System.Management.Automation.PSNotSupportedException',
      `Cannot open file because the current provider (${resolved.provider.name}) cannot open a file.`,
      {
        errorId: 'ReadWriteFileNotFileSystemProvider',
      },
    );
  }
  return realPathOf(drive, resolved.path);
}
