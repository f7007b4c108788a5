// `object.method(arguments)`: script methods, the methods that collections have in the language, then the .NET type's.
import { NetDelegate } from '../conversion/delegate.ts';
import { findMethod, invokeGroup, invokeMethod as invokeNetMethod, NetMethod } from '../conversion/members.ts';
import type { NetType } from '../conversion/net-type.ts';
import { typeOf } from '../conversion/type-of.ts';
import { automationNull } from '../psobject/automation-null.ts';
import { baseOf, isPropertyBag, PSObject } from '../psobject/ps-object.ts';
import { forEachMethod, whereMethod } from './collection-methods.ts';
import { runtimeError } from './errors.ts';
import type { Frame } from './eval/frame.ts';
import { enumerate, getProperty } from './members.ts';
import { scriptMethodOf } from './net-members.ts';
import { ScriptBlock } from './script-block.ts';

export interface MethodCall {
  readonly name: string;
  readonly args: readonly unknown[];
  /** The type of a cast in front of an argument. */
  readonly casts?: readonly (NetType | undefined)[] | undefined;
  readonly genericArguments?: readonly NetType[] | undefined;
}

export function argumentsOf(call: MethodCall): readonly unknown[] {
  return call.args;
}

export function invokeInstance(f: Frame, target: unknown, call: MethodCall): unknown {
  const { name, args } = call;
  const script = scriptMethodOf(target, name);
  if (script !== undefined) return script(args);
  const base = baseOf(target);
  const lower = name.toLowerCase();
  const type = typeOf(base);
  if (type !== null && findMethod(type, name) !== undefined) {
    return invokeNetMethod(target, name, args, call.genericArguments);
  }
  if (lower === 'where') return whereMethod(f, target, args);
  if (lower === 'foreach') return forEachMethod(f, target, args);
  const held = getProperty(target, name);
  if (held instanceof ScriptBlock) {
    throw runtimeError(
      'MethodNotFound',
      `Method invocation failed because [${typeNameFor(target)}] does not contain a method named '${name}'.`,
      'InvalidOperation',
      name,
    );
  }
  if (held instanceof NetMethod) return invokeGroup(held.group, held.isStatic ? undefined : held.target, args);
  if (held instanceof NetDelegate) return held.invoke(...args);
  const items = enumerate(target);
  if (items !== undefined) return invokeOnItems(f, items, call);
  throw runtimeError(
    'MethodNotFound',
    `Method invocation failed because [${typeNameFor(target)}] does not contain a method named '${name}'.`,
    'InvalidOperation',
    name,
  );
}

function typeNameFor(target: unknown): string {
  if (isPropertyBag(target)) return 'System.Management.Automation.PSCustomObject';
  return String(typeOf(target instanceof PSObject ? target.baseObject : target) ?? '');
}

/** A method that a collection does not have is called on each of its items. */
function invokeOnItems(f: Frame, items: Iterable<unknown>, call: MethodCall): unknown {
  const results: unknown[] = [];
  for (const item of items) {
    if (item === null)
      throw runtimeError('InvokeMethodOnNull', 'You cannot call a method on a null-valued expression.');
    const result = invokeInstance(f, item, call);
    if (result !== automationNull) results.push(result);
  }
  return results.length === 0 ? automationNull : results.length === 1 ? results[0] : results;
}
