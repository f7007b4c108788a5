// The text of a value in a cell, a list or a header: collections in braces up to a limit, floating numbers, format strings.
import { Decimal, Double, Single } from '../psobject/numbers.ts';
import { baseOf, PSObject } from '../psobject/ps-object.ts';
import { ThrownException } from '../psobject/thrown.ts';
import type { ObjectAccess } from './object-access.ts';
import { expressionValue, expressionValues, type PropertyExpression, resolveNames } from './property-expression.ts';
import { isRemotingProperty } from './scalar-types.ts';
import { ellipsis } from './text-lines.ts';

/** How a field is shown. */
export interface FieldFormat {
  readonly formatString?: string | undefined;
  /** Columns of a table without a view show floating numbers with the culture's decimals ("F"). */
  readonly fixedFloats?: boolean;
}

/** What fields of one formatter share. */
export interface FieldContext {
  readonly access: ObjectAccess;
  /** $FormatEnumerationLimit; negative: no limit. */
  readonly enumerationLimit: number;
}

const namePatterns = ['name', 'id', 'key', '*key', '*name', '*id'];

/** The property that stands for an object in a wide table or a collection: its display property, or one called like a name. */
export function displayNameExpression(access: ObjectAccess, target: unknown): PropertyExpression | undefined {
  const declared = access.defaultDisplayProperty(target);
  if (declared !== undefined) return { kind: 'name', name: declared, resolved: false };
  for (const name of namePatterns) {
    const found = resolveNames(access, { kind: 'name', name, resolved: false }, target).find(
      (expression) => expression.kind === 'name' && !isRemotingProperty(expression.name),
    );
    if (found) return found;
  }
  return undefined;
}

/** An item of a collection: its text where its type has one, else the property that names it. */
function itemText(access: ObjectAccess, item: unknown): string {
  if (item === null) return '$null';
  const text = access.toText(item);
  if (item instanceof PSObject || typeof item !== 'object' || text !== access.typeNamesOf(item)[0]) return text;
  const expression = displayNameExpression(access, item);
  return expression === undefined ? text : access.toText(expressionValue(access, expression, item));
}

function collectionText({ access, enumerationLimit }: FieldContext, items: Iterable<unknown>): string {
  const parts: string[] = [];
  for (const item of items) {
    if (enumerationLimit >= 0 && parts.length === enumerationLimit) return `{${parts.join(', ')}${ellipsis}}`;
    parts.push(itemText(access, item));
  }
  return `{${parts.join(', ')}}`;
}

function isFloating(value: unknown): boolean {
  return value instanceof Double || value instanceof Single || value instanceof Decimal;
}

/** PowerShell's SmartToString. A value whose conversion throws shows as nothing. */
export function smartText(context: FieldContext, value: unknown, fixedFloats = false): string {
  const { access } = context;
  if (value === null) return '';
  try {
    const items = access.enumerate(value);
    if (items !== undefined) return collectionText(context, items);
    return fixedFloats && isFloating(baseOf(value)) ? access.toFormattedText(value, 'F') : access.toText(value);
  } catch (error) {
    if (error instanceof ThrownException) return '';
    throw error;
  }
}

/** The text of a value under a format; a format that fails counts as none. */
export function fieldText(context: FieldContext, value: unknown, format: FieldFormat | undefined): string {
  const formatString = format?.formatString;
  if (formatString) {
    try {
      return formatString.includes('{0') || formatString.includes('}')
        ? context.access.composite(formatString, value)
        : context.access.toFormattedText(value, formatString);
    } catch (error) {
      if (!(error instanceof ThrownException)) throw error;
    }
  }
  return smartText(context, value, format?.fixedFloats);
}

/** The text of an expression's first value; empty where there is none or it throws. */
export function expressionFieldText(
  context: FieldContext,
  target: unknown,
  expression: PropertyExpression,
  format: FieldFormat | undefined,
  onError?: (error: ThrownException) => string,
): string {
  const result = expressionValues(context.access, expression, target)[0];
  if (result === undefined) return '';
  if (result.error) return onError?.(result.error) ?? '';
  return fieldText(context, result.value, format);
}
