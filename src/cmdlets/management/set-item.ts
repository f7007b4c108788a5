// Set-Item: the value of items.
import { defineCmdlet } from '../../engine/definitions/cmdlet.ts';
import {
  attempt,
  filterParameters,
  notSupported,
  pathSets,
  shownTarget,
  targetsOf,
  writeItem,
} from '../shared/paths.ts';

export const setItem = defineCmdlet({
  name: 'Set-Item',
  aliases: ['si'],
  defaultParameterSet: 'Path',
  supportsShouldProcess: true,
  confirmImpact: 'Medium',
  synopsis: 'Changes the value of an item to the value specified in the command.',
  parameters: {
    ...pathSets,
    Value: { type: 'object', position: 1, pipeline: true, pipelineByName: true },
    ...filterParameters,
    PassThru: { type: 'switch' },
  },
  examples: [
    { code: "Set-Item Env:\\COLOR 'red'; $env:COLOR", description: 'An environment variable.', output: 'red' },
  ],
  process(context, p) {
    for (const target of targetsOf(context, p, false)) {
      attempt(context, target.path, () => {
        const { provider, path } = target;
        if (provider.setItem === undefined) notSupported(context);
        if (!context.shouldProcess(`Item: ${shownTarget(target)}`, 'Set Item')) return;
        const item = provider.setItem(path, p.Value ?? null);
        if (p.PassThru) writeItem(context, target, item);
      });
    }
  },
});
