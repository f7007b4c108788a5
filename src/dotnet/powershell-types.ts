// Types of System.Management.Automation that are plain values: PSObject, PSCustomObject, SwitchParameter, PSReference, credentials.
import { defineType, method, property, type TypeDefinition } from '../conversion/type-definition.ts';
import { PSObject } from '../psobject/ps-object.ts';
import type { PSReference } from '../psobject/ps-reference.ts';
import { PSCredential, SecureString, SwitchParameter } from '../psobject/values.ts';

const sma = 'System.Management.Automation';
const assembly = sma;

export const powershellTypes: readonly TypeDefinition[] = [
  defineType<PSObject>({
    name: `${sma}.PSObject`,
    assembly,
    members: [
      { kind: 'constructor', texts: ['psobject new()'], body: () => new PSObject() },
      { kind: 'constructor', texts: ['psobject new(System.Object obj)'], body: (value: unknown) => value },
      method('static psobject AsPSObject(System.Object obj)', (value) => value),
    ],
  }),
  { name: `${sma}.PSCustomObject`, assembly },
  defineType<SwitchParameter>({
    name: `${sma}.SwitchParameter`,
    assembly,
    kind: 'struct',
    defaultValue: () => new SwitchParameter(false),
    toText: (self) => (self.isPresent ? 'True' : 'False'),
    equals: (a, b) => (b instanceof SwitchParameter ? a.isPresent === b.isPresent : a.isPresent === b),
    members: [
      {
        kind: 'constructor',
        texts: ['switch new(bool isPresent)'],
        body: (value: boolean) => new SwitchParameter(value),
      },
      property('bool IsPresent {get;}', (self: SwitchParameter) => self.isPresent),
      property('static switch Present {get;}', () => new SwitchParameter(true)),
      method('bool ToBool()', (self: SwitchParameter) => self.isPresent),
      method('string ToString()', (self: SwitchParameter) => (self.isPresent ? 'True' : 'False')),
      method('static switch op_Implicit(bool value)', (value: boolean) => new SwitchParameter(value)),
      method('static bool op_Implicit(switch switchParameter)', (self: SwitchParameter) => self.isPresent),
    ],
  }),
  defineType<PSReference>({
    name: `${sma}.PSReference`,
    assembly,
    members: [
      property(
        'System.Object Value {get;set;}',
        (self: PSReference) => self.value,
        (self: PSReference, value) => {
          self.value = value;
        },
      ),
    ],
  }),
  defineType<SecureString>({
    name: 'System.Security.SecureString',
    members: [
      { kind: 'constructor', texts: ['securestring new()'], body: () => new SecureString('') },
      property('int Length {get;}', (self: SecureString) => self.length),
    ],
  }),
  defineType<PSCredential>({
    name: `${sma}.PSCredential`,
    assembly,
    members: [
      {
        kind: 'constructor',
        texts: ['pscredential new(string userName, securestring password)'],
        body: (name: string, password: SecureString) => new PSCredential(name, password),
      },
      property('string UserName {get;}', (self: PSCredential) => self.userName),
      property('securestring Password {get;}', (self: PSCredential) => self.password),
    ],
  }),
  { name: `${sma}.ScriptBlock`, assembly },
];
