// Tee-Object: passes objects on and keeps them in a variable or a file.
import { type CmdletContext, defineCmdlet } from '../../engine/definitions/cmdlet.ts';
import { resolvePath } from '../../engine/location.ts';
import { contentOptions } from '../shared/content-parameters.ts';
import { formatLines } from '../shared/format-lines.ts';

function writeFile(
  context: CmdletContext,
  path: string,
  append: boolean,
  encoding: string | undefined,
  objects: unknown[],
): void {
  const target = resolvePath(context.session, path);
  if (!append) target.provider.clearContent?.(target.path);
  const options = contentOptions({ Encoding: encoding, AsByteStream: false }, { append });
  const writer = target.provider.getWriter?.(target.path, options);
  writer?.write(formatLines(context.session, objects));
  writer?.close();
}

export const teeObject = defineCmdlet({
  name: 'Tee-Object',
  aliases: ['tee'],
  defaultParameterSet: 'File',
  synopsis: 'Saves command output in a file or variable and also sends it down the pipeline.',
  parameters: {
    InputObject: { type: 'psobject', pipeline: true },
    FilePath: { type: 'string', aliases: ['Path'], sets: { File: { position: 0, mandatory: true } } },
    LiteralPath: { type: 'string', aliases: ['PSPath', 'LP'], sets: { LiteralFile: { mandatory: true } } },
    Append: { type: 'switch', sets: { File: {}, Variable: {} } },
    Encoding: { type: 'string', sets: { File: {}, LiteralFile: {} } },
    Variable: { type: 'string', sets: { Variable: { mandatory: true } } },
  },
  examples: [
    { code: '1, 2 | Tee-Object -Variable kept | Out-Null; $kept.Count', description: 'In a variable.', output: '2' },
  ],
  begin: (): unknown[] => [],
  process(context, p, kept) {
    kept.push(p.InputObject);
    context.writeObject(p.InputObject);
  },
  end(context, p, kept) {
    const path = p.LiteralPath ?? p.FilePath;
    if (path !== undefined) {
      writeFile(context, path, p.Append, p.Encoding, kept);
      return;
    }
    const name = p.Variable as string;
    const before = p.Append ? context.session.getVariableValue(name) : undefined;
    const old = before === undefined || before === null ? [] : Array.isArray(before) ? before : [before];
    const all = [...old, ...kept];
    context.session.setVariable(name, all.length === 1 ? all[0] : all);
  },
});
