// What .NET keeps for each thread and a runspace for its pipeline thread, as far as conversion and the .NET types need it:
// the types known, the culture, $OFS. A worker runs one runspace; where several share a thread, each sets its own on entry.
import type { FormatProvider } from './culture.ts';
import type { NetType } from './net-type.ts';
import type { TypeRegistry } from './type-registry.ts';

/** What the engine lends to conversions and .NET types; every member but `types` has a default that does without an engine. */
export interface ThreadContext {
  readonly types: TypeRegistry;
  /** CultureInfo.CurrentCulture; scripts may assign it. */
  culture: FormatProvider;
  uiCulture: FormatProvider;
  /** $OFS, which joins the items of an array in a string. */
  ofs(): string;
  /** A script block as a delegate of this type. */
  scriptBlockToDelegate(block: unknown, type: NetType): unknown;
  /** The current location, for types that take relative paths as .NET does: the process's own, not the runspace's. */
  currentDirectory(): string;
  environment: EnvironmentVariables;
  /** Wall clock in 100 ns ticks since 0001-01-01 UTC, and the zone's offset in minutes at such a moment. */
  utcNow(): bigint;
  offsetMinutesAt(utcTicks: bigint): number;
  /** ToString of a value as extended members of the session see it (a script method ToString); undefined: none. */
  extendedToString(value: unknown): string | undefined;
  /** Assigns a property, extended ones included; used to fill objects from hashtables. */
  setMember?(target: unknown, name: string, value: unknown): void;
}

/** The environment of the session, not of the process that hosts it. */
export interface EnvironmentVariables {
  get(name: string): string | undefined;
  set(name: string, value: string | undefined): void;
  entries(): Iterable<readonly [string, string]>;
  readonly machineName: string;
  readonly userName: string;
  readonly userDomainName: string;
  readonly homeDirectory: string;
  readonly osDescription: string;
  readonly processId: number;
  readonly kind: 'windows' | 'linux' | 'darwin';
}

let current: ThreadContext | undefined;

/** Makes this the context of what runs next; gives the one before, to be put back by whoever nests. */
export function setThreadContext(context: ThreadContext | undefined): ThreadContext | undefined {
  const before = current;
  current = context;
  return before;
}

/** The running thread's context. */
export function threadContext(): ThreadContext {
  if (!current) throw new Error('no thread context: setThreadContext was not called');
  return current;
}

/** The types of the running thread. */
export function types(): TypeRegistry {
  return threadContext().types;
}
