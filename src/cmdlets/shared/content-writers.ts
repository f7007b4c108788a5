// What Set-Content and Add-Content share: writers that stay open from the first value to the end of the command.
import type { CmdletContext } from '../../engine/definitions/cmdlet.ts';
import type { ContentWriter } from '../../engine/definitions/provider.ts';
import { enumerate } from '../../engine/members.ts';
import { contentOptions, contentParameters, noContent } from './content-parameters.ts';
import { attempt, filterParameters, type PathArguments, pathSets, shownTarget, targetsOf } from './paths.ts';

export const writerParameters = {
  ...pathSets,
  Path: { type: 'string[]', sets: { Path: { position: 0, mandatory: true, pipelineByName: true } } },
  Value: {
    type: 'object[]',
    position: 1,
    mandatory: true,
    pipeline: true,
    pipelineByName: true,
    validate: [{ kind: 'allowNull' }, { kind: 'allowEmptyCollection' }, { kind: 'allowEmptyString' }],
  },
  ...filterParameters,
  PassThru: { type: 'switch' },
  NoNewline: { type: 'switch' },
  ...contentParameters,
} as const;

export interface OpenWriter {
  readonly writer: ContentWriter;
  readonly path: string;
}

interface WriterArguments extends PathArguments {
  readonly NoNewline: boolean;
  readonly Force: boolean;
  readonly Encoding: string | undefined;
  readonly AsByteStream: boolean;
}

/** Opens the writers; a path that does not exist yet is made. */
export function openWriters(context: CmdletContext, p: WriterArguments, append: boolean): OpenWriter[] {
  return targetsOf(context, p, false).flatMap((target) => {
    const opened = attempt(context, target.path, (): OpenWriter[] => {
      const { provider, path } = target;
      if (!provider.getWriter) noContent(context);
      if (!context.shouldProcess(shownTarget(target), append ? 'Add Content' : 'Set Content')) return [];
      if (!append) provider.clearContent?.(path);
      const options = contentOptions(p, { append, noNewline: p.NoNewline, force: p.Force });
      return [{ writer: provider.getWriter(path, options), path }];
    });
    return opened ?? [];
  });
}

export function writeContent(
  context: CmdletContext,
  writers: readonly OpenWriter[],
  value: readonly unknown[] | null | undefined,
  passThru: boolean,
): void {
  const values = (value ?? []).flatMap((item) => {
    const items = item === null ? [] : enumerate(item);
    return items === undefined ? [item] : [...items];
  });
  for (const { writer, path } of writers) attempt(context, path, () => writer.write(values));
  if (passThru) for (const item of values) context.writeObject(item);
}

export function closeWriters(writers: readonly OpenWriter[] | undefined): void {
  for (const { writer } of writers ?? []) writer.close();
}
