// Import-Csv: files of comma-separated values to objects.
import { defineCmdlet } from '../../engine/definitions/cmdlet.ts';
import { contentOptions } from '../shared/content-parameters.ts';
import { writeCsvObjects } from '../shared/csv-reader.ts';
import { attempt, targetsOf } from '../shared/paths.ts';

export const importCsv = defineCmdlet({
  name: 'Import-Csv',
  aliases: ['ipcsv'],
  synopsis: 'Creates table-like custom objects from the items in a character-separated value (CSV) file.',
  parameters: {
    Path: { type: 'string[]', position: 0, pipeline: true, pipelineByName: true },
    LiteralPath: { type: 'string[]', aliases: ['PSPath', 'LP'], pipelineByName: true },
    Delimiter: { type: 'string', position: 1 },
    UseCulture: { type: 'switch' },
    Header: { type: 'string[]' },
    Encoding: { type: 'string' },
  },
  process(context, p) {
    for (const target of targetsOf(context, { Path: p.Path, LiteralPath: p.LiteralPath })) {
      attempt(context, target.path, () => {
        const options = contentOptions({ Encoding: p.Encoding, AsByteStream: false });
        const reader = target.provider.getReader?.(target.path, options);
        const lines = reader?.read(0).map(String) ?? [];
        reader?.close();
        writeCsvObjects(context, lines.join('\n'), p);
      });
    }
  },
});
