// How a runtime value tells its .NET type: JavaScript primitives by `typeof`, everything else by one symbol.

/** Property that gives a value's full .NET type name, as `Type.ToString()` spells it. */
export const netTypeName: unique symbol = Symbol('psremoting.typeName');

/** A value that stands for an instance of a .NET type. */
export interface NetObject {
  readonly [netTypeName]: string;
}
