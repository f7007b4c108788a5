// Clear-Content: empties items without removing them.
import { defineCmdlet } from '../../engine/definitions/cmdlet.ts';
import { noContent } from '../shared/content-parameters.ts';
import { attempt, filterParameters, pathSets, shownTarget, targetsOf } from '../shared/paths.ts';

export const clearContent = defineCmdlet({
  name: 'Clear-Content',
  aliases: ['clc'],
  defaultParameterSet: 'Path',
  supportsShouldProcess: true,
  synopsis: 'Deletes the contents of an item, but does not delete the item.',
  parameters: { ...pathSets, ...filterParameters },
  process(context, p) {
    for (const target of targetsOf(context, p)) {
      attempt(context, target.path, () => {
        if (!target.provider.clearContent) noContent(context);
        if (context.shouldProcess(shownTarget(target), 'Clear Content')) target.provider.clearContent(target.path);
      });
    }
  },
});
