// Write-Warning: text to the warning stream.
import { defineCmdlet } from '../../engine/definitions/cmdlet.ts';

export const writeWarning = defineCmdlet({
  name: 'Write-Warning',
  synopsis: 'Writes a warning message.',
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
  process: (context, p) => context.writeWarning(p.Message),
});
