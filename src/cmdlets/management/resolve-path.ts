// Resolve-Path: what a path with wildcards stands for.
import { defineCmdlet } from '../../engine/definitions/cmdlet.ts';
import { PathInfo } from '../../engine/path-info.ts';
import { pathSets, targetsOf } from '../shared/paths.ts';

function relative(path: string, base: string, separator: string): string {
  const [to, from] = [path, base].map((text) => text.split(/[\\/]/).filter((part) => part !== '')) as [
    string[],
    string[],
  ];
  let common = 0;
  while (common < to.length && common < from.length && to[common] === from[common]) common++;
  const up = from.slice(common).map(() => '..');
  const rest = [...(up.length === 0 ? ['.'] : up), ...to.slice(common)];
  return rest.join(separator);
}

export const resolvePathCmdlet = defineCmdlet({
  name: 'Resolve-Path',
  aliases: ['rvpa'],
  defaultParameterSet: 'Path',
  synopsis: 'Resolves the wildcard characters in a path, and displays the path contents.',
  parameters: { ...pathSets, Relative: { type: 'switch' }, Force: { type: 'switch' } },
  examples: [{ code: '(Resolve-Path .).Path -eq $PWD.Path', description: 'The current location.', output: 'True' }],
  process(context, p) {
    const { current } = context.session.location;
    for (const target of targetsOf(context, p)) {
      if (p.Relative) context.writeObject(relative(target.path, current.path, target.provider.separator));
      else {
        const drive = target.drive ?? current.drive;
        context.writeObject(new PathInfo({ drive, path: target.path }, context.session));
      }
    }
  },
});
