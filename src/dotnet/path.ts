// System.IO.Path, by the separators of the kind of machine that the session shows.
import { randomBytes } from 'node:crypto';
import { threadContext } from '../conversion/thread-context.ts';
import { method, property, type TypeDefinition } from '../conversion/type-definition.ts';
import { arrayOf } from '../psobject/array.ts';
import { Char } from '../psobject/numbers.ts';
import { argumentError, argumentNull } from './arguments.ts';

const isWindows = (): boolean => threadContext().environment.kind === 'windows';
const separator = (): string => (isWindows() ? '\\' : '/');
const isSeparator = (c: string | undefined): boolean => c === '/' || (c === '\\' && isWindows());

/** Length of the root: `/`, `C:`, `C:\`, `\\server\share`. */
function rootLength(path: string): number {
  if (!isWindows()) return path.startsWith('/') ? 1 : 0;
  const unc = /^[\\/]{2}[^\\/]+(?:[\\/]+[^\\/]+)?/.exec(path);
  return (unc ?? /^(?:[A-Za-z]:)?[\\/]?/.exec(path)!)[0].length;
}

function lastSeparator(path: string): number {
  for (let at = path.length - 1; at >= 0; at--) if (isSeparator(path[at])) return at;
  return -1;
}

function fileName(path: string | null): string | null {
  if (path === null) return null;
  return path.slice(Math.max(lastSeparator(path) + 1, rootLength(path)));
}

function extension(path: string | null): string | null {
  if (path === null) return null;
  const name = fileName(path)!;
  const dot = name.lastIndexOf('.');
  return dot < 0 || dot === name.length - 1 ? '' : name.slice(dot);
}

function withoutExtension(path: string | null): string | null {
  const name = fileName(path);
  if (name === null) return null;
  const dot = name.lastIndexOf('.');
  return dot < 0 ? name : name.slice(0, dot);
}

function changeExtension(path: string | null, next: string | null): string | null {
  if (path === null || path === '') return path;
  const start = path.length - fileName(path)!.length;
  const dot = path.lastIndexOf('.');
  const stem = dot < start ? path : path.slice(0, dot);
  if (next === null) return stem;
  return `${stem}${next.startsWith('.') ? '' : '.'}${next}`;
}

function directoryName(path: string | null): string | null {
  if (path === null || path === '') return null;
  const root = rootLength(path);
  if (path.length <= root) return null;
  let end = Math.max(lastSeparator(path), root);
  while (end > root && isSeparator(path[end - 1])) end--;
  const found = path.slice(0, end).replace(/[\\/]+/g, (run) => (isSeparator(run[0]) ? separator() : run));
  return found;
}

export function isRooted(path: string | null): boolean {
  return path !== null && rootLength(path) > 0;
}

function combine(parts: readonly (string | null)[], names: string): string {
  let result = '';
  for (const part of parts) {
    if (part === null) argumentNull(names);
    if (part === '') continue;
    if (result === '' || isRooted(part)) result = part;
    else result += isSeparator(result.at(-1)) ? part : separator() + part;
  }
  return result;
}

/** Path.Join: nothing is rooted anew, and null counts as empty. */
function join(parts: readonly (string | null)[]): string {
  let result = '';
  for (const part of parts) {
    if (part === null || part === '') continue;
    const apart = result === '' || isSeparator(result.at(-1)) || isSeparator(part[0]);
    result += apart ? part : separator() + part;
  }
  return result;
}

/** The full path without `.` and `..`, from the current directory where it is relative; throws ArgumentException. */
export function fullPath(path: string | null, base: string = threadContext().currentDirectory()): string {
  if (path === null) argumentNull('path');
  if (path === '') argumentError('The value cannot be an empty string.', 'path');
  if (path.includes('\0')) argumentError('Null character in path.', 'path');
  const whole = isRooted(path) ? path : combine([base, path], 'path');
  const root = whole.slice(0, rootLength(whole));
  const parts: string[] = [];
  const rest = whole.slice(root.length).split(isWindows() ? /[\\/]/ : '/');
  for (const part of rest) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  const body = parts.join(separator());
  const closing = body !== '' && isSeparator(whole.at(-1)) ? separator() : '';
  return root + (root !== '' && body !== '' && !isSeparator(root.at(-1)) ? separator() : '') + body + closing;
}

function relativePath(relativeTo: string, path: string): string {
  const split = (text: string): string[] =>
    fullPath(text)
      .split(/[\\/]/)
      .filter((part) => part !== '');
  const same = (a: string | undefined, b: string | undefined): boolean =>
    isWindows() ? a?.toLowerCase() === b?.toLowerCase() : a === b;
  const [from, to] = [split(relativeTo), split(path)];
  let shared = 0;
  while (shared < from.length && shared < to.length && same(from[shared], to[shared])) shared++;
  return [...from.slice(shared).map(() => '..'), ...to.slice(shared)].join(separator()) || '.';
}

const trimEnd = (path: string | null): string | null =>
  path !== null && path.length > rootLength(path) && isSeparator(path.at(-1)) ? path.slice(0, -1) : path;

const alphabet = 'abcdefghijklmnopqrstuvwxyz012345';
const randomName = (): string => {
  const text = Array.from(randomBytes(11), (byte) => alphabet[byte & 31]).join('');
  return `${text.slice(0, 8)}.${text.slice(8)}`;
};

const invalidInNames = (): string => (isWindows() ? `"<>|${String.fromCharCode(...Array(32).keys())}:*?\\/` : '\0/');
const characters = (text: string): unknown[] =>
  arrayOf(
    'System.Char',
    Array.from(text, (c) => new Char(c.charCodeAt(0))),
  );

/** The folder for temporary files, with a separator at its end. */
export function temporaryFolder(): string {
  const { environment } = threadContext();
  const folder = isWindows()
    ? (environment.get('TEMP') ?? environment.get('TMP') ?? 'C:\\Windows\\Temp')
    : (environment.get('TMPDIR') ?? '/tmp');
  return isSeparator(folder.at(-1)) ? folder : folder + separator();
}

const list = (count: number): string => Array.from({ length: count }, (_, i) => `string path${i + 1}`).join(', ');

export const pathType: TypeDefinition = {
  name: 'System.IO.Path',
  isAbstract: true,
  members: [
    property('static char DirectorySeparatorChar {get;}', separator),
    property('static char AltDirectorySeparatorChar {get;}', () => '/'),
    property('static char VolumeSeparatorChar {get;}', () => (isWindows() ? ':' : '/')),
    property('static char PathSeparator {get;}', () => (isWindows() ? ';' : ':')),
    method('static string GetFileName(string path)', fileName),
    method('static string GetFileNameWithoutExtension(string path)', withoutExtension),
    method('static string GetExtension(string path)', extension),
    method('static bool HasExtension(string path)', (path: string | null) => (extension(path) ?? '') !== ''),
    method('static string ChangeExtension(string path, string extension)', changeExtension),
    method('static string GetDirectoryName(string path)', directoryName),
    method('static string GetPathRoot(string path)', (path: string | null) =>
      path === null || path === '' ? null : path.slice(0, rootLength(path)),
    ),
    method('static bool IsPathRooted(string path)', isRooted),
    method('static bool IsPathFullyQualified(string path)', (path: string) =>
      isWindows() ? /^(?:[A-Za-z]:[\\/]|[\\/]{2})/.test(path) : isRooted(path),
    ),
    method('static string GetFullPath(string path)', (path: string) => fullPath(path)),
    method('static string GetFullPath(string path, string basePath)', (path: string, base: string) =>
      fullPath(path, base),
    ),
    method('static string GetRelativePath(string relativeTo, string path)', relativePath),
    ...[2, 3, 4].map((count) =>
      method(`static string Combine(${list(count)})`, (...parts: (string | null)[]) => {
        const missing = parts.indexOf(null);
        return combine(parts, `path${missing + 1}`);
      }),
    ),
    method('static string Combine(Params string[] paths)', (parts: (string | null)[]) => combine(parts, 'paths')),
    ...[2, 3, 4].map((count) =>
      method(`static string Join(${list(count)})`, (...parts: (string | null)[]) => join(parts)),
    ),
    method('static string Join(Params string[] paths)', join),
    method('static string TrimEndingDirectorySeparator(string path)', trimEnd),
    method('static bool EndsInDirectorySeparator(string path)', (path: string | null) => isSeparator(path?.at(-1))),
    method('static string GetTempPath()', temporaryFolder),
    method('static string GetRandomFileName()', randomName),
    method('static char[] GetInvalidFileNameChars()', () => characters(invalidInNames())),
    method('static char[] GetInvalidPathChars()', () => characters(isWindows() ? invalidInNames().slice(3, -5) : '\0')),
  ],
};
