// System.Type: a definition with its generic arguments filled in, or an array of another type. Members are read when first asked.
import { netTypeName } from '../psobject/type-name.ts';
import { MethodGroup, MethodOverload, NetProperty } from './net-member.ts';
import type { TypeDefinition } from './type-definition.ts';
import type { TypeRegistry } from './type-registry.ts';

/** Property under which a value tells its NetType itself: instances of generic types and of user-defined classes. */
export const instanceType: unique symbol = Symbol('psremoting.instanceType');

interface MemberSet {
  readonly methods: Map<string, MethodGroup>;
  readonly staticMethods: Map<string, MethodGroup>;
  readonly properties: Map<string, NetProperty>;
  readonly staticProperties: Map<string, NetProperty>;
  readonly constructors: MethodGroup;
}

export class NetType {
  readonly registry: TypeRegistry;
  readonly definition: TypeDefinition;
  readonly genericArguments: readonly NetType[];
  /** Of an array type. */
  readonly elementType: NetType | undefined;
  /** Dimensions of an array type; 0 for any other. */
  readonly rank: number;
  /** True for `List[T]` without arguments. */
  readonly isGenericDefinition: boolean;
  #base: NetType | null | undefined;
  #interfaces: readonly NetType[] | undefined;
  #members: MemberSet | undefined;

  constructor(
    registry: TypeRegistry,
    definition: TypeDefinition,
    genericArguments: readonly NetType[] = [],
    elementType?: NetType,
    rank = 0,
  ) {
    this.registry = registry;
    this.definition = definition;
    this.genericArguments = genericArguments;
    this.elementType = elementType;
    this.rank = rank;
    this.isGenericDefinition = (definition.parameters?.length ?? 0) > 0 && genericArguments.length === 0;
  }

  get [netTypeName](): string {
    return 'System.RuntimeType';
  }
  /** Name without namespace and without arguments: List`1, Int32[], SpecialFolder. */
  get name(): string {
    if (this.elementType) return this.elementType.name + this.#brackets();
    const name = this.definition.name;
    return name.slice(Math.max(name.lastIndexOf('.'), name.lastIndexOf('+')) + 1);
  }
  get namespace(): string | null {
    if (this.elementType) return this.elementType.namespace;
    const name = this.definition.name;
    const dot = name.lastIndexOf('.');
    return dot < 0 ? null : name.slice(0, dot);
  }
  get assemblyName(): string {
    const name = (this.elementType ?? this).definition.assembly ?? 'System.Private.CoreLib';
    const [version, token] = name.startsWith('System.Management.Automation')
      ? ['7.6.5.500', '31bf3856ad364e35']
      : ['10.0.0.0', name === 'System.Private.CoreLib' ? '7cec85d7bea7798e' : 'b03f5f7f11d50a3a'];
    return `${name}, Version=${version}, Culture=neutral, PublicKeyToken=${token}`;
  }
  /** Type.FullName: generic arguments with their assemblies. */
  get fullName(): string {
    if (this.elementType) return this.elementType.fullName + this.#brackets();
    if (this.genericArguments.length === 0) return this.definition.name;
    return `${this.definition.name}[${this.genericArguments.map((type) => `[${type.fullName}, ${type.assemblyName}]`).join(',')}]`;
  }
  /** Type.ToString(): generic arguments by their names alone. */
  toString(): string {
    if (this.elementType) return `${this.elementType}${this.#brackets()}`;
    const args = this.genericArguments.length > 0 ? this.genericArguments : (this.definition.parameters ?? []);
    return args.length === 0 ? this.definition.name : `${this.definition.name}[${args.join(',')}]`;
  }
  #brackets(): string {
    return `[${','.repeat(this.rank - 1)}]`;
  }

  get isArray(): boolean {
    return this.rank > 0;
  }
  get isEnum(): boolean {
    return this.definition.kind === 'enum';
  }
  get isInterface(): boolean {
    return this.definition.kind === 'interface';
  }
  get isValueType(): boolean {
    return this.definition.kind === 'struct' || this.definition.kind === 'enum';
  }
  get isDelegate(): boolean {
    return this.definition.kind === 'delegate';
  }
  get isAbstract(): boolean {
    return this.definition.isAbstract === true || this.isInterface;
  }
  /** The T of Nullable[T]. */
  get nullableOf(): NetType | undefined {
    return this.definition.name === 'System.Nullable`1' ? this.genericArguments[0] : undefined;
  }

  get baseType(): NetType | null {
    if (this.#base === undefined) this.#base = this.#findBase();
    return this.#base;
  }
  #findBase(): NetType | null {
    if (this.definition.name === 'System.Object' || this.isInterface) return null;
    if (this.isArray) return this.registry.get('System.Array');
    const defaults = {
      struct: 'System.ValueType',
      enum: 'System.Enum',
      delegate: 'System.MulticastDelegate',
      class: 'System.Object',
      interface: 'System.Object',
    };
    const text = this.definition.base ?? defaults[this.definition.kind ?? 'class'];
    return this.registry.resolve(text, this.parameterMap()) ?? this.registry.get('System.Object');
  }
  /** All interfaces, those of the bases and of the interfaces themselves included. */
  get interfaces(): readonly NetType[] {
    if (this.#interfaces) return this.#interfaces;
    const all = new Set<NetType>();
    const add = (type: NetType | undefined): void => {
      if (type === undefined || all.has(type)) return;
      all.add(type);
      for (const inner of type.interfaces) all.add(inner);
    };
    for (const text of this.definition.interfaces ?? []) add(this.registry.resolve(text, this.parameterMap()));
    for (const type of this.baseType?.interfaces ?? []) add(type);
    if (this.rank === 1) {
      for (const name of ['IList`1', 'IReadOnlyList`1']) {
        add(this.registry.generic(this.registry.get(`System.Collections.Generic.${name}`), [this.elementType!]));
      }
    }
    this.#interfaces = [...all];
    return this.#interfaces;
  }
  /** What the generic parameters stand for here. */
  parameterMap(): ReadonlyMap<string, NetType> {
    return new Map(
      (this.definition.parameters ?? []).map((name, index) => [
        name,
        this.genericArguments[index] ?? this.registry.get('System.Object'),
      ]),
    );
  }

  implements(fullName: string): boolean {
    return this.definition.name === fullName || this.interfaces.some((type) => type.definition.name === fullName);
  }
  isSubclassOf(other: NetType): boolean {
    for (let type = this.baseType; type !== null; type = type.baseType) if (type === other) return true;
    return false;
  }
  isAssignableFrom(other: NetType): boolean {
    if (this === other || this.definition.name === 'System.Object') return true;
    if (this.nullableOf) return this.nullableOf === other;
    if (this.isArray) {
      return (
        other.rank === this.rank &&
        !other.elementType!.isValueType &&
        !this.elementType!.isValueType &&
        this.elementType!.isAssignableFrom(other.elementType!)
      );
    }
    if (!this.isInterface) return other.isSubclassOf(this);
    return other.interfaces.some((type) => type === this || this.#variantOf(type));
  }
  /** IEnumerable[object] takes IEnumerable[string]: every generic interface here only gives its argument out. */
  #variantOf(other: NetType): boolean {
    return (
      this.definition === other.definition &&
      this.genericArguments.length > 0 &&
      this.genericArguments.every((type, index) => {
        const from = other.genericArguments[index]!;
        return type === from || (!from.isValueType && type.isAssignableFrom(from));
      })
    );
  }

  /** Methods of this name, without regard to case, inherited ones included. */
  method(name: string, isStatic = false): MethodGroup | undefined {
    const members = this.#memberSet();
    return (isStatic ? members.staticMethods : members.methods).get(name.toLowerCase());
  }
  property(name: string, isStatic = false): NetProperty | undefined {
    const members = this.#memberSet();
    return (isStatic ? members.staticProperties : members.properties).get(name.toLowerCase());
  }
  methods(isStatic = false): MethodGroup[] {
    const members = this.#memberSet();
    return [...(isStatic ? members.staticMethods : members.methods).values()];
  }
  properties(isStatic = false): NetProperty[] {
    const members = this.#memberSet();
    return [...(isStatic ? members.staticProperties : members.properties).values()];
  }
  get constructors(): MethodGroup {
    return this.#memberSet().constructors;
  }

  #memberSet(): MemberSet {
    if (this.#members) return this.#members;
    const members: MemberSet = {
      methods: new Map(),
      staticMethods: new Map(),
      properties: new Map(),
      staticProperties: new Map(),
      constructors: new MethodGroup('new', this),
    };
    this.#members = members;
    const own = this.definition.members ?? [];
    for (const member of typeof own === 'function' ? own() : own) {
      if (member.kind === 'property') {
        const property = new NetProperty(this, member);
        // Indexers of one name differ by their parameters.
        const key = property.isIndexer
          ? `${property.name}(${property.signature.parameters.length} ${property.signature.parameters[0]!.typeText})`
          : property.name;
        (property.isStatic ? members.staticProperties : members.properties).set(key.toLowerCase(), property);
        if (property.isIndexer && !members.properties.has(property.name.toLowerCase()))
          members.properties.set(property.name.toLowerCase(), property);
        continue;
      }
      for (const text of member.texts) {
        const overload = new MethodOverload(this, text, member.body, member.kind === 'constructor', member.rethrows);
        if (overload.isConstructor) members.constructors.add(overload);
        else groupOf(overload.isStatic ? members.staticMethods : members.methods, overload.name, this).add(overload);
      }
    }
    this.#inherit(members);
    return members;
  }
  /** Adds what bases and, for interfaces, their interfaces have; an own overload hides one of the same parameters. */
  #inherit(members: MemberSet): void {
    const sources = this.isInterface ? this.interfaces : this.baseType ? [this.baseType] : [];
    for (const source of sources) {
      for (const isStatic of [false, true]) {
        for (const group of source.methods(isStatic)) {
          const target = groupOf(isStatic ? members.staticMethods : members.methods, group.name, this);
          for (const overload of group.overloads) target.addInherited(overload);
        }
        const properties = isStatic ? members.staticProperties : members.properties;
        for (const property of source.properties(isStatic)) {
          const key = property.name.toLowerCase();
          if (!properties.has(key)) properties.set(key, property);
        }
      }
    }
  }
}

function groupOf(groups: Map<string, MethodGroup>, name: string, type: NetType): MethodGroup {
  const key = name.toLowerCase();
  let group = groups.get(key);
  if (!group) groups.set(key, (group = new MethodGroup(name, type)));
  return group;
}
