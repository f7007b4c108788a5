// A layout makes the records for objects of one stream; there is one layout for each shape.
import type { PropertyReader, ViewDefinition, ViewExpression } from '../engine/definitions/view.ts';
import type { ThrownException } from '../psobject/thrown.ts';
import type { FieldContext } from './field-text.ts';
import { expressionFieldText, type FieldFormat } from './field-text.ts';
import type { FormatEntryInfo, ShapeInfo } from './format-data.ts';
import type { FormatOptions } from './format-options.ts';
import { expressionOf, type PropertyExpression } from './property-expression.ts';

export interface Layout {
  readonly view: ViewDefinition | undefined;
  readonly autoSize: boolean;
  shapeInfo(first: unknown): ShapeInfo;
  entry(target: unknown): FormatEntryInfo;
}

/** What all layouts of one formatter share. */
export interface LayoutContext extends FieldContext {
  readonly options: FormatOptions;
  /** Notes an error of an expression (-ShowError) and gives what stands in its place (-DisplayError). */
  onExpressionError(error: ThrownException, expression: PropertyExpression): string;
}

/** The text of one expression in this layout. */
export function shownText(
  context: LayoutContext,
  target: unknown,
  expression: PropertyExpression,
  format?: FieldFormat,
): string {
  return expressionFieldText(context, target, expression, format, (error) =>
    context.onExpressionError(error, expression),
  );
}

const expressions = new WeakMap<object, PropertyExpression>();

/** The expression of a view's column or entry; made once for those that are functions. */
export function viewExpression(source: ViewExpression): PropertyExpression {
  if (typeof source === 'string') return expressionOf(source);
  let expression = expressions.get(source);
  if (expression === undefined) {
    expression = expressionOf(source);
    expressions.set(source, expression);
  }
  return expression;
}

export function propertyReader({ access }: LayoutContext, target: unknown): PropertyReader {
  return (name) => access.getProperty(target, name) ?? null;
}
