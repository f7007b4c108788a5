// Objects as rows of a table, from a view or from properties.

import type { ViewDefinition } from '../engine/definitions/view.ts';
import {
  type ActiveProperty,
  askedProperties,
  defaultProperties,
  labelOf,
  showsComputerName,
} from './active-properties.ts';
import {
  type Alignment,
  alignments,
  type FormatEntryInfo,
  propertyField,
  type ShapeInfo,
  type TableColumnInfo,
} from './format-data.ts';
import { type Layout, type LayoutContext, shownText, viewExpression } from './layout.ts';
import { expressionValues } from './property-expression.ts';
import { computerNameProperty, isScalarType } from './scalar-types.ts';

/** A table without a view and without asked properties shows this many columns. */
const maximumColumns = 10;

function columnInfo(fields: Partial<TableColumnInfo>): TableColumnInfo {
  return {
    kind: 'TableColumnInfo',
    width: 0,
    alignment: alignments.Left,
    label: null,
    propertyName: null,
    HeaderMatchesProperty: true,
    ...fields,
  };
}

function headerInfo(context: LayoutContext, columns: readonly TableColumnInfo[], hidden = false): ShapeInfo {
  return {
    kind: 'TableHeaderInfo',
    hideHeader: context.options.hideHeaders ?? hidden,
    repeatHeader: context.options.repeatHeader,
    tableColumnInfoList: columns,
  };
}

export function tableFromView(context: LayoutContext, view: ViewDefinition, first: unknown): Layout {
  const table = view.table as NonNullable<ViewDefinition['table']>;
  const columns = showsComputerName(context.access, first)
    ? [...table.columns, { label: computerNameProperty, value: computerNameProperty }]
    : table.columns;
  return {
    view,
    autoSize: context.options.autoSize ?? table.autoSize ?? false,
    shapeInfo: () =>
      headerInfo(
        context,
        columns.map((column) =>
          columnInfo({
            width: column.width ?? 0,
            alignment: column.alignment === undefined ? alignments.Undefined : alignments[column.alignment],
            label: column.label ?? (typeof column.value === 'string' ? column.value : ''),
          }),
        ),
        table.hideHeaders,
      ),
    entry: (target): FormatEntryInfo => ({
      kind: 'TableRowEntry',
      formatPropertyFieldList: columns.map((column) =>
        propertyField(shownText(context, target, viewExpression(column.value), { formatString: column.formatString })),
      ),
      multiLine: context.options.wrap ?? table.wrap ?? false,
    }),
  };
}

/** Numbers and other scalars that are no text stand to the right. */
function defaultAlignment(context: LayoutContext, target: unknown, property: ActiveProperty): Alignment {
  const result = expressionValues(context.access, property.expression, target)[0];
  if (result === undefined || result.error || result.value === null) return alignments.Left;
  const names = context.access.typeNamesOf(result.value);
  return names[0] !== 'System.String' && isScalarType(names) ? alignments.Right : alignments.Left;
}

export function tableFromProperties(context: LayoutContext, first: unknown): Layout {
  const { options, access } = context;
  const columns =
    options.properties.length > 0
      ? askedProperties(access, options.properties, first, true)
      : limited(defaultProperties(access, first), access.defaultDisplayPropertySet(first) !== undefined);
  return {
    view: undefined,
    autoSize: options.autoSize ?? false,
    shapeInfo: (target) =>
      headerInfo(
        context,
        columns.map((column) =>
          columnInfo({
            width: column.asked?.width ?? 0,
            alignment: column.asked?.alignment ?? defaultAlignment(context, target, column),
            propertyName: labelOf(column),
          }),
        ),
      ),
    entry: (target): FormatEntryInfo => ({
      kind: 'TableRowEntry',
      formatPropertyFieldList: columns.map((column) => {
        const formatString = column.asked?.formatString;
        return propertyField(
          shownText(
            context,
            target,
            column.expression,
            formatString === undefined ? { fixedFloats: true } : { formatString },
          ),
        );
      }),
      multiLine: options.wrap ?? false,
    }),
  };
}

function limited(columns: readonly ActiveProperty[], isDeclared: boolean): readonly ActiveProperty[] {
  return isDeclared ? columns : columns.slice(0, maximumColumns);
}
