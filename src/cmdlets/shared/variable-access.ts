// What the variable cmdlets share: finding variables by pattern, options by name, the errors of a name that nobody has.

import { hasWildcard, wildcardPattern } from '../../conversion/wildcard.ts';
import type { CmdletContext } from '../../engine/definitions/cmdlet.ts';
import type { ScopeName } from '../../engine/scope.ts';
import { itemOptions, type Variable } from '../../engine/variable.ts';
import { toText } from './values.ts';

/** -Option as bits; names may be joined by commas. */
export function optionBits(value: unknown): number {
  const names = toText(value).split(/[\s,]+/);
  return names.reduce((bits, name) => {
    const found = Object.entries(itemOptions).find(([option]) => option.toLowerCase() === name.toLowerCase());
    return bits | (found?.[1] ?? 0);
  }, 0);
}

/** -Scope as the session takes it: a number, or the name of a scope. */
export function scopeOf(text: string | undefined): ScopeName | undefined {
  if (text === undefined) return undefined;
  return (/^\d+$/.test(text) ? Number(text) : text.toLowerCase()) as ScopeName;
}

export interface NameFilter {
  readonly Include?: string[] | undefined;
  readonly Exclude?: string[] | undefined;
}

/** True for a name that -Include and -Exclude let through. */
export function isNamed(name: string, { Include, Exclude }: NameFilter): boolean {
  if (Include?.length && !Include.some((pattern) => wildcardPattern(pattern).test(name))) return false;
  return !Exclude?.some((pattern) => wildcardPattern(pattern).test(name));
}

/** Variables that a name or pattern stands for; a plain name that nobody has is reported. */
export function findVariables(
  context: CmdletContext,
  name: string,
  scope: ScopeName | undefined,
  filter: NameFilter,
): Variable[] {
  const { session } = context;
  if (hasWildcard(name)) {
    const pattern = wildcardPattern(name);
    return session
      .variables(scope)
      .filter((variable) => pattern.test(variable.name) && isNamed(variable.name, filter))
      .sort((left, right) => (left.name.toLowerCase() < right.name.toLowerCase() ? -1 : 1));
  }
  const found = session.getVariable(name, scope);
  if (found !== undefined) return isNamed(found.name, filter) ? [found] : [];
  context.writeError(
    context.error(
      'System.Management.Automation.ItemNotFoundException',
      `Cannot find a variable with the name '${name}'.`,
      'VariableNotFound',
      'ObjectNotFound',
      name,
    ),
  );
  return [];
}
