// `[type]::member` and `[type]::method()`: static members of .NET types.
import {
  createInstance,
  getStaticMember,
  invokeStatic as invokeNetStatic,
  setStaticMember,
} from '../conversion/members.ts';
import { NetType } from '../conversion/net-type.ts';
import { typeOf } from '../conversion/type-of.ts';
import { automationNull } from '../psobject/automation-null.ts';
import { baseOf } from '../psobject/ps-object.ts';
import { runtimeError } from './errors.ts';
import type { Frame } from './eval/frame.ts';
import { argumentsOf, type MethodCall } from './method-invocation.ts';

/** A static member is asked of a type; of another value, its own type answers. */
function typeFor(target: unknown): NetType | null {
  const base = baseOf(target);
  return base instanceof NetType ? base : base === automationNull ? null : typeOf(base);
}

export function getStatic(f: Frame, target: unknown, name: string): unknown {
  const type = typeFor(target);
  if (type === null) return null;
  const found = getStaticMember(type, name);
  if (found !== undefined) return found.value;
  if (f.runspace.isStrict(f.scope)) {
    throw runtimeError(
      'PropertyNotFoundStrict',
      `The property '${name}' cannot be found on this object. Verify that the property exists.`,
      'NotSpecified',
    );
  }
  return null;
}

export function setStatic(_f: Frame, target: unknown, name: string, value: unknown): void {
  const type = typeFor(target);
  if (type !== null && setStaticMember(type, name, value)) return;
  throw runtimeError(
    'PropertyNotFound',
    `The property '${name}' cannot be found on this object. Verify that the property exists and can be set.`,
  );
}

export function invokeStatic(_f: Frame, target: unknown, call: MethodCall): unknown {
  const type = typeFor(target);
  if (type === null) throw runtimeError('InvokeMethodOnNull', 'You cannot call a method on a null-valued expression.');
  if (call.name.toLowerCase() === 'new') return createInstance(type, argumentsOf(call));
  return invokeNetStatic(type, call.name, argumentsOf(call), call.genericArguments);
}
