// Out-String: objects as they would show, as one string or line by line.
import { defineCmdlet } from '../../engine/definitions/cmdlet.ts';
import { commandDisplay, type Display } from '../shared/display.ts';
import { isPlainText } from '../shared/format-session.ts';

interface State {
  readonly display: Display;
  readonly parts: string[];
}

export const outString = defineCmdlet({
  name: 'Out-String',
  aliases: ['oss'],
  defaultParameterSet: 'NoNewLineFormatting',
  synopsis: 'Outputs input objects as a string.',
  parameters: {
    Stream: { type: 'switch', sets: { StreamFormatting: {} } },
    Width: { type: 'int', validate: [{ kind: 'range', min: 2, max: 2147483647 }] },
    NoNewline: { type: 'switch', sets: { NoNewLineFormatting: {} } },
    InputObject: { type: 'psobject', pipeline: true },
  },
  examples: [{ code: "'a', 'b' | Out-String -NoNewline", description: 'Text without line breaks.', output: 'ab' }],
  begin(context, p): State {
    const parts: string[] = [];
    const newLine = context.services.platform.identity().kind === 'windows' ? '\r\n' : '\n';
    const display = commandDisplay(context, {
      width: p.Width ?? Number.POSITIVE_INFINITY,
      plainText: isPlainText(context, false),
      writeLine: (line) => {
        if (p.Stream) context.writeObject(line);
        else parts.push(p.NoNewline ? line : line + newLine);
      },
    });
    return { display, parts };
  },
  process(_context, p, { display }) {
    if (p.InputObject !== undefined) display.write(p.InputObject);
  },
  end(context, p, { display, parts }) {
    display.end();
    if (!p.Stream) context.writeObject(parts.join(''));
  },
});
