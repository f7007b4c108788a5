// Format-Table: objects as rows.
import { defineCmdlet } from '../../engine/definitions/cmdlet.ts';
import { keys } from '../shared/calculated-property.ts';
import { formatOptions, formatParameters, formatProperties, shapeFormatter } from '../shared/format-cmdlet.ts';

const tableKeys = [keys.expression, keys.formatString, keys.width, keys.alignment, keys.label];

export const formatTable = defineCmdlet({
  name: 'Format-Table',
  aliases: ['ft'],
  synopsis: 'Formats the output as a table.',
  parameters: {
    Property: { type: 'object[]', position: 0 },
    AutoSize: { type: 'switch' },
    RepeatHeader: { type: 'switch' },
    HideTableHeaders: { type: 'switch' },
    Wrap: { type: 'switch' },
    ...formatParameters,
  },
  examples: [
    {
      code: "[pscustomobject]@{ Item = 'bolt'; Qty = 5 } | Format-Table Qty, Item",
      description: 'Chosen columns.',
      output: 'Qty Item\n--- ----\n  5 bolt',
    },
  ],
  begin: (context, p) =>
    shapeFormatter(
      context,
      'table',
      formatOptions(context, p, {
        properties: formatProperties(context, p.Property, tableKeys),
        autoSize: context.isBound('AutoSize') ? p.AutoSize : undefined,
        hideHeaders: context.isBound('HideTableHeaders') ? p.HideTableHeaders : undefined,
        repeatHeader: p.RepeatHeader,
        wrap: context.isBound('Wrap') ? p.Wrap : undefined,
      }),
    ),
  process: (_context, p, formatter) => formatter.write(p.InputObject ?? null),
  end: (_context, _p, formatter) => formatter.end(),
});
