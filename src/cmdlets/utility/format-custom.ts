// Format-Custom: objects as trees of their properties, or by a custom view.
import { defineCmdlet } from '../../engine/definitions/cmdlet.ts';
import { keys } from '../shared/calculated-property.ts';
import { formatOptions, formatParameters, formatProperties, shapeFormatter } from '../shared/format-cmdlet.ts';

export const formatCustom = defineCmdlet({
  name: 'Format-Custom',
  aliases: ['fc'],
  synopsis: 'Uses a customized view to format the output.',
  parameters: {
    Property: { type: 'object[]', position: 0 },
    Depth: { type: 'int', validate: [{ kind: 'range', min: 1, max: 2147483647 }] },
    ...formatParameters,
  },
  examples: [
    {
      code: '[pscustomobject]@{ A = 1 } | Format-Custom',
      description: 'A tree.',
      output: 'class PSCustomObject\n{\n  A = 1\n}',
    },
  ],
  begin: (context, p) =>
    shapeFormatter(
      context,
      'custom',
      formatOptions(context, p, {
        properties: formatProperties(context, p.Property, [keys.expression, keys.depth]),
        depth: p.Depth ?? 5,
      }),
    ),
  process: (_context, p, formatter) => formatter.write(p.InputObject ?? null),
  end: (_context, _p, formatter) => formatter.end(),
});
