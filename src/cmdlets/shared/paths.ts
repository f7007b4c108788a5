// Paths as the item cmdlets take them: patterns expanded against the provider's items, items with the notes that say where they are.

import { hasWildcard, unescapeWildcard, wildcardPattern } from '../../conversion/wildcard.ts';
import type { CmdletContext } from '../../engine/definitions/cmdlet.ts';
import type { Drive, Provider, ProviderItem, ResolvedPath } from '../../engine/definitions/provider.ts';
import { resolvePath } from '../../engine/location.ts';
import { PSObject } from '../../psobject/ps-object.ts';
import { ThrownException } from '../../psobject/thrown.ts';

/** Parameters of cmdlets that take a path or a literal path. */
export const pathSets = {
  Path: { type: 'string[]', sets: { Path: { position: 0, mandatory: true, pipeline: true, pipelineByName: true } } },
  LiteralPath: {
    type: 'string[]',
    aliases: ['PSPath', 'LP'],
    sets: { LiteralPath: { mandatory: true, pipelineByName: true } },
  },
} as const;

export const filterParameters = {
  Filter: { type: 'string' },
  Include: { type: 'string[]' },
  Exclude: { type: 'string[]' },
  Force: { type: 'switch' },
} as const;

export interface PathArguments {
  readonly Path?: string[] | undefined;
  readonly LiteralPath?: string[] | undefined;
  readonly Filter?: string | undefined;
  readonly Include?: string[] | undefined;
  readonly Exclude?: string[] | undefined;
  readonly Force?: boolean;
}

/** A path that stands for an item, found or not. */
export interface Target extends ResolvedPath {
  /** As the user wrote it. */
  readonly asked: string;
}

/** The path as PowerShell shows it: with its drive where the provider's paths have none. */
export function shownTarget({ provider, drive, path }: ResolvedPath): string {
  if (provider.name === 'FileSystem' || drive === undefined) return path;
  return `${drive.name}:${provider.separator}${path}`;
}

export function parentPath(provider: Provider, path: string): string {
  const at = path.replace(/[\\/]+$/, '').lastIndexOf(provider.separator);
  if (at < 0) return '';
  const parent = path.slice(0, at);
  return parent === '' || /^[A-Za-z]:$/.test(parent) ? `${parent}${provider.separator}` : parent;
}

export function childPath(provider: Provider, parent: string, name: string): string {
  if (parent === '') return name;
  return parent.endsWith(provider.separator) ? parent + name : `${parent}${provider.separator}${name}`;
}

export function leafName(provider: Provider, path: string): string {
  const trimmed = path.replace(/[\\/]+$/, '');
  return trimmed.slice(trimmed.lastIndexOf(provider.separator) + 1);
}

/** PathNotFound, as all item cmdlets say it. */
export function pathNotFound(context: CmdletContext, target: Target): void {
  context.writeError(
    context.error(
      'System.Management.Automation.ItemNotFoundException',
      `Cannot find path '${shownTarget(target)}' because it does not exist.`,
      'PathNotFound',
      'ObjectNotFound',
      shownTarget(target),
    ),
  );
}

/** The error of a provider without the operation that a cmdlet is about. */
export function notSupported(context: CmdletContext): never {
  context.throwTerminating(
    context.error(
      'System.Management.Automation.PSNotSupportedException',
      'Provider operation stopped because the provider does not support this operation.',
      'NotSupported',
      'NotImplemented',
    ),
  );
}

/** Runs an operation of a provider; what it throws becomes this command's error, and the next path is tried. */
export function attempt<T>(context: CmdletContext, target: unknown, operation: () => T): T | undefined {
  try {
    return operation();
  } catch (error) {
    if (!(error instanceof ThrownException) || error.errorRecord?.invocationInfo !== undefined) throw error;
    const { exception, errorId, category } = error;
    context.writeError(
      error.errorRecord ??
        context.error(
          exception.typeName,
          exception.message,
          errorId ?? exception.typeName,
          category ?? 'NotSpecified',
          error.targetObject ?? target,
        ),
    );
    return undefined;
  }
}

/** The items below a container whose names match, in the provider's order. */
function matchingChildren(target: ResolvedPath, pattern: string, force: boolean): ResolvedPath[] {
  const { provider, drive, path } = target;
  if (!provider.isContainer(path)) return [];
  const matcher = wildcardPattern(pattern);
  return [...provider.getChildren(path)]
    .filter((item) => matcher.test(item.name) && (force || !item.isHidden || pattern.startsWith('.')))
    .map((item) => ({ provider, drive, path: item.path }));
}

/** Expands the wildcards of a path, one part after the other. */
function expand(context: CmdletContext, asked: string, force: boolean): ResolvedPath[] {
  const { session } = context;
  const prefix = /^(?:[\w.]+\\)?\w+::|^[^\\/:]+:/.exec(asked)?.[0] ?? '';
  const rest = asked.slice(prefix.length);
  const parts = rest.split(/[\\/]+/);
  const first = parts.findIndex((part) => hasWildcard(part));
  const head = rest
    .split(/(?<=[\\/])/)
    .slice(0, first)
    .join('');
  const start = resolvePath(session, `${prefix}${unescapeWildcard(head)}` || '.');
  let found: ResolvedPath[] = [start];
  for (const part of parts.slice(first)) {
    if (part === '') continue;
    context.checkStop();
    found = hasWildcard(part)
      ? found.flatMap((target) => matchingChildren(target, part, force))
      : found
          .map((target) => ({ ...target, path: childPath(target.provider, target.path, unescapeWildcard(part)) }))
          .filter((target) => target.provider.itemExists(target.path));
  }
  return found;
}

function passes(name: string, p: PathArguments): boolean {
  if (p.Filter && !wildcardPattern(p.Filter).test(name)) return false;
  if (p.Include?.length && !p.Include.some((pattern) => wildcardPattern(pattern).test(name))) return false;
  return !p.Exclude?.some((pattern) => wildcardPattern(pattern).test(name));
}

/** True for a name that -Filter, -Include and -Exclude let through. */
export const isIncluded: (name: string, p: PathArguments) => boolean = passes;

/**
 * The items that the arguments name; a path without wildcards that does not exist is reported. With `mustExist` false such a
 * path is given back, for cmdlets that make items.
 */
export function targetsOf(context: CmdletContext, p: PathArguments, mustExist = true): Target[] {
  const literal = p.LiteralPath !== undefined;
  const targets: Target[] = [];
  for (const asked of p.LiteralPath ?? p.Path ?? []) {
    const found = attempt(context, asked, (): Target[] => {
      if (!literal && hasWildcard(asked)) {
        return expand(context, asked, p.Force ?? false)
          .filter((target) => passes(leafName(target.provider, target.path), p))
          .map((target) => ({ ...target, asked }));
      }
      const target = { ...resolvePath(context.session, literal ? asked : unescapeWildcard(asked)), asked };
      if (!mustExist || target.provider.itemExists(target.path)) return [target];
      pathNotFound(context, target);
      return [];
    });
    targets.push(...(found ?? []));
  }
  return targets;
}

/** The drive that shows a provider path: the one it was reached by, or the session's drive with the longest matching root. */
function driveOf(context: CmdletContext, target: ResolvedPath): Drive | undefined {
  if (target.drive) return target.drive;
  return context.session
    .drives()
    .filter((drive) => drive.provider === target.provider && target.path.startsWith(drive.root))
    .sort((left, right) => right.root.length - left.root.length)[0];
}

/** The item as cmdlets output it: its object with PSPath, PSParentPath, PSChildName, PSDrive, PSProvider and PSIsContainer. */
export function itemObject(context: CmdletContext, target: ResolvedPath, item: ProviderItem): PSObject {
  const { provider } = target;
  const qualifier = `${provider.moduleName}\\${provider.name}::`;
  const result = item.value instanceof PSObject ? item.value : new PSObject(item.value);
  const parent = parentPath(provider, item.path);
  result.members.setNote('PSPath', `${qualifier}${item.path}`);
  if (provider.hierarchical) result.members.setNote('PSParentPath', parent === '' ? '' : `${qualifier}${parent}`);
  result.members.setNote('PSChildName', item.name);
  const drive = driveOf(context, target);
  if (drive !== undefined) result.members.setNote('PSDrive', drive);
  result.members.setNote('PSProvider', provider);
  result.members.setNote('PSIsContainer', item.isContainer);
  return result;
}

/** Writes the item at a target, if it is there. */
export function writeItem(context: CmdletContext, target: ResolvedPath, item?: ProviderItem): void {
  const found = item ?? target.provider.getItem(target.path);
  if (found !== undefined) context.writeObject(itemObject(context, target, found));
}
