// New-PSSession: sessions that stay, on one or more computers.
import { defineCmdlet } from '../../engine/definitions/cmdlet.ts';
import { connectionParameters, connectionsOf, inSets } from './connection-parameters.ts';
import { PSSession, RemoteRunspace } from './ps-session.ts';
import { faultRecord } from './remote-records.ts';
import { sessionsOf } from './session-repository.ts';

/** How many sessions are opened at once unless told otherwise. */
const defaultThrottle = 32;

export const newPSSession = defineCmdlet({
  name: 'New-PSSession',
  aliases: ['nsn'],
  defaultParameterSet: 'ComputerName',
  synopsis: 'Creates a persistent connection to a local or remote computer.',
  parameters: {
    ComputerName: {
      type: 'string[]',
      aliases: ['Cn'],
      sets: { ComputerName: { position: 0, pipeline: true, pipelineByName: true } },
      validate: [{ kind: 'notNullOrEmpty' }],
    },
    ConnectionUri: {
      type: 'uri[]',
      aliases: ['URI', 'CU'],
      sets: { Uri: { position: 0, mandatory: true, pipelineByName: true } },
      validate: [{ kind: 'notNullOrEmpty' }],
    },
    ...connectionParameters(['ComputerName'], ['Uri']),
    Name: { type: 'string[]', sets: inSets(['ComputerName', 'Uri']) },
    ThrottleLimit: { type: 'int', sets: inSets(['ComputerName', 'Uri']) },
  },
  outputTypes: ['System.Management.Automation.Runspaces.PSSession'],
  examples: [
    { code: '$s = New-PSSession -ComputerName SRV01', description: 'Opens a session.', runnable: false },
    {
      code: 'New-PSSession SRV01, SRV02 -Credential LAB\\admin',
      description: 'Opens two sessions as another user.',
      runnable: false,
    },
  ],
  process(context, p) {
    const sessions = sessionsOf(context);
    const specs = connectionsOf(context, p).map((spec, index) => {
      const id = sessions.takeId();
      return { ...spec, name: p.Name?.[index] ?? `Runspace${id}`, id };
    });
    const { remoting } = context.services;
    const plain = specs.map(({ id: _, ...spec }) => spec);
    for (const { index, outcome } of remoting.openSessions(plain, p.ThrottleLimit || defaultThrottle)) {
      const { id, name, computerName, configurationName } = specs[index]!;
      if ('session' in outcome) {
        context.writeObject(sessions.add(context, id, name, outcome.session));
        continue;
      }
      // The error's target is the runspace that did not open.
      const facts = { sessionId: '', computerName, configurationName: configurationName ?? '', privateData: undefined };
      const failed = new PSSession(id, name, { ...facts, state: 'Broken' }, remoting);
      context.writeError(faultRecord(outcome.fault, 'PSSessionOpenFailed', new RemoteRunspace(failed)));
    }
  },
});
