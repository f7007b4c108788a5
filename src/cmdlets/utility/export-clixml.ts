// Export-Clixml: objects to a file as one CLIXML document.
import { defineCmdlet } from '../../engine/definitions/cmdlet.ts';
import type { ResolvedPath } from '../../engine/definitions/provider.ts';
import { resolvePath } from '../../engine/location.ts';
import { toClixml } from '../../engine/serialization/ps-serializer.ts';
import { attempt } from '../shared/paths.ts';

interface State {
  readonly target: ResolvedPath | undefined;
  readonly values: unknown[];
}

export const exportClixml = defineCmdlet({
  name: 'Export-Clixml',
  typeName: 'Microsoft.PowerShell.Commands.ExportClixmlCommand',
  defaultParameterSet: 'ByPath',
  supportsShouldProcess: true,
  confirmImpact: 'Medium',
  synopsis: 'Creates an XML-based representation of an object or objects and stores it in a file.',
  parameters: {
    Depth: { type: 'int', validate: [{ kind: 'range', min: 1, max: 2147483647 }] },
    Path: { type: 'string', sets: { ByPath: { position: 0, mandatory: true } } },
    LiteralPath: { type: 'string', aliases: ['PSPath', 'LP'], sets: { ByLiteralPath: { mandatory: true } } },
    InputObject: { type: 'psobject', mandatory: true, pipeline: true, validate: [{ kind: 'allowNull' }] },
    Force: { type: 'switch' },
    NoClobber: { type: 'switch', aliases: ['NoOverwrite'] },
    Encoding: { type: 'string', validate: [{ kind: 'notNullOrEmpty' }] },
  },
  examples: [
    {
      code: '@{ Name = 5 } | Export-Clixml table.xml; (Import-Clixml table.xml).Name',
      description: 'To a file and back.',
      output: '5',
    },
  ],
  begin(context, p): State {
    const target = resolvePath(context.session, p.LiteralPath ?? p.Path ?? '');
    if (p.NoClobber && target.provider.itemExists(target.path)) {
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
    return { target: context.shouldProcess(target.path) ? target : undefined, values: [] };
  },
  process(_context, p, { values }) {
    values.push(p.InputObject);
  },
  end(context, p, { target, values }) {
    if (target === undefined) return;
    attempt(context, target.path, () => {
      target.provider.clearContent?.(target.path);
      const encoding = p.Encoding === undefined ? {} : { encoding: p.Encoding };
      const writer = target.provider.getWriter?.(target.path, { ...encoding, noNewline: true, force: p.Force });
      writer?.write([toClixml(values, p.Depth ?? 2)]);
      writer?.close();
    });
  },
});
