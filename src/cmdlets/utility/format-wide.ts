// Format-Wide: one property of each object, side by side.
import { defineCmdlet } from '../../engine/definitions/cmdlet.ts';
import { keys } from '../shared/calculated-property.ts';
import { formatOptions, formatParameters, formatProperties, shapeFormatter } from '../shared/format-cmdlet.ts';

export const formatWide = defineCmdlet({
  name: 'Format-Wide',
  aliases: ['fw'],
  synopsis: 'Formats objects as a wide table that displays only one property of each object.',
  parameters: {
    Property: { type: 'object', position: 0 },
    AutoSize: { type: 'switch' },
    Column: { type: 'int', validate: [{ kind: 'range', min: 1, max: 2147483647 }] },
    ...formatParameters,
  },
  examples: [
    {
      code: "'a', 'b', 'c' | ForEach-Object { [pscustomobject]@{ Name = $_ } } | Format-Wide -Column 3 | Out-String -Width 11",
      description: 'Three in a row.',
      output: 'a   b   c',
    },
  ],
  begin(context, p) {
    if (p.AutoSize && p.Column !== undefined) {
      context.throwTerminating(
        context.error(
          'System.IO.InvalidDataException',
          'Cmdlet parameters AutoSize and Column are mutually exclusive.',
          'FormatCannotSpecifyAutosizeAndColumns',
          'InvalidArgument',
        ),
      );
    }
    const asked = p.Property === undefined ? undefined : [p.Property];
    return shapeFormatter(
      context,
      'wide',
      formatOptions(context, p, {
        properties: formatProperties(context, asked, [keys.expression, keys.formatString]),
        autoSize: context.isBound('AutoSize') ? p.AutoSize : undefined,
        columns: p.Column,
      }),
    );
  },
  process: (_context, p, formatter) => formatter.write(p.InputObject ?? null),
  end: (_context, _p, formatter) => formatter.end(),
});
