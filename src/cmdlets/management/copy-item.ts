// Copy-Item: copies items within a provider.
import { defineCmdlet } from '../../engine/definitions/cmdlet.ts';
import { resolvePath } from '../../engine/location.ts';
import { attempt, filterParameters, pathSets, shownTarget, targetsOf, writeItem } from '../shared/paths.ts';

export const copyItem = defineCmdlet({
  name: 'Copy-Item',
  aliases: ['cpi', 'cp', 'copy'],
  defaultParameterSet: 'Path',
  supportsShouldProcess: true,
  synopsis: 'Copies an item from one location to another.',
  parameters: {
    ...pathSets,
    Destination: { type: 'string', position: 1, pipelineByName: true },
    ...filterParameters,
    Container: { type: 'switch' },
    Recurse: { type: 'switch' },
    PassThru: { type: 'switch' },
  },
  process(context, p) {
    for (const target of targetsOf(context, p)) {
      attempt(context, target.path, () => {
        const destination = resolvePath(context.session, p.Destination ?? '.');
        if (
          !context.shouldProcess(`Item: ${shownTarget(target)} Destination: ${shownTarget(destination)}`, 'Copy File')
        )
          return;
        const copies = target.provider.copyItem?.(target.path, destination.path, p.Recurse, p.Force) ?? [];
        if (p.PassThru) for (const copy of copies) writeItem(context, { ...destination, path: copy.path }, copy);
      });
    }
  },
});
