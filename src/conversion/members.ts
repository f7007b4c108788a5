// Members of .NET values as PowerShell reaches them: properties, methods, indexers, constructors, with its errors.
import { automationNull } from '../psobject/automation-null.ts';
import { Char } from '../psobject/numbers.ts';
import { baseOf } from '../psobject/ps-object.ts';
import { PSReference } from '../psobject/ps-reference.ts';
import { ThrownException, throwNet } from '../psobject/thrown.ts';
import { netTypeName } from '../psobject/type-name.ts';
import { EnumValue } from '../psobject/values.ts';
import { conversionRankOf, convertTo } from './convert.ts';
import { enumText } from './enum-values.ts';
import { automation, runtimeError } from './errors.ts';
import type { MethodGroup, NetProperty } from './net-member.ts';
import { NetType } from './net-type.ts';
import { changeKind, kindOfTypeName } from './numeric.ts';
import { chooseOverload, isOmitted } from './overloads.ts';
import { typeOf } from './type-of.ts';

/** default(T): zero, false, null, or what the type's definition says. */
export function defaultOf(type: NetType): unknown {
  const kind = type.isArray ? undefined : kindOfTypeName(type.definition.name);
  if (kind) return changeKind(0, kind);
  if (type.isArray) return null;
  if (type.isEnum) return new EnumValue(type.toString(), 0, enumText(type, 0n));
  if (type.definition.name === 'System.Boolean') return false;
  if (type.definition.name === 'System.Char') return new Char(0);
  return type.definition.defaultValue?.() ?? null;
}

/** A method taken from a value without calling it (PSMethod): `'abc'.Substring`, `[math]::Sign`. */
export class NetMethod {
  readonly group: MethodGroup;
  /** The value it is called on; the NetType itself for a static method. */
  readonly target: unknown;
  readonly isStatic: boolean;

  constructor(group: MethodGroup, target: unknown, isStatic: boolean) {
    this.group = group;
    this.target = target;
    this.isStatic = isStatic;
  }
  get [netTypeName](): string {
    return `${automation}.PSMethod`;
  }
  get name(): string {
    return this.group.name;
  }
  get overloadDefinitions(): string[] {
    return this.group.overloads.map((overload) => overload.definition);
  }
  get facts(): { readonly memberType: 'Method'; readonly definition: string } {
    return { memberType: 'Method', definition: this.toString() };
  }
  toString(): string {
    return this.overloadDefinitions.join(', ');
  }
}

/** Runs a getter; an exception becomes GetValueInvocationException. */
function read(property: NetProperty, args: readonly unknown[]): unknown {
  try {
    return property.marshal.box(property.definition.get!(...args));
  } catch (error) {
    if (!(error instanceof ThrownException)) throw error;
    throwNet(`${automation}.GetValueInvocationException`, `Exception getting "${property.name}": "${error.message}"`, {
      errorId: 'ExceptionWhenGetting',
      category: 'NotSpecified',
      inner: error.exception,
    });
  }
}

/** A property's value or a method of a .NET value, in an object; undefined where it has none of this name. */
export function getNetMember(target: unknown, name: string): { readonly value: unknown } | undefined {
  const base = baseOf(target);
  const type = typeOf(base);
  if (!type) return undefined;
  const property = type.property(name);
  if (property && !property.isIndexer && property.canRead) return { value: read(property, [base]) };
  const group = type.method(name) ?? (property?.isIndexer ? indexerAsMethod(property) : undefined);
  return group && { value: new NetMethod(group, base, false) };
}

/** A static member of a type. */
export function getStaticMember(type: NetType, name: string): { readonly value: unknown } | undefined {
  if (type.isEnum) {
    const value = (type.definition.values ?? []).find(([n]) => n.toLowerCase() === name.toLowerCase());
    if (value) return { value: new EnumValue(type.toString(), value[1], enumText(type, value[1])) };
  }
  const property = type.property(name, true);
  if (property?.canRead) return { value: read(property, []) };
  const group = type.method(name, true) ?? (name.toLowerCase() === 'new' ? constructorGroup(type) : undefined);
  return group && { value: new NetMethod(group, type, true) };
}

/** Assigns a property of a .NET value; throws RuntimeException for one that cannot be set, false where there is none. */
export function setNetMember(target: unknown, name: string, value: unknown): boolean {
  const base = baseOf(target);
  const property = typeOf(base)?.property(name);
  if (!property || property.isIndexer) return false;
  write(property, [base], value);
  return true;
}

export function setStaticMember(type: NetType, name: string, value: unknown): boolean {
  const property = type.property(name, true);
  if (!property) return false;
  write(property, [], value);
  return true;
}

function write(property: NetProperty, args: readonly unknown[], value: unknown): void {
  if (!property.canWrite) runtimeError('PropertyAssignmentException', `'${property.name}' is a ReadOnly property.`);
  try {
    const converted =
      property.type.definition.name === 'System.Object' ? baseOf(value) : convertTo(value, property.type);
    property.definition.set!(...args, property.marshal.unbox(converted));
  } catch (error) {
    if (!(error instanceof ThrownException)) throw error;
    throwNet(`${automation}.SetValueInvocationException`, `Exception setting "${property.name}": "${error.message}"`, {
      errorId: 'ExceptionWhenSetting',
      category: 'NotSpecified',
      inner: error.exception,
    });
  }
}

/** Calls a method of a value. `typeArguments` are those of `$o.Method[int](...)`. */
export function invokeMethod(
  target: unknown,
  name: string,
  args: readonly unknown[],
  typeArguments?: readonly NetType[],
): unknown {
  const base = baseOf(target);
  const type = typeOf(base);
  if (!type) runtimeError('InvokeMethodOnNull', 'You cannot call a method on a null-valued expression.');
  const group = findMethod(type, name);
  if (!group) methodNotFound(type, name);
  return invokeGroup(group, base, args, typeArguments);
}

/** The methods that a call of this name on a value of the type means: its own, accessors (get_X), indexers by name. */
export function findMethod(type: NetType, name: string): MethodGroup | undefined {
  const group = type.method(name);
  if (group) return group;
  const property = type.property(name);
  if (property?.isIndexer) return indexerAsMethod(property);
  return accessorAsMethod(type, name, false);
}

/** Calls a static method, or with the name `new` a constructor. */
export function invokeStatic(
  type: NetType,
  name: string,
  args: readonly unknown[],
  typeArguments?: readonly NetType[],
): unknown {
  const group = type.method(name, true) ?? accessorAsMethod(type, name, true);
  if (group) return invokeGroup(group, undefined, args, typeArguments);
  if (name.toLowerCase() === 'new') return createInstance(type, args);
  methodNotFound(type, name);
}

export function methodNotFound(type: NetType, name: string): never {
  runtimeError(
    'MethodNotFound',
    `Method invocation failed because [${type}] does not contain a method named '${name}'.`,
    name,
  );
}

const adapted = new WeakMap<NetProperty, MethodGroup>();

/** `$list.Item(0)`: an indexer called by its name. */
function indexerAsMethod(property: NetProperty): MethodGroup {
  let group = adapted.get(property);
  if (!group) {
    const text = property.definition.text.replace(/ \{.*\}$/, '');
    group = groupFrom(property.declaringType, property.name, text, property.definition.get!);
    adapted.set(property, group);
  }
  return group;
}

function accessorAsMethod(type: NetType, name: string, isStatic: boolean): MethodGroup | undefined {
  const match = /^(get|set)_(\w+)$/i.exec(name);
  const property = match && type.property(match[2]!, isStatic);
  if (!match || !property) return undefined;
  const head = `${property.isStatic ? 'static ' : ''}`;
  const inside = property.isIndexer ? /\((.*)\)/.exec(property.definition.text)![1]! : '';
  const { get, set } = property.definition;
  if (match[1]!.toLowerCase() === 'get') {
    return (
      get &&
      groupFrom(
        property.declaringType,
        `get_${property.name}`,
        `${head}${property.signature.typeText} get_${property.name}(${inside})`,
        get,
      )
    );
  }
  if (!set) return undefined;
  const parameters = [...(inside === '' ? [] : [inside]), `${property.signature.typeText} value`].join(', ');
  return groupFrom(
    property.declaringType,
    `set_${property.name}`,
    `${head}void set_${property.name}(${parameters})`,
    set,
  );
}

function groupFrom(type: NetType, name: string, text: string, body: (...args: never[]) => unknown): MethodGroup {
  const definition = {
    name: `${type.definition.name}+accessor`,
    members: [{ kind: 'method' as const, texts: [text], body }],
  };
  const holder = new NetType(
    type.registry,
    { ...definition, ...(type.definition.parameters ? { parameters: type.definition.parameters } : {}) },
    type.genericArguments,
  );
  return (text.startsWith('static ') ? holder.method(name, true) : holder.method(name))!;
}

/** Makes an instance with the constructor that the arguments choose. */
export function createInstance(
  type: NetType,
  args: readonly unknown[],
  options: { readonly unwrapped?: boolean } = {},
): unknown {
  const group = constructorGroup(type);
  if (type.isArray) return createArray(type, args);
  if (type.isValueType && args.length === 0 && !group.overloads.some((o) => o.parameters.length === 0))
    return defaultOf(type);
  if (group.overloads.length === 0 || type.isAbstract) {
    throwNet(
      `${automation}.MethodException`,
      `Cannot find an overload for "new" and the argument count: "${args.length}".`,
      {
        errorId: 'MethodCountCouldNotFindBest',
        category: 'NotSpecified',
      },
    );
  }
  return invokeGroup(group, undefined, args, undefined, { name: '.ctor', unwrapped: options.unwrapped === true, type });
}

function constructorGroup(type: NetType): MethodGroup {
  return type.constructors;
}

function createArray(type: NetType, args: readonly unknown[]): unknown {
  const array = type.registry.get('System.Array');
  return array.method('CreateInstance', true)!.overloads[0]!.body(
    type.elementType!,
    args.map((arg) => convertTo(arg, type.registry.get('System.Int32'))),
  );
}

interface CallOptions {
  readonly name?: string;
  readonly unwrapped?: boolean;
  readonly type?: NetType;
}

/** Chooses, converts, calls, writes references back, boxes; wraps exceptions in MethodInvocationException. */
export function invokeGroup(
  group: MethodGroup,
  target: unknown,
  args: readonly unknown[],
  typeArguments?: readonly NetType[],
  options: CallOptions = {},
): unknown {
  const chosen = chooseOverload(group, args, typeArguments);
  const { overload } = chosen;
  const plain: unknown[] = overload.isStatic ? [] : [target];
  const written: [PSReference, PSReference, (value: unknown) => unknown][] = [];
  for (let i = 0; i < chosen.arguments.length; i++) {
    const parameter = overload.parameters[i]!;
    const value = chosen.arguments[i];
    if (isOmitted(value)) plain.push(value.defaultValue);
    else if (parameter.isByRef && value instanceof PSReference) {
      const held = PSReference.to(value.value);
      written.push([value, held, parameter.marshal.box]);
      plain.push(held);
    } else plain.push(parameter.marshal.unbox(value));
  }
  if (overload.isConstructor) plain.push(options.type ?? overload.declaringType);
  else if (overload.typeArguments) plain.push(overload.typeArguments);
  let result: unknown;
  try {
    result = overload.body(...plain);
  } catch (error) {
    if (!(error instanceof ThrownException) || options.unwrapped || overload.rethrows) throw error;
    const inner = error.exception;
    const name = options.name ?? overload.name;
    throwNet(
      `${automation}.MethodInvocationException`,
      `Exception calling "${name}" with "${args.length}" argument(s): "${inner.message}"`,
      {
        errorId: inner.typeName.slice(inner.typeName.lastIndexOf('.') + 1),
        category: 'NotSpecified',
        inner,
      },
    );
  }
  for (const [reference, held, box] of written) reference.value = box(held.value);
  if (overload.isVoid) return automationNull;
  return overload.returnMarshal.box(result === undefined ? null : result);
}

/** Value of an indexer (`$list[0]`): the best of those that the type has; undefined where it has none that takes these. */
export function getIndexed(target: unknown, indices: readonly unknown[]): { readonly value: unknown } | undefined {
  const base = baseOf(target);
  const property = indexerFor(typeOf(base), indices);
  if (!property?.canRead) return undefined;
  return { value: property.marshal.box(property.definition.get!(base, ...indexArguments(property, indices))) };
}

/** Assigns through an indexer; false where there is none that takes these. */
export function setIndexed(target: unknown, indices: readonly unknown[], value: unknown): boolean {
  const base = baseOf(target);
  const property = indexerFor(typeOf(base), indices);
  if (!property?.canWrite) return false;
  property.definition.set!(
    base,
    ...indexArguments(property, indices),
    property.marshal.unbox(convertTo(value, property.type)),
  );
  return true;
}

function indexerFor(type: NetType | null, indices: readonly unknown[]): NetProperty | undefined {
  const candidates = (type?.properties() ?? []).filter((p) => p.isIndexer && p.parameters.length === indices.length);
  const ranked = candidates.map((property) => ({
    property,
    rank: Math.min(...property.parameters.map((p, i) => conversionRankOf(indices[i], p.type))),
  }));
  return ranked.filter((r) => r.rank > 0).sort((a, b) => b.rank - a.rank)[0]?.property;
}

function indexArguments(property: NetProperty, indices: readonly unknown[]): unknown[] {
  return property.parameters.map((parameter, i) => parameter.marshal.unbox(convertTo(indices[i], parameter.type)));
}
