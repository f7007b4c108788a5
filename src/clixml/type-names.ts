// The type names that a value has from its type alone, most derived first: what PSObject.TypeNames starts with.
import { elementTypeOf } from '../psobject/array.ts';
import { type NetObject, netTypeName } from '../psobject/type-name.ts';
import { EnumValue } from '../psobject/values.ts';
import { ForeignObject } from './foreign-object.ts';
import { primitiveOf } from './primitives.ts';

const object = 'System.Object';
const valueType = 'System.ValueType';
const exception = 'System.Exception';
const systemException = 'System.SystemException';
const runtimeException = 'System.Management.Automation.RuntimeException';

/** Base types of types whose base is not System.Object (values) or System.Exception (exceptions). */
const baseTypes = new Map<string, string>([
  ...[
    'System.Boolean System.Byte System.Char System.DateTime System.DateTimeOffset System.Decimal System.Double System.Enum',
    'System.Guid System.Int16 System.Int32 System.Int64 System.Numerics.BigInteger System.SByte System.Single System.TimeSpan',
    'System.UInt16 System.UInt32 System.UInt64 System.Management.Automation.SwitchParameter System.Collections.DictionaryEntry',
  ].flatMap((line) => line.split(' ').map((name): [string, string] => [name, valueType])),
  ['System.Xml.XmlDocument', 'System.Xml.XmlNode'],
  ['System.Management.Automation.Runspaces.RemotingErrorRecord', 'System.Management.Automation.ErrorRecord'],
  ...['Verbose', 'Debug', 'Warning'].map((kind): [string, string] => [
    `System.Management.Automation.${kind}Record`,
    'System.Management.Automation.InformationalRecord',
  ]),
  [systemException, exception],
  [runtimeException, systemException],
  ...[
    'ArgumentException ArithmeticException FormatException IndexOutOfRangeException InvalidCastException',
    'InvalidOperationException NotImplementedException NotSupportedException NullReferenceException OutOfMemoryException',
    'OperationCanceledException RankException TimeoutException UnauthorizedAccessException IO.IOException Xml.XmlException',
    'Security.SecurityException',
  ].flatMap((line) => line.split(' ').map((name): [string, string] => [`System.${name}`, systemException])),
  ['System.ArgumentNullException', 'System.ArgumentException'],
  ['System.ArgumentOutOfRangeException', 'System.ArgumentException'],
  ['System.DivideByZeroException', 'System.ArithmeticException'],
  ['System.OverflowException', 'System.ArithmeticException'],
  ['System.ObjectDisposedException', 'System.InvalidOperationException'],
  ['System.IO.FileNotFoundException', 'System.IO.IOException'],
  ['System.IO.DirectoryNotFoundException', 'System.IO.IOException'],
  ...[
    'CommandNotFoundException ParameterBindingException ParseException PSInvalidCastException RemoteException',
    'ScriptCallDepthException MethodException GetValueException SetValueException SessionStateException',
    'ActionPreferenceStopException PipelineStoppedException ExtendedTypeSystemException CmdletInvocationException',
    'WildcardPatternException',
  ].flatMap((line) =>
    line.split(' ').map((name): [string, string] => [`System.Management.Automation.${name}`, runtimeException]),
  ),
  ['System.Management.Automation.PSInvalidCastException', 'System.InvalidCastException'],
  ['System.Management.Automation.MethodException', 'System.Management.Automation.ExtendedTypeSystemException'],
  ['System.Management.Automation.MethodInvocationException', 'System.Management.Automation.MethodException'],
  ['System.Management.Automation.GetValueException', 'System.Management.Automation.ExtendedTypeSystemException'],
  ['System.Management.Automation.SetValueException', 'System.Management.Automation.ExtendedTypeSystemException'],
  ['System.Management.Automation.ItemNotFoundException', 'System.Management.Automation.SessionStateException'],
  ['System.Management.Automation.DriveNotFoundException', 'System.Management.Automation.SessionStateException'],
  ['System.Management.Automation.ProviderNotFoundException', 'System.Management.Automation.SessionStateException'],
  ['System.Management.Automation.IncompleteParseException', 'System.Management.Automation.ParseException'],
  ['System.Management.Automation.PSArgumentException', 'System.ArgumentException'],
  ['System.Management.Automation.PSArgumentNullException', 'System.ArgumentNullException'],
  ['System.Management.Automation.PSArgumentOutOfRangeException', 'System.ArgumentOutOfRangeException'],
  ['System.Management.Automation.PSInvalidOperationException', 'System.InvalidOperationException'],
  ['System.Management.Automation.PSNotSupportedException', 'System.NotSupportedException'],
  ['System.Management.Automation.PSNotImplementedException', 'System.NotImplementedException'],
  ['System.Management.Automation.Remoting.PSRemotingDataStructureException', runtimeException],
  ['System.Management.Automation.Remoting.PSRemotingTransportException', runtimeException],
]);

const chains = new Map<string, readonly string[]>();
/** Names of arrays and enumerations are open-ended: past this many, chains are computed anew. */
const maxChains = 2000;

/** The names of a type and of its bases; a type that the table does not know derives from System.Object. */
export function typeChain(name: string, isException = false): readonly string[] {
  const known = chains.get(name);
  if (known !== undefined) return known;
  const chain = Object.freeze(computeChain(name, isException));
  if (chains.size < maxChains) chains.set(name, chain);
  return chain;
}

function computeChain(name: string, isException: boolean): string[] {
  if (name.endsWith(']') && /\[,*\]$/.test(name)) return [name, 'System.Array', object];
  const chain = [name];
  for (let base = baseTypes.get(name); base !== undefined; base = baseTypes.get(base)) chain.push(base);
  const last = chain.at(-1)!;
  if (isException && last !== exception) chain.push(exception);
  if (last !== object) chain.push(object);
  return chain;
}

const enumChain = ['System.Enum', valueType, object];
const customObjectChain = typeChain('System.Management.Automation.PSCustomObject');

/** The full .NET name of a value's type; undefined for a JavaScript value that has none. */
export function typeNameOf(value: unknown): string | undefined {
  if (Array.isArray(value)) return `${elementTypeOf(value)}[]`;
  if (typeof value === 'object' && value !== null) {
    const named = (value as Partial<NetObject>)[netTypeName];
    if (named !== undefined) return named;
  }
  return primitiveOf(value)?.typeName;
}

/** The type names of a value that is not a PSObject. */
export function naturalTypeNames(value: unknown): readonly string[] {
  if (value instanceof ForeignObject) return value.typeNames;
  const name = typeNameOf(value) ?? object;
  if (name === customObjectChain[0]) return customObjectChain;
  if (value instanceof EnumValue) return [name, ...enumChain];
  const isException = name.endsWith('Exception');
  return typeChain(name, isException);
}
