// Get-Alias: the aliases of the session.

import { hasWildcard, wildcardPattern } from '../../conversion/wildcard.ts';
import { defineCmdlet } from '../../engine/definitions/cmdlet.ts';

export const getAlias = defineCmdlet({
  name: 'Get-Alias',
  aliases: ['gal'],
  defaultParameterSet: 'Default',
  synopsis: 'Gets the aliases for the current session.',
  parameters: {
    Name: { type: 'string[]', sets: { Default: { position: 0, pipeline: true, pipelineByName: true } } },
    Exclude: { type: 'string[]' },
    Scope: { type: 'string' },
    Definition: { type: 'string[]', sets: { Definition: {} } },
  },
  examples: [{ code: '(Get-Alias gal).Definition', description: 'One alias.', output: 'Get-Alias' }],
  process(context, p) {
    const byDefinition = p.Definition !== undefined;
    const all = context.session
      .aliases()
      .sort((left, right) => (left.name.toLowerCase() < right.name.toLowerCase() ? -1 : 1));
    for (const name of p.Definition ?? p.Name ?? ['*']) {
      const pattern = wildcardPattern(name);
      const found = all.filter((alias) => pattern.test(byDefinition ? alias.definition : alias.name));
      for (const alias of found) {
        if (!p.Exclude?.some((excluded) => wildcardPattern(excluded).test(alias.name))) context.writeObject(alias);
      }
      if (found.length > 0 || hasWildcard(name)) continue;
      const what = byDefinition ? `definition '${name}' does not exist.` : `name '${name}' does not exist.`;
      context.writeError(
        context.error(
          'System.Management.Automation.ItemNotFoundException',
          `This command cannot find a matching alias because an alias with the ${what}`,
          'ItemNotFoundException',
          'ObjectNotFound',
          name,
        ),
      );
    }
  },
});
