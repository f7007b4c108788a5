// Write-Verbose: text to the verbose stream.
import { defineCmdlet } from '../../engine/definitions/cmdlet.ts';

export const writeVerbose = defineCmdlet({
  name: 'Write-Verbose',
  synopsis: 'Writes a verbose message.',
  parameters: {
    Message: {
      type: 'string',
      aliases: ['Msg'],
      position: 0,
      mandatory: true,
      pipeline: true,
      validate: [{ kind: 'allowEmptyString' }],
    },
  },
  process: (context, p) => context.writeVerbose(p.Message),
});
