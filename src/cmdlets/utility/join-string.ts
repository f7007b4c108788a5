// Join-String: the texts of objects as one string.

import { threadContext } from '../../conversion/index.ts';
import { formatComposite } from '../../dotnet/composite-format.ts';
import { defineCmdlet } from '../../engine/definitions/cmdlet.ts';
import { expressionValue } from '../../format/property-expression.ts';
import { keys, readProperties } from '../shared/calculated-property.ts';
import { objectAccess } from '../shared/object-access.ts';
import { toText } from '../shared/values.ts';

export const joinString = defineCmdlet({
  name: 'Join-String',
  typeName: 'Microsoft.PowerShell.Commands.Utility.JoinStringCommand',
  defaultParameterSet: 'default',
  synopsis: 'Combines objects from the pipeline into a single string.',
  parameters: {
    Property: { type: 'object', position: 0 },
    Separator: { type: 'string', position: 1, validate: [{ kind: 'allowEmptyString' }] },
    OutputPrefix: { type: 'string', aliases: ['op'] },
    OutputSuffix: { type: 'string', aliases: ['os'] },
    SingleQuote: { type: 'switch', sets: { SingleQuote: {} } },
    DoubleQuote: { type: 'switch', sets: { DoubleQuote: {} } },
    FormatString: { type: 'string', sets: { Format: {} } },
    UseCulture: { type: 'switch' },
    InputObject: { type: 'psobject[]', pipeline: true },
  },
  examples: [{ code: "1..3 | Join-String -Separator '-'", description: 'With a separator.', output: '1-2-3' }],
  begin: (): string[] => [],
  process(context, p, parts) {
    const property = p.Property === undefined ? undefined : readProperties(context, [p.Property], [keys.expression])[0];
    for (const item of p.InputObject ?? []) {
      if (item === null) continue;
      const value = property ? expressionValue(objectAccess(context.session), property.expression, item) : item;
      const text = toText(value);
      if (p.SingleQuote) parts.push(`'${text}'`);
      else if (p.DoubleQuote) parts.push(`"${text}"`);
      else parts.push(p.FormatString === undefined ? text : formatComposite(p.FormatString, [value]));
    }
  },
  end(context, p, parts) {
    const ofs = context.session.getVariableValue('OFS');
    const separator = p.Separator ?? (ofs === undefined || ofs === null ? '' : threadContext().ofs());
    context.writeObject((p.OutputPrefix ?? '') + parts.join(separator) + (p.OutputSuffix ?? ''));
  },
});
