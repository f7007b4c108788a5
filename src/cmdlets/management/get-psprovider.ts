// Get-PSProvider: the providers of the session.
import { wildcardPattern } from '../../conversion/wildcard.ts';
import { defineCmdlet } from '../../engine/definitions/cmdlet.ts';
import { providerRecord } from '../shared/drive-record.ts';

export const getPSProvider = defineCmdlet({
  name: 'Get-PSProvider',
  typeName: 'Microsoft.PowerShell.Commands.GetPSProviderCommand',
  synopsis: 'Gets information about the specified PowerShell provider.',
  outputTypes: ['System.Management.Automation.ProviderInfo'],
  parameters: {
    PSProvider: { type: 'string[]', position: 0, pipelineByName: true, validate: [{ kind: 'notNullOrEmpty' }] },
  },
  examples: [{ code: '(Get-PSProvider Var*).Name', description: 'One provider.', output: 'Variable' }],
  process(context, p) {
    const { session } = context;
    const providers = [...new Set(session.drives().map(({ provider }) => provider))];
    for (const name of p.PSProvider ?? ['*']) {
      const pattern = wildcardPattern(name.replace(/^.*\\/, ''));
      const found = providers.filter((provider) => pattern.test(provider.name));
      for (const provider of found) context.writeObject(providerRecord(session, provider));
      if (found.length > 0) continue;
      context.writeError(
        context.error(
          'System.Management.Automation.ProviderNotFoundException',
          `Cannot find a provider with the name '${name}'.`,
          'ProviderNotFound',
          'ObjectNotFound',
          name,
        ),
      );
    }
  },
});
