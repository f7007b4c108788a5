// Get-Process: the processes of this machine.

import { hasWildcard, wildcardPattern } from '../../conversion/wildcard.ts';
import { type CmdletContext, defineCmdlet } from '../../engine/definitions/cmdlet.ts';
import type { ProcessFacts } from '../../host/services.ts';
import { baseOf } from '../../psobject/ps-object.ts';
import { Process } from './process-object.ts';

const commandException = 'Microsoft.PowerShell.Commands.ProcessCommandException';

function byName(
  context: CmdletContext,
  processes: readonly ProcessFacts[],
  names: readonly string[],
): Set<ProcessFacts> {
  const found = new Set<ProcessFacts>();
  for (const name of names) {
    const pattern = wildcardPattern(name);
    const matching = processes.filter((facts) => pattern.test(facts.name));
    for (const facts of matching) found.add(facts);
    if (matching.length > 0 || hasWildcard(name)) continue;
    context.writeError(
      context.error(
        commandException,
        `Cannot find a process with the name "${name}". Verify the process name and call the cmdlet again.`,
        'NoProcessFoundForGivenName',
        'ObjectNotFound',
        name,
      ),
    );
  }
  return found;
}

function byId(context: CmdletContext, processes: readonly ProcessFacts[], ids: readonly number[]): Set<ProcessFacts> {
  const found = new Set<ProcessFacts>();
  for (const id of ids) {
    const facts = processes.find((process) => process.id === id);
    if (facts) found.add(facts);
    else {
      context.writeError(
        context.error(
          commandException,
          `Cannot find a process with the process identifier ${id}.`,
          'NoProcessFoundForGivenId',
          'ObjectNotFound',
          id,
        ),
      );
    }
  }
  return found;
}

/** As Get-Process sorts: by name, then by id. */
function inOrder(processes: Iterable<ProcessFacts>): ProcessFacts[] {
  return [...processes].sort((left, right) => {
    const [first, second] = [left.name.toLowerCase(), right.name.toLowerCase()];
    return first < second ? -1 : first > second ? 1 : left.id - right.id;
  });
}

export const getProcess = defineCmdlet({
  name: 'Get-Process',
  aliases: ['gps', 'ps'],
  defaultParameterSet: 'Name',
  synopsis: 'Gets the processes that are running on the local computer.',
  parameters: {
    Name: { type: 'string[]', aliases: ['ProcessName'], sets: { Name: { position: 0, pipelineByName: true } } },
    Id: { type: 'int[]', aliases: ['PID'], sets: { Id: { mandatory: true, pipelineByName: true } } },
    InputObject: { type: 'object[]', sets: { InputObject: { mandatory: true, pipeline: true } } },
  },
  examples: [
    { code: '(Get-Process -Id $PID).Id -eq $PID', description: 'This process.', runnable: false },
    { code: 'Get-Process | Select-Object -First 1 | Out-Null', description: 'Any process.' },
  ],
  process(context, p) {
    const processes = context.services.platform.processes();
    let found: Iterable<ProcessFacts> = processes;
    if (p.InputObject !== undefined) {
      const ids = p.InputObject.map(baseOf).flatMap((each) => (each instanceof Process ? [each.facts.id] : []));
      found = byId(context, processes, ids);
    } else if (p.Id !== undefined) found = byId(context, processes, p.Id);
    else if (p.Name !== undefined) found = byName(context, processes, p.Name);
    for (const facts of inOrder(found)) context.writeObject(new Process(facts));
  },
});
