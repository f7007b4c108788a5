// The exceptions of System.Management.Automation: their names, bases, and what scripts read from any exception.
import type { TypeDefinition } from '../conversion/index.ts';

const automation = 'System.Management.Automation';

/** Name and base, without namespace where it is System.Management.Automation. */
const table: readonly (readonly [name: string, base: string])[] = [
  ['RuntimeException', 'System.SystemException'],
  ['ParameterBindingException', 'RuntimeException'],
  ['ParameterBindingValidationException', 'ParameterBindingException'],
  ['ParameterBindingArgumentTransformationException', 'ParameterBindingException'],
  ['CommandNotFoundException', 'RuntimeException'],
  ['CmdletInvocationException', 'RuntimeException'],
  ['CmdletProviderInvocationException', 'CmdletInvocationException'],
  ['ActionPreferenceStopException', 'RuntimeException'],
  ['ParseException', 'RuntimeException'],
  ['IncompleteParseException', 'ParseException'],
  ['PipelineStoppedException', 'RuntimeException'],
  ['ScriptCallDepthException', 'System.SystemException'],
  ['RemoteException', 'RuntimeException'],
  ['ExtendedTypeSystemException', 'RuntimeException'],
  ['MethodException', 'ExtendedTypeSystemException'],
  ['MethodInvocationException', 'MethodException'],
  ['GetValueException', 'ExtendedTypeSystemException'],
  ['GetValueInvocationException', 'GetValueException'],
  ['SetValueException', 'ExtendedTypeSystemException'],
  ['SetValueInvocationException', 'SetValueException'],
  ['PSInvalidCastException', 'System.InvalidCastException'],
  ['PSArgumentException', 'System.ArgumentException'],
  ['PSArgumentNullException', 'System.ArgumentNullException'],
  ['PSArgumentOutOfRangeException', 'System.ArgumentOutOfRangeException'],
  ['PSInvalidOperationException', 'System.InvalidOperationException'],
  ['PSNotSupportedException', 'System.NotSupportedException'],
  ['PSNotImplementedException', 'System.NotImplementedException'],
  ['PSSecurityException', 'RuntimeException'],
  ['SessionStateException', 'RuntimeException'],
  ['SessionStateUnauthorizedAccessException', 'SessionStateException'],
  ['SessionStateOverflowException', 'SessionStateException'],
  ['ItemNotFoundException', 'SessionStateException'],
  ['DriveNotFoundException', 'SessionStateException'],
  ['ProviderNotFoundException', 'SessionStateException'],
  ['MetadataException', 'RuntimeException'],
  ['ValidationMetadataException', 'MetadataException'],
  ['ArgumentTransformationMetadataException', 'MetadataException'],
  ['ParsingMetadataException', 'MetadataException'],
  ['WildcardPatternException', 'RuntimeException'],
  ['ScriptRequiresException', 'RuntimeException'],
  ['PSInvalidCastException', 'System.InvalidCastException'],
  ['HaltCommandException', 'System.SystemException'],
  ['NativeCommandExitException', 'RuntimeException'],
  ['Host.HostException', 'RuntimeException'],
  ['Remoting.PSRemotingTransportException', 'RuntimeException'],
];

const full = (name: string): string => (name.startsWith('System.') ? name : `${automation}.${name}`);

export const exceptionTypes: readonly TypeDefinition[] = table.map(([name, base]) => ({
  name: full(name),
  base: full(base),
  assembly: automation,
}));
