// The FileSystem provider. A drive's root is a real folder; a path never leads out of it, neither by `..` nor by a symbolic link.
import {
  copyFileSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { Byte } from '../../psobject/numbers.ts';
import { throwNet } from '../../psobject/thrown.ts';
import type {
  ContentOptions,
  ContentReader,
  ContentWriter,
  Drive,
  NewItemOptions,
  Provider,
  ProviderItem,
} from '../definitions/provider.ts';
import { realPathOf } from '../location.ts';
import type { Runspace } from '../runspace.ts';
import { toText } from '../text.ts';
import { FileSystemInfo } from './file-system-info.ts';
import { decodeText, encodeText } from './text-encoding.ts';

export class FileSystemProvider implements Provider {
  readonly name = 'FileSystem';
  readonly moduleName = 'Microsoft.PowerShell.Core';
  readonly hierarchical = true;
  readonly separator: string;
  readonly #runspace: Runspace;

  constructor(runspace: Runspace) {
    this.#runspace = runspace;
    this.separator = runspace.identity.kind === 'windows' ? '\\' : '/';
  }

  #driveOf(path: string): Drive {
    const drives = this.#runspace.session.drives().filter((drive) => drive.provider === this);
    const letter = /^([A-Za-z]):/.exec(path)?.[1];
    const drive = letter
      ? drives.find((each) => each.name.toLowerCase() === letter.toLowerCase())
      : drives.find((each) => each.name === '/');
    return drive ?? drives[0]!;
  }

  /** The real path, case-insensitively found on Windows-like machines; checked to be within its drive. */
  real(path: string): string {
    const drive = this.#driveOf(path);
    const root = drive.realRoot!;
    const wanted = realPathOf(drive, path);
    const real = this.#runspace.identity.kind === 'windows' ? foldedPath(root, wanted) : wanted;
    if (root !== '/' && !isWithin(root, real)) denied(path);
    return real;
  }

  #item(path: string): ProviderItem | undefined {
    const real = this.real(path);
    let link: string | undefined;
    try {
      const own = lstatSync(real);
      if (own.isSymbolicLink()) link = readlinkSync(real);
      const stats = link === undefined ? own : existsSync(real) ? statSync(real) : own;
      const info = new FileSystemInfo(this.#shown(path, real), real, stats, stats.isDirectory(), this.separator, link);
      return {
        value: info,
        path: info.fullName,
        name: info.name,
        isContainer: info.isDirectory,
        isHidden: info.name.startsWith('.') && this.separator === '/',
      };
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
      return failed(error, path);
    }
  }

  /** On a Windows-like machine the name is shown as the file has it. */
  #shown(path: string, real: string): string {
    if (this.separator === '/') return path.length > 1 ? path.replace(/\/$/, '') : path;
    const name = real.slice(real.lastIndexOf('/') + 1);
    const at = path.lastIndexOf('\\');
    return at < 0 || at === path.length - 1 ? path : `${path.slice(0, at + 1)}${name}`;
  }

  itemExists(path: string): boolean {
    return this.#item(path) !== undefined;
  }
  isContainer(path: string): boolean {
    return this.#item(path)?.isContainer === true;
  }
  getItem(path: string): ProviderItem | undefined {
    return this.#item(path);
  }

  *getChildren(path: string): Generator<ProviderItem> {
    let names: string[];
    try {
      names = readdirSync(this.real(path));
    } catch (error) {
      failed(error, path);
    }
    names.sort((a, b) =>
      a.toLowerCase() < b.toLowerCase() ? -1 : a.toLowerCase() > b.toLowerCase() ? 1 : a < b ? -1 : 1,
    );
    const base = path.endsWith(this.separator) ? path : `${path}${this.separator}`;
    const items = names.map((name) => this.#item(base + name)).filter((item) => item !== undefined);
    for (const item of items) if (item.isContainer) yield item;
    for (const item of items) if (!item.isContainer) yield item;
  }

  newItem(path: string, { itemType, value, force }: NewItemOptions): ProviderItem {
    const real = this.real(path);
    const isFolder = /^d/i.test(itemType ?? 'File');
    try {
      if (isFolder) {
        if (existsSync(real) && !force) {
          throwNet('System.IO.IOException', `An item with the specified name ${path} already exists.`, {
            errorId: 'DirectoryExist',
            category: 'ResourceExists',
            targetObject: path,
          });
        }
        mkdirSync(real, { recursive: true });
      } else {
        if (existsSync(real) && !force) {
          throwNet('System.IO.IOException', `The file '${path}' already exists.`, {
            errorId: 'NewItemIOError',
            category: 'WriteError',
            targetObject: path,
          });
        }
        if (force) mkdirSync(real.slice(0, real.lastIndexOf('/')), { recursive: true });
        writeFileSync(real, value === null || value === undefined ? '' : toText(value));
      }
    } catch (error) {
      failed(error, path);
    }
    return this.#item(path)!;
  }

  removeItem(path: string, recurse: boolean): void {
    const real = this.real(path);
    try {
      const stats = lstatSync(real);
      if (!stats.isDirectory()) unlinkSync(real);
      else if (recurse) rmSync(real, { recursive: true });
      else rmdirSync(real);
    } catch (error) {
      failed(error, path);
    }
  }

  renameItem(path: string, newName: string): ProviderItem {
    const at = path.lastIndexOf(this.separator);
    return this.moveItem(path, `${path.slice(0, at + 1)}${newName}`);
  }

  moveItem(path: string, destination: string): ProviderItem {
    const into = this.isContainer(destination)
      ? `${destination}${this.separator}${path.slice(path.lastIndexOf(this.separator) + 1)}`
      : destination;
    try {
      renameSync(this.real(path), this.real(into));
    } catch (error) {
      failed(error, path);
    }
    return this.#item(into)!;
  }

  copyItem(path: string, destination: string, recurse: boolean, force: boolean): ProviderItem[] {
    const name = path.slice(path.lastIndexOf(this.separator) + 1);
    const into = this.isContainer(destination) ? `${destination}${this.separator}${name}` : destination;
    const copied: ProviderItem[] = [];
    this.#copy(path, into, recurse, force, copied);
    return copied;
  }

  #copy(path: string, destination: string, recurse: boolean, force: boolean, copied: ProviderItem[]): void {
    const item = this.#item(path);
    if (item === undefined) return;
    try {
      if (item.isContainer) {
        mkdirSync(this.real(destination), { recursive: true });
        copied.push(this.#item(destination)!);
        if (!recurse) return;
        for (const child of this.getChildren(path)) {
          this.#copy(child.path, `${destination}${this.separator}${child.name}`, recurse, force, copied);
        }
      } else {
        copyFileSync(this.real(path), this.real(destination));
        copied.push(this.#item(destination)!);
      }
    } catch (error) {
      failed(error, path);
    }
  }

  getReader(path: string, options: ContentOptions): ContentReader {
    const bytes = this.#bytesOf(path);
    if (options.asByteStream) return arrayReader(options.raw ? [bytes] : [...bytes].map((byte) => new Byte(byte)));
    const text = decodeText(bytes, options.encoding);
    if (options.raw) return arrayReader(text === '' ? [] : [text]);
    return arrayReader(splitBlocks(text, options.delimiter));
  }

  #bytesOf(path: string): Buffer {
    try {
      const real = this.real(path);
      const stats = statSync(real);
      if (stats.isFile() || stats.isDirectory()) return readFileSync(real);
      // Pipes and devices may make their reader wait: the main side does that, so that the script can be stopped.
      return Buffer.concat([...this.#runspace.services.process.readStream(real)]);
    } catch (error) {
      failed(error, path);
    }
  }

  getWriter(path: string, options: ContentOptions): ContentWriter {
    const real = this.real(path);
    const pieces: Buffer[] = [];
    const newLine = options.noNewline ? '' : this.separator === '\\' ? '\r\n' : '\n';
    return {
      write(values) {
        for (const value of values) {
          if (options.asByteStream) pieces.push(Buffer.from([Number(toText(value))]));
          else pieces.push(encodeText(`${toText(value)}${newLine}`, options.encoding));
        }
      },
      close() {
        try {
          writeFileSync(real, Buffer.concat(pieces), { flag: options.append ? 'a' : 'w' });
        } catch (error) {
          failed(error, path);
        }
      },
    };
  }

  clearContent(path: string): void {
    try {
      writeFileSync(this.real(path), '');
    } catch (error) {
      failed(error, path);
    }
  }
}

function arrayReader(items: readonly unknown[]): ContentReader {
  let at = 0;
  return {
    read(count) {
      const end = count <= 0 ? items.length : Math.min(items.length, at + count);
      const block = items.slice(at, end);
      at = end;
      return block;
    },
    close() {},
  };
}

function splitBlocks(text: string, delimiter: string | undefined): string[] {
  const blocks = delimiter === undefined ? text.split(/\r\n|\n|\r/) : text.split(delimiter);
  if (blocks.at(-1) === '') blocks.pop();
  return blocks;
}

/** Whether a path, links followed as far as it exists, is within a folder. */
function isWithin(root: string, path: string): boolean {
  const realRoot = realpathSync(root);
  let existing = path;
  for (;;) {
    try {
      const real = realpathSync(existing);
      return real === realRoot || real.startsWith(`${realRoot}/`);
    } catch {
      const at = existing.lastIndexOf('/');
      if (at <= 0) return false;
      existing = existing.slice(0, at);
    }
  }
}

/** The path whose parts exist in another case. */
function foldedPath(root: string, path: string): string {
  let at = root.replace(/\/$/, '');
  for (const part of path.slice(at.length).split('/')) {
    if (part === '') continue;
    const exact = `${at}/${part}`;
    if (existsSync(exact)) {
      at = exact;
      continue;
    }
    let found: string | undefined;
    try {
      found = readdirSync(at).find((name) => name.toLowerCase() === part.toLowerCase());
    } catch {
      found = undefined;
    }
    at = `${at}/${found ?? part}`;
  }
  return at;
}

function denied(path: string): never {
  throwNet('System.UnauthorizedAccessException', `Access to the path '${path}' is denied.`, {
    errorId: 'PathOutsideDrive',
    category: 'PermissionDenied',
    targetObject: path,
  });
}

/** An error of the system as .NET tells it. */
function failed(error: unknown, path: string): never {
  const { code } = error as NodeJS.ErrnoException;
  switch (code) {
    case 'ENOENT':
      return throwNet('System.IO.DirectoryNotFoundException', `Could not find a part of the path '${path}'.`, {
        errorId: 'DirectoryNotFound',
        category: 'ObjectNotFound',
        targetObject: path,
      });
    case 'EACCES':
    case 'EPERM':
      return throwNet('System.UnauthorizedAccessException', `Access to the path '${path}' is denied.`, {
        errorId: 'UnauthorizedAccess',
        category: 'PermissionDenied',
        targetObject: path,
      });
    case 'ENOTEMPTY':
      return throwNet('System.IO.IOException', `Directory ${path} cannot be removed because it is not empty.`, {
        errorId: 'DirectoryNotEmpty',
        category: 'WriteError',
        targetObject: path,
      });
    case undefined:
      throw error;
    default:
      return throwNet('System.IO.IOException', (error as Error).message, {
        errorId: 'IOError',
        category: 'WriteError',
        targetObject: path,
      });
  }
}
