// Out-Host: objects as text on the host.
import { defineCmdlet } from '../../engine/definitions/cmdlet.ts';
import { commandDisplay } from '../shared/display.ts';
import { hostWidth, isPlainText } from '../shared/format-session.ts';

export const outHost = defineCmdlet({
  name: 'Out-Host',
  aliases: ['oh'],
  synopsis: 'Sends output to the command line.',
  parameters: { Paging: { type: 'switch' }, InputObject: { type: 'psobject', pipeline: true } },
  begin: (context) =>
    commandDisplay(context, {
      width: hostWidth(context),
      plainText: isPlainText(context, true),
      writeLine: (line) => context.host.ui?.writeLine(line),
    }),
  process(_context, p, display) {
    if (p.InputObject !== undefined) display.write(p.InputObject);
  },
  end: (_context, _p, display) => display.end(),
});
