// Out-File: objects as they would show, to a file.
import { defineCmdlet } from '../../engine/definitions/cmdlet.ts';
import type { ContentWriter } from '../../engine/definitions/provider.ts';
import { resolvePath } from '../../engine/location.ts';
import { contentOptions, noContent } from '../shared/content-parameters.ts';
import { commandDisplay, type Display } from '../shared/display.ts';

interface State {
  readonly display: Display;
  readonly writer: ContentWriter;
}

export const outFile = defineCmdlet({
  name: 'Out-File',
  defaultParameterSet: 'ByPath',
  supportsShouldProcess: true,
  synopsis: 'Sends output to a file.',
  parameters: {
    FilePath: { type: 'string', aliases: ['Path'], sets: { ByPath: { position: 0, mandatory: true } } },
    LiteralPath: {
      type: 'string',
      aliases: ['PSPath', 'LP'],
      sets: { ByLiteralPath: { mandatory: true, pipelineByName: true } },
    },
    Encoding: { type: 'string', position: 1 },
    Append: { type: 'switch' },
    Force: { type: 'switch' },
    NoClobber: { type: 'switch', aliases: ['NoOverwrite'] },
    Width: { type: 'int', validate: [{ kind: 'range', min: 2, max: 2147483647 }] },
    NoNewline: { type: 'switch' },
    InputObject: { type: 'psobject', pipeline: true },
  },
  begin(context, p): State {
    const target = resolvePath(context.session, p.LiteralPath ?? p.FilePath ?? '');
    const { provider, path } = target;
    if (!provider.getWriter) return noContent(context);
    if (p.NoClobber && !p.Append && provider.itemExists(path)) {
      return context.throwTerminating(
        context.error(
          'System.IO.IOException',
          `The file '${path}' already exists.`,
          'NoClobber',
          'ResourceExists',
          path,
        ),
      );
    }
    if (!p.Append) provider.clearContent?.(path);
    const options = contentOptions({ Encoding: p.Encoding, AsByteStream: false });
    const writer = provider.getWriter(path, { ...options, append: p.Append, force: p.Force, noNewline: p.NoNewline });
    const display = commandDisplay(context, {
      width: p.Width ?? Number.POSITIVE_INFINITY,
      plainText: true,
      writeLine: (line) => writer.write([line]),
    });
    return { display, writer };
  },
  process(_context, p, { display }) {
    if (p.InputObject !== undefined) display.write(p.InputObject);
  },
  end: (_context, _p, { display }) => display.end(),
  clean: (_context, _p, state) => state?.writer.close(),
});
