// Write-Output: objects to the pipeline.
import { defineCmdlet } from '../../engine/definitions/cmdlet.ts';

export const writeOutput = defineCmdlet({
  name: 'Write-Output',
  aliases: ['write', 'echo'],
  synopsis: 'Writes the specified objects to the pipeline.',
  parameters: {
    InputObject: {
      type: 'psobject',
      position: 0,
      mandatory: true,
      pipeline: true,
      remaining: true,
      validate: [{ kind: 'allowNull' }, { kind: 'allowEmptyCollection' }, { kind: 'allowEmptyString' }],
    },
    NoEnumerate: { type: 'switch' },
  },
  examples: [{ code: '(Write-Output 1 2 3).Count', description: 'Each argument is an object.', output: '3' }],
  process(context, p) {
    context.writeObject(p.InputObject ?? null, !p.NoEnumerate);
  },
});
