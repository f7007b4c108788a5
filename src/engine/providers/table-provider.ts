// Providers whose items stand in one flat table: Variable, Function, Alias, Environment.
import type { ContentReader, ContentWriter, NewItemOptions, Provider, ProviderItem } from '../definitions/provider.ts';

export interface ItemTable {
  get(name: string): unknown;
  all(): readonly unknown[];
  nameOf(item: unknown): string;
  valueOf(item: unknown): unknown;
  set(name: string, value: unknown): void;
  remove(name: string, force: boolean): boolean;
}

export function tableProvider(name: string, table: ItemTable): Provider {
  const itemOf = (value: unknown): ProviderItem => {
    const itemName = table.nameOf(value);
    return { value, path: itemName, name: itemName, isContainer: false };
  };
  const item = (path: string): ProviderItem | undefined => {
    const found = table.get(path);
    return found === undefined ? undefined : itemOf(found);
  };
  return {
    name,
    moduleName: 'Microsoft.PowerShell.Core',
    hierarchical: false,
    separator: '\\',
    itemExists: (path) => path === '' || table.get(path) !== undefined,
    isContainer: (path) => path === '',
    getItem: item,
    getChildren: () =>
      table
        .all()
        .map(itemOf)
        .sort((a, b) => a.name.localeCompare(b.name, 'en')),
    setItem(path, value) {
      table.set(path, value);
      return item(path);
    },
    newItem(path: string, options: NewItemOptions) {
      table.set(path, options.value);
      return item(path)!;
    },
    removeItem(path, _recurse, force) {
      table.remove(path, force);
    },
    clearItem(path) {
      table.set(path, null);
    },
    renameItem(path, newName) {
      const found = table.get(path);
      table.set(newName, table.valueOf(found));
      table.remove(path, true);
      return item(newName)!;
    },
    getReader(path): ContentReader {
      let left: unknown[] | undefined;
      return {
        read() {
          left ??= [table.valueOf(table.get(path))];
          return left.splice(0);
        },
        close() {},
      };
    },
    getWriter(path): ContentWriter {
      const values: unknown[] = [];
      return {
        write: (more) => void values.push(...more),
        close: () => table.set(path, values.length === 1 ? values[0] : values),
      };
    },
    clearContent: (path) => table.set(path, null),
  };
}
