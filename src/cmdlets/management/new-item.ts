// New-Item: makes a file, a folder, a variable, whatever the provider has.
import { defineCmdlet } from '../../engine/definitions/cmdlet.ts';
import { resolvePath } from '../../engine/location.ts';
import { attempt, childPath, shownTarget, writeItem } from '../shared/paths.ts';

export const newItem = defineCmdlet({
  name: 'New-Item',
  aliases: ['ni'],
  defaultParameterSet: 'pathSet',
  supportsShouldProcess: true,
  synopsis: 'Creates a new item.',
  parameters: {
    Path: {
      type: 'string[]',
      sets: {
        pathSet: { position: 0, mandatory: true, pipelineByName: true },
        nameSet: { position: 0, pipelineByName: true },
      },
    },
    Name: {
      type: 'string',
      sets: { nameSet: { mandatory: true, pipelineByName: true } },
      validate: [{ kind: 'allowNull' }, { kind: 'allowEmptyString' }],
    },
    ItemType: { type: 'string', aliases: ['Type'], pipelineByName: true },
    Value: { type: 'object', aliases: ['Target'], pipeline: true, pipelineByName: true },
    Force: { type: 'switch' },
  },
  process(context, p) {
    for (const path of p.Path ?? ['.']) {
      attempt(context, path, () => {
        const parent = resolvePath(context.session, path);
        const target = p.Name ? { ...parent, path: childPath(parent.provider, parent.path, p.Name) } : parent;
        const { provider } = target;
        if (!provider.newItem) {
          return context.throwTerminating(
            context.error(
              'System.Management.Automation.PSNotSupportedException',
              'Provider execution stopped because the provider does not support this operation.',
              'NotSupported',
              'NotImplemented',
            ),
          );
        }
        if (!context.shouldProcess(shownTarget(target))) return;
        writeItem(
          context,
          target,
          provider.newItem(target.path, { itemType: p.ItemType, value: p.Value ?? null, force: p.Force }),
        );
      });
    }
  },
});
