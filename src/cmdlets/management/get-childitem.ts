// Get-ChildItem: what is in a container.

import { hasWildcard, wildcardPattern } from '../../conversion/wildcard.ts';
import { type CmdletContext, defineCmdlet } from '../../engine/definitions/cmdlet.ts';
import type { ProviderItem, ResolvedPath } from '../../engine/definitions/provider.ts';
import {
  attempt,
  childPath,
  filterParameters,
  isIncluded,
  itemObject,
  leafName,
  type PathArguments,
  targetsOf,
} from '../shared/paths.ts';

interface Listing extends PathArguments {
  readonly Name: boolean;
  readonly File: boolean;
  readonly Directory: boolean;
  readonly Hidden: boolean;
  readonly Force: boolean;
  /** How many levels below the first; Infinity with -Recurse alone. */
  readonly depth: number;
}

function isShown(item: ProviderItem, p: Listing): boolean {
  if (item.isHidden ? !p.Force && !p.Hidden : p.Hidden) return false;
  if (p.File && item.isContainer) return false;
  if (p.Directory && !item.isContainer) return false;
  return isIncluded(item.name, p);
}

function write(context: CmdletContext, target: ResolvedPath, item: ProviderItem, p: Listing, prefix: string): void {
  if (p.Name) context.writeObject(prefix + item.name);
  else context.writeObject(itemObject(context, target, item));
}

/** The items of one container, then those of the containers in it. */
function list(context: CmdletContext, target: ResolvedPath, p: Listing, level: number, prefix: string): void {
  context.checkStop();
  const { provider, drive } = target;
  const children = attempt(context, target.path, () => [...provider.getChildren(target.path)]) ?? [];
  for (const item of children)
    if (isShown(item, p)) write(context, { provider, drive, path: item.path }, item, p, prefix);
  if (level >= p.depth) return;
  for (const item of children) {
    if (!item.isContainer || (item.isHidden && !p.Force)) continue;
    list(context, { provider, drive, path: item.path }, p, level + 1, `${prefix}${item.name}${provider.separator}`);
  }
}

/** A path whose last part is a name stands for that name below the container, when the listing goes deeper. */
function listNamed(context: CmdletContext, target: ResolvedPath, p: Listing): void {
  const item = target.provider.getItem(target.path);
  if (item === undefined) return;
  if (item.isContainer) list(context, target, p, 0, '');
  else if (isShown(item, { ...p, Hidden: false, Force: true })) write(context, target, item, p, '');
}

export const getChildItem = defineCmdlet({
  name: 'Get-ChildItem',
  aliases: ['gci', 'dir', 'ls'],
  defaultParameterSet: 'Items',
  synopsis: 'Gets the items and child items in one or more specified locations.',
  parameters: {
    Path: { type: 'string[]', sets: { Items: { position: 0, pipeline: true, pipelineByName: true } } },
    LiteralPath: {
      type: 'string[]',
      aliases: ['PSPath', 'LP'],
      sets: { LiteralItems: { mandatory: true, pipelineByName: true } },
    },
    ...filterParameters,
    Filter: { type: 'string', position: 1 },
    Recurse: { type: 'switch', aliases: ['s', 'r'] },
    Depth: { type: 'int', validate: [{ kind: 'range', min: 0, max: 2147483647 }] },
    Name: { type: 'switch' },
    Attributes: { type: 'object' },
    Directory: { type: 'switch', aliases: ['ad'] },
    File: { type: 'switch', aliases: ['af'] },
    Hidden: { type: 'switch', aliases: ['ah', 'h'] },
    ReadOnly: { type: 'switch', aliases: ['ar'] },
    System: { type: 'switch', aliases: ['as'] },
    FollowSymlink: { type: 'switch' },
  },
  examples: [
    { code: 'Get-ChildItem Variable:\\true | ForEach-Object Value', description: 'One item.', output: 'True' },
  ],
  process(context, p) {
    const depth = p.Depth ?? (p.Recurse ? Number.POSITIVE_INFINITY : 0);
    const listing: Listing = { ...p, depth };
    const paths = p.LiteralPath === undefined ? (p.Path ?? ['.']) : undefined;
    const recursive = depth > 0;
    for (const asked of p.LiteralPath ?? paths ?? []) {
      const plain = { Path: paths && [asked], LiteralPath: p.LiteralPath && [asked], Force: p.Force };
      const pattern = paths && recursive ? /[^\\/:]+$/.exec(asked)?.[0] : undefined;
      if (pattern !== undefined && hasWildcard(pattern)) {
        // `Get-ChildItem dir\*.txt -Recurse`: the pattern counts at every level.
        const parent = asked.slice(0, -pattern.length) || '.';
        const filter = wildcardPattern(pattern);
        for (const target of targetsOf(context, { Path: [parent], Force: p.Force })) {
          listFiltered(context, target, listing, filter, 0);
        }
        continue;
      }
      const wild = paths !== undefined && hasWildcard(asked);
      for (const target of targetsOf(context, wild ? { ...plain, ...only(p) } : plain)) {
        if (wild) writeMatch(context, target, listing);
        else if (p.Include?.length && !recursive && target.provider.isContainer(target.path)) continue;
        else listNamed(context, target, listing);
      }
    }
  },
});

function only(p: PathArguments): PathArguments {
  return { Include: p.Include, Exclude: p.Exclude };
}

/** A match of a pattern is shown itself; with -Recurse what is in it as well. */
function writeMatch(context: CmdletContext, target: ResolvedPath, p: Listing): void {
  const item = target.provider.getItem(target.path);
  if (item === undefined) return;
  if (item.isContainer && p.depth > 0) list(context, target, p, 1, '');
  else if (item.isContainer && p.Include === undefined && p.Exclude === undefined && !p.Name && !p.File) {
    list(context, target, p, 0, '');
  } else if (isShown(item, p)) write(context, target, item, p, '');
}

function listFiltered(
  context: CmdletContext,
  target: ResolvedPath,
  p: Listing,
  filter: { test(text: string): boolean },
  level: number,
): void {
  context.checkStop();
  const { provider, drive } = target;
  const children = attempt(context, target.path, () => [...provider.getChildren(target.path)]) ?? [];
  for (const item of children) {
    if (!isShown(item, p) || !filter.test(item.name)) continue;
    write(context, { provider, drive, path: item.path }, item, p, '');
  }
  if (level >= p.depth) return;
  for (const item of children) {
    if (!item.isContainer) continue;
    const path = item.path === '' ? childPath(provider, target.path, leafName(provider, item.name)) : item.path;
    listFiltered(context, { provider, drive, path }, p, filter, level + 1);
  }
}
