// A thread context of nothing but the .NET types, for tests that need no engine.
import { cultureNamed, setThreadContext, type ThreadContext, TypeRegistry } from '../../src/conversion/index.ts';
import { netTypes } from '../../src/dotnet/index.ts';

/** Makes the context current and gives its types; parts replace the defaults. */
export function useNetTypes(parts: Partial<ThreadContext> = {}): TypeRegistry {
  const types = new TypeRegistry(netTypes);
  const culture = cultureNamed('en-US')!;
  const variables = new Map([['NAME', 'value']]);
  setThreadContext({
    types,
    culture,
    uiCulture: culture,
    ofs: () => ' ',
    scriptBlockToDelegate: () => undefined,
    currentDirectory: () => '/',
    environment: {
      get: (name) => variables.get(name),
      set: (name, value) => void (value === undefined ? variables.delete(name) : variables.set(name, value)),
      entries: () => variables,
      machineName: 'machine',
      userName: 'user',
      userDomainName: 'domain',
      homeDirectory: '/home/user',
      osDescription: 'Linux 6.1.2',
      processId: 7,
      kind: 'linux',
    },
    utcNow: () => 0n,
    offsetMinutesAt: () => 0,
    extendedToString: () => undefined,
    ...parts,
  });
  return types;
}
