// Objects as the lines that they show as, for whoever runs no Out-* cmdlet: file redirection, native programs, the recorder of cases.
import type { SessionState } from '../../engine/session-state.ts';
import { throwNet } from '../../psobject/thrown.ts';
import { Display } from './display.ts';

/** The lines of these objects as one stream, in plain text. Without a width lines are as long as they need to be. */
export function formatLines(
  session: SessionState,
  values: readonly unknown[],
  width = Number.POSITIVE_INFINITY,
): string[] {
  const lines: string[] = [];
  const display = new Display(session, {
    width,
    plainText: true,
    writeLine: (line) => lines.push(line),
    outOfSequence: (record) =>
      throwNet(
        'System.InvalidOperationException',
        `The object of type "${record.kind}" is not in the correct sequence.`,
        {
          errorId: 'ConsoleLineOutputOutOfSequencePacket',
          category: 'InvalidData',
        },
      ),
  });
  for (const value of values) display.write(value);
  display.end();
  return lines;
}
