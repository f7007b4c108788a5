// Get-Variable: variables of the session.
import { defineCmdlet } from '../../engine/definitions/cmdlet.ts';
import { attempt } from '../shared/paths.ts';
import { findVariables, scopeOf } from '../shared/variable-access.ts';

export const getVariable = defineCmdlet({
  name: 'Get-Variable',
  aliases: ['gv'],
  synopsis: 'Gets the variables in the current console.',
  parameters: {
    Name: { type: 'string[]', position: 0, pipeline: true, pipelineByName: true },
    ValueOnly: { type: 'switch' },
    Include: { type: 'string[]' },
    Exclude: { type: 'string[]' },
    Scope: { type: 'string' },
  },
  examples: [{ code: '(Get-Variable true).Value', description: 'One variable.', output: 'True' }],
  process(context, p) {
    for (const name of p.Name ?? ['*']) {
      for (const variable of attempt(context, name, () => findVariables(context, name, scopeOf(p.Scope), p)) ?? []) {
        context.writeObject(p.ValueOnly ? variable.value : variable);
      }
    }
  },
});
