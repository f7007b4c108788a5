// A property named by a user: a name, a wildcard pattern, a script block or code (PSPropertyExpression).

import { hasWildcard, wildcardPattern } from '../conversion/wildcard.ts';
import { Dictionary } from '../psobject/collections.ts';
import { PSObject } from '../psobject/ps-object.ts';
import { ThrownException } from '../psobject/thrown.ts';
import { ScriptBlockText } from '../psobject/values.ts';
import type { ObjectAccess } from './object-access.ts';

/** Code of a view: gets the object and a reader of its properties. */
export type ViewFunction = (object: unknown, get: (name: string) => unknown) => unknown;

export type PropertyExpression =
  | { readonly kind: 'name'; readonly name: string; readonly resolved: boolean }
  | { readonly kind: 'script'; readonly block: ScriptBlockText }
  | { readonly kind: 'code'; readonly code: ViewFunction };

/** What an expression gave for an object: a value, or the error that it threw. */
export interface ExpressionResult {
  readonly expression: PropertyExpression;
  readonly value: unknown;
  readonly error: ThrownException | undefined;
}

export function expressionOf(
  source: string | ScriptBlockText | ViewFunction | { readonly scriptBlock: ScriptBlockText },
): PropertyExpression {
  if (typeof source === 'string') return { kind: 'name', name: source, resolved: false };
  if (typeof source === 'function') return { kind: 'code', code: source };
  return { kind: 'script', block: source instanceof ScriptBlockText ? source : source.scriptBlock };
}

/** The expression as text: a name, or the script's own text. */
export function expressionText(expression: PropertyExpression): string {
  return expression.kind === 'name' ? expression.name : expression.kind === 'script' ? expression.block.text : '';
}

export function isPattern(expression: PropertyExpression): boolean {
  return expression.kind === 'name' && !expression.resolved && hasWildcard(expression.name);
}

function resolvedName(name: string): PropertyExpression {
  return { kind: 'name', name, resolved: true };
}

/** Names that a pattern matches, or the name itself where the object has it; property sets stand for their members. */
export function resolveNames(
  access: ObjectAccess,
  expression: PropertyExpression,
  target: unknown,
): PropertyExpression[] {
  if (expression.kind !== 'name' || expression.resolved) return [expression];
  const { name } = expression;
  const base = target instanceof PSObject ? target.baseObject : target;
  if (!hasWildcard(name)) {
    if (base instanceof Dictionary && base.has(name)) return [resolvedName(name)];
    const set = access.propertySet(target, name);
    if (set !== undefined) return set.filter((item) => hasProperty(access, target, item)).map(resolvedName);
    return hasProperty(access, target, name) ? [resolvedName(properCase(access, target, name))] : [];
  }
  const pattern = wildcardPattern(name);
  if (base instanceof Dictionary) {
    const keys = [...base.keys()].filter((key): key is string => typeof key === 'string' && pattern.test(key));
    if (keys.length > 0) return keys.map(resolvedName);
  }
  return access
    .propertiesOf(target)
    .filter((property) => pattern.test(property.name))
    .map((property) => resolvedName(property.name));
}

function hasProperty(access: ObjectAccess, target: unknown, name: string): boolean {
  const lower = name.toLowerCase();
  return (
    access.propertiesOf(target).some((property) => property.name.toLowerCase() === lower) ||
    readsWithoutError(access, target, name)
  );
}

/** A property that is not listed (a hidden one, or a member of a dictionary type) can still be read. */
function readsWithoutError(access: ObjectAccess, target: unknown, name: string): boolean {
  try {
    return access.getProperty(target, name) !== undefined;
  } catch {
    return true;
  }
}

/** The name as the object spells it: what PowerShell shows as a header. */
function properCase(access: ObjectAccess, target: unknown, name: string): string {
  const lower = name.toLowerCase();
  return access.propertiesOf(target).find((property) => property.name.toLowerCase() === lower)?.name ?? name;
}

function evaluate(access: ObjectAccess, expression: PropertyExpression, target: unknown): unknown {
  switch (expression.kind) {
    case 'script':
      return access.invoke(expression.block, target);
    case 'code':
      return expression.code(target, (name) => access.getProperty(target, name) ?? null);
    default: {
      const base = target instanceof PSObject ? target.baseObject : target;
      if (base instanceof Dictionary && base.has(expression.name)) return base.get(expression.name);
      return access.getProperty(target, expression.name) ?? null;
    }
  }
}

/** The values of an expression for an object; none for a name that the object does not have. Errors are caught. */
export function expressionValues(
  access: ObjectAccess,
  expression: PropertyExpression,
  target: unknown,
): ExpressionResult[] {
  return resolveNames(access, expression, target).map((resolved) => {
    try {
      return { expression: resolved, value: evaluate(access, resolved, target), error: undefined };
    } catch (error) {
      if (error instanceof ThrownException) return { expression: resolved, value: null, error };
      throw error;
    }
  });
}

/** The first value of an expression, or null; for callers to whom an error is no value. */
export function expressionValue(access: ObjectAccess, expression: PropertyExpression, target: unknown): unknown {
  const result = expressionValues(access, expression, target)[0];
  return result === undefined || result.error ? null : result.value;
}
