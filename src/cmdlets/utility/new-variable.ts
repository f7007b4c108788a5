// New-Variable: makes a variable that is not there yet.
import { defineCmdlet } from '../../engine/definitions/cmdlet.ts';
import { Variable } from '../../engine/variable.ts';
import { attempt } from '../shared/paths.ts';
import { optionBits, scopeOf } from '../shared/variable-access.ts';

export const newVariable = defineCmdlet({
  name: 'New-Variable',
  aliases: ['nv'],
  supportsShouldProcess: true,
  synopsis: 'Creates a new variable.',
  parameters: {
    Name: { type: 'string', position: 0, mandatory: true, pipelineByName: true },
    Value: { type: 'object', position: 1, pipeline: true, pipelineByName: true },
    Description: { type: 'string' },
    Option: { type: 'object' },
    Visibility: { type: 'object' },
    Force: { type: 'switch' },
    PassThru: { type: 'switch' },
    Scope: { type: 'string' },
  },
  examples: [{ code: 'New-Variable v 2; $v', description: 'A variable.', output: '2' }],
  process(context, p) {
    attempt(context, p.Name, () => {
      const scope = scopeOf(p.Scope ?? '0');
      if (!p.Force && context.session.getVariable(p.Name, scope) !== undefined) {
        context.writeError(
          context.error(
            'System.Management.Automation.SessionStateException',
            `A variable with name '${p.Name}' already exists.`,
            'VariableAlreadyExists',
            'ResourceExists',
            p.Name,
          ),
        );
        return;
      }
      if (p.Force) context.session.removeVariable(p.Name, scope, true);
      const options = p.Option === undefined ? 0 : optionBits(p.Option);
      const variable = new Variable(p.Name, p.Value ?? null, options, p.Description ?? '');
      context.session.defineVariable(variable, scope);
      if (p.PassThru) context.writeObject(variable);
    });
  },
});
