// Get-PSDrive: the drives of the session.

import { hasWildcard, wildcardPattern } from '../../conversion/wildcard.ts';
import { defineCmdlet } from '../../engine/definitions/cmdlet.ts';
import { driveRecord } from '../shared/drive-record.ts';

const matchesAny = (patterns: readonly string[] | undefined, text: string): boolean =>
  patterns === undefined || patterns.some((pattern) => wildcardPattern(pattern).test(text));

export const getPSDrive = defineCmdlet({
  name: 'Get-PSDrive',
  aliases: ['gdr'],
  typeName: 'Microsoft.PowerShell.Commands.GetPSDriveCommand',
  defaultParameterSet: 'Name',
  synopsis: 'Gets drives in the current session.',
  outputTypes: ['System.Management.Automation.PSDriveInfo'],
  parameters: {
    Name: { type: 'string[]', sets: { Name: { position: 0, pipelineByName: true } } },
    LiteralName: { type: 'string[]', sets: { LiteralName: { position: 0, mandatory: true, pipelineByName: true } } },
    Scope: { type: 'string', pipelineByName: true },
    PSProvider: { type: 'string[]', pipelineByName: true },
  },
  examples: [{ code: '(Get-PSDrive Env).Provider.Name', description: 'One drive.', output: 'Environment' }],
  process(context, p) {
    const { session } = context;
    const drives = session
      .drives()
      .filter(({ provider }) => matchesAny(p.PSProvider, provider.name))
      .sort((left, right) => (left.name.toLowerCase() < right.name.toLowerCase() ? -1 : 1));
    for (const name of p.LiteralName ?? p.Name ?? ['*']) {
      const isPattern = p.LiteralName === undefined && hasWildcard(name);
      const pattern = wildcardPattern(name);
      const found = drives.filter((drive) =>
        isPattern ? pattern.test(drive.name) : drive.name.toLowerCase() === name.toLowerCase(),
      );
      for (const drive of found) context.writeObject(driveRecord(session, drive));
      if (found.length > 0 || isPattern) continue;
      context.writeError(
        context.error(
          'System.Management.Automation.DriveNotFoundException',
          `Cannot find drive. A drive with the name '${name}' does not exist.`,
          'GetLocationNoMatchingDrive',
          'ObjectNotFound',
          name,
        ),
      );
    }
  },
});
