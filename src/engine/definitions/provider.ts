// What a provider is: a namespace of items behind drives (System.Management.Automation.Provider). Paths given to a provider are
// its own: `C:\Users` or `/home` for files, `PATH` for Env:, without wildcards and without a drive unless its items need one.

/** A drive of a session (PSDriveInfo). */
export interface Drive {
  readonly name: string;
  readonly provider: Provider;
  /** Root as PowerShell shows it: `C:\`, `/`, empty for Env:. */
  readonly root: string;
  readonly description: string;
  /** Provider path of the drive's own current location, relative to the root. */
  currentLocation: string;
  /** Where a FileSystem drive really is on this machine. */
  readonly realRoot?: string;
}

/** An item as the cmdlets output it. */
export interface ProviderItem {
  /** The object itself, without the PS* note properties, which the cmdlets add. */
  readonly value: unknown;
  /** Provider path. */
  readonly path: string;
  readonly name: string;
  readonly isContainer: boolean;
  /** Hidden items need -Force. */
  readonly isHidden?: boolean;
}

/** A reader of an item's content; text readers give strings, byte readers Byte values. */
export interface ContentReader {
  /** Up to `count` blocks (lines unless another delimiter); empty at the end. `count` 0 or less reads all. */
  read(count: number): unknown[];
  close(): void;
}

export interface ContentWriter {
  write(values: readonly unknown[]): void;
  close(): void;
}

export interface ContentOptions {
  /** Encoding name as -Encoding spells it; undefined: utf8NoBOM. */
  readonly encoding?: string;
  readonly delimiter?: string;
  readonly asByteStream?: boolean;
  readonly raw?: boolean;
  /** Writers: keep what is there. */
  readonly append?: boolean;
  readonly noNewline?: boolean;
  readonly force?: boolean;
}

export interface NewItemOptions {
  readonly itemType: string | undefined;
  readonly value: unknown;
  readonly force: boolean;
}

/**
 * A provider. Methods throw a .NET exception (throwNet) for what cannot be done; a missing method means that the provider does
 * not support the operation. Every path is a provider path without wildcards.
 */
export interface Provider {
  /** FileSystem, Variable, Function, Alias, Environment. */
  readonly name: string;
  readonly moduleName: string;
  /** Whether items hold other items in a hierarchy (NavigationCmdletProvider); others are flat. */
  readonly hierarchical: boolean;
  /** `\` or `/`. */
  readonly separator: string;
  itemExists(path: string): boolean;
  isContainer(path: string): boolean;
  /** The item, or undefined when there is none. */
  getItem(path: string): ProviderItem | undefined;
  /** The children of a container, in the order in which they are shown. */
  getChildren(path: string): Iterable<ProviderItem>;
  setItem?(path: string, value: unknown): ProviderItem | undefined;
  newItem?(path: string, options: NewItemOptions): ProviderItem;
  removeItem?(path: string, recurse: boolean, force: boolean): void;
  clearItem?(path: string): void;
  renameItem?(path: string, newName: string, force: boolean): ProviderItem;
  copyItem?(path: string, destination: string, recurse: boolean, force: boolean): ProviderItem[];
  moveItem?(path: string, destination: string, force: boolean): ProviderItem;
  getReader?(path: string, options: ContentOptions): ContentReader;
  getWriter?(path: string, options: ContentOptions): ContentWriter;
  clearContent?(path: string): void;
}

/** A path as a cmdlet got it, led back to its provider. */
export interface ResolvedPath {
  readonly provider: Provider;
  readonly drive: Drive | undefined;
  /** Provider path. */
  readonly path: string;
}
