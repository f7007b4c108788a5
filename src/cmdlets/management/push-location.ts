// Push-Location: remembers where the session is, and moves it.
import { defineCmdlet } from '../../engine/definitions/cmdlet.ts';
import { moveTo, writeLocation } from '../shared/move-location.ts';

export const pushLocation = defineCmdlet({
  name: 'Push-Location',
  aliases: ['pushd'],
  defaultParameterSet: 'Path',
  synopsis: 'Adds the current location to the top of a location stack.',
  parameters: {
    Path: { type: 'string', sets: { Path: { position: 0, pipeline: true, pipelineByName: true } } },
    LiteralPath: {
      type: 'string',
      aliases: ['PSPath', 'LP'],
      sets: { LiteralPath: { mandatory: true, pipelineByName: true } },
    },
    PassThru: { type: 'switch' },
    StackName: { type: 'string', pipelineByName: true },
  },
  process(context, p) {
    const { location } = context.session;
    const name = p.StackName ?? 'default';
    const before = location.current;
    if ((p.Path !== undefined || p.LiteralPath !== undefined) && !moveTo(context, p)) return;
    const stack = location.stacks.get(name);
    if (stack) stack.push(before);
    else location.stacks.set(name, [before]);
    if (p.PassThru) writeLocation(context);
  },
});
