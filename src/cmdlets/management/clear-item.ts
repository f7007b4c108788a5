// Clear-Item: takes the value of items, not the items.
import { defineCmdlet } from '../../engine/definitions/cmdlet.ts';
import { attempt, filterParameters, notSupported, pathSets, shownTarget, targetsOf } from '../shared/paths.ts';

export const clearItem = defineCmdlet({
  name: 'Clear-Item',
  aliases: ['cli'],
  defaultParameterSet: 'Path',
  supportsShouldProcess: true,
  confirmImpact: 'Medium',
  synopsis: 'Clears the contents of an item, but does not delete the item.',
  parameters: { ...pathSets, ...filterParameters },
  examples: [
    { code: '$held = 5; Clear-Item Variable:\\held; $null -eq $held', description: 'A variable.', output: 'True' },
  ],
  process(context, p) {
    for (const target of targetsOf(context, p)) {
      attempt(context, target.path, () => {
        const { provider, path } = target;
        if (provider.clearItem === undefined) notSupported(context);
        if (context.shouldProcess(`Item: ${shownTarget(target)}`, 'Clear Item')) provider.clearItem(path);
      });
    }
  },
});
