// Get-Location: where the session is.
import { defineCmdlet } from '../../engine/definitions/cmdlet.ts';
import { PathInfo } from '../../engine/path-info.ts';

export const getLocation = defineCmdlet({
  name: 'Get-Location',
  aliases: ['gl', 'pwd'],
  synopsis: 'Gets information about the current working location or a location stack.',
  parameters: { PSDrive: { type: 'string[]' }, Stack: { type: 'switch' }, StackName: { type: 'string[]' } },
  examples: [{ code: '(Get-Location).Path -eq $PWD.Path', description: 'The current location.', output: 'True' }],
  process(context) {
    context.writeObject(new PathInfo(context.session.location.current, context.session));
  },
});
