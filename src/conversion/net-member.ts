// Members of a NetType: methods with their overloads, properties and indexers. Signatures are read when first needed.
import { type Marshal, marshalOf } from './marshal.ts';
import type { NetType } from './net-type.ts';
import {
  methodName,
  type PropertySignature,
  parsePropertySignature,
  parseSignature,
  type Signature,
} from './signature.ts';
import type { MemberBody, PropertyDefinition } from './type-definition.ts';

export interface NetParameter {
  readonly name: string;
  readonly type: NetType;
  readonly isByRef: boolean;
  readonly isParams: boolean;
  readonly isOptional: boolean;
  /** The value of an omitted argument, as the body wants it. */
  readonly defaultValue: unknown;
  readonly marshal: Marshal;
}

/** One overload of a method, or a constructor. */
export class MethodOverload {
  readonly declaringType: NetType;
  readonly text: string;
  readonly body: MemberBody;
  readonly isConstructor: boolean;
  readonly isStatic: boolean;
  readonly name: string;
  /** True where what the body throws passes as it is (methods of script classes). */
  readonly rethrows: boolean;
  /** What a generic method's own parameters stand for in this instance of it. */
  readonly typeArguments: ReadonlyMap<string, NetType> | undefined;
  #signature: Signature | undefined;
  #parameters: readonly NetParameter[] | undefined;
  #returnMarshal: Marshal | undefined;

  constructor(
    declaringType: NetType,
    text: string,
    body: MemberBody,
    isConstructor = false,
    rethrows = false,
    typeArguments?: ReadonlyMap<string, NetType>,
  ) {
    this.declaringType = declaringType;
    this.text = text;
    this.body = body;
    this.isConstructor = isConstructor;
    this.isStatic = isConstructor || text.startsWith('static ');
    this.name = isConstructor ? 'new' : methodName(text);
    this.rethrows = rethrows;
    this.typeArguments = typeArguments;
  }

  get signature(): Signature {
    this.#signature ??= parseSignature(this.text);
    return this.#signature;
  }
  /** True for a generic method whose arguments are not chosen yet. */
  get isGeneric(): boolean {
    return this.typeArguments === undefined && this.signature.genericParameters.length > 0;
  }
  get parameters(): readonly NetParameter[] {
    this.#parameters ??= this.#readParameters();
    return this.#parameters;
  }
  #scope(): ReadonlyMap<string, NetType> {
    const own = this.declaringType.parameterMap();
    return this.typeArguments ? new Map([...own, ...this.typeArguments]) : own;
  }
  #readParameters(): NetParameter[] {
    const { registry } = this.declaringType;
    const scope = this.#scope();
    return this.signature.parameters.map((parameter) => {
      const type = registry.resolve(parameter.typeText, scope) ?? registry.opaque(parameter.typeText);
      return {
        name: parameter.name,
        type,
        isByRef: parameter.isByRef,
        isParams: parameter.isParams,
        isOptional: parameter.defaultText !== undefined,
        defaultValue: parameter.defaultText === undefined ? undefined : defaultValueOf(parameter.defaultText, type),
        marshal: marshalOf(type, scope.has(parameter.typeText)),
      };
    });
  }
  get returnType(): NetType {
    if (this.isConstructor) return this.declaringType;
    const { registry } = this.declaringType;
    const text = this.signature.returnText;
    return registry.resolve(text, this.#scope()) ?? registry.opaque(text);
  }
  get returnMarshal(): Marshal {
    this.#returnMarshal ??= marshalOf(this.returnType, this.#scope().has(this.signature.returnText));
    return this.#returnMarshal;
  }
  get isVoid(): boolean {
    return !this.isConstructor && this.signature.returnText === 'void';
  }
  /** The overload as OverloadDefinitions shows it, generic parameters replaced. */
  get definition(): string {
    let text = this.text;
    for (const [name, type] of this.#scope()) {
      text = text.replace(new RegExp(`(?<![\\w.])${name}(?![\\w.(])`, 'g'), type.registry.shortName(type));
    }
    return text;
  }
  /** This generic method with its parameters chosen. */
  withTypeArguments(types: readonly NetType[]): MethodOverload {
    const names = this.signature.genericParameters;
    const map = new Map(names.map((name, index) => [name, types[index]!]));
    return new MethodOverload(this.declaringType, this.text, this.body, this.isConstructor, this.rethrows, map);
  }
  /** What makes one overload hide an inherited one. */
  get parameterKey(): string {
    return this.text.slice(this.text.indexOf('(')).replace(/ \w+(?=[,)])/g, '');
  }
}

function defaultValueOf(text: string, type: NetType): unknown {
  if (text === 'null') return null;
  if (text === 'True') return true;
  if (text === 'False') return false;
  if (type.isEnum) return type.registry.enumValue(type, text.slice(text.lastIndexOf('.') + 1));
  if (text.startsWith('"')) return text.slice(1, -1);
  const number = Number(text);
  return Number.isNaN(number) ? null : number;
}

/** All overloads of one name. */
export class MethodGroup {
  readonly name: string;
  readonly type: NetType;
  readonly overloads: MethodOverload[] = [];
  constructor(name: string, type: NetType) {
    this.name = name;
    this.type = type;
  }
  add(overload: MethodOverload): void {
    this.overloads.push(overload);
  }
  addInherited(overload: MethodOverload): void {
    const key = overload.parameterKey;
    if (!this.overloads.some((own) => own.parameterKey === key)) this.overloads.push(overload);
  }
}

/** A property, a field, or an indexer. */
export class NetProperty {
  readonly declaringType: NetType;
  readonly definition: PropertyDefinition;
  readonly signature: PropertySignature;
  #type: NetType | undefined;
  #marshal: Marshal | undefined;
  #parameters: readonly NetParameter[] | undefined;

  constructor(declaringType: NetType, definition: PropertyDefinition) {
    this.declaringType = declaringType;
    this.definition = definition;
    this.signature = parsePropertySignature(definition.text);
  }
  get name(): string {
    return this.signature.name;
  }
  get isStatic(): boolean {
    return this.signature.isStatic;
  }
  get isIndexer(): boolean {
    return this.signature.parameters.length > 0;
  }
  get canRead(): boolean {
    return this.definition.get !== undefined;
  }
  get canWrite(): boolean {
    return this.definition.set !== undefined;
  }
  get type(): NetType {
    const { registry } = this.declaringType;
    this.#type ??=
      registry.resolve(this.signature.typeText, this.declaringType.parameterMap()) ??
      registry.opaque(this.signature.typeText);
    return this.#type;
  }
  get marshal(): Marshal {
    this.#marshal ??= marshalOf(this.type, this.declaringType.parameterMap().has(this.signature.typeText));
    return this.#marshal;
  }
  /** The getter of an indexer as an overload, for choosing among index types. */
  get parameters(): readonly NetParameter[] {
    this.#parameters ??= new MethodOverload(
      this.declaringType,
      `void ${this.name}(${this.definition.text.slice(this.definition.text.indexOf('(') + 1, this.definition.text.lastIndexOf(')'))})`,
      () => undefined,
    ).parameters;
    return this.#parameters;
  }
}
