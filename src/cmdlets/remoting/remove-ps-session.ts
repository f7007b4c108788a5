// Remove-PSSession: ends sessions.
import { defineCmdlet } from '../../engine/definitions/cmdlet.ts';
import { baseOf } from '../../psobject/ps-object.ts';
import { PSSession } from './ps-session.ts';
import { findSessions } from './session-lookup.ts';
import { sessionsOf } from './session-repository.ts';

export const removePSSession = defineCmdlet({
  name: 'Remove-PSSession',
  aliases: ['rsn'],
  defaultParameterSet: 'Id',
  supportsShouldProcess: true,
  synopsis: 'Closes one or more PowerShell sessions.',
  parameters: {
    Session: {
      type: 'System.Management.Automation.Runspaces.PSSession[]',
      sets: { Session: { position: 0, mandatory: true, pipeline: true, pipelineByName: true } },
    },
    Id: {
      type: 'int[]',
      sets: { Id: { position: 0, mandatory: true, pipelineByName: true } },
      validate: [{ kind: 'notNull' }],
    },
    Name: {
      type: 'string[]',
      sets: { Name: { mandatory: true, pipelineByName: true } },
      validate: [{ kind: 'notNullOrEmpty' }],
    },
    InstanceId: {
      type: 'guid[]',
      sets: { InstanceId: { mandatory: true, pipelineByName: true } },
      validate: [{ kind: 'notNull' }],
    },
    ComputerName: {
      type: 'string[]',
      aliases: ['Cn'],
      sets: { ComputerName: { position: 0, mandatory: true, pipelineByName: true } },
      validate: [{ kind: 'notNullOrEmpty' }],
    },
  },
  examples: [
    { code: 'Get-PSSession | Remove-PSSession', description: 'Ends every session.', output: '' },
    { code: 'Remove-PSSession -Name Run* -WhatIf', description: 'Says what would end.', output: '' },
  ],
  process(context, p) {
    const meant =
      context.parameterSet === 'Session'
        ? (p.Session as unknown[]).map(baseOf).filter((value): value is PSSession => value instanceof PSSession)
        : findSessions(context, p);
    for (const session of meant) {
      if (context.shouldProcess(session.computerName, 'Remove')) sessionsOf(context).remove(session);
    }
  },
});
