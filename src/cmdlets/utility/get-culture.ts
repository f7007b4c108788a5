// Get-Culture: the culture of the session, or others by name.
import { threadContext } from '../../conversion/index.ts';
import { defineCmdlet } from '../../engine/definitions/cmdlet.ts';
import { attempt } from '../shared/paths.ts';
import { convert } from '../shared/values.ts';

export const getCulture = defineCmdlet({
  name: 'Get-Culture',
  typeName: 'Microsoft.PowerShell.Commands.GetCultureCommand',
  defaultParameterSet: 'Current',
  synopsis: 'Gets the current culture set in the operating system.',
  outputTypes: ['System.Globalization.CultureInfo'],
  parameters: {
    NoUserOverrides: { type: 'switch', sets: { Current: {}, Name: {} } },
    Name: { type: 'string[]', sets: { Name: { position: 0, pipeline: true } } },
  },
  examples: [{ code: "(Get-Culture 'de-DE').Name", description: 'A culture by its name.', output: 'de-DE' }],
  process(context, p) {
    if (p.Name === undefined) context.writeObject(threadContext().culture);
    for (const name of p.Name ?? []) {
      const culture = attempt(context, name, () => convert(name, 'System.Globalization.CultureInfo'));
      if (culture !== undefined) context.writeObject(culture);
    }
  },
});
