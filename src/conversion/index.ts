// The conversion layer's surface: what the engine, formatting and cmdlets import.
export {
  type ArithmeticOperator,
  add,
  binary,
  divide,
  increment,
  multiply,
  negate,
  remainder,
  subtract,
  unaryPlus,
} from './arithmetic.ts';
export { type BitwiseOperator, bitwise, bitwiseNot, type ShiftOperator, shift } from './bitwise.ts';
export {
  compareStrings,
  equal,
  equalStrings,
  foldCase,
  netCompare,
  netEquals,
  type OrderOperator,
  ordered,
  sortCompare,
} from './compare.ts';
export { convertTo, tryConvertTo } from './convert.ts';
export { makeArray } from './convert-array.ts';
export { customObject } from './convert-language.ts';
export { Culture, cultureNamed, type FormatProvider, invariantCulture } from './culture.ts';
export { NetDelegate } from './delegate.ts';
export { type DictionaryLike, dictionaryMark, dictionaryOf } from './dictionary.ts';
export { enumerationOf, itemsOf, netEnumerationOf, passedWhole } from './enumerate.ts';
export {
  createInstance,
  defaultOf,
  findMethod,
  getIndexed,
  getNetMember,
  getStaticMember,
  invokeGroup,
  invokeMethod,
  invokeStatic,
  NetMethod,
  setIndexed,
  setNetMember,
  setStaticMember,
} from './members.ts';
export { MultiDimensionalArray } from './multi-dimensional-array.ts';
export { instanceType, NetType } from './net-type.ts';
export { scanNumber } from './number-text.ts';
export { delegateSignature } from './overloads.ts';
export {
  type EnvironmentVariables,
  setThreadContext,
  type ThreadContext,
  threadContext,
  types,
} from './thread-context.ts';
export { listItems, toBoolean } from './to-boolean.ts';
export { netToString, toStringValue, typeText } from './to-string.ts';
export { construct, defineEnum, defineType, method, property, type TypeDefinition } from './type-definition.ts';
export { type ParsedTypeName, parseTypeNameText } from './type-name-text.ts';
export { isInstanceOf, typeNamesOf, typeOf } from './type-of.ts';
export { TypeRegistry } from './type-registry.ts';
