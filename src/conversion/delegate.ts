// Delegates as values: a type with a function behind it. Script blocks become delegates through the engine's hook.
import { netTypeName } from '../psobject/type-name.ts';
import { instanceType, type NetType } from './net-type.ts';

/** An instance of a delegate type. `invoke` takes and gives runtime values. */
export class NetDelegate {
  readonly [instanceType]: NetType;
  readonly invoke: (...args: unknown[]) => unknown;
  /** The script block that it was made of, where there is one. */
  readonly target: unknown;

  constructor(type: NetType, invoke: (...args: unknown[]) => unknown, target: unknown = null) {
    this[instanceType] = type;
    this.invoke = invoke;
    this.target = target;
  }
  get [netTypeName](): string {
    return this[instanceType].toString();
  }
}
