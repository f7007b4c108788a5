// Remove-Variable: deletes variables.
import { defineCmdlet } from '../../engine/definitions/cmdlet.ts';
import { attempt } from '../shared/paths.ts';
import { findVariables, scopeOf } from '../shared/variable-access.ts';

export const removeVariable = defineCmdlet({
  name: 'Remove-Variable',
  aliases: ['rv'],
  supportsShouldProcess: true,
  synopsis: 'Deletes a variable and its value.',
  parameters: {
    Name: { type: 'string[]', position: 0, mandatory: true, pipelineByName: true },
    Include: { type: 'string[]' },
    Exclude: { type: 'string[]' },
    Force: { type: 'switch' },
    Scope: { type: 'string' },
  },
  examples: [{ code: '$v = 1; Remove-Variable v; $null -eq $v', description: 'Gone.', output: 'True' }],
  process(context, p) {
    for (const name of p.Name) {
      for (const variable of attempt(context, name, () => findVariables(context, name, scopeOf(p.Scope), p)) ?? []) {
        attempt(context, name, () => context.session.removeVariable(variable.name, scopeOf(p.Scope), p.Force));
      }
    }
  },
});
