// The exceptions that conversion and member access throw, with PowerShell's types and ids.
import type { NetException } from '../psobject/exception.ts';
import { ThrownException, throwNet } from '../psobject/thrown.ts';

export const automation = 'System.Management.Automation';

/** A PSInvalidCastException with its id. */
export function castError(errorId: string, message: string, inner?: NetException): never {
  throwNet(`${automation}.PSInvalidCastException`, message, {
    errorId,
    category: 'InvalidArgument',
    hResult: -2147467262,
    ...(inner ? { inner } : {}),
  });
}

/** A RuntimeException of the language with its id. */
export function runtimeError(
  errorId: string,
  message: string,
  targetObject: unknown = null,
  inner?: NetException,
): never {
  throwNet(`${automation}.RuntimeException`, message, {
    errorId,
    category: 'InvalidOperation',
    targetObject,
    ...(inner ? { inner } : {}),
  });
}

/** A RuntimeException around a .NET exception, as arithmetic throws it; its id is RuntimeException. */
export function wrapArithmetic(error: unknown): never {
  if (!(error instanceof ThrownException)) throw error;
  // The exception's own record, not one of the interpreter: nobody has classified it.
  throwNet('System.Management.Automation.RuntimeException', error.message, {
    errorId: 'RuntimeException',
    category: 'NotSpecified',
    inner: error.exception,
  });
}

/** The .NET exception in flight, or undefined for an error that is none (a bug, or the engine's flow of control). */
export function thrownException(error: unknown): NetException | undefined {
  return error instanceof ThrownException ? error.exception : undefined;
}
