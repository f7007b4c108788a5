// ConvertFrom-Csv: lines of comma-separated values to objects.
import { defineCmdlet } from '../../engine/definitions/cmdlet.ts';
import { writeCsvObjects } from '../shared/csv-reader.ts';

export const convertFromCsv = defineCmdlet({
  name: 'ConvertFrom-Csv',
  synopsis:
    'Converts object properties in character-separated value (CSV) format into CSV versions of the original objects.',
  parameters: {
    InputObject: { type: 'psobject[]', position: 0, mandatory: true, pipeline: true },
    Delimiter: { type: 'string', position: 1 },
    UseCulture: { type: 'switch' },
    Header: { type: 'string[]' },
  },
  examples: [{ code: "('A,B', '1,2' | ConvertFrom-Csv).B", description: 'One record.', output: '2' }],
  begin: (): string[] => [],
  process(_context, p, lines) {
    for (const line of p.InputObject) lines.push(String(line));
  },
  end: (context, p, lines) => writeCsvObjects(context, lines.join('\n'), p),
});
