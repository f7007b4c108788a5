// Out-Default: where a console sends what a pipeline leaves: errors in red, everything else as Out-Host shows it.
import { defineCmdlet } from '../../engine/definitions/cmdlet.ts';
import { conciseErrorText } from '../../format/error-text.ts';
import { ErrorRecord } from '../../psobject/error-record.ts';
import { baseOf } from '../../psobject/ps-object.ts';
import { commandDisplay } from '../shared/display.ts';
import { hostWidth, isPlainText } from '../shared/format-session.ts';
import { writesToErrorStream } from '../shared/values.ts';

export const outDefault = defineCmdlet({
  name: 'Out-Default',
  synopsis: 'Sends the output to the default formatter and to the default output cmdlet.',
  parameters: { Transcript: { type: 'switch' }, InputObject: { type: 'psobject', pipeline: true } },
  begin: (context) =>
    commandDisplay(context, {
      width: hostWidth(context),
      plainText: isPlainText(context, true),
      writeLine: (line) => context.host.ui?.writeLine(line),
    }),
  process(context, p, display) {
    if (p.InputObject === undefined) return;
    const base = baseOf(p.InputObject);
    if (base instanceof ErrorRecord && writesToErrorStream(p.InputObject)) {
      for (const line of conciseErrorText(base, { width: hostWidth(context) }).split('\n')) {
        context.host.ui?.writeErrorLine(line);
      }
      return;
    }
    display.write(p.InputObject);
  },
  end: (_context, _p, display) => display.end(),
});
