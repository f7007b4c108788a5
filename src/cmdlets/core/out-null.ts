// Out-Null: takes objects and gives nothing.
import { defineCmdlet } from '../../engine/definitions/cmdlet.ts';

export const outNull = defineCmdlet({
  name: 'Out-Null',
  synopsis: 'Hides the output instead of sending it down the pipeline or displaying it.',
  parameters: { InputObject: { type: 'psobject', pipeline: true } },
  examples: [{ code: '1..3 | Out-Null', description: 'Drops output.', output: '' }],
  process() {},
});
