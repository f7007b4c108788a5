// System.Type as scripts see it: [int].FullName, .IsAssignableFrom, .GetGenericArguments() and so on.
import type { NetProperty } from '../conversion/net-member.ts';
import type { NetType } from '../conversion/net-type.ts';
import { types } from '../conversion/thread-context.ts';
import { defineType, method, property } from '../conversion/type-definition.ts';
import { isInstanceOf } from '../conversion/type-of.ts';
import { arrayOf } from '../psobject/array.ts';
import { netTypeName } from '../psobject/type-name.ts';

const typeCodes = [
  'Empty',
  'Object',
  'DBNull',
  'Boolean',
  'Char',
  'SByte',
  'Byte',
  'Int16',
  'UInt16',
  'Int32',
  'UInt32',
  'Int64',
  'UInt64',
  'Single',
  'Double',
  'Decimal',
  'DateTime',
  '',
  'String',
];

const typeArray = (items: readonly NetType[]): unknown[] => arrayOf('System.Type', [...items]);

/** What GetProperty and GetMethod give: a name with facts about it. */
export class MemberInfo {
  readonly kind: 'Property' | 'Method' | 'Constructor';
  readonly name: string;
  readonly declaringType: NetType;
  readonly type: NetType;
  readonly text: string;
  readonly isStatic: boolean;
  readonly canWrite: boolean;

  constructor(
    kind: MemberInfo['kind'],
    name: string,
    declaringType: NetType,
    type: NetType,
    text: string,
    isStatic: boolean,
    canWrite = false,
  ) {
    this.kind = kind;
    this.name = name;
    this.declaringType = declaringType;
    this.type = type;
    this.text = text;
    this.isStatic = isStatic;
    this.canWrite = canWrite;
  }
  get [netTypeName](): string {
    return `System.Reflection.${this.kind}Info`;
  }
  toString(): string {
    return this.text;
  }
}

const propertyInfo = (p: NetProperty): MemberInfo =>
  new MemberInfo('Property', p.name, p.declaringType, p.type, `${p.type} ${p.name}`, p.isStatic, p.canWrite);

function methodInfos(self: NetType): MemberInfo[] {
  return [false, true].flatMap((isStatic) =>
    self
      .methods(isStatic)
      .flatMap((group) =>
        group.overloads.map(
          (o) => new MemberInfo('Method', group.name, o.declaringType, o.returnType, o.definition, isStatic),
        ),
      ),
  );
}

export const typeType = defineType<NetType>({
  name: 'System.Type',
  isAbstract: true,
  toText: (self) => self.toString(),
  equals: (a, b) => a === b,
  members: [
    property('string Name {get;}', (self: NetType) => self.name),
    property('string FullName {get;}', (self: NetType) => self.fullName),
    property('string Namespace {get;}', (self: NetType) => self.namespace),
    property('string AssemblyQualifiedName {get;}', (self: NetType) => `${self.fullName}, ${self.assemblyName}`),
    property('type BaseType {get;}', (self: NetType) => self.baseType),
    property('type UnderlyingSystemType {get;}', (self: NetType) => self),
    property('type DeclaringType {get;}', (self: NetType) => {
      const name = self.definition.name;
      return name.includes('+') ? (self.registry.find(name.slice(0, name.lastIndexOf('+'))) ?? null) : null;
    }),
    property('bool IsArray {get;}', (self: NetType) => self.isArray),
    property('bool IsEnum {get;}', (self: NetType) => self.isEnum),
    property('bool IsValueType {get;}', (self: NetType) => self.isValueType),
    property('bool IsClass {get;}', (self: NetType) => !self.isValueType && !self.isInterface),
    property('bool IsInterface {get;}', (self: NetType) => self.isInterface),
    property('bool IsAbstract {get;}', (self: NetType) => self.isAbstract),
    property(
      'bool IsSealed {get;}',
      (self: NetType) => self.definition.isSealed === true || self.isValueType || self.isArray,
    ),
    property('bool IsPublic {get;}', () => true),
    property('bool IsNested {get;}', (self: NetType) => self.definition.name.includes('+')),
    property(
      'bool IsPrimitive {get;}',
      (self: NetType) =>
        !self.isArray && /^System\.(Boolean|Char|S?Byte|U?Int(16|32|64)|Single|Double)$/.test(self.definition.name),
    ),
    property(
      'bool IsGenericType {get;}',
      (self: NetType) => (self.definition.parameters?.length ?? 0) > 0 && !self.isArray,
    ),
    property('bool IsGenericTypeDefinition {get;}', (self: NetType) => self.isGenericDefinition),
    property('bool ContainsGenericParameters {get;}', (self: NetType) => self.isGenericDefinition),
    property('type[] GenericTypeArguments {get;}', (self: NetType) => typeArray(self.genericArguments)),
    property('type[] ImplementedInterfaces {get;}', (self: NetType) => typeArray(self.interfaces)),
    method('type[] GetGenericArguments()', (self: NetType) => typeArray(self.genericArguments)),
    method('type GetGenericTypeDefinition()', (self: NetType) => self.registry.get(self.definition.name)),
    method('type MakeGenericType(Params type[] typeArguments)', (self: NetType, args: NetType[]) =>
      self.registry.generic(self, args),
    ),
    method('type MakeArrayType()', (self: NetType) => self.registry.array(self)),
    method('type MakeArrayType(int rank)', (self: NetType, rank: number) => self.registry.array(self, rank)),
    method('type GetElementType()', (self: NetType) => self.elementType ?? null),
    method('int GetArrayRank()', (self: NetType) => self.rank),
    method('type[] GetInterfaces()', (self: NetType) => typeArray(self.interfaces)),
    method(
      'bool IsAssignableFrom(type c)',
      (self: NetType, other: NetType | null) => other !== null && self.isAssignableFrom(other),
    ),
    method(
      'bool IsAssignableTo(type targetType)',
      (self: NetType, other: NetType | null) => other?.isAssignableFrom(self) === true,
    ),
    method('bool IsSubclassOf(type c)', (self: NetType, other: NetType) => self.isSubclassOf(other)),
    method('bool IsInstanceOfType(System.Object o)', (self: NetType, value: unknown) => isInstanceOf(value, self)),
    method('type GetEnumUnderlyingType()', (self: NetType) =>
      self.registry.get(self.definition.underlying ?? 'System.Int32'),
    ),
    method('string[] GetEnumNames()', (self: NetType) =>
      arrayOf(
        'System.String',
        (self.definition.values ?? []).map(([name]) => name),
      ),
    ),
    method('array GetEnumValues()', (self: NetType) =>
      arrayOf(
        self.toString(),
        (self.definition.values ?? []).map(([, value]) => self.registry.enumValue(self, value)),
      ),
    ),
    method(['System.Reflection.PropertyInfo GetProperty(string name)'], (self: NetType, name: string) => {
      const found = self.property(name) ?? self.property(name, true);
      return found && found.name === name ? propertyInfo(found) : null;
    }),
    method('System.Reflection.PropertyInfo[] GetProperties()', (self: NetType) =>
      [...self.properties(), ...self.properties(true)].map(propertyInfo),
    ),
    method('System.Reflection.MethodInfo[] GetMethods()', methodInfos),
    method(
      'System.Reflection.MethodInfo GetMethod(string name)',
      (self: NetType, name: string) => methodInfos(self).find((m) => m.name === name) ?? null,
    ),
    method('static type GetType(string typeName)', (name: string) => types().find(name) ?? null),
    method('static System.TypeCode GetTypeCode(type type)', (type: NetType) =>
      Math.max(
        typeCodes.indexOf(
          type.isEnum
            ? (type.definition.underlying ?? 'System.Int32').slice(7)
            : type.isArray
              ? ''
              : type.definition.name.slice(7),
        ),
        1,
      ),
    ),
    property('System.RuntimeTypeHandle TypeHandle {get;}', () => null),
  ],
});

const info = (kind: string): ReturnType<typeof defineType> =>
  defineType<MemberInfo>({
    name: `System.Reflection.${kind}Info`,
    toText: (self) => self.text,
    members: [
      property('string Name {get;}', (self: MemberInfo) => self.name),
      property('type DeclaringType {get;}', (self: MemberInfo) => self.declaringType),
      property('string MemberType {get;}', (self: MemberInfo) => self.kind),
      property(
        kind === 'Property' ? 'type PropertyType {get;}' : 'type ReturnType {get;}',
        (self: MemberInfo) => self.type,
      ),
      property('bool IsStatic {get;}', (self: MemberInfo) => self.isStatic),
      property('bool CanRead {get;}', () => true),
      property('bool CanWrite {get;}', (self: MemberInfo) => self.canWrite),
    ],
  });

export const reflectionTypes = [
  typeType,
  { name: 'System.Reflection.TypeInfo', base: 'System.Type' },
  { name: 'System.RuntimeType', base: 'System.Reflection.TypeInfo' },
  info('Property'),
  info('Method'),
  info('Constructor'),
];
