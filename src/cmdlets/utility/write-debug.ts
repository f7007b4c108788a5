// Write-Debug: text to the debug stream.
import { defineCmdlet } from '../../engine/definitions/cmdlet.ts';

export const writeDebug = defineCmdlet({
  name: 'Write-Debug',
  synopsis: 'Writes a debug message.',
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
  process: (context, p) => context.writeDebug(p.Message),
});
