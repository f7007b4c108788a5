// System.IO.FileInfo and DirectoryInfo as scripts see them, with what type data adds for display (Mode, BaseName, LinkType and
// the texts of the columns), which is readable but not listed among the type's own properties.
import { readFileSync } from 'node:fs';
import { netToString, property, type TypeDefinition, threadContext } from '../../conversion/index.ts';
import type { PropertyDefinition } from '../../conversion/type-definition.ts';
import { FileSystemInfo } from '../../engine/providers/file-system-info.ts';
import { localFromUnix } from './date.ts';

type Body = (self: FileSystemInfo) => unknown;
const shown = (text: string, get: Body): PropertyDefinition => ({ ...property(text, get), hidden: true });

const time =
  (key: 'birthtimeMs' | 'mtimeMs' | 'atimeMs'): Body =>
  ({ stats }) =>
    localFromUnix(stats?.[key] ?? 0);

const writeBits = 0o222;
const isReadOnly = ({ stats }: FileSystemInfo): boolean => stats !== undefined && (stats.mode & writeBits) === 0;
const isHidden = ({ name }: FileSystemInfo): boolean => name.startsWith('.');

/** d or l, archive, read-only, hidden, system: as Windows shows attributes. */
function modeText(self: FileSystemInfo): string {
  const first = self.linkTarget !== undefined ? 'l' : self.isDirectory ? 'd' : '-';
  // Windows marks every file that was written; other systems have no such mark.
  const archive = self.separator === '\\' && !self.isDirectory ? 'a' : '-';
  return `${first}${archive}${isReadOnly(self) ? 'r' : '-'}${isHidden(self) ? 'h' : '-'}-`;
}

/** Permissions as `ls -l` shows them. */
function unixMode({ stats, isDirectory, linkTarget }: FileSystemInfo): string {
  const letters = 'rwxrwxrwx';
  const mode = stats?.mode ?? 0;
  const bits = [...letters].map((letter, index) => ((mode & (1 << (8 - index))) === 0 ? '-' : letter));
  return (linkTarget !== undefined ? 'l' : isDirectory ? 'd' : '-') + bits.join('');
}

const names = new Map<string, ReadonlyMap<number, string>>();

/** The name of an id in /etc/passwd or /etc/group; the id itself where there is none. */
function nameOfId(file: string, id: number | undefined): string {
  let table = names.get(file);
  if (table === undefined) {
    let text = '';
    try {
      text = readFileSync(file, 'utf8');
    } catch {
      // A machine without the file shows ids.
    }
    table = new Map(
      text.split('\n').map((line) => {
        const [name = '', , number = ''] = line.split(':');
        return [Number.parseInt(number, 10), name] as const;
      }),
    );
    names.set(file, table);
  }
  return id === undefined ? '' : (table.get(id) ?? String(id));
}

const length = ({ stats }: FileSystemInfo): bigint => BigInt(stats?.size ?? 0);

function parent(self: FileSystemInfo): FileSystemInfo | null {
  const { directoryName, separator } = self;
  if (directoryName === '' || directoryName === self.fullName) return null;
  return new FileSystemInfo(directoryName, directoryName, undefined, true, separator);
}

const columnTexts = [
  shown('string Mode {get;}', modeText),
  shown('string ModeWithoutHardLink {get;}', modeText),
  shown('string BaseName {get;}', (self) =>
    self.isDirectory || self.extension === '' ? self.name : self.name.slice(0, -self.extension.length),
  ),
  shown('string LinkType {get;}', ({ linkTarget }) => (linkTarget === undefined ? null : 'SymbolicLink')),
  shown('string Target {get;}', ({ linkTarget }) => linkTarget ?? null),
  shown('string NameString {get;}', ({ name, linkTarget }) =>
    linkTarget === undefined ? name : `${name} -> ${linkTarget}`,
  ),
  shown('string LengthString {get;}', (self) => (self.isDirectory ? '' : String(length(self)))),
  shown('string LastWriteTimeString {get;}', (self) => {
    const { culture } = threadContext();
    const date = time('mtimeMs')(self);
    return `${netToString(date, 'd', culture).padStart(10)} ${netToString(date, 't', culture).padStart(8)}`;
  }),
  shown('string UnixMode {get;}', unixMode),
  shown('string User {get;}', ({ stats }) => nameOfId('/etc/passwd', stats?.uid)),
  shown('string Group {get;}', ({ stats }) => nameOfId('/etc/group', stats?.gid)),
  shown('long Size {get;}', length),
];

export const fileSystemTypes: readonly TypeDefinition[] = [
  {
    name: 'System.IO.FileSystemInfo',
    isAbstract: true,
    members: [
      property('string FullName {get;}', ({ fullName }: FileSystemInfo) => fullName),
      property('string Extension {get;}', ({ extension }: FileSystemInfo) => extension),
      property('string Name {get;}', ({ name }: FileSystemInfo) => name),
      property('bool Exists {get;}', ({ stats, isDirectory }: FileSystemInfo) => stats !== undefined || isDirectory),
      property('datetime CreationTime {get;}', time('birthtimeMs')),
      property('datetime LastAccessTime {get;}', time('atimeMs')),
      property('datetime LastWriteTime {get;}', time('mtimeMs')),
      property('string LinkTarget {get;}', ({ linkTarget }: FileSystemInfo) => linkTarget ?? null),
      ...columnTexts,
    ],
    toText: ((self: FileSystemInfo) => self.fullName) as (value: never) => string,
  },
  {
    name: 'System.IO.FileInfo',
    base: 'System.IO.FileSystemInfo',
    isSealed: true,
    members: [
      property('long Length {get;}', length),
      property('string DirectoryName {get;}', ({ directoryName }: FileSystemInfo) => directoryName),
      property('System.IO.DirectoryInfo Directory {get;}', parent),
      property('bool IsReadOnly {get;}', isReadOnly),
    ],
    toText: ((self: FileSystemInfo) => self.fullName) as (value: never) => string,
  },
  {
    name: 'System.IO.DirectoryInfo',
    base: 'System.IO.FileSystemInfo',
    isSealed: true,
    members: [property('System.IO.DirectoryInfo Parent {get;}', parent)],
    toText: ((self: FileSystemInfo) => self.fullName) as (value: never) => string,
  },
];
