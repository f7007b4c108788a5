// ConvertFrom-StringData: lines of name=value to a hash table.

import { unescapeRegex } from '../../dotnet/regex.ts';
import { defineCmdlet } from '../../engine/definitions/cmdlet.ts';
import { Hashtable } from '../../psobject/collections.ts';

export const convertFromStringData = defineCmdlet({
  name: 'ConvertFrom-StringData',
  typeName: 'Microsoft.PowerShell.Commands.ConvertFromStringDataCommand',
  defaultParameterSet: 'Default',
  synopsis: 'Converts a string containing one or more key and value pairs to a hash table.',
  outputTypes: ['System.Collections.Hashtable'],
  parameters: {
    StringData: {
      type: 'string',
      position: 0,
      mandatory: true,
      pipeline: true,
      validate: [{ kind: 'allowEmptyString' }],
    },
    Delimiter: { type: 'char', position: 1 },
  },
  examples: [
    { code: '(ConvertFrom-StringData "top = red`nbottom = blue").bottom', description: 'Two pairs.', output: 'blue' },
  ],
  process(context, p) {
    const delimiter = p.Delimiter === undefined ? '=' : String(p.Delimiter);
    const fail = (message: string): never =>
      context.throwTerminating(
        context.error(
          'System.Management.Automation.PSInvalidOperationException',
          message,
          'InvalidOperation',
          'InvalidOperation',
        ),
      );
    const table = new Hashtable();
    // A backslash is an escape, as in a regular expression.
    for (const raw of (p.StringData ?? '').split('\n')) {
      const line = raw.trim();
      if (line === '' || line.startsWith('#')) continue;
      const at = line.indexOf(delimiter);
      if (at < 0) fail(`Data line '${line}' is not in 'name=value' format.`);
      const name = line.slice(0, at).trim();
      if (table.has(name)) fail(`Data item '${name}' in line '${line}' is already defined.`);
      table.set(name, unescapeRegex(line.slice(at + 1).trim()));
    }
    context.writeObject(table);
  },
});
