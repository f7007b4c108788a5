// Group-Object: objects with equal keys as groups, sorted by key where the keys are of one type.

import { type CmdletContext, defineCmdlet } from '../../engine/definitions/cmdlet.ts';
import { enumerate, typeNamesOf } from '../../engine/members.ts';
import { ArrayList, Hashtable } from '../../psobject/collections.ts';
import { baseOf } from '../../psobject/ps-object.ts';
import { type CalculatedProperty, keys, readProperties } from '../shared/calculated-property.ts';
import { isNothing } from '../shared/empty-input.ts';
import { mergeSort } from '../shared/merge-sort.ts';
import { objectAccess } from '../shared/object-access.ts';
import { compareEntries, type OrderEntry, type OrderRules, orderEntry } from '../shared/property-compare.ts';
import { CmdletRecord, defineRecord } from '../shared/record.ts';
import { collectionOf, toText } from '../shared/values.ts';

const groupInfo = 'Microsoft.PowerShell.Commands.GroupInfo';
const groupInfoNoElement = 'Microsoft.PowerShell.Commands.GroupInfoNoElement';

export const groupObjectTypes = [
  defineRecord(groupInfo, [
    'System.Collections.ArrayList Values',
    'int Count',
    'System.Collections.ObjectModel.Collection[psobject] Group',
    'string Name',
  ]),
  defineRecord(groupInfoNoElement, [], { base: groupInfo }),
];

interface Group {
  readonly first: OrderEntry;
  readonly members: unknown[];
}

interface State {
  readonly properties: readonly CalculatedProperty[];
  readonly entries: OrderEntry[];
}

function keyValues(entry: OrderEntry): unknown[] {
  return entry.keys.map((key) => (key === 'missing' ? null : key.value));
}

/** The keys as text, collections in braces. */
function groupName(entry: OrderEntry): string {
  const parts = keyValues(entry)
    .filter((value) => value !== null)
    .map((value) => {
      const items = Array.isArray(value) ? enumerate(value) : undefined;
      return items === undefined ? toText(value) : `{${[...items].map(toText).join(', ')}}`;
    });
  return parts.join(', ');
}

/** True when every key has one type throughout; only then are groups in order of their keys. */
function haveOneType(entries: readonly OrderEntry[]): boolean {
  const types: (string | undefined)[] = [];
  for (const entry of entries) {
    if (entry.keys.length !== (entries[0] as OrderEntry).keys.length) return false;
    for (const [index, value] of keyValues(entry).entries()) {
      if (value === null) continue;
      const name = typeNamesOf(baseOf(value))[0];
      types[index] ??= name;
      if (types[index] !== name) return false;
    }
  }
  return true;
}

function groupsOf(context: CmdletContext, entries: readonly OrderEntry[], rules: OrderRules): Group[] {
  const ordered = haveOneType(entries);
  const compare = (left: OrderEntry, right: OrderEntry): number => compareEntries(left, right, rules);
  const source = ordered ? mergeSort(entries, compare, () => context.checkStop()) : entries;
  const groups: Group[] = [];
  for (const entry of source) {
    context.checkStop();
    const candidates = ordered ? groups.slice(-1) : groups;
    const group = candidates.find((each) => compare(each.first, entry) === 0);
    if (group) group.members.push(entry.object);
    else groups.push({ first: entry, members: [entry.object] });
  }
  return groups;
}

function asTable(context: CmdletContext, groups: readonly Group[], asString: boolean, caseSensitive: boolean): void {
  const table = new Hashtable(caseSensitive ? 'ordinal' : 'ignoreCase');
  for (const { first, members } of groups) {
    const key = asString ? groupName(first) : baseOf(keyValues(first)[0] ?? null);
    if (key === null || table.has(key)) {
      const message =
        'The objects grouped by this property cannot be expanded because there is a key duplication. Provide a valid value for the property, and then try again.';
      context.writeError(context.error('System.Exception', message, message, 'InvalidArgument'));
      return;
    }
    table.set(key, collectionOf(members));
  }
  context.writeObject(table);
}

export const groupObject = defineCmdlet({
  name: 'Group-Object',
  aliases: ['group'],
  synopsis: 'Groups objects that contain the same value for specified properties.',
  parameters: {
    NoElement: { type: 'switch' },
    AsHashTable: { type: 'switch', aliases: ['AHT'], sets: { HashTable: {} } },
    AsString: { type: 'switch', sets: { HashTable: {} } },
    InputObject: { type: 'psobject', pipeline: true },
    Property: { type: 'object[]', position: 0 },
    Culture: { type: 'string' },
    CaseSensitive: { type: 'switch' },
  },
  examples: [
    {
      code: "'ox', 'Ox', 'hen' | Group-Object -NoElement",
      description: 'Counts words.',
      output: 'Count Name\n----- ----\n    1 hen\n    2 ox',
    },
  ],
  begin(context, p): State {
    const properties = readProperties(context, p.Property, [keys.expression]);
    if (p.AsString && !p.AsHashTable) {
      context.throwTerminating(
        context.error(
          'System.ArgumentException',
          'The AsString parameter requires the AsHashtable parameter. Add the AsHashTable parameter and try again.',
          'ArgumentException',
          'InvalidArgument',
        ),
      );
    }
    if (p.AsHashTable && !p.AsString && properties.length > 1) {
      context.throwTerminating(
        context.error(
          'System.ArgumentException',
          'The objects grouped by this property cannot be expanded into a hash table because more than one property is specified. Specify one property, or use the AsString parameter, and then try again.',
          'ArgumentException',
          'InvalidArgument',
        ),
      );
    }
    return { properties, entries: [] };
  },
  process(context, p, { properties, entries }) {
    if (isNothing(p.InputObject)) return;
    const object = p.InputObject;
    const expressions = properties.map((property) => property.expression);
    entries.push(
      orderEntry(objectAccess(context.session), object, expressions, ({ exception }) =>
        context.writeError(
          context.error(exception.typeName, exception.message, 'ExpressionEvaluation', 'InvalidResult', object),
        ),
      ),
    );
  },
  end(context, p, { entries }) {
    if (entries.length === 0) return;
    const rules: OrderRules = { descending: [], caseSensitive: p.CaseSensitive, culture: p.Culture };
    const groups = groupsOf(context, entries, rules);
    if (p.AsHashTable) {
      asTable(context, groups, p.AsString, p.CaseSensitive);
      return;
    }
    for (const { first, members } of groups) {
      context.writeObject(
        new CmdletRecord(p.NoElement ? groupInfoNoElement : groupInfo, {
          Values: new ArrayList(keyValues(first)),
          Count: members.length,
          Group: collectionOf(p.NoElement ? [] : members),
          Name: groupName(first),
        }),
      );
    }
  },
});
