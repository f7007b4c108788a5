// Rename-Item: gives an item another name where it is.
import { defineCmdlet } from '../../engine/definitions/cmdlet.ts';
import { attempt, shownTarget, targetsOf, writeItem } from '../shared/paths.ts';

export const renameItem = defineCmdlet({
  name: 'Rename-Item',
  aliases: ['rni', 'ren'],
  defaultParameterSet: 'ByPath',
  supportsShouldProcess: true,
  synopsis: 'Renames an item in a PowerShell provider namespace.',
  parameters: {
    Path: {
      type: 'string',
      sets: { ByPath: { position: 0, mandatory: true, pipeline: true, pipelineByName: true } },
    },
    LiteralPath: {
      type: 'string',
      aliases: ['PSPath', 'LP'],
      sets: { ByLiteralPath: { mandatory: true, pipelineByName: true } },
    },
    NewName: { type: 'string', position: 1, mandatory: true, pipelineByName: true },
    Force: { type: 'switch' },
    PassThru: { type: 'switch' },
  },
  process(context, p) {
    const asked = { LiteralPath: [p.LiteralPath ?? p.Path ?? ''] };
    for (const target of targetsOf(context, asked)) {
      attempt(context, target.path, () => {
        if (!context.shouldProcess(`Item: ${shownTarget(target)} Destination: ${p.NewName}`, 'Rename File')) return;
        const renamed = target.provider.renameItem?.(target.path, p.NewName, p.Force);
        if (p.PassThru && renamed) writeItem(context, { ...target, path: renamed.path }, renamed);
      });
    }
  },
});
