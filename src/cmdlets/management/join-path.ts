// Join-Path: parts of a path with the separators that the provider has.
import { defineCmdlet } from '../../engine/definitions/cmdlet.ts';
import { attempt, shownTarget, targetsOf } from '../shared/paths.ts';

function join(parent: string, child: string, separator: string): string {
  const clean = (text: string): string => text.replace(/[\\/]/g, separator);
  const head = clean(parent);
  const tail = clean(child);
  if (head === '') return tail;
  const body = head.endsWith(separator) ? head.slice(0, -1) : head;
  return `${body}${separator}${tail.startsWith(separator) ? tail.slice(1) : tail}`;
}

export const joinPath = defineCmdlet({
  name: 'Join-Path',
  synopsis: 'Combines a path and a child path into a single path.',
  parameters: {
    Path: { type: 'string[]', aliases: ['PSPath'], position: 0, mandatory: true, pipeline: true, pipelineByName: true },
    ChildPath: {
      type: 'string[]',
      position: 1,
      mandatory: true,
      pipelineByName: true,
      validate: [{ kind: 'allowNull' }, { kind: 'allowEmptyString' }, { kind: 'allowEmptyCollection' }],
    },
    AdditionalChildPath: { type: 'string[]', position: 2, remaining: true, pipelineByName: true },
    Resolve: { type: 'switch' },
  },
  examples: [{ code: "(Join-Path a b) -replace '\\\\', '/'", description: 'Two parts.', output: 'a/b' }],
  process(context, p) {
    const { separator } = context.session.location.current.drive.provider;
    for (const path of p.Path) {
      const children = [...(p.ChildPath ?? ['']), ...(p.AdditionalChildPath ?? [])];
      const joined = children.reduce((parent, child) => join(parent, child ?? '', separator), path);
      if (!p.Resolve) context.writeObject(joined);
      else {
        attempt(context, joined, () => {
          for (const target of targetsOf(context, { Path: [joined] })) context.writeObject(shownTarget(target));
        });
      }
    }
  },
});
