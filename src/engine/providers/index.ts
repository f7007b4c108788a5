// The providers of every session.
import type { Provider } from '../definitions/provider.ts';
import type { Runspace } from '../runspace.ts';
import { ScriptBlock } from '../script-block.ts';
import { toText } from '../text.ts';
import { FileSystemProvider } from './file-system-provider.ts';
import { tableProvider } from './table-provider.ts';

export function defaultProviders(runspace: Runspace): Provider[] {
  const session = () => runspace.session;
  return [
    new FileSystemProvider(runspace),
    tableProvider('Variable', {
      get: (name) => session().getVariable(name),
      all: () => session().variables(),
      nameOf: (item) => (item as { name: string }).name,
      set: (name, value) => session().setVariable(name, value),
      remove: (name, force) => session().removeVariable(name, undefined, force),
      valueOf: (item) => (item as { value: unknown }).value,
    }),
    tableProvider('Function', {
      get: (name) => session().getFunction(name),
      all: () => session().functions(),
      nameOf: (item) => (item as { name: string }).name,
      set: (name, value) => {
        session().setFunction(name, value instanceof ScriptBlock ? value : runspace.createBlock(toText(value)));
      },
      remove: (name) => session().removeFunction(name),
      valueOf: (item) => (item as { scriptBlock: ScriptBlock }).scriptBlock,
    }),
    tableProvider('Alias', {
      get: (name) => session().getAlias(name),
      all: () => session().aliases(),
      nameOf: (item) => (item as { name: string }).name,
      set: (name, value) => {
        session().setAlias(name, toText(value));
      },
      remove: (name, force) => session().removeAlias(name, force),
      valueOf: (item) => (item as { definition: string }).definition,
    }),
    tableProvider('Environment', {
      get: (name) => {
        const value = runspace.environment.get(name);
        return value === undefined ? undefined : new DictionaryEntry(name, value);
      },
      all: () => [...runspace.environment.entries()].map(([name, value]) => new DictionaryEntry(name, value)),
      nameOf: (item) => (item as DictionaryEntry).key,
      set: (name, value) => runspace.environment.set(name, value === null ? undefined : toText(value)),
      remove: (name) => {
        const had = runspace.environment.get(name) !== undefined;
        runspace.environment.set(name, undefined);
        return had;
      },
      valueOf: (item) => (item as DictionaryEntry).value,
    }),
  ];
}

import { netTypeName } from '../../psobject/type-name.ts';

/** An environment variable as an item. */
export class DictionaryEntry {
  readonly key: string;
  readonly value: string;
  constructor(key: string, value: string) {
    this.key = key;
    this.value = value;
  }
  get [netTypeName](): string {
    return 'System.Collections.DictionaryEntry';
  }
}
