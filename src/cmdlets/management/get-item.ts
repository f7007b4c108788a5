// Get-Item: the item at a path.
import { defineCmdlet } from '../../engine/definitions/cmdlet.ts';
import { attempt, filterParameters, pathSets, targetsOf, writeItem } from '../shared/paths.ts';

export const getItem = defineCmdlet({
  name: 'Get-Item',
  aliases: ['gi'],
  defaultParameterSet: 'Path',
  synopsis: 'Gets the item at the specified location.',
  parameters: { ...pathSets, ...filterParameters },
  examples: [{ code: '(Get-Item Variable:\\true).Value', description: 'A variable.', output: 'True' }],
  process(context, p) {
    for (const target of targetsOf(context, p)) attempt(context, target.path, () => writeItem(context, target));
  },
});
