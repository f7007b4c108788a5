// Clear-Variable: sets variables to $null.
import { defineCmdlet } from '../../engine/definitions/cmdlet.ts';
import { attempt } from '../shared/paths.ts';
import { findVariables, scopeOf } from '../shared/variable-access.ts';

export const clearVariable = defineCmdlet({
  name: 'Clear-Variable',
  aliases: ['clv'],
  supportsShouldProcess: true,
  synopsis: 'Deletes the value of a variable.',
  parameters: {
    Name: { type: 'string[]', position: 0, mandatory: true, pipelineByName: true },
    Include: { type: 'string[]' },
    Exclude: { type: 'string[]' },
    Force: { type: 'switch' },
    PassThru: { type: 'switch' },
    Scope: { type: 'string' },
  },
  examples: [{ code: '$v = 1; Clear-Variable v; $null -eq $v', description: 'Empty.', output: 'True' }],
  process(context, p) {
    for (const name of p.Name) {
      for (const variable of attempt(context, name, () => findVariables(context, name, scopeOf(p.Scope), p)) ?? []) {
        attempt(context, name, () => {
          if (p.Force) variable.force(null);
          else variable.value = null;
          if (p.PassThru) context.writeObject(variable);
        });
      }
    }
  },
});
