// Write-Host: text for whoever sits in front, as an information record tagged PSHOST.
import { defineCmdlet } from '../../engine/definitions/cmdlet.ts';
import { enumerate } from '../../engine/members.ts';
import { Dictionary } from '../../psobject/collections.ts';
import { baseOf } from '../../psobject/ps-object.ts';
import { InformationRecord } from '../../psobject/records.ts';
import { netTypeName } from '../../psobject/type-name.ts';
import type { EnumValue } from '../../psobject/values.ts';
import { now } from '../shared/date.ts';
import { defineRecord } from '../shared/record.ts';
import { toText } from '../shared/values.ts';

const messageType = 'System.Management.Automation.HostInformationMessage';

/** HostInformationMessage: the text and how it is to be shown. */
export class HostInformationMessage {
  readonly values: Map<string, unknown>;
  constructor(message: string, noNewLine: boolean, foreground: unknown, background: unknown) {
    this.values = new Map<string, unknown>([
      ['Message', message],
      ['NoNewLine', noNewLine],
      ['ForegroundColor', foreground],
      ['BackgroundColor', background],
    ]);
  }
  get [netTypeName](): string {
    return messageType;
  }
  get(name: string): unknown {
    return this.values.get(name) ?? null;
  }
  toString(): string {
    return this.values.get('Message') as string;
  }
}

export const writeHostTypes = [
  defineRecord(messageType, [
    'string Message',
    'System.Nullable[bool] NoNewLine',
    'System.Nullable[System.ConsoleColor] ForegroundColor',
    'System.Nullable[System.ConsoleColor] BackgroundColor',
  ]),
];

/** Collections are joined by the separator, at any depth. */
function hostText(value: unknown, separator: string): string {
  if (value === null || value === undefined) return '';
  const base = baseOf(value);
  if (typeof base === 'string') return base;
  const items = base instanceof Dictionary ? undefined : enumerate(value);
  return items === undefined ? toText(value) : [...items].map((item) => hostText(item, separator)).join(separator);
}

export const writeHost = defineCmdlet({
  name: 'Write-Host',
  synopsis: 'Writes customized output to a host.',
  parameters: {
    Object: { type: 'object', aliases: ['Msg', 'Message'], position: 0, pipeline: true, remaining: true },
    NoNewline: { type: 'switch' },
    Separator: { type: 'object' },
    ForegroundColor: { type: 'System.ConsoleColor' },
    BackgroundColor: { type: 'System.ConsoleColor' },
  },
  examples: [{ code: "Write-Host 'ready' 6>&1", description: 'Text for the user.', output: 'ready' }],
  process(context, p) {
    const separator = p.Separator === undefined ? ' ' : hostText(p.Separator, ' ');
    const message = new HostInformationMessage(
      hostText(p.Object, separator),
      p.NoNewline,
      (p.ForegroundColor as EnumValue | undefined) ?? null,
      (p.BackgroundColor as EnumValue | undefined) ?? null,
    );
    const record = new InformationRecord(message, 'Write-Host');
    record.tags = ['PSHOST'];
    record.timeGenerated = now();
    record.user = context.services.platform.identity().userName;
    record.computer = context.services.platform.identity().computerName;
    context.writeInformation(record);
  },
});
