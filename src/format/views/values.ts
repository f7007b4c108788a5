// Views of values of .NET types: dates, time spans, versions, cultures, identifiers, types.

import { netToString, threadContext } from '../../conversion/index.ts';
import type { ViewDefinition } from '../../engine/definitions/view.ts';
import { baseOf } from '../../psobject/ps-object.ts';
import { column, entries, labelled } from './columns.ts';

/** A date in the culture's long forms, as much of it as its DisplayHint says. */
function dateText(object: unknown, hint: string): string {
  const { culture } = threadContext();
  const date = baseOf(object);
  if (hint === 'Date') return netToString(date, 'D', culture);
  if (hint === 'Time') return netToString(date, 'T', culture);
  return `${netToString(date, 'D', culture)} ${netToString(date, 'T', culture)}`;
}

export const valueViews: readonly ViewDefinition[] = [
  {
    name: 'DateTime',
    typeNames: ['System.DateTime'],
    custom: (object, get) => [dateText(object, String(get('DisplayHint') ?? 'DateTime'))],
  },
  {
    name: 'System.TimeSpan',
    typeNames: ['System.TimeSpan'],
    list: {
      entries: entries(
        'Days',
        'Hours',
        'Minutes',
        'Seconds',
        'Milliseconds',
        'Ticks',
        'TotalDays',
        'TotalHours',
        'TotalMinutes',
        'TotalSeconds',
        'TotalMilliseconds',
      ),
    },
  },
  {
    name: 'System.TimeSpan',
    typeNames: ['System.TimeSpan'],
    table: { columns: ['Days', 'Hours', 'Minutes', 'Seconds', 'Milliseconds'].map((name) => column(name)) },
    wide: { value: 'TotalMilliseconds' },
  },
  {
    name: 'System.Version',
    typeNames: ['System.Version'],
    table: { columns: [column('Major', 6), column('Minor', 6), column('Build', 6), column('Revision', 8)] },
  },
  {
    name: 'System.Version',
    typeNames: ['System.Version#IncludeLabel'],
    table: {
      columns: [
        column('Major', 6),
        column('Minor', 6),
        column('Build', 6),
        column('Revision', 8),
        column('PSSemVerPreReleaseLabel', 26),
        column('PSSemVerBuildLabel', 27),
      ],
    },
  },
  {
    name: 'System.Management.Automation.SemanticVersion',
    typeNames: ['System.Management.Automation.SemanticVersion'],
    table: {
      columns: [
        column('Major', 6),
        column('Minor', 6),
        column('Patch', 6),
        column('PreReleaseLabel', 15),
        column('BuildLabel', 11),
      ],
    },
  },
  {
    name: 'System.Globalization.CultureInfo',
    typeNames: ['System.Globalization.CultureInfo'],
    table: { columns: [column('LCID', 16), column('Name', 16), column('DisplayName')] },
  },
  {
    name: 'System.Guid',
    typeNames: ['System.Guid'],
    table: { columns: [labelled('Guid', (object, get) => get('Guid') ?? String(baseOf(object)))] },
  },
  {
    name: 'Dictionary',
    typeNames: ['System.Collections.DictionaryEntry'],
    table: { columns: [column('Name', 30), column('Value')] },
    list: { entries: entries('Name', 'Value') },
  },
  {
    name: 'System.RuntimeType',
    typeNames: ['System.RuntimeType'],
    table: {
      columns: [
        column('IsPublic', 8),
        { label: 'IsSerial', value: 'IsSerializable', width: 8 },
        column('Name', 40),
        column('BaseType'),
      ],
    },
  },
  {
    name: 'System.Net.NetworkCredential',
    typeNames: ['System.Net.NetworkCredential'],
    table: { columns: [column('UserName', 50), column('Domain', 50)] },
  },
  {
    name: 'System.Management.Automation.PSMethod',
    typeNames: ['System.Management.Automation.PSMethod'],
    table: {
      columns: [
        {
          label: 'OverloadDefinitions',
          value: (_, get) => {
            const definitions = get('OverloadDefinitions');
            return Array.isArray(definitions) ? `${definitions.join('\n')}\n` : definitions;
          },
        },
      ],
      wrap: true,
    },
  },
];
