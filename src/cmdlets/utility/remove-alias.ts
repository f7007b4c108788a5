// Remove-Alias: deletes aliases.
import { defineCmdlet } from '../../engine/definitions/cmdlet.ts';
import { attempt } from '../shared/paths.ts';

export const removeAlias = defineCmdlet({
  name: 'Remove-Alias',
  synopsis: 'Remove an alias from the current session.',
  parameters: {
    Name: { type: 'string[]', position: 0, mandatory: true, pipeline: true, pipelineByName: true },
    Scope: { type: 'string' },
    Force: { type: 'switch' },
  },
  examples: [{ code: 'Set-Alias now Get-Date; Remove-Alias now', description: 'Gone.', output: '' }],
  process(context, p) {
    for (const name of p.Name) {
      attempt(context, name, () => {
        if (context.session.removeAlias(name, p.Force)) return;
        context.writeError(
          context.error(
            'System.Management.Automation.ItemNotFoundException',
            `This command cannot find a matching alias because an alias with the name '${name}' does not exist.`,
            'AliasNotFound',
            'ObjectNotFound',
            name,
          ),
        );
      });
    }
  },
});
