// Export-Csv: objects to a file of comma-separated values.
import { defineCmdlet } from '../../engine/definitions/cmdlet.ts';
import type { ContentWriter } from '../../engine/definitions/provider.ts';
import { resolvePath } from '../../engine/location.ts';
import { contentOptions } from '../shared/content-parameters.ts';
import { CsvWriter, csvParameters } from '../shared/csv-writer.ts';

interface State {
  readonly csv: CsvWriter;
  readonly writer: ContentWriter | undefined;
  readonly withHeader: boolean;
}

export const exportCsv = defineCmdlet({
  name: 'Export-Csv',
  aliases: ['epcsv'],
  supportsShouldProcess: true,
  synopsis:
    'Converts objects into a series of character-separated value (CSV) strings and saves the strings to a file.',
  parameters: {
    InputObject: { type: 'psobject', mandatory: true, pipeline: true },
    Path: { type: 'string', position: 0 },
    LiteralPath: { type: 'string', aliases: ['PSPath', 'LP'] },
    Force: { type: 'switch' },
    NoClobber: { type: 'switch', aliases: ['NoOverwrite'] },
    Encoding: { type: 'string' },
    Append: { type: 'switch' },
    ...csvParameters,
  },
  begin(context, p): State {
    const target = resolvePath(context.session, p.LiteralPath ?? p.Path ?? '');
    const exists = target.provider.itemExists(target.path);
    if (exists && p.NoClobber) {
      context.throwTerminating(
        context.error(
          'System.IO.IOException',
          `The file '${target.path}' already exists.`,
          'NoClobber',
          'ResourceExists',
          target.path,
        ),
      );
    }
    if (!p.Append) target.provider.clearContent?.(target.path);
    const options = contentOptions({ Encoding: p.Encoding, AsByteStream: false }, { append: true, force: p.Force });
    return {
      csv: new CsvWriter(p),
      writer: target.provider.getWriter?.(target.path, options),
      withHeader: !(p.Append && exists),
    };
  },
  process(context, p, { csv, writer, withHeader }) {
    writer?.write(csv.lines(context, p.InputObject, withHeader));
  },
  clean: (_context, _p, state) => state?.writer?.close(),
});
