// ConvertTo-CliXml: objects to one CLIXML document.
import { defineCmdlet } from '../../engine/definitions/cmdlet.ts';
import { toClixml } from '../../engine/serialization/ps-serializer.ts';

export const convertToClixml = defineCmdlet({
  name: 'ConvertTo-CliXml',
  typeName: 'Microsoft.PowerShell.Commands.ConvertToClixmlCommand',
  synopsis: 'Converts an object to a CliXml-formatted string.',
  outputTypes: ['System.String'],
  parameters: {
    InputObject: { type: 'psobject', position: 0, mandatory: true, pipeline: true, validate: [{ kind: 'allowNull' }] },
    Depth: { type: 'int', validate: [{ kind: 'range', min: 1, max: 2147483647 }] },
  },
  examples: [{ code: "'a' | ConvertTo-CliXml | ConvertFrom-CliXml", description: 'There and back.', output: 'a' }],
  begin: (): unknown[] => [],
  process(_context, p, values) {
    values.push(p.InputObject);
  },
  end(context, p, values) {
    context.writeObject(toClixml(values, p.Depth ?? 2));
  },
});
