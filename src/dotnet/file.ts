// System.IO.File and System.IO.Directory: the static methods, over the real files of the machine and the session's current folder.
// On a simulated Windows machine only relative paths lead to files: where its drives really are, the thread context does not say.
import {
  appendFileSync,
  copyFileSync,
  existsSync,
  lstatSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { netEnumerationOf } from '../conversion/enumerate.ts';
import { threadContext } from '../conversion/thread-context.ts';
import { toStringValue } from '../conversion/to-string.ts';
import { method, type TypeDefinition } from '../conversion/type-definition.ts';
import { arrayOf } from '../psobject/array.ts';
import { throwNet } from '../psobject/thrown.ts';
import { DateTime, type EnumValue } from '../psobject/values.ts';
import { argumentError, argumentNull } from './arguments.ts';
import { decodeMarked, type Encoding, utf8NoMark } from './encoding.ts';
import { fullPath, isRooted } from './path.ts';

/** Refused before memory is asked for: larger files are for streams. */
const maxFileSize = 1 << 30;

function missingPart(path: string): never {
  throwNet('System.IO.DirectoryNotFoundException', `Could not find a part of the path '${path}'.`, {
    hResult: -2147024893,
  });
}
function missingFile(path: string): never {
  throwNet('System.IO.FileNotFoundException', `Could not find file '${path}'.`, {
    hResult: -2147024894,
    properties: [['FileName', path]],
  });
}
function denied(path: string): never {
  throwNet('System.UnauthorizedAccessException', `Access to the path '${path}' is denied.`, { hResult: -2147024891 });
}
function ioError(message: string): never {
  throwNet('System.IO.IOException', message, { hResult: -2146232800 });
}

/** The real path of an argument; throws ArgumentException, ArgumentNullException. */
function realPath(path: string | null, name = 'path'): string {
  if (path === null) argumentNull(name);
  if (path === '') argumentError('The value cannot be an empty string.', name);
  if (path.includes('\0')) argumentError('Null character in path.', name);
  return locate(path) ?? missingPart(path);
}

/** Where a path leads; undefined for one that would leave a simulated machine's current folder for files of the host. */
function locate(path: string): string | undefined {
  if (threadContext().environment.kind !== 'windows') return fullPath(path);
  const base = threadContext().currentDirectory();
  const real = join(base, path.replaceAll('\\', '/'));
  const inside = real === base || real.startsWith(base.endsWith('/') ? base : `${base}/`);
  return isRooted(path) || !inside ? undefined : real;
}

const folderOf = (path: string): string => join(path, '..');

/** Runs a file operation; the system's errors become .NET's, told by the path. `what` is what the path should be. */
function guarded<T>(path: string, what: 'file' | 'folder', run: () => T): T {
  try {
    return run();
  } catch (error) {
    switch ((error as NodeJS.ErrnoException).code) {
      case 'ENOENT':
        return what === 'file' && existsSync(folderOf(path)) ? missingFile(path) : missingPart(path);
      case 'ENOTDIR':
        return what === 'folder' ? ioError(`The directory name is invalid : '${path}'`) : missingPart(path);
      case 'EISDIR':
      case 'EACCES':
      case 'EPERM':
        return denied(path);
      case 'EEXIST':
        return ioError(`The file '${path}' already exists.`);
      case 'ENOTEMPTY':
        return ioError(`Directory not empty : '${path}'`);
      case undefined:
        throw error;
      default:
        return ioError(`${(error as Error).message.replace(/^\w+: |,.*$/g, '')} : '${path}'`);
    }
  }
}

function readBytes(path: string | null): Uint8Array {
  const real = realPath(path);
  return guarded(real, 'file', () => {
    if (statSync(real).size > maxFileSize)
      ioError(
        'The file is too long. This operation is currently limited to supporting files less than 2 gigabytes in size.',
      );
    return new Uint8Array(readFileSync(real));
  });
}

const readText = (path: string | null, encoding: Encoding = utf8NoMark): string =>
  decodeMarked(readBytes(path), encoding);

function readLines(path: string | null, encoding?: Encoding): unknown[] {
  const lines = readText(path, encoding).split(/\r\n|\r|\n/);
  if (lines.at(-1) === '') lines.pop();
  return arrayOf('System.String', lines);
}

function write(path: string | null, bytes: Uint8Array, append = false): void {
  const real = realPath(path);
  guarded(real, 'file', () => (append ? appendFileSync : writeFileSync)(real, bytes));
}

/** A new file begins with the encoding's byte order mark; one that is appended to has its own beginning. */
function writeText(path: string | null, text: string | null, encoding: Encoding = utf8NoMark, append = false): void {
  const isNew = !append || !existsSync(realPath(path));
  write(path, Buffer.concat([isNew ? encoding.preamble : new Uint8Array(), encoding.encode(text ?? '')]), append);
}

function linesText(lines: unknown): string {
  if (lines === null) argumentNull('contents');
  const newLine = threadContext().environment.kind === 'windows' ? '\r\n' : '\n';
  return Array.from(netEnumerationOf(lines) ?? [lines], (line) => toStringValue(line) + newLine).join('');
}

/** Whether there is a file (or a folder) at the path; bad paths are just not there. */
function exists(path: string | null, folder: boolean): boolean {
  if (path === null || path === '' || path.includes('\0')) return false;
  const real = locate(path);
  return real !== undefined && statSync(real, { throwIfNoEntry: false })?.isDirectory() === folder;
}

function deleteFile(path: string | null): void {
  const real = realPath(path);
  guarded(real, 'file', () => {
    if (lstatSync(real, { throwIfNoEntry: false })?.isDirectory()) denied(real);
    if (existsSync(folderOf(real))) {
      if (lstatSync(real, { throwIfNoEntry: false })) unlinkSync(real);
    } else missingPart(real);
  });
}

function copyFile(from: string | null, to: string | null, overwrite = false): void {
  const [source, target] = [realPath(from, 'sourceFileName'), realPath(to, 'destFileName')];
  if (!statSync(source, { throwIfNoEntry: false })) missingFile(source);
  if (!overwrite && existsSync(target)) ioError(`The file '${target}' already exists.`);
  guarded(target, 'file', () => copyFileSync(source, target));
}

function moveFile(from: string | null, to: string | null, overwrite = false): void {
  const [source, target] = [realPath(from, 'sourceFileName'), realPath(to, 'destFileName')];
  if (!statSync(source, { throwIfNoEntry: false })?.isFile()) missingFile(source);
  if (!overwrite && existsSync(target) && source !== target) ioError(`The file '${target}' already exists.`);
  guarded(target, 'file', () => renameSync(source, target));
}

function deleteFolder(path: string | null, recursive = false): void {
  const real = realPath(path);
  guarded(real, 'folder', () => {
    if (!statSync(real).isDirectory()) ioError(`The directory name is invalid : '${real}'`);
    if (recursive) rmSync(real, { recursive: true });
    else rmdirSync(real);
  });
}

/** A search pattern of .NET (`*`, `?`) as a regular expression. */
function patternOf(pattern: string): RegExp {
  const source =
    pattern === '*.*'
      ? '.*'
      : pattern
          .replace(/[\\^$.|+()[\]{}]/g, '\\$&')
          .replaceAll('*', '.*')
          .replaceAll('?', '.');
  return new RegExp(`^${source}$`, threadContext().environment.kind === 'linux' ? 's' : 'is');
}

type Kind = 'file' | 'folder' | 'both';

function entries(kind: Kind) {
  return (path: string | null, pattern = '*', option?: EnumValue): unknown[] => {
    const root = realPath(path);
    const matches = patternOf(pattern);
    const found: string[] = [];
    const walk = (real: string, shown: string): void => {
      const inner: [string, string][] = [];
      for (const entry of guarded(real, 'folder', () => readdirSync(real, { withFileTypes: true }))) {
        const isFolder = entry.isDirectory();
        const name = shown.endsWith('/') ? shown + entry.name : `${shown}/${entry.name}`;
        if ((kind === 'both' || isFolder === (kind === 'folder')) && matches.test(entry.name)) found.push(name);
        if (isFolder) inner.push([join(real, entry.name), name]);
      }
      if (option?.text === 'AllDirectories') for (const [next, name] of inner) walk(next, name);
    };
    walk(root, path!);
    return arrayOf('System.String', found);
  };
}

const unixEpochTicks = 621_355_968_000_000_000n;
const noTime = 504_911_232_000_000_000n;

/** A time of a file; one that is not there has the time 1601-01-01, as .NET says. */
function timeOf(field: 'mtimeNs' | 'birthtimeNs' | 'atimeNs', isUtc: boolean) {
  return (path: string | null): DateTime => {
    const stats = statSync(realPath(path), { bigint: true, throwIfNoEntry: false });
    const utc = stats ? stats[field] / 100n + unixEpochTicks : noTime;
    if (isUtc) return new DateTime(utc, 'Utc');
    return new DateTime(utc + BigInt(threadContext().offsetMinutesAt(utc)) * 600_000_000n, 'Local');
  };
}

const times = (['LastWriteTime', 'CreationTime', 'LastAccessTime'] as const).flatMap((name, index) =>
  [false, true].map((isUtc) =>
    method(
      `static datetime Get${name}${isUtc ? 'Utc' : ''}(string path)`,
      timeOf((['mtimeNs', 'birthtimeNs', 'atimeNs'] as const)[index]!, isUtc),
    ),
  ),
);

/** One overload without and one with an encoding. */
const withEncoding = (head: string): string[] => [`${head})`, `${head}, System.Text.Encoding encoding)`];

const listing = (name: string, kind: Kind) =>
  ['Get', 'Enumerate'].map((verb) =>
    method(
      [
        'string path',
        'string path, string searchPattern',
        'string path, string searchPattern, System.IO.SearchOption searchOption',
      ].map((parameters) => `static string[] ${verb}${name}(${parameters})`),
      entries(kind),
    ),
  );

export const fileTypes: readonly TypeDefinition[] = [
  {
    name: 'System.IO.File',
    isAbstract: true,
    members: [
      method('static bool Exists(string path)', (path: string | null) => exists(path, false)),
      method('static byte[] ReadAllBytes(string path)', readBytes),
      method(withEncoding('static string ReadAllText(string path'), readText),
      method(
        [
          ...withEncoding('static string[] ReadAllLines(string path'),
          ...withEncoding('static string[] ReadLines(string path'),
        ],
        readLines,
      ),
      method('static void WriteAllBytes(string path, byte[] bytes)', (path: string | null, bytes: Uint8Array | null) =>
        write(path, bytes ?? argumentNull('bytes')),
      ),
      method('static void AppendAllBytes(string path, byte[] bytes)', (path: string | null, bytes: Uint8Array | null) =>
        write(path, bytes ?? argumentNull('bytes'), true),
      ),
      method(
        withEncoding('static void WriteAllText(string path, string contents'),
        (path: string | null, text: string | null, encoding?: Encoding) => writeText(path, text, encoding),
      ),
      method(
        withEncoding('static void AppendAllText(string path, string contents'),
        (path: string | null, text: string | null, encoding?: Encoding) => writeText(path, text, encoding, true),
      ),
      method(
        [
          ...withEncoding('static void WriteAllLines(string path, string[] contents'),
          ...withEncoding(
            'static void WriteAllLines(string path, System.Collections.Generic.IEnumerable[string] contents',
          ),
        ],
        (path: string | null, lines: unknown, encoding?: Encoding) => writeText(path, linesText(lines), encoding),
      ),
      method(
        withEncoding('static void AppendAllLines(string path, System.Collections.Generic.IEnumerable[string] contents'),
        (path: string | null, lines: unknown, encoding?: Encoding) => writeText(path, linesText(lines), encoding, true),
      ),
      method('static void Delete(string path)', deleteFile),
      method(
        [
          'static void Copy(string sourceFileName, string destFileName)',
          'static void Copy(string sourceFileName, string destFileName, bool overwrite)',
        ],
        copyFile,
      ),
      method(
        [
          'static void Move(string sourceFileName, string destFileName)',
          'static void Move(string sourceFileName, string destFileName, bool overwrite)',
        ],
        moveFile,
      ),
      ...times,
    ],
  },
  {
    name: 'System.IO.Directory',
    isAbstract: true,
    members: [
      method('static bool Exists(string path)', (path: string | null) => exists(path, true)),
      method(['static void Delete(string path)', 'static void Delete(string path, bool recursive)'], deleteFolder),
      ...listing('Files', 'file'),
      ...listing('Directories', 'folder'),
      ...listing('FileSystemEntries', 'both'),
      method('static string GetCurrentDirectory()', () => threadContext().currentDirectory()),
      ...times,
    ],
  },
];
