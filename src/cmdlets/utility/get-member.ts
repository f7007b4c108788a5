// Get-Member: the members of objects, once for each type.

import { wildcardPattern } from '../../conversion/wildcard.ts';
import { type CmdletContext, defineCmdlet } from '../../engine/definitions/cmdlet.ts';
import { type MemberFacts, membersOf, typeNamesOf } from '../../engine/members.ts';
import { type MemberType, PSObject } from '../../psobject/ps-object.ts';
import { EnumValue } from '../../psobject/values.ts';
import { isNothing } from '../shared/empty-input.ts';
import { CmdletRecord, defineRecord } from '../shared/record.ts';

const memberDefinition = 'Microsoft.PowerShell.Commands.MemberDefinition';
const memberTypesName = 'System.Management.Automation.PSMemberTypes';

export const getMemberTypes = [
  defineRecord(memberDefinition, [
    'string TypeName',
    'string Name',
    `${memberTypesName} MemberType`,
    'string Definition',
  ]),
];

/** PSMemberTypes: bits, and the names that stand for several. */
const bits: Readonly<Record<MemberType, number>> = {
  AliasProperty: 1,
  CodeProperty: 2,
  Property: 4,
  NoteProperty: 8,
  ScriptProperty: 16,
  PropertySet: 32,
  Method: 64,
  CodeMethod: 128,
  ScriptMethod: 256,
  ParameterizedProperty: 512,
  MemberSet: 1024,
  Event: 2048,
  Dynamic: 4096,
};
const combined: Readonly<Record<string, number>> = {
  properties: 31 | 32,
  methods: 64 | 128 | 256,
  all: 8191,
};

function maskOf(value: unknown): number {
  if (value instanceof EnumValue) return Number(value.value);
  return String(value)
    .split(',')
    .map((part) => part.trim().toLowerCase())
    .reduce((mask, name) => {
      const own = (Object.keys(bits) as MemberType[]).find((type) => type.toLowerCase() === name);
      return mask | (own === undefined ? (combined[name] ?? 0) : bits[own]);
    }, 0);
}

/** Methods before events and properties, each by name: the order of PSMemberTypes' own names. */
function inOrder(members: readonly MemberFacts[]): MemberFacts[] {
  return [...members].sort((left, right) => {
    if (left.memberType !== right.memberType) return left.memberType < right.memberType ? -1 : 1;
    const [first, second] = [left.name.toLowerCase(), right.name.toLowerCase()];
    return first < second ? -1 : first > second ? 1 : 0;
  });
}

function show(
  context: CmdletContext,
  target: unknown,
  names: readonly string[],
  mask: number,
  force: boolean,
  onlyAdded: boolean,
): void {
  const patterns = names.map((name) => wildcardPattern(name));
  const typeName = typeNamesOf(target)[0] ?? '';
  for (const member of inOrder(membersOf(target))) {
    if ((bits[member.memberType] & mask) === 0) continue;
    if (!patterns.some((pattern) => pattern.test(member.name))) continue;
    if (onlyAdded && !(target instanceof PSObject && target.members.get(member.name))) continue;
    if (!force && /^(get_|set_|add_|remove_|op_|\.ctor)/.test(member.name)) continue;
    context.writeObject(
      new CmdletRecord(
        memberDefinition,
        {
          TypeName: typeName,
          Name: member.name,
          MemberType: new EnumValue(memberTypesName, bits[member.memberType], member.memberType),
          Definition: member.definition,
        },
        () => member.definition,
      ),
    );
  }
}

export const getMember = defineCmdlet({
  name: 'Get-Member',
  aliases: ['gm'],
  synopsis: 'Gets the properties and methods of objects.',
  parameters: {
    InputObject: { type: 'psobject', pipeline: true },
    Name: { type: 'string[]', position: 0, validate: [{ kind: 'notNullOrEmpty' }] },
    MemberType: { type: memberTypesName, aliases: ['Type'] },
    View: { type: 'object' },
    Static: { type: 'switch' },
    Force: { type: 'switch' },
  },
  examples: [
    {
      code: '([pscustomobject]@{ A = 1 } | Get-Member -MemberType NoteProperty).Definition',
      description: 'Note properties.',
      output: 'int A=1',
    },
  ],
  begin: (): { readonly seen: Set<string>; count: number } => ({ seen: new Set(), count: 0 }),
  process(context, p, state) {
    if (isNothing(p.InputObject)) return;
    state.count++;
    const key = (typeNamesOf(p.InputObject)[0] ?? '').toLowerCase();
    if (state.seen.has(key)) return;
    state.seen.add(key);
    const mask = p.MemberType === undefined ? combined.all : maskOf(p.MemberType);
    const onlyAdded = p.View !== undefined && /^extended$/i.test(String(p.View));
    show(context, p.InputObject, p.Name ?? ['*'], mask as number, p.Force, onlyAdded);
  },
  end(context, _p, state) {
    if (state.count > 0) return;
    context.writeError(
      context.error(
        'System.InvalidOperationException',
        'You must specify an object for the Get-Member cmdlet.',
        'NoObjectInGetMember',
        'CloseError',
      ),
    );
  },
});
