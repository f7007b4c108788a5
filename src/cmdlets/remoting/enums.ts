// The enums of remoting that its cmdlets' parameters and PSSession's properties have.
import { defineEnum } from '../../conversion/index.ts';
import { EnumValue } from '../../psobject/values.ts';

const runspaces = 'System.Management.Automation.Runspaces';

const tables = {
  [`${runspaces}.AuthenticationMechanism`]: [
    'Default',
    'Basic',
    'Negotiate',
    'NegotiateWithImplicitCredential',
    'Credssp',
    'Digest',
    'Kerberos',
  ],
  [`${runspaces}.TargetMachineType`]: ['RemoteMachine', 'VirtualMachine', 'Container'],
  [`${runspaces}.RunspaceAvailability`]: ['None', 'Available', 'AvailableForNestedCommand', 'Busy', 'RemoteDebug'],
  [`${runspaces}.RunspaceState`]: [
    'BeforeOpen',
    'Opening',
    'Opened',
    'Closed',
    'Closing',
    'Broken',
    'Disconnecting',
    'Disconnected',
    'Connecting',
  ],
  'Microsoft.PowerShell.Commands.SessionFilterState': ['All', 'Opened', 'Disconnected', 'Closed', 'Broken'],
} as const;

export const remotingEnums = Object.entries(tables).map(([name, values]) =>
  defineEnum(name, values, { assembly: 'System.Management.Automation' }),
);

type EnumName = keyof typeof tables;

/** A value of one of these enums. */
export function remotingEnum<N extends EnumName>(name: N, text: (typeof tables)[N][number]): EnumValue {
  return new EnumValue(name, (tables[name] as readonly string[]).indexOf(text), text);
}
