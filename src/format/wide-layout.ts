// Objects as names side by side, from a view or from one property.
import type { ViewDefinition } from '../engine/definitions/view.ts';
import { type ActiveProperty, allProperties, askedProperties } from './active-properties.ts';
import { displayNameExpression } from './field-text.ts';
import { type FormatEntryInfo, propertyField, type ShapeInfo } from './format-data.ts';
import { type Layout, type LayoutContext, shownText, viewExpression } from './layout.ts';

function wideHeader(context: LayoutContext, autoSize: boolean, columns: number): ShapeInfo {
  return { kind: 'WideViewHeaderInfo', columns: autoSize ? 0 : (context.options.columns ?? columns) };
}

function wideEntry(text: string): FormatEntryInfo {
  return { kind: 'WideViewEntry', formatPropertyField: propertyField(text) };
}

export function wideFromView(context: LayoutContext, view: ViewDefinition): Layout {
  const wide = view.wide as NonNullable<ViewDefinition['wide']>;
  const autoSize = context.options.autoSize ?? wide.autoSize ?? false;
  return {
    view,
    autoSize,
    shapeInfo: () => wideHeader(context, autoSize, wide.columns ?? 0),
    entry: (target) => wideEntry(shownText(context, target, viewExpression(wide.value))),
  };
}

function shownProperty(context: LayoutContext, target: unknown): ActiveProperty | undefined {
  const { access, options } = context;
  if (options.properties.length > 0) return askedProperties(access, options.properties, target, false)[0];
  const expression = displayNameExpression(access, target);
  if (expression) return { expression, asked: undefined };
  const declared = access.defaultDisplayPropertySet(target)?.[0];
  if (declared !== undefined)
    return { expression: { kind: 'name', name: declared, resolved: false }, asked: undefined };
  return allProperties(access, target)[0];
}

export function wideFromProperties(context: LayoutContext): Layout {
  const autoSize = context.options.autoSize ?? false;
  return {
    view: undefined,
    autoSize,
    shapeInfo: () => wideHeader(context, autoSize, 0),
    entry: (target) => {
      const property = shownProperty(context, target);
      if (property === undefined) return wideEntry('');
      const formatString = property.asked?.formatString;
      return wideEntry(shownText(context, target, property.expression, { formatString }));
    },
  };
}
