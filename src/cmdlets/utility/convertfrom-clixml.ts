// ConvertFrom-CliXml: CLIXML documents to objects.
import { defineCmdlet } from '../../engine/definitions/cmdlet.ts';
import { fromClixml } from '../../engine/serialization/ps-serializer.ts';
import { attempt } from '../shared/paths.ts';

export const convertFromClixml = defineCmdlet({
  name: 'ConvertFrom-CliXml',
  typeName: 'Microsoft.PowerShell.Commands.ConvertFromClixmlCommand',
  synopsis: 'Converts a CliXml-formatted string to objects.',
  parameters: { InputObject: { type: 'string', position: 0, mandatory: true, pipeline: true } },
  examples: [
    {
      code: "(1, 2 | ConvertTo-CliXml | ConvertFrom-CliXml) -join '+'",
      description: 'Several objects.',
      output: '1+2',
    },
  ],
  process(context, p) {
    const { InputObject } = p;
    for (const value of attempt(context, InputObject, () => fromClixml(InputObject)) ?? []) context.writeObject(value);
  },
});
