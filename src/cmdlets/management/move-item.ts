// Move-Item: moves items within a provider.
import { defineCmdlet } from '../../engine/definitions/cmdlet.ts';
import { resolvePath } from '../../engine/location.ts';
import { attempt, filterParameters, pathSets, shownTarget, targetsOf, writeItem } from '../shared/paths.ts';

export const moveItem = defineCmdlet({
  name: 'Move-Item',
  aliases: ['mi', 'mv', 'move'],
  defaultParameterSet: 'Path',
  supportsShouldProcess: true,
  synopsis: 'Moves an item from one location to another.',
  parameters: {
    ...pathSets,
    Destination: { type: 'string', position: 1, pipelineByName: true },
    ...filterParameters,
    PassThru: { type: 'switch' },
  },
  process(context, p) {
    for (const target of targetsOf(context, p)) {
      attempt(context, target.path, () => {
        const destination = resolvePath(context.session, p.Destination ?? '.');
        if (
          !context.shouldProcess(`Item: ${shownTarget(target)} Destination: ${shownTarget(destination)}`, 'Move File')
        )
          return;
        const moved = target.provider.moveItem?.(target.path, destination.path, p.Force);
        if (p.PassThru && moved) writeItem(context, { ...destination, path: moved.path }, moved);
      });
    }
  },
});
