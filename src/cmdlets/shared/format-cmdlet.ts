// What the four Format-* cmdlets share: their common parameters, and the formatter that they run.
import type { CmdletContext } from '../../engine/definitions/cmdlet.ts';
import type { ParameterDefinition } from '../../engine/definitions/parameter.ts';
import { typeNamesOf } from '../../engine/members.ts';
import { type Alignment, alignments } from '../../format/format-data.ts';
import { defaultOptions, type FormatOptions, type FormatProperty } from '../../format/format-options.ts';
import { Formatter } from '../../format/formatter.ts';
import { expressionText } from '../../format/property-expression.ts';
import type { Shape } from '../../format/view-table.ts';
import { isPropertyBag } from '../../psobject/ps-object.ts';
import {
  type CalculatedProperty,
  type KeyDefinition,
  keys,
  readProperties,
  rejectProperty,
} from './calculated-property.ts';
import { enumerationLimit, viewsOf } from './format-session.ts';
import { objectAccess } from './object-access.ts';

/** Parameters of all Format-* cmdlets. */
export const formatParameters = {
  GroupBy: { type: 'object' },
  View: { type: 'string' },
  ShowError: { type: 'switch' },
  DisplayError: { type: 'switch' },
  Force: { type: 'switch' },
  Expand: {
    type: 'string',
    validate: [{ kind: 'set', values: ['CoreOnly', 'EnumOnly', 'Both'] }],
  },
  InputObject: { type: 'psobject', pipeline: true },
} as const satisfies Record<string, ParameterDefinition>;

interface CommonArguments {
  readonly GroupBy: unknown;
  readonly View: string | undefined;
  readonly ShowError: boolean;
  readonly DisplayError: boolean;
  readonly Force: boolean;
  readonly Expand: string | undefined;
}

const alignmentNames = ['left', 'center', 'right'] as const;

function alignmentOf(context: CmdletContext, value: unknown): Alignment | undefined {
  if (value === undefined) return undefined;
  const lower = String(value).toLowerCase();
  const found = lower === '' ? undefined : alignmentNames.find((name) => name.startsWith(lower));
  if (found === 'left') return alignments.Left;
  if (found === 'center') return alignments.Center;
  if (found === 'right') return alignments.Right;
  rejectProperty(
    context,
    'AlignmentIllegalValue',
    `The value "${value}" for key "alignment" is not valid; valid values are {${alignmentNames.join(', ')}}.`,
  );
}

function formatProperty(context: CmdletContext, { expression, entries }: CalculatedProperty): FormatProperty {
  const width = entries.get('width');
  if (typeof width === 'number' && width <= 0) {
    rejectProperty(context, 'WidthOutOfRange', `The value "${width}" for key "width" should be greater than 0.`);
  }
  const formatString = entries.get('formatString');
  if (formatString === '') {
    rejectProperty(context, 'FormatStringEmpty', 'Cannot have an empty formatting string for key "formatString".');
  }
  return {
    expression,
    label: entries.get('label') as string | undefined,
    formatString: formatString as string | undefined,
    width: width as number | undefined,
    alignment: alignmentOf(context, entries.get('alignment')),
    depth: entries.get('depth') as number | undefined,
  };
}

/** Reads -Property arguments against the keys of one cmdlet. */
export function formatProperties(
  context: CmdletContext,
  values: readonly unknown[] | undefined,
  definitions: readonly KeyDefinition[],
): FormatProperty[] {
  return readProperties(context, values, definitions).map((property) => formatProperty(context, property));
}

/** The options of a Format-* invocation: the common ones, and those of its shape. */
export function formatOptions(
  context: CmdletContext,
  p: CommonArguments,
  shapeOptions: Partial<FormatOptions>,
): FormatOptions {
  const groupBy =
    p.GroupBy === undefined || p.GroupBy === null
      ? undefined
      : formatProperties(context, [p.GroupBy], [keys.expression, keys.formatString, keys.label])[0];
  if (p.View !== undefined && (shapeOptions.properties?.length ?? 0) > 0) {
    context.throwTerminating(
      context.error(
        'System.IO.InvalidDataException',
        'Cmdlet parameters View and Property are mutually exclusive.',
        'FormatCannotSpecifyViewAndProperty',
        'InvalidArgument',
      ),
    );
  }
  return {
    ...defaultOptions,
    groupBy,
    viewName: p.View,
    expand: p.Expand as FormatOptions['expand'],
    force: p.Force,
    showError: p.ShowError,
    displayError: p.DisplayError,
    ...shapeOptions,
  };
}

const shapeNames: Readonly<Record<Shape, string>> = { table: 'Table', list: 'List', wide: 'Wide', custom: 'Custom' };

function viewNotFound(context: CmdletContext, viewName: string, shape: Shape, target: unknown): never {
  const typeName = isPropertyBag(target)
    ? 'System.Management.Automation.PSCustomObject'
    : (typeNamesOf(target)[0] ?? 'System.Object');
  const views = viewsOf(context.session).ofType(typeName);
  const valid = views.filter((view) => view[shape]).map((view) => view.name);
  const others = views.filter((view) => view.name.toLowerCase() === viewName.toLowerCase() && !view[shape]);
  const cmdlets = (Object.keys(shapeNames) as Shape[]).filter((each) => others.some((view) => view[each]));
  let message = `The view name ${viewName} cannot be found. There are no existing ${shapeNames[shape]} views for ${typeName} objects.`;
  if (valid.length > 0) {
    message = `The view name ${viewName} cannot be found. Specify one of the following ${shapeNames[shape]} views and try again: ${valid.join(', ')}.`;
  } else if (cmdlets.length > 0) {
    message = ` The view name ${viewName} cannot be found in the ${shapeNames[shape]} formatting. Try using one of these other format cmdlets: ${cmdlets.map((each) => `Format-${shapeNames[each]}`).join(', ')}`;
  }
  context.throwTerminating(
    context.error(
      'System.Management.Automation.PipelineStoppedException',
      message,
      'FormatViewNotFound',
      'ObjectNotFound',
      viewName,
    ),
  );
}

/** A formatter that sends its records down the pipeline. */
export function shapeFormatter(context: CmdletContext, shape: Shape, options: FormatOptions): Formatter {
  const formatter: Formatter = new Formatter({
    access: objectAccess(context.session),
    views: viewsOf(context.session),
    enumerationLimit: () => enumerationLimit(context.session),
    emit: (record) => context.writeObject(record),
    shape,
    options,
    viewNotFound: (name, wanted, target) => viewNotFound(context, name, wanted, target),
    expressionFailed: (error, expression) =>
      context.writeObject(
        context.error(
          error.exception.typeName,
          `Failed to evaluate expression "${expressionText(expression)}".`,
          'mshExpressionError',
          'InvalidArgument',
        ),
      ),
  });
  return formatter;
}
