// Add-Member: gives an object members of its own.
import { type CmdletContext, defineCmdlet } from '../../engine/definitions/cmdlet.ts';
import { getProperty, typeNamesOf } from '../../engine/members.ts';
import type { ScriptMember } from '../../engine/net-members.ts';
import { ScriptBlock } from '../../engine/script-block.ts';
import { Dictionary } from '../../psobject/collections.ts';
import { baseOf, type InstanceMember, NoteProperty, PSObject } from '../../psobject/ps-object.ts';
import { toText } from '../shared/values.ts';

const memberTypeNames =
  'AliasProperty|CodeProperty|Property|NoteProperty|ScriptProperty|Properties|PropertySet|Method|CodeMethod|ScriptMethod|Methods|ParameterizedProperty|MemberSet|Event|Dynamic|All';

/** Makes the member that -MemberType asks for; undefined where the values do not fit it. */
const makers: Readonly<Record<string, (name: string, value: unknown, second: unknown) => InstanceMember | undefined>> =
  {
    noteproperty: (name, value) => new NoteProperty(name, value),
    aliasproperty: (name, value) => member({ name, memberType: 'AliasProperty', referencedName: toText(value) }),
    scriptproperty: (name, value, second) =>
      value instanceof ScriptBlock || second instanceof ScriptBlock
        ? member({
            name,
            memberType: 'ScriptProperty',
            ...(value instanceof ScriptBlock ? { getter: value } : {}),
            ...(second instanceof ScriptBlock ? { setter: second } : {}),
          })
        : undefined,
    scriptmethod: (name, value) =>
      value instanceof ScriptBlock ? member({ name, memberType: 'ScriptMethod', method: value }) : undefined,
    propertyset: (name, value) =>
      member({
        name,
        memberType: 'PropertySet',
        referencedNames: (Array.isArray(value) ? value : [value]).map(toText),
      }),
  };

function member(definition: ScriptMember): InstanceMember {
  return definition;
}

function add(context: CmdletContext, target: PSObject, made: InstanceMember, force: boolean): boolean {
  const exists = target.members.get(made.name) !== undefined || hasOwn(target, made.name);
  if (exists && !force) {
    context.writeError(
      context.error(
        'System.InvalidOperationException',
        `Cannot add a member with the name "${made.name}" because a member with that name already exists. To overwrite the member anyway, add the Force parameter to your command.`,
        'MemberAlreadyExists',
        'InvalidOperation',
        target,
      ),
    );
    return false;
  }
  target.members.set(made);
  return true;
}

/** True for a property of the object's type; those of dictionaries are entries, not members. */
function hasOwn(target: PSObject, name: string): boolean {
  return !(baseOf(target) instanceof Dictionary) && getProperty(target, name) !== undefined;
}

interface Asked {
  readonly MemberType: unknown;
  readonly Name: string | undefined;
  readonly Value: unknown;
  readonly SecondValue: unknown;
  readonly NotePropertyName: string | undefined;
  readonly NotePropertyValue: unknown;
  readonly NotePropertyMembers: unknown;
}

function membersOf(context: CmdletContext, p: Asked): InstanceMember[] {
  const table = baseOf(p.NotePropertyMembers ?? null);
  if (table instanceof Dictionary) {
    return [...table.entries()].map(([key, value]) => new NoteProperty(toText(key), value));
  }
  if (p.NotePropertyName !== undefined) return [new NoteProperty(p.NotePropertyName, p.NotePropertyValue ?? null)];
  if (p.Name === undefined || p.MemberType === undefined) return [];
  const made = makers[toText(p.MemberType).toLowerCase()]?.(
    p.Name,
    baseOf(p.Value ?? null),
    baseOf(p.SecondValue ?? null),
  );
  if (made !== undefined) {
    return [made.memberType === 'NoteProperty' ? new NoteProperty(p.Name, p.Value ?? null) : made];
  }
  context.throwTerminating(
    context.error(
      'System.InvalidOperationException',
      `Cannot add a member of type "${toText(p.MemberType)}" with these values.`,
      'CannotAddMemberType',
      'InvalidOperation',
      p.Name,
    ),
  );
}

export const addMember = defineCmdlet({
  name: 'Add-Member',
  defaultParameterSet: 'TypeNameSet',
  synopsis: 'Adds custom properties and methods to an instance of a PowerShell object.',
  parameters: {
    InputObject: { type: 'psobject', mandatory: true, pipeline: true },
    MemberType: {
      type: 'System.Management.Automation.PSMemberTypes',
      aliases: ['Type'],
      sets: { MemberSet: { position: 0, mandatory: true } },
    },
    Name: { type: 'string', sets: { MemberSet: { position: 1, mandatory: true } } },
    Value: { type: 'object', sets: { MemberSet: { position: 2 } } },
    SecondValue: { type: 'object', sets: { MemberSet: { position: 3 } } },
    NotePropertyName: {
      type: 'string',
      sets: { NotePropertySingleMemberSet: { position: 0, mandatory: true } },
      // A name of a member type at this place is -MemberType.
      validate: [{ kind: 'pattern', pattern: `^(?!(${memberTypeNames})$)` }],
    },
    NotePropertyValue: {
      type: 'object',
      sets: { NotePropertySingleMemberSet: { position: 1, mandatory: true } },
      validate: [{ kind: 'allowNull' }],
    },
    NotePropertyMembers: {
      type: 'System.Collections.IDictionary',
      sets: { NotePropertyMultiMemberSet: { position: 0, mandatory: true } },
    },
    TypeName: {
      type: 'string',
      sets: {
        TypeNameSet: { mandatory: true },
        MemberSet: {},
        NotePropertySingleMemberSet: {},
        NotePropertyMultiMemberSet: {},
      },
    },
    PassThru: { type: 'switch' },
    Force: { type: 'switch' },
  },
  examples: [
    {
      code: '$o = [pscustomobject]@{ A = 2 }; $o | Add-Member ScriptProperty Twice { $this.A * 2 }; $o.Twice',
      description: 'A computed property.',
      output: '4',
    },
  ],
  process(context, p) {
    const target = p.InputObject instanceof PSObject ? p.InputObject : new PSObject(p.InputObject);
    for (const made of membersOf(context, p)) add(context, target, made, p.Force);
    if (p.TypeName !== undefined) {
      const names = typeNamesOf(target);
      if (names[0] !== p.TypeName) target.typeNames = [p.TypeName, ...names];
    }
    if (p.PassThru) context.writeObject(target);
  },
});
