// Get-Content: the lines, or the bytes, of items.
import { type CmdletContext, defineCmdlet } from '../../engine/definitions/cmdlet.ts';
import { PSObject } from '../../psobject/ps-object.ts';
import { contentOptions, contentParameters, noContent } from '../shared/content-parameters.ts';
import { attempt, filterParameters, parentPath, pathSets, type Target, targetsOf } from '../shared/paths.ts';

/** Blocks that are asked of a reader at once. */
const blockSize = 256;

interface Reading {
  readonly ReadCount: number | undefined;
  readonly TotalCount: number | undefined;
  readonly Tail: number | undefined;
  readonly Raw: boolean;
}

/** A line with the notes that say where it is from. */
function noted(target: Target, value: unknown, line: number): unknown {
  if (typeof value !== 'string') return value;
  const { provider, path } = target;
  const qualifier = `${provider.moduleName}\\${provider.name}::`;
  const result = new PSObject(value);
  result.members.setNote('PSPath', qualifier + path);
  result.members.setNote('PSParentPath', qualifier + parentPath(provider, path));
  result.members.setNote('PSChildName', path.slice(path.lastIndexOf(provider.separator) + 1));
  if (target.drive) result.members.setNote('PSDrive', target.drive);
  result.members.setNote('PSProvider', provider);
  result.members.setNote('ReadCount', line);
  return result;
}

function* blocks(context: CmdletContext, read: (count: number) => unknown[], limit: number): Generator<unknown> {
  let left = limit;
  while (left > 0) {
    context.checkStop();
    const items = read(Math.min(left, blockSize));
    if (items.length === 0) return;
    left -= items.length;
    yield* items;
  }
}

function write(context: CmdletContext, target: Target, p: Reading, items: Iterable<unknown>): void {
  const perBatch = p.ReadCount ?? 1;
  let batch: unknown[] = [];
  let line = 0;
  for (const item of items) {
    line++;
    const value = noted(target, item, line);
    if (perBatch === 1) context.writeObject(value);
    else {
      batch.push(value);
      if (batch.length === perBatch) {
        context.writeObject(batch);
        batch = [];
      }
    }
  }
  if (batch.length > 0) context.writeObject(batch.length === 1 ? batch[0] : batch);
}

export const getContent = defineCmdlet({
  name: 'Get-Content',
  aliases: ['gc', 'cat', 'type'],
  defaultParameterSet: 'Path',
  synopsis: 'Gets the content of the item at the specified location.',
  parameters: {
    ...pathSets,
    ...filterParameters,
    ReadCount: { type: 'int', pipelineByName: true },
    TotalCount: {
      type: 'int',
      aliases: ['First', 'Head'],
      pipelineByName: true,
      validate: [{ kind: 'range', min: 0, max: 2147483647 }],
    },
    Tail: {
      type: 'int',
      aliases: ['Last'],
      pipelineByName: true,
      validate: [{ kind: 'range', min: 0, max: 2147483647 }],
    },
    Delimiter: { type: 'string' },
    Raw: { type: 'switch' },
    ...contentParameters,
  },
  examples: [
    { code: '(Get-Content Variable:\\true).ToString()', description: 'The value of a variable.', output: 'True' },
  ],
  process(context, p) {
    if (p.TotalCount !== undefined && p.Tail !== undefined) {
      context.writeError(
        context.error(
          'System.InvalidOperationException',
          'The parameters TotalCount and Tail cannot be used together. Please specify only one parameter.',
          'TailAndHeadCannotCoexist',
          'InvalidOperation',
        ),
      );
      return;
    }
    for (const target of targetsOf(context, p)) {
      attempt(context, target.path, () => {
        if (!target.provider.getReader) noContent(context);
        const reader = target.provider.getReader(
          target.path,
          contentOptions(p, { raw: p.Raw, ...(p.Delimiter === undefined ? {} : { delimiter: p.Delimiter }) }),
        );
        try {
          if (p.Raw) {
            for (const value of reader.read(0)) context.writeObject(noted(target, value, 1));
          } else if (p.Tail !== undefined) {
            const all = [...blocks(context, (count) => reader.read(count), Number.POSITIVE_INFINITY)];
            write(context, target, p, p.Tail === 0 ? [] : all.slice(-p.Tail));
          } else
            write(
              context,
              target,
              p,
              blocks(context, (count) => reader.read(count), p.TotalCount ?? Number.POSITIVE_INFINITY),
            );
        } finally {
          reader.close();
        }
      });
    }
  },
});
