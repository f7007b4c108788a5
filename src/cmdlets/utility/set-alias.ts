// Set-Alias: another name for a command.
import { defineCmdlet } from '../../engine/definitions/cmdlet.ts';
import { attempt } from '../shared/paths.ts';
import { optionBits, scopeOf } from '../shared/variable-access.ts';

export const setAlias = defineCmdlet({
  name: 'Set-Alias',
  aliases: ['sal'],
  supportsShouldProcess: true,
  synopsis: 'Creates or changes an alias for a cmdlet or other command in the current PowerShell session.',
  parameters: {
    Name: { type: 'string', position: 0, mandatory: true, pipelineByName: true },
    Value: { type: 'string', position: 1, mandatory: true, pipelineByName: true },
    Description: { type: 'string' },
    Option: { type: 'object' },
    PassThru: { type: 'switch' },
    Scope: { type: 'string' },
    Force: { type: 'switch' },
  },
  examples: [
    { code: 'Set-Alias now Get-Date; (Get-Alias now).Definition', description: 'An alias.', output: 'Get-Date' },
  ],
  process(context, p) {
    attempt(context, p.Name, () => {
      const options = p.Option === undefined ? 0 : optionBits(p.Option);
      const alias = context.session.setAlias(p.Name, p.Value, scopeOf(p.Scope ?? '0'), options, p.Force);
      alias.description = p.Description ?? '';
      if (p.PassThru) context.writeObject(alias);
    });
  },
});
