// Test-Path: whether items exist.

import { hasWildcard, unescapeWildcard } from '../../conversion/wildcard.ts';
import { type CmdletContext, defineCmdlet } from '../../engine/definitions/cmdlet.ts';
import type { ResolvedPath } from '../../engine/definitions/provider.ts';
import { resolvePath } from '../../engine/location.ts';
import { ThrownException } from '../../psobject/thrown.ts';
import { filterParameters, type PathArguments, targetsOf } from '../shared/paths.ts';

function found(context: CmdletContext, path: string, literal: boolean, p: PathArguments): ResolvedPath[] {
  if (path.trim() === '') return [];
  try {
    if (!literal && hasWildcard(path))
      return targetsOf(context, { ...p, LiteralPath: undefined, Path: [path], Force: true });
    const target = resolvePath(context.session, literal ? path : unescapeWildcard(path));
    return target.provider.itemExists(target.path) ? [target] : [];
  } catch (error) {
    if (error instanceof ThrownException) return [];
    throw error;
  }
}

export const testPath = defineCmdlet({
  name: 'Test-Path',
  defaultParameterSet: 'Path',
  synopsis: 'Determines whether all elements of a path exist.',
  parameters: {
    Path: {
      type: 'string[]',
      sets: { Path: { position: 0, mandatory: true, pipeline: true, pipelineByName: true } },
      validate: [{ kind: 'allowNull' }, { kind: 'allowEmptyCollection' }, { kind: 'allowEmptyString' }],
    },
    LiteralPath: {
      type: 'string[]',
      aliases: ['PSPath', 'LP'],
      sets: { LiteralPath: { mandatory: true, pipelineByName: true } },
      validate: [{ kind: 'allowNull' }, { kind: 'allowEmptyCollection' }, { kind: 'allowEmptyString' }],
    },
    ...filterParameters,
    PathType: { type: 'string', aliases: ['Type'], validate: [{ kind: 'set', values: ['Any', 'Container', 'Leaf'] }] },
    IsValid: { type: 'switch' },
  },
  examples: [{ code: 'Test-Path Variable:\\true', description: 'A variable.', output: 'True' }],
  process(context, p) {
    const paths = p.LiteralPath ?? p.Path;
    if (paths === null || paths === undefined || paths.length === 0) {
      context.writeError(
        context.error(
          'System.ArgumentNullException',
          "Value cannot be null. (Parameter 'The provided Path argument was null or an empty collection.')",
          'NullPathNotPermitted',
          'InvalidArgument',
        ),
      );
      return;
    }
    const type = (p.PathType ?? 'Any').toLowerCase();
    for (const path of paths) {
      const targets = p.IsValid ? [] : found(context, path ?? '', p.LiteralPath !== undefined, p);
      const fits = targets.some(
        (target) => type === 'any' || target.provider.isContainer(target.path) === (type === 'container'),
      );
      context.writeObject(p.IsValid ? !/\0/.test(path) : fits);
    }
  },
});
