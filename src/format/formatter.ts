// Turns objects into format records: opens a table, list, wide or custom document for the first object and keeps to it.

import { automationNull } from '../psobject/automation-null.ts';
import type { ThrownException } from '../psobject/thrown.ts';
import { countForShape } from './active-properties.ts';
import { customFromProperties, customFromView, linesAsValues } from './custom-layout.ts';
import { smartText } from './field-text.ts';
import {
  type FormatData,
  FormatEndData,
  FormatEntryData,
  FormatRecord,
  FormatStartData,
  type FormatValue,
  formatEntry,
  GroupEndData,
  GroupStartData,
  propertyField,
  textField,
} from './format-data.ts';
import { defaultOptions, type FormatOptions } from './format-options.ts';
import type { Layout, LayoutContext } from './layout.ts';
import { propertyReader, viewExpression } from './layout.ts';
import { listFromProperties, listFromView } from './list-layout.ts';
import type { ObjectAccess } from './object-access.ts';
import { expressionText, expressionValues, type PropertyExpression } from './property-expression.ts';
import { isRemotingProperty, isScalarType } from './scalar-types.ts';
import { tableFromProperties, tableFromView } from './table-layout.ts';
import { appliesTo, type Shape, type ShapedView, type ViewTable } from './view-table.ts';
import { wideFromProperties, wideFromView } from './wide-layout.ts';

/** More properties than this make a list. */
const maximumTableProperties = 4;

export interface FormatterSettings {
  readonly access: ObjectAccess;
  readonly views: ViewTable;
  /** Read when a document begins: $FormatEnumerationLimit may change on the way. */
  readonly enumerationLimit: () => number;
  readonly emit: (record: unknown) => void;
  /** The shape that a Format-* cmdlet stands for; undefined: the default of each object. */
  readonly shape?: Shape;
  readonly options?: FormatOptions;
  /** Called for -View names that no view of the object has. */
  readonly viewNotFound?: (viewName: string, shape: Shape, target: unknown) => never;
  /** Called with errors of expressions where -ShowError asks for them. */
  readonly expressionFailed?: (error: ThrownException, expression: PropertyExpression) => void;
}

interface Grouping {
  readonly expression: PropertyExpression;
  readonly label: string | undefined;
  key: unknown;
  name: string;
}

export class Formatter {
  readonly #settings: FormatterSettings;
  readonly #context: LayoutContext;
  #layout: Layout | undefined;
  #grouping: Grouping | undefined;
  #inGroup = false;

  constructor(settings: FormatterSettings) {
    this.#settings = settings;
    const options = settings.options ?? defaultOptions;
    this.#context = {
      access: settings.access,
      enumerationLimit: settings.enumerationLimit(),
      options,
      onExpressionError: (error, expression) => {
        if (options.showError) settings.expressionFailed?.(error, expression);
        return options.displayError ? '#ERR' : '';
      },
    };
  }

  /** Takes the next object. Records that are formatted already pass through. */
  write(value: unknown): void {
    if (value === null || value === automationNull) return;
    const { access } = this.#settings;
    const items = access.enumerate(value);
    const expand = this.#context.options.expand ?? 'EnumOnly';
    if (items === undefined || expand === 'CoreOnly') {
      this.#object(value);
      return;
    }
    if (expand === 'Both') this.#announce(value, [...items]);
    for (const item of items) this.#object(item ?? '');
  }

  /** Closes the document. */
  end(): void {
    if (this.#inGroup) this.#emit(new GroupEndData());
    if (this.#layout) this.#emit(new FormatEndData());
    this.#inGroup = false;
    this.#layout = undefined;
    this.#grouping = undefined;
  }

  #emit(record: FormatData): void {
    this.#settings.emit(record);
  }

  #object(value: unknown): void {
    if (value instanceof FormatRecord) {
      this.#settings.emit(value);
      return;
    }
    const { access } = this.#settings;
    const typeNames = access.typeNamesOf(value);
    const mayStandAlone = this.#settings.shape === undefined || !this.#context.options.force;
    if (mayStandAlone && typeNames.length > 0 && this.#standAlone(value, typeNames, false)) return;
    if (this.#layout === undefined) {
      this.#layout = this.#chooseLayout(value, typeNames);
      this.#grouping = this.#groupingOf(this.#layout);
      this.#emit(
        new FormatStartData(
          this.#layout.shapeInfo(value),
          this.#layout.autoSize ? { kind: 'AutosizeInfo', objectCount: 0 } : null,
        ),
      );
    }
    const layout = this.#layout;
    const fits = layout.view === undefined || appliesTo(layout.view, typeNames);
    if (mayStandAlone && !fits && this.#standAlone(value, typeNames, true)) return;
    const isNewGroup = this.#updateGroup(value);
    if (this.#inGroup && isNewGroup) {
      this.#emit(new FormatEntryData({ kind: 'ComplexViewEntry', formatValueList: [formatEntry([])] }, true));
      this.#emit(new GroupEndData());
      this.#inGroup = false;
    }
    if (!this.#inGroup) {
      this.#emit(this.#groupStart(layout, value));
      this.#inGroup = true;
    }
    this.#emit(new FormatEntryData(layout.entry(value)));
  }

  /**
   * Objects that stand alone: those with a view for it, scalars, objects without properties and, where the document's view is
   * not for them, all others as lists.
   */
  #standAlone(value: unknown, typeNames: readonly string[], asList: boolean): boolean {
    const { access, views } = this.#settings;
    const found = views.findOutOfBand(typeNames);
    if (found) {
      const layout = this.#layoutOf(found, value);
      this.#emit(new FormatEntryData(layout.entry(value), true));
      return true;
    }
    const properties = access.propertiesOf(value);
    if (isScalarType(typeNames) || !properties.some((property) => !isRemotingProperty(property.name))) {
      this.#emit(new FormatEntryData({ kind: 'RawTextFormatEntry', text: access.toText(value) }, true));
      return true;
    }
    if (!asList) return false;
    this.#emit(
      new FormatEntryData(listFromProperties({ ...this.#context, options: defaultOptions }).entry(value), true),
    );
    return true;
  }

  #chooseLayout(value: unknown, typeNames: readonly string[]): Layout {
    const { views, shape } = this.#settings;
    const { options, access } = this.#context;
    if (shape !== undefined && options.properties.length > 0) return this.#layoutFromProperties(shape, value);
    const found = views.find(typeNames, shape, options.viewName);
    if (found) return this.#layoutOf(found, value);
    if (shape !== undefined && options.viewName !== undefined)
      this.#settings.viewNotFound?.(options.viewName, shape, value);
    return this.#layoutFromProperties(
      shape ?? (countForShape(access, value) > maximumTableProperties ? 'list' : 'table'),
      value,
    );
  }

  #layoutOf({ view, shape }: ShapedView, value: unknown): Layout {
    switch (shape) {
      case 'table':
        return tableFromView(this.#context, view, value);
      case 'list':
        return listFromView(this.#context, view, value);
      case 'wide':
        return wideFromView(this.#context, view);
      case 'custom':
        return customFromView(this.#context, view);
    }
  }

  #layoutFromProperties(shape: Shape, value: unknown): Layout {
    switch (shape) {
      case 'table':
        return tableFromProperties(this.#context, value);
      case 'list':
        return listFromProperties(this.#context);
      case 'wide':
        return wideFromProperties(this.#context);
      case 'custom':
        return customFromProperties(this.#context);
    }
  }

  #groupingOf(layout: Layout): Grouping | undefined {
    const asked = this.#context.options.groupBy;
    if (asked) return { expression: asked.expression, label: asked.label, key: automationNull, name: '' };
    const group = layout.view?.group;
    return group && { expression: viewExpression(group.by), label: group.label, key: automationNull, name: '' };
  }

  /** Takes the object's group key; true where it differs from the one before. */
  #updateGroup(value: unknown): boolean {
    const grouping = this.#grouping;
    if (grouping === undefined) return false;
    const { access } = this.#settings;
    const result = expressionValues(access, grouping.expression, value)[0];
    if (result === undefined || result.error) return false;
    const previous = grouping.key;
    grouping.key = result.value;
    if (previous !== automationNull && access.areEqual(result.value, previous)) return false;
    grouping.name = expressionText(result.expression);
    return true;
  }

  #groupStart(layout: Layout, first: unknown): GroupStartData {
    const grouping = this.#grouping;
    if (grouping === undefined || grouping.key === automationNull) return new GroupStartData(null);
    const custom = this.#context.options.groupBy ? undefined : layout.view?.group?.customHeader;
    const formatValueList: readonly FormatValue[] = custom
      ? linesAsValues(custom(first, propertyReader(this.#context, first)))
      : [
          formatEntry([
            textField(`   ${grouping.label ?? grouping.name}: `),
            propertyField(smartText(this.#context, grouping.key)),
          ]),
        ];
    return new GroupStartData({ kind: 'GroupingEntry', formatValueList });
  }

  /** -Expand Both: the collection itself, then how many objects follow. */
  #announce(value: unknown, items: readonly unknown[]): void {
    const say = (text: string): void => this.#emit(new FormatEntryData({ kind: 'RawTextFormatEntry', text }, true));
    say('The following object supports IEnumerable:');
    this.#standAlone(value, this.#settings.access.typeNamesOf(value), true);
    if (items.length === 0) say('The IEnumerable contains no objects.');
    else if (items.length === 1) say('The IEnumerable contains the following object:');
    else say(`The IEnumerable contains the following ${items.length} objects:`);
  }
}
