// Files and folders as objects: System.IO.FileInfo and DirectoryInfo, with the path that the session shows.
import type { Stats } from 'node:fs';
import { netTypeName } from '../../psobject/type-name.ts';

export class FileSystemInfo {
  /** As the session shows it. */
  readonly fullName: string;
  readonly name: string;
  /** Where it really is. */
  readonly realPath: string;
  readonly stats: Stats | undefined;
  readonly isDirectory: boolean;
  /** What a symbolic link points to. */
  readonly linkTarget: string | undefined;
  readonly separator: string;

  constructor(
    fullName: string,
    realPath: string,
    stats: Stats | undefined,
    isDirectory: boolean,
    separator: string,
    linkTarget?: string,
  ) {
    this.fullName = fullName;
    this.name = fullName.length > 1 ? fullName.slice(fullName.lastIndexOf(separator) + 1) || fullName : fullName;
    this.realPath = realPath;
    this.stats = stats;
    this.isDirectory = isDirectory;
    this.separator = separator;
    this.linkTarget = linkTarget;
  }
  get [netTypeName](): string {
    return this.isDirectory ? 'System.IO.DirectoryInfo' : 'System.IO.FileInfo';
  }
  get valueKey(): undefined {
    return undefined;
  }
  get directoryName(): string {
    const at = this.fullName.lastIndexOf(this.separator);
    return at <= 0 ? this.fullName.slice(0, at + 1) : this.fullName.slice(0, at);
  }
  get extension(): string {
    const dot = this.name.lastIndexOf('.');
    return dot < 0 || dot === this.name.length - 1 ? '' : this.name.slice(dot);
  }
  toString(): string {
    return this.fullName;
  }
}
