// Format-List: objects as lists of their properties.
import { defineCmdlet } from '../../engine/definitions/cmdlet.ts';
import { keys } from '../shared/calculated-property.ts';
import { formatOptions, formatParameters, formatProperties, shapeFormatter } from '../shared/format-cmdlet.ts';

export const formatList = defineCmdlet({
  name: 'Format-List',
  aliases: ['fl'],
  synopsis: 'Formats the output as a list of properties in which each property appears on a new line.',
  parameters: { Property: { type: 'object[]', position: 0 }, ...formatParameters },
  examples: [
    {
      code: "[pscustomobject]@{ Item = 'bolt'; Qty = 5 } | Format-List",
      description: 'All properties.',
      output: 'Item : bolt\nQty  : 5',
    },
  ],
  begin: (context, p) =>
    shapeFormatter(
      context,
      'list',
      formatOptions(context, p, {
        properties: formatProperties(context, p.Property, [keys.expression, keys.formatString, keys.label]),
      }),
    ),
  process: (_context, p, formatter) => formatter.write(p.InputObject ?? null),
  end: (_context, _p, formatter) => formatter.end(),
});
