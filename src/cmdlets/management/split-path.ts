// Split-Path: the parent, the leaf or another part of a path.
import { type CmdletContext, defineCmdlet } from '../../engine/definitions/cmdlet.ts';
import { shownTarget, targetsOf } from '../shared/paths.ts';

const qualifier = /^(?:[\w.]+\\\w+::|[^\\/:]+:)/;

function withoutTrailing(path: string): string {
  const trimmed = path.replace(/[\\/]+$/, '');
  return trimmed === '' || /^[A-Za-z]:$/.test(trimmed) ? path : trimmed;
}

function leafOf(path: string): string {
  const trimmed = withoutTrailing(path);
  const at = Math.max(trimmed.lastIndexOf('/'), trimmed.lastIndexOf('\\'));
  return trimmed.slice(at + 1);
}

function parentOf(path: string, separator: string): string {
  const trimmed = withoutTrailing(path);
  if (/^([A-Za-z]:)?[\\/]*$/.test(trimmed)) return '';
  const at = Math.max(trimmed.lastIndexOf('/'), trimmed.lastIndexOf('\\'));
  if (at < 0) return '';
  const parent = trimmed.slice(0, at).replace(/[\\/]/g, separator);
  return parent === '' || /^[A-Za-z]:$/.test(parent) ? `${parent}${separator}` : parent;
}

function dotOf(leaf: string): number {
  const at = leaf.lastIndexOf('.');
  return at < 0 ? leaf.length : at;
}

/** The part that a switch asks for. */
const parts: Readonly<Record<string, (path: string, separator: string, context: CmdletContext) => unknown>> = {
  Parent: (path, separator) => parentOf(path, separator),
  Leaf: leafOf,
  LeafBase: (path) => leafOf(path).slice(0, dotOf(leafOf(path))),
  Extension: (path) => leafOf(path).slice(dotOf(leafOf(path))),
  NoQualifier: (path) => path.replace(qualifier, ''),
  IsAbsolute: (path) => /^[\\/]/.test(path) || qualifier.test(path),
  Qualifier: (path, _separator, context) => {
    const found = qualifier.exec(path)?.[0];
    if (found !== undefined) return found;
    context.writeError(
      context.error(
        'System.FormatException',
        `Cannot parse path because path '${path}' does not have a qualifier specified.`,
        'ParsePathFormatError',
        'InvalidArgument',
        path,
      ),
    );
    return undefined;
  },
};

const input = { position: 0, mandatory: true, pipeline: true, pipelineByName: true };
const one = (set: string) => ({ [set]: { mandatory: true } });

export const splitPath = defineCmdlet({
  name: 'Split-Path',
  defaultParameterSet: 'ParentSet',
  synopsis: 'Returns the specified part of a path.',
  parameters: {
    Path: {
      type: 'string[]',
      sets: {
        ParentSet: input,
        LeafSet: input,
        LeafBaseSet: input,
        ExtensionSet: input,
        QualifierSet: input,
        NoQualifierSet: input,
        IsAbsoluteSet: input,
      },
    },
    LiteralPath: {
      type: 'string[]',
      aliases: ['PSPath', 'LP'],
      sets: { LiteralPathSet: { mandatory: true, pipelineByName: true } },
    },
    Parent: { type: 'switch', sets: { ParentSet: {} } },
    Leaf: { type: 'switch', sets: one('LeafSet') },
    LeafBase: { type: 'switch', sets: one('LeafBaseSet') },
    Extension: { type: 'switch', sets: one('ExtensionSet') },
    Qualifier: { type: 'switch', sets: one('QualifierSet') },
    NoQualifier: { type: 'switch', sets: one('NoQualifierSet') },
    IsAbsolute: { type: 'switch', sets: one('IsAbsoluteSet') },
    Resolve: { type: 'switch' },
  },
  examples: [{ code: 'Split-Path /a/b/c.txt -Leaf', description: 'The last part.', output: 'c.txt' }],
  process(context, p) {
    const { separator } = context.session.location.current.drive.provider;
    const part = Object.keys(parts).find((name) => (p as unknown as Record<string, boolean>)[name]) ?? 'Parent';
    for (const path of p.LiteralPath ?? p.Path ?? []) {
      const resolved = p.Resolve ? targetsOf(context, { Path: [path] }).map(shownTarget) : [path];
      for (const each of resolved) {
        const value = parts[part]?.(each, separator, context);
        if (value !== undefined) context.writeObject(value);
      }
    }
  },
});
