// Remove-Item: deletes items.
import { defineCmdlet } from '../../engine/definitions/cmdlet.ts';
import { attempt, filterParameters, pathSets, shownTarget, targetsOf } from '../shared/paths.ts';

export const removeItem = defineCmdlet({
  name: 'Remove-Item',
  aliases: ['ri', 'rm', 'rmdir', 'del', 'erase', 'rd'],
  defaultParameterSet: 'Path',
  supportsShouldProcess: true,
  synopsis: 'Deletes the specified items.',
  parameters: { ...pathSets, ...filterParameters, Recurse: { type: 'switch' } },
  process(context, p) {
    for (const target of targetsOf(context, p)) {
      const { provider, path } = target;
      attempt(context, path, () => {
        if (!context.shouldProcess(shownTarget(target), 'Remove Item')) return;
        const isFull =
          provider.hierarchical &&
          !p.Recurse &&
          provider.isContainer(path) &&
          !provider.getChildren(path)[Symbol.iterator]().next().done;
        if (isFull) {
          const query = `The item at ${shownTarget(target)} has children and the Recurse parameter was not specified. If you continue, all children will be removed with the item. Are you sure you want to continue?`;
          if (!context.shouldContinue(query, 'Confirm')) return;
        }
        provider.removeItem?.(path, p.Recurse || isFull, p.Force);
      });
    }
  },
});
