// Objects as lists of `Name : value`, from a view or from properties.
import type { ListEntry, ViewDefinition } from '../engine/definitions/view.ts';
import { askedProperties, defaultProperties, labelOf, showsComputerName } from './active-properties.ts';
import { type FormatEntryInfo, type ListViewField, propertyField } from './format-data.ts';
import { type Layout, type LayoutContext, propertyReader, shownText, viewExpression } from './layout.ts';
import { computerNameProperty } from './scalar-types.ts';

const listHeader = { kind: 'ListViewHeaderInfo' } as const;

export function listFromView(context: LayoutContext, view: ViewDefinition, first: unknown): Layout {
  const declared = (view.list as NonNullable<ViewDefinition['list']>).entries;
  const entries: readonly ListEntry[] = showsComputerName(context.access, first)
    ? [...declared, { label: computerNameProperty, value: computerNameProperty }]
    : declared;
  return {
    view,
    autoSize: false,
    shapeInfo: () => listHeader,
    entry: (target): FormatEntryInfo => ({
      kind: 'ListViewEntry',
      listViewFieldList: entries
        .filter((entry) => entry.when?.(target, propertyReader(context, target)) ?? true)
        .map((entry): ListViewField => {
          const formatString = entry.formatString;
          return {
            kind: 'ListViewField',
            label: entry.label ?? (typeof entry.value === 'string' ? entry.value : ''),
            propertyName: null,
            formatPropertyField: propertyField(
              shownText(context, target, viewExpression(entry.value), { formatString }),
            ),
          };
        }),
    }),
  };
}

/** Each object of a list shows its own properties. */
export function listFromProperties(context: LayoutContext): Layout {
  const { options, access } = context;
  return {
    view: undefined,
    autoSize: false,
    shapeInfo: () => listHeader,
    entry: (target): FormatEntryInfo => ({
      kind: 'ListViewEntry',
      listViewFieldList: (options.properties.length > 0
        ? askedProperties(access, options.properties, target, false)
        : defaultProperties(access, target)
      ).map(
        (property): ListViewField => ({
          kind: 'ListViewField',
          label: null,
          propertyName: labelOf(property),
          formatPropertyField: propertyField(
            shownText(context, target, property.expression, { formatString: property.asked?.formatString }),
          ),
        }),
      ),
    }),
  };
}
