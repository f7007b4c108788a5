// The way from objects to lines for Out-String, Out-Host and Out-Default: a formatter for raw objects in front of a renderer.
import type { CmdletContext } from '../../engine/definitions/cmdlet.ts';
import type { SessionState } from '../../engine/session-state.ts';
import { type FormatData, FormatRecord } from '../../format/format-data.ts';
import { readFormatData } from '../../format/format-data-reader.ts';
import { Formatter } from '../../format/formatter.ts';
import { Renderer } from '../../format/renderer.ts';
import { enumerationLimit, viewsOf } from './format-session.ts';
import { objectAccess } from './object-access.ts';

export interface DisplayOptions {
  readonly width: number;
  readonly writeLine: (line: string) => void;
  readonly plainText: boolean;
  /** Called for a record that comes out of turn. */
  readonly outOfSequence: (record: FormatData) => never;
}

/** The cmdlets by whose name PowerShell blames a record out of turn. */
const formatCmdlets: Readonly<Record<string, string>> = {
  TableHeaderInfo: 'format-table',
  ListViewHeaderInfo: 'format-list',
  WideViewHeaderInfo: 'format-wide',
  ComplexViewHeaderInfo: 'format-complex',
};

export class Display {
  readonly #session: SessionState;
  readonly #renderer: Renderer;
  #formatter: Formatter | undefined;

  constructor(session: SessionState, options: DisplayOptions) {
    this.#session = session;
    this.#renderer = new Renderer({
      ...options,
      now: () => performance.now(),
    });
  }

  /** Takes an object: one that is formatted already, here or by a remote Format-*, or any other. */
  write(value: unknown): void {
    const record = value instanceof FormatRecord ? (value as FormatData) : readFormatData(value);
    if (record === undefined) {
      this.#default().write(value);
      return;
    }
    // A Format-* document begins while the default one is open: that one ends first.
    if (record.kind === 'FormatStartData' && this.#renderer.inDocument) this.#endDefault();
    this.#renderer.write(record);
  }

  end(): void {
    this.#endDefault();
    this.#renderer.end();
  }

  #default(): Formatter {
    this.#formatter ??= new Formatter({
      access: objectAccess(this.#session),
      views: viewsOf(this.#session),
      enumerationLimit: () => enumerationLimit(this.#session),
      emit: (record) => this.#renderer.write(record as FormatData),
    });
    return this.#formatter;
  }

  #endDefault(): void {
    this.#formatter?.end();
    this.#formatter = undefined;
  }
}

/** A display of a command; records out of turn end the command. */
export function commandDisplay(context: CmdletContext, options: Omit<DisplayOptions, 'outOfSequence'>): Display {
  return new Display(context.session, { ...options, outOfSequence: (record) => outOfSequence(context, record) });
}

function outOfSequence(context: CmdletContext, record: FormatData): never {
  const cmdlet = record.kind === 'FormatStartData' ? (formatCmdlets[record.shapeInfo.kind] ?? 'format-*') : 'format-*';
  context.throwTerminating(
    context.error(
      'System.InvalidOperationException',
      `The object of type "Microsoft.PowerShell.Commands.Internal.Format.${record.kind}" is not valid or not in the correct sequence. This is likely caused by a user-specified "${cmdlet}" command which is conflicting with the default formatting.`,
      'ConsoleLineOutputOutOfSequencePacket',
      'InvalidData',
    ),
  );
}
