// Import-Clixml: the objects of CLIXML files.
import { defineCmdlet } from '../../engine/definitions/cmdlet.ts';
import { fromClixml } from '../../engine/serialization/ps-serializer.ts';
import { PSObject } from '../../psobject/ps-object.ts';
import { attempt, targetsOf } from '../shared/paths.ts';
import { convert, toDouble } from '../shared/values.ts';

/** -Skip, -First and -IncludeTotalCount over the objects of one file. */
interface Paging {
  readonly Skip: unknown;
  readonly First: unknown;
  readonly IncludeTotalCount: boolean;
}

function paged(values: readonly unknown[], p: Paging): readonly unknown[] {
  const skip = toDouble(p.Skip ?? 0) ?? 0;
  const first = p.First === undefined ? Number.POSITIVE_INFINITY : (toDouble(p.First) ?? 0);
  return values.slice(skip, skip + first);
}

/** The count as PagingParameters gives it: a number with its accuracy, and the text that says what it counts. */
function totalCount(count: number): PSObject {
  const result = new PSObject(convert(count, 'System.UInt64'));
  result.members.setNote('Accuracy', convert(1, 'System.Double'));
  result.toStringValue = `Total count: ${count}`;
  return result;
}

export const importClixml = defineCmdlet({
  name: 'Import-Clixml',
  typeName: 'Microsoft.PowerShell.Commands.ImportClixmlCommand',
  defaultParameterSet: 'ByPath',
  synopsis: 'Imports a CLIXML file and creates corresponding objects in PowerShell.',
  parameters: {
    Path: {
      type: 'string[]',
      sets: { ByPath: { position: 0, mandatory: true, pipeline: true, pipelineByName: true } },
    },
    LiteralPath: {
      type: 'string[]',
      aliases: ['PSPath', 'LP'],
      sets: { ByLiteralPath: { mandatory: true, pipelineByName: true } },
    },
    IncludeTotalCount: { type: 'switch' },
    Skip: { type: 'ulong' },
    First: { type: 'ulong' },
  },
  examples: [
    {
      code: "'a', 'b', 'c' | Export-Clixml letters.xml; (Import-Clixml letters.xml -Skip 1) -join ','",
      description: 'All but the first object.',
      output: 'b,c',
    },
  ],
  process(context, p) {
    const { Path, LiteralPath } = p;
    for (const target of targetsOf(context, LiteralPath === undefined ? { Path } : { LiteralPath })) {
      const values = attempt(context, target.path, () => {
        const reader = target.provider.getReader?.(target.path, { raw: true });
        const text = reader?.read(0).map(String).join('\n') ?? '';
        reader?.close();
        return fromClixml(text);
      });
      if (values === undefined) continue;
      if (p.IncludeTotalCount) context.writeObject(totalCount(values.length));
      for (const value of paged(values, p)) context.writeObject(value);
    }
  },
});
