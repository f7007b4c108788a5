// Pop-Location: moves the session back to where Push-Location was called.
import { defineCmdlet } from '../../engine/definitions/cmdlet.ts';
import { writeLocation } from '../shared/move-location.ts';

export const popLocation = defineCmdlet({
  name: 'Pop-Location',
  aliases: ['popd'],
  synopsis: 'Changes the current location to the location most recently pushed onto the stack.',
  parameters: { PassThru: { type: 'switch' }, StackName: { type: 'string', pipelineByName: true } },
  process(context, p) {
    const { location } = context.session;
    const stack = location.stacks.get(p.StackName ?? 'default');
    const back = stack?.pop();
    if (back) location.current = back;
    if (p.PassThru) writeLocation(context);
  },
});
