// A thread context for tests of conversions and .NET types, and short ways to say values of types.

import { convertTo, type NetType, setThreadContext, toStringValue, typeOf, types } from '../../src/conversion/index.ts';
import { createThreadContext } from '../../src/dotnet/default-context.ts';
import { ThrownException } from '../../src/psobject/thrown.ts';

setThreadContext(createThreadContext());

/** The type of this name. */
export function type(name: string): NetType {
  const found = types().find(name);
  if (!found) throw new Error(`no type ${name}`);
  return found;
}
/** A value converted: `as('decimal', '1.5')`. */
export function as(name: string, value: unknown): unknown {
  return convertTo(value, type(name));
}
/** Type and text of a value, as a test compares it: `Int32 5`. */
export function shown(value: unknown): string {
  if (value === null) return 'null';
  return `${typeOf(value)!.name} ${toStringValue(value)}`;
}
/** Id and message of what a function throws. */
export function thrown(run: () => unknown): {
  type: string;
  id: string | undefined;
  message: string;
  inner: string | undefined;
} {
  try {
    run();
  } catch (error) {
    if (!(error instanceof ThrownException)) throw error;
    return {
      type: error.exception.typeName,
      id: error.errorId,
      message: error.message,
      inner: error.exception.inner?.typeName,
    };
  }
  throw new Error('nothing was thrown');
}
