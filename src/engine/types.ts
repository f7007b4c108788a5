// Questions about types that the engine asks often.
import { types } from '../conversion/thread-context.ts';
import type { NetException } from '../psobject/exception.ts';
import type { Runspace } from './runspace.ts';

/** Whether an exception is of this type or of one derived from it. */
export function isExceptionOf(_runspace: Runspace, exception: NetException, fullName: string): boolean {
  if (exception.typeName === fullName) return true;
  if (fullName === 'System.Exception' || fullName === 'System.Object') return true;
  for (let type = types().find(exception.typeName) ?? null; type !== null; type = type.baseType) {
    if (type.toString() === fullName) return true;
  }
  return false;
}
