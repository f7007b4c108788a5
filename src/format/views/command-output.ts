// Views of what cmdlets make: members, groups, matches, measures, history, hashes.
import type { ViewDefinition } from '../../engine/definitions/view.ts';
import { baseOf } from '../../psobject/ps-object.ts';
import { column, entries, labelled, numberOf } from './columns.ts';

/** A duration as history shows it: as short as it can be. */
function historyDuration(ticks: number): string {
  const milliseconds = Math.floor(ticks / 10_000);
  const pad = (value: number, width = 2): string => String(value).padStart(width, '0');
  const hours = Math.floor(milliseconds / 3_600_000);
  const minutes = Math.floor(milliseconds / 60_000) % 60;
  const seconds = Math.floor(milliseconds / 1000) % 60;
  const fraction = pad(milliseconds % 1000, 3);
  if (hours >= 1) return `${hours}:${pad(minutes)}:${pad(seconds)}.${fraction}`;
  if (minutes >= 1) return `${minutes}:${pad(seconds)}.${fraction}`;
  return `${seconds}.${fraction}`;
}

export const commandOutputViews: readonly ViewDefinition[] = [
  {
    name: 'Microsoft.PowerShell.Commands.MemberDefinition',
    typeNames: ['Microsoft.PowerShell.Commands.MemberDefinition'],
    group: { by: 'TypeName' },
    table: { columns: [column('Name'), column('MemberType'), column('Definition')], autoSize: true },
  },
  {
    name: 'Microsoft.PowerShell.Commands.GroupInfo',
    typeNames: ['Microsoft.PowerShell.Commands.GroupInfo'],
    table: { columns: [column('Count', 5, 'Right'), column('Name', 25), column('Group')] },
    list: { entries: entries('Name', 'Count', 'Group', 'Values') },
  },
  {
    name: 'Microsoft.PowerShell.Commands.GroupInfoNoElement',
    typeNames: ['Microsoft.PowerShell.Commands.GroupInfoNoElement'],
    table: { columns: [column('Count', 5, 'Right'), column('Name', 25)] },
    list: { entries: entries('Name', 'Count', 'Values') },
  },
  {
    name: 'MatchInfo',
    typeNames: ['Microsoft.PowerShell.Commands.MatchInfo'],
    // A live match knows how it is shown; one that came over the wire shows its line.
    custom: (object, get) => {
      const match = baseOf(object) as { displayText?: () => string };
      return (match.displayText?.() ?? String(get('Line') ?? object)).split('\n');
    },
  },
  {
    name: 'Microsoft.PowerShell.Commands.TextMeasureInfo',
    typeNames: ['Deserialized.Microsoft.PowerShell.Commands.TextMeasureInfo'],
    table: { columns: ['Lines', 'Words', 'Characters', 'Property'].map((name) => column(name)) },
  },
  {
    name: 'Microsoft.PowerShell.Commands.GenericMeasureInfo',
    typeNames: ['Deserialized.Microsoft.PowerShell.Commands.GenericMeasureInfo'],
    list: { entries: entries('Count', 'Average', 'Sum', 'Maximum', 'Minimum', 'Property') },
  },
  {
    name: 'history',
    typeNames: ['Microsoft.PowerShell.Commands.HistoryInfo'],
    table: {
      columns: [
        column('Id', 4, 'Right'),
        labelled('Duration', (_, get) => historyDuration(ticksOf(get('Duration'))), 12, 'Right'),
        column('CommandLine'),
      ],
    },
    wide: { value: 'CommandLine' },
  },
  {
    name: 'Microsoft.PowerShell.Commands.FileHashInfo',
    typeNames: ['Microsoft.PowerShell.Commands.FileHashInfo'],
    table: { columns: [column('Algorithm', 15, 'Left'), column('Hash', 70, 'Left'), column('Path')] },
  },
];

function ticksOf(value: unknown): number {
  const ticks = (value as { ticks?: unknown } | null)?.ticks;
  return typeof ticks === 'bigint' ? Number(ticks) : numberOf(value) || 0;
}
