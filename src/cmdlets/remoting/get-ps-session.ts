// Get-PSSession: the sessions of this runspace.
import { defineCmdlet } from '../../engine/definitions/cmdlet.ts';
import type { EnumValue } from '../../psobject/values.ts';
import { findSessions } from './session-lookup.ts';

export const getPSSession = defineCmdlet({
  name: 'Get-PSSession',
  aliases: ['gsn'],
  defaultParameterSet: 'Name',
  synopsis: 'Gets the PowerShell sessions on local and remote computers.',
  parameters: {
    ComputerName: {
      type: 'string[]',
      aliases: ['Cn'],
      sets: { ComputerName: { position: 0, mandatory: true, pipelineByName: true } },
      validate: [{ kind: 'notNullOrEmpty' }],
    },
    Name: {
      type: 'string[]',
      sets: { Name: { pipelineByName: true }, ComputerName: {} },
      validate: [{ kind: 'notNullOrEmpty' }],
    },
    InstanceId: {
      type: 'guid[]',
      sets: { InstanceId: { mandatory: true, pipelineByName: true } },
      validate: [{ kind: 'notNull' }],
    },
    Id: {
      type: 'int[]',
      sets: { Id: { position: 0, mandatory: true, pipelineByName: true } },
      validate: [{ kind: 'notNull' }],
    },
    State: { type: 'Microsoft.PowerShell.Commands.SessionFilterState', sets: { ComputerName: {} } },
  },
  outputTypes: ['System.Management.Automation.Runspaces.PSSession'],
  examples: [
    { code: '@(Get-PSSession).Count', description: 'How many sessions are open.', output: '0' },
    { code: 'Get-PSSession -Name Run*', description: 'Sessions by name.', output: '' },
  ],
  process(context, p) {
    const { ComputerName, Name, State } = p;
    const wanted = (State as EnumValue | undefined)?.text ?? 'All';
    // On other computers only sessions of this runspace are known; names then choose among those.
    const found = findSessions(
      context,
      ComputerName === undefined ? p : { ComputerName: ComputerName.map(wildcardFree) },
    );
    const named = ComputerName !== undefined && Name !== undefined ? findSessions(context, { Name }) : undefined;
    for (const session of found) {
      if (named !== undefined && !named.has(session)) continue;
      if (wanted === 'All' || session.state === wanted) context.writeObject(session);
    }
  },
});

/** The name of this computer has a short form. */
function wildcardFree(name: string): string {
  return name === '.' ? 'localhost' : name;
}
