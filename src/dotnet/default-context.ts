// A registry and a thread context that need no engine: for tests of conversions and .NET types, and for tools.
import { cultureNamed, invariantCulture } from '../conversion/culture.ts';
import type { EnvironmentVariables, ThreadContext } from '../conversion/thread-context.ts';
import type { TypeDefinition } from '../conversion/type-definition.ts';
import { TypeRegistry } from '../conversion/type-registry.ts';
import { throwNet } from '../psobject/thrown.ts';
import { netTypes } from './index.ts';

/** A registry of the .NET types; the engine adds its own, a session its classes. */
export function createTypeRegistry(more: Iterable<TypeDefinition> = []): TypeRegistry {
  return new TypeRegistry([...netTypes, ...more]);
}

/** An environment of nothing but what is put into it. */
function emptyEnvironment(): EnvironmentVariables {
  const variables = new Map<string, string>();
  return {
    get: (name) => variables.get(name),
    set: (name, value) => void (value === undefined ? variables.delete(name) : variables.set(name, value)),
    entries: () => variables.entries(),
    machineName: 'localhost',
    userName: 'user',
    userDomainName: 'localhost',
    homeDirectory: '/',
    osDescription: 'Linux',
    processId: 1,
    kind: 'linux',
  };
}

/** A context with these parts; the rest are defaults that need no engine. */
export function createThreadContext(parts: Partial<ThreadContext> = {}): ThreadContext {
  const defaults: ThreadContext = {
    types: parts.types ?? createTypeRegistry(),
    culture: cultureNamed('en-US') ?? invariantCulture,
    uiCulture: cultureNamed('en-US') ?? invariantCulture,
    ofs: () => ' ',
    scriptBlockToDelegate: () => throwNet('System.NotSupportedException', 'Script blocks need an engine.'),
    currentDirectory: () => '/',
    environment: emptyEnvironment(),
    utcNow: () => BigInt(Date.now()) * 10_000n + 621355968000000000n,
    offsetMinutesAt: () => 0,
    extendedToString: () => undefined,
  };
  return { ...defaults, ...parts };
}
