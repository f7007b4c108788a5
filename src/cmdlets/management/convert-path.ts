// Convert-Path: a PowerShell path as the path that its provider knows.
import { defineCmdlet } from '../../engine/definitions/cmdlet.ts';
import { pathSets, targetsOf } from '../shared/paths.ts';

export const convertPath = defineCmdlet({
  name: 'Convert-Path',
  aliases: ['cvpa'],
  defaultParameterSet: 'Path',
  synopsis: 'Converts a path from a PowerShell path to a PowerShell provider path.',
  parameters: pathSets,
  examples: [{ code: '(Convert-Path .) -eq $PWD.ProviderPath', description: 'The current location.', output: 'True' }],
  process(context, p) {
    for (const target of targetsOf(context, p)) context.writeObject(target.path);
  },
});
