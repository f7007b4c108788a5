// Get-HotFix: the updates installed on this machine.

import { wildcardPattern } from '../../conversion/wildcard.ts';
import { defineCmdlet } from '../../engine/definitions/cmdlet.ts';
import type { HotFixFacts } from '../../host/services.ts';
import { type ExtendedMember, PSObject } from '../../psobject/ps-object.ts';
import { netTypeName } from '../../psobject/type-name.ts';
import { unspecifiedFromUnix } from '../shared/date.ts';

const managementObject = 'System.Management.ManagementObject';

class ManagementObject {
  get [netTypeName](): string {
    return managementObject;
  }
}

function hotFix(facts: HotFixFacts, computerName: string): PSObject {
  const result = new PSObject(new ManagementObject());
  result.typeNames = [
    `${managementObject}#root\\cimv2\\Win32_QuickFixEngineering`,
    managementObject,
    'System.Management.ManagementBaseObject',
    'System.ComponentModel.Component',
    'System.MarshalByRefObject',
    'System.Object',
  ];
  const values: readonly (readonly [string, unknown])[] = [
    ['InstalledOn', facts.installedOn === undefined ? null : unspecifiedFromUnix(facts.installedOn)],
    ['Caption', null],
    ['CSName', computerName],
    ['ComputerName', computerName],
    ['Description', facts.description],
    ['FixComments', null],
    ['HotFixID', facts.hotFixId],
    ['InstallDate', null],
    ['InstalledBy', facts.installedBy],
    ['Name', null],
    ['ServicePackInEffect', null],
    ['Status', null],
  ];
  for (const [name, value] of values) {
    const member = { name, memberType: 'Property' as const, getter: () => value };
    result.members.set(member satisfies ExtendedMember);
  }
  return result;
}

export const getHotFix = defineCmdlet({
  name: 'Get-HotFix',
  defaultParameterSet: 'Default',
  synopsis: 'Gets the hotfixes that are installed on the computer.',
  parameters: {
    Id: { type: 'string[]', aliases: ['HFID'], sets: { Default: { position: 0 } } },
    Description: { type: 'string[]', sets: { Description: {} } },
  },
  examples: [
    {
      code: 'Get-HotFix | Sort-Object InstalledOn -Descending | Select-Object -First 5',
      description: 'The latest updates.',
      runnable: false,
    },
  ],
  process(context, p) {
    const { computerName } = context.services.platform.identity();
    const all = context.services.platform.hotFixes();
    const descriptions = (p.Description ?? []).map((pattern) => wildcardPattern(pattern));
    const ids = p.Id?.map((id) => id.toLowerCase());
    let found = ids === undefined ? all : all.filter((fix) => ids.includes(fix.hotFixId.toLowerCase()));
    if (descriptions.length > 0) {
      found = found.filter((fix) => descriptions.some((pattern) => pattern.test(fix.description)));
    }
    for (const fix of found) context.writeObject(hotFix(fix, computerName));
    if (ids !== undefined && found.length === 0) {
      context.writeError(
        context.error(
          'System.ArgumentException',
          `Cannot find the requested hotfix on the '${computerName}' computer. Verify the input and run the command again.`,
          'GetHotFixNoEntriesFound',
          'ObjectNotFound',
        ),
      );
    }
  },
});
