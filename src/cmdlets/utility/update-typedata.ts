// Update-TypeData: members and display properties that all objects of a type get.
import { type CmdletContext, defineCmdlet } from '../../engine/definitions/cmdlet.ts';
import type { ScriptMember } from '../../engine/net-members.ts';
import { ScriptBlock } from '../../engine/script-block.ts';
import { baseOf } from '../../psobject/ps-object.ts';
import { toText } from '../shared/values.ts';

interface Asked {
  readonly MemberType: string | undefined;
  readonly MemberName: string | undefined;
  readonly Value: unknown;
  readonly SecondValue: unknown;
}

function memberOf({ MemberType, MemberName, Value, SecondValue }: Asked): ScriptMember | undefined {
  const name = MemberName ?? '';
  const value = baseOf(Value ?? null);
  const second = baseOf(SecondValue ?? null);
  switch (MemberType?.toLowerCase()) {
    case 'noteproperty':
      return { name, memberType: 'NoteProperty', value: Value ?? null };
    case 'aliasproperty':
      return { name, memberType: 'AliasProperty', referencedName: toText(value) };
    case 'scriptproperty':
      return {
        name,
        memberType: 'ScriptProperty',
        ...(value instanceof ScriptBlock ? { getter: value } : {}),
        ...(second instanceof ScriptBlock ? { setter: second } : {}),
      };
    case 'scriptmethod':
      return { name, memberType: 'ScriptMethod', ...(value instanceof ScriptBlock ? { method: value } : {}) };
    default:
      return undefined;
  }
}

function exists(context: CmdletContext, typeName: string, member: string): void {
  context.writeError(
    context.error(
      'System.Management.Automation.RuntimeException',
      `Error in TypeData "${typeName}": The member ${member} is already present.`,
      'TypesXmlUpdateException',
      'InvalidOperation',
    ),
  );
}

export const updateTypeData = defineCmdlet({
  name: 'Update-TypeData',
  defaultParameterSet: 'DynamicTypeSet',
  supportsShouldProcess: true,
  synopsis: 'Updates the extended type data in the session.',
  parameters: {
    TypeName: { type: 'string', sets: { DynamicTypeSet: { mandatory: true, pipelineByName: true } } },
    MemberType: {
      type: 'string',
      sets: { DynamicTypeSet: {} },
      validate: [
        {
          kind: 'set',
          values: ['NoteProperty', 'AliasProperty', 'ScriptProperty', 'CodeProperty', 'ScriptMethod', 'CodeMethod'],
        },
      ],
    },
    MemberName: { type: 'string', sets: { DynamicTypeSet: {} } },
    Value: { type: 'object', sets: { DynamicTypeSet: {} } },
    SecondValue: { type: 'object', sets: { DynamicTypeSet: {} } },
    DefaultDisplayProperty: { type: 'string', sets: { DynamicTypeSet: {} } },
    DefaultDisplayPropertySet: { type: 'string[]', sets: { DynamicTypeSet: {} } },
    DefaultKeyPropertySet: { type: 'string[]', sets: { DynamicTypeSet: {} } },
    SerializationDepth: { type: 'int', sets: { DynamicTypeSet: {} } },
    Force: { type: 'switch' },
  },
  examples: [
    {
      code: "Update-TypeData -TypeName Ore -MemberType ScriptProperty -MemberName Twice -Value { $this.Kg * 2 }; ([pscustomobject]@{ PSTypeName = 'Ore'; Kg = 3 }).Twice",
      description: 'A computed property for a type.',
      output: '6',
    },
  ],
  process(context, p) {
    const typeName = p.TypeName as string;
    const table = context.session.runspace.typeTable;
    const data = table.data(typeName, true);
    if (data === undefined) return;
    const member = memberOf(p);
    if (member !== undefined) {
      if (!p.Force && data.members.has(member.name.toLowerCase())) exists(context, typeName, member.name);
      else table.add(typeName, member);
    }
    if (p.DefaultDisplayProperty !== undefined) data.defaultDisplayProperty = p.DefaultDisplayProperty;
    if (p.DefaultDisplayPropertySet !== undefined) data.defaultDisplayPropertySet = p.DefaultDisplayPropertySet;
    if (p.DefaultKeyPropertySet !== undefined) data.defaultKeyPropertySet = p.DefaultKeyPropertySet;
    if (p.SerializationDepth !== undefined) data.serializationDepth = p.SerializationDepth;
  },
});
