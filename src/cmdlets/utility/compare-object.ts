// Compare-Object: which objects one set has and the other has not.
import { type CmdletContext, defineCmdlet } from '../../engine/definitions/cmdlet.ts';
import { expressionText } from '../../format/property-expression.ts';
import { NoteProperty, PSObject } from '../../psobject/ps-object.ts';
import { type CalculatedProperty, keys, readProperties } from '../shared/calculated-property.ts';
import { isNothing } from '../shared/empty-input.ts';
import { objectAccess } from '../shared/object-access.ts';
import { compareEntries, type OrderEntry, type OrderRules, orderEntry } from '../shared/property-compare.ts';

interface State {
  readonly properties: readonly CalculatedProperty[];
  readonly reference: OrderEntry[];
  readonly difference: OrderEntry[];
}

function entryOf(context: CmdletContext, properties: readonly CalculatedProperty[], object: unknown): OrderEntry {
  const expressions = properties.map((property) => property.expression);
  return orderEntry(objectAccess(context.session), object, expressions, () => {});
}

function writeMatch(
  context: CmdletContext,
  properties: readonly CalculatedProperty[],
  entry: OrderEntry,
  side: string,
  passThru: boolean,
): void {
  if (passThru) {
    const object = entry.object instanceof PSObject ? entry.object : new PSObject(entry.object);
    object.members.set(new NoteProperty('SideIndicator', side));
    context.writeObject(object);
    return;
  }
  const result = new PSObject();
  if (properties.length === 0) result.members.setNote('InputObject', entry.object);
  for (const [index, property] of properties.entries()) {
    const key = entry.keys[index];
    result.members.setNote(
      expressionText(property.expression),
      key === undefined || key === 'missing' ? null : key.value,
    );
  }
  result.members.setNote('SideIndicator', side);
  context.writeObject(result);
}

export const compareObject = defineCmdlet({
  name: 'Compare-Object',
  aliases: ['compare', 'diff'],
  synopsis: 'Compares two sets of objects.',
  parameters: {
    ReferenceObject: {
      type: 'psobject[]',
      position: 0,
      mandatory: true,
      validate: [{ kind: 'allowEmptyCollection' }],
    },
    DifferenceObject: {
      type: 'psobject[]',
      position: 1,
      mandatory: true,
      pipeline: true,
      validate: [{ kind: 'allowEmptyCollection' }],
    },
    SyncWindow: { type: 'int', validate: [{ kind: 'range', min: 0, max: 2147483647 }] },
    Property: { type: 'object[]' },
    ExcludeDifferent: { type: 'switch' },
    IncludeEqual: { type: 'switch' },
    PassThru: { type: 'switch' },
    Culture: { type: 'string' },
    CaseSensitive: { type: 'switch' },
  },
  examples: [
    { code: '(Compare-Object 1, 2 2, 3).SideIndicator -join " "', description: 'Both sides.', output: '=> <=' },
  ],
  begin(context, p): State {
    const properties = readProperties(context, p.Property, [keys.expression]);
    const given = (p.ReferenceObject ?? []).filter((object) => !isNothing(object));
    return { properties, reference: given.map((object) => entryOf(context, properties, object)), difference: [] };
  },
  process(context, p, { properties, difference }) {
    for (const object of p.DifferenceObject ?? []) {
      if (!isNothing(object)) difference.push(entryOf(context, properties, object));
    }
  },
  end(context, p, { properties, reference, difference }) {
    const rules: OrderRules = { descending: [], caseSensitive: p.CaseSensitive, culture: p.Culture };
    const open = [...reference];
    const missing: OrderEntry[] = [];
    const window = p.SyncWindow ?? Number.MAX_SAFE_INTEGER;
    for (const [at, entry] of difference.entries()) {
      context.checkStop();
      const found = open.findIndex(
        (other) => Math.abs(reference.indexOf(other) - at) <= window && compareEntries(other, entry, rules) === 0,
      );
      if (found < 0) missing.push(entry);
      else {
        const [equal] = open.splice(found, 1);
        if (p.IncludeEqual || p.ExcludeDifferent)
          writeMatch(context, properties, equal as OrderEntry, '==', p.PassThru);
      }
    }
    if (p.ExcludeDifferent) return;
    for (const entry of missing) writeMatch(context, properties, entry, '=>', p.PassThru);
    for (const entry of open) writeMatch(context, properties, entry, '<=', p.PassThru);
  },
});
