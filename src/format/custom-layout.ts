// Objects as Format-Custom draws them: their properties as a tree, or the lines of a view of its own.
import type { ViewDefinition } from '../engine/definitions/view.ts';
import { askedProperties, defaultProperties } from './active-properties.ts';
import { smartText } from './field-text.ts';
import {
  type FormatEntryInfo,
  type FormatValue,
  formatEntry,
  newLine,
  propertyField,
  textField,
} from './format-data.ts';
import type { FormatProperty } from './format-options.ts';
import { type Layout, type LayoutContext, propertyReader } from './layout.ts';
import { expressionText, expressionValues } from './property-expression.ts';
import { isScalarType } from './scalar-types.ts';
import { ellipsis } from './text-lines.ts';

const customHeader = { kind: 'ComplexViewHeaderInfo' } as const;
const indentation = 2;

/** Lines as the pieces of a custom view. */
export function linesAsValues(lines: readonly string[]): FormatValue[] {
  return [formatEntry(lines.flatMap((line, index) => (index === 0 ? [textField(line)] : [newLine, textField(line)])))];
}

export function customFromView(context: LayoutContext, view: ViewDefinition): Layout {
  const custom = view.custom as NonNullable<ViewDefinition['custom']>;
  return {
    view,
    autoSize: false,
    shapeInfo: () => customHeader,
    entry: (target): FormatEntryInfo => ({
      kind: 'ComplexViewEntry',
      formatValueList: linesAsValues(custom(target, propertyReader(context, target))),
    }),
  };
}

export function customFromProperties(context: LayoutContext): Layout {
  return {
    view: undefined,
    autoSize: false,
    shapeInfo: () => customHeader,
    entry: (target): FormatEntryInfo => ({
      kind: 'ComplexViewEntry',
      formatValueList: [formatEntry(new ObjectBrowser(context).show(target))],
    }),
  };
}

/** How deep the browser is, and how deep it may go. */
interface Level {
  readonly depth: number;
  readonly maximum: number;
}

class ObjectBrowser {
  readonly #context: LayoutContext;
  constructor(context: LayoutContext) {
    this.#context = context;
  }

  show(target: unknown): FormatValue[] {
    const { access, options } = this.#context;
    if (isScalarType(access.typeNamesOf(target))) return this.#leaf(target);
    const level: Level = { depth: 0, maximum: options.depth };
    const items = access.enumerate(target);
    return items === undefined ? this.#object(target, level, options.properties) : this.#collection(items, level);
  }

  #leaf(value: unknown): FormatValue[] {
    return [propertyField(smartText(this.#context, value)), newLine];
  }

  #isLeaf(value: unknown, level: Level): boolean {
    return level.depth >= level.maximum || value === null || isScalarType(this.#context.access.typeNamesOf(value));
  }

  #object(target: unknown, level: Level, asked: readonly FormatProperty[]): FormatValue[] {
    const { access } = this.#context;
    const typeName = access.typeNamesOf(target)[0];
    const className = typeName === undefined ? 'PSObject' : typeName.slice(typeName.lastIndexOf('.') + 1);
    const properties =
      asked.length > 0 ? askedProperties(access, asked, target, false) : defaultProperties(access, target);
    const body = properties.flatMap(({ expression, asked: parameter }) => {
      const result = expressionValues(access, expression, target)[0];
      const value = result?.error ? this.#context.onExpressionError(result.error, expression) : (result?.value ?? null);
      const at = parameter?.depth === undefined ? level : { depth: level.depth, maximum: parameter.depth };
      return [textField(`${expressionText(expression)} = `), ...this.#property(value, at)];
    });
    return [
      formatEntry([
        textField(`class ${className}`),
        newLine,
        textField('{'),
        newLine,
        formatEntry(body, indentation),
        textField('}'),
        newLine,
      ]),
    ];
  }

  #property(value: unknown, level: Level): FormatValue[] {
    const inner = { depth: level.depth + 1, maximum: level.maximum };
    const items = value === null ? undefined : this.#context.access.enumerate(value);
    if (items !== undefined) return [newLine, formatEntry(this.#collection(items, inner), indentation)];
    if (this.#isLeaf(value, level)) return this.#leaf(value);
    return [newLine, formatEntry(this.#object(value, inner, []), indentation)];
  }

  #collection(items: Iterable<unknown>, level: Level): FormatValue[] {
    const { access, enumerationLimit } = this.#context;
    const body: FormatValue[] = [];
    let count = 0;
    for (const item of items) {
      if (enumerationLimit >= 0 && count++ === enumerationLimit) {
        body.push(...this.#leaf(ellipsis));
        break;
      }
      if (this.#isLeaf(item, level)) {
        body.push(...this.#leaf(item));
        continue;
      }
      const inner = { depth: level.depth + 1, maximum: level.maximum };
      const nested = access.enumerate(item);
      if (nested === undefined) body.push(...this.#object(item, inner, []));
      else body.push(newLine, formatEntry(this.#collection(nested, inner), indentation));
    }
    return [textField('['), newLine, formatEntry(body, indentation), textField(']'), newLine, newLine];
  }
}
