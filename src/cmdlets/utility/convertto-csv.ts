// ConvertTo-Csv: objects to lines of comma-separated values.
import { defineCmdlet } from '../../engine/definitions/cmdlet.ts';
import { CsvWriter, csvParameters } from '../shared/csv-writer.ts';

export const convertToCsv = defineCmdlet({
  name: 'ConvertTo-Csv',
  synopsis: 'Converts .NET objects into a series of character-separated value (CSV) strings.',
  parameters: {
    InputObject: { type: 'psobject', position: 0, mandatory: true, pipeline: true },
    ...csvParameters,
  },
  examples: [{ code: '[pscustomobject]@{ A = 1 } | ConvertTo-Csv', description: 'One object.', output: '"A"\n"1"' }],
  begin: (_context, p) => new CsvWriter(p),
  process(context, p, writer) {
    for (const line of writer.lines(context, p.InputObject)) context.writeObject(line);
  },
});
