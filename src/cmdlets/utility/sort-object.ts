// Sort-Object: all input is collected, its keys computed once, and sorted by a stable sort that Stop interrupts.
import { type CmdletContext, defineCmdlet } from '../../engine/definitions/cmdlet.ts';
import { isPattern, resolveNames } from '../../format/property-expression.ts';
import { type CalculatedProperty, keys, readProperties } from '../shared/calculated-property.ts';
import { isNothing } from '../shared/empty-input.ts';
import { mergeSort } from '../shared/merge-sort.ts';
import { objectAccess } from '../shared/object-access.ts';
import { compareEntries, type OrderRules, orderEntry } from '../shared/property-compare.ts';
import { isTrue } from '../shared/values.ts';

const sortKeys = [keys.expression, keys.ascending, keys.descending];

/** Wildcard keys stand for all matching names of the input, in order of their names. */
function expandPatterns(context: CmdletContext, asked: readonly CalculatedProperty[], input: readonly unknown[]) {
  const access = objectAccess(context.session);
  return asked.flatMap((property) => {
    if (!isPattern(property.expression)) return [property];
    const names = new Map<string, CalculatedProperty>();
    for (const object of input) {
      for (const expression of resolveNames(access, property.expression, object)) {
        if (expression.kind === 'name') names.set(expression.name.toLowerCase(), { ...property, expression });
      }
    }
    return [...names.keys()].sort().map((name) => names.get(name) as CalculatedProperty);
  });
}

/** Whether one key sorts downwards: its own `ascending` or `descending` before the cmdlet's switch. */
function isDescending({ entries }: CalculatedProperty, byDefault: boolean): boolean {
  const ascending = entries.has('ascending') ? isTrue(entries.get('ascending')) : undefined;
  const descending = entries.has('descending') ? isTrue(entries.get('descending')) : undefined;
  if (ascending === undefined && descending === undefined) return byDefault;
  if (ascending !== undefined && ascending === descending) return byDefault;
  return ascending === undefined ? (descending as boolean) : !ascending;
}

export const sortObject = defineCmdlet({
  name: 'Sort-Object',
  aliases: ['sort'],
  defaultParameterSet: 'Default',
  synopsis: 'Sorts objects by property values.',
  parameters: {
    Property: { type: 'object[]', position: 0 },
    Descending: { type: 'switch' },
    Unique: { type: 'switch' },
    Top: {
      type: 'int',
      sets: { Top: { mandatory: true } },
      validate: [{ kind: 'range', min: 1, max: 2147483647 }],
    },
    Bottom: {
      type: 'int',
      sets: { Bottom: { mandatory: true } },
      validate: [{ kind: 'range', min: 1, max: 2147483647 }],
    },
    Stable: { type: 'switch', sets: { Default: {} } },
    InputObject: { type: 'psobject', pipeline: true },
    Culture: { type: 'string' },
    CaseSensitive: { type: 'switch' },
  },
  examples: [
    { code: "('pear', 'fig', 'Apple' | Sort-Object) -join ' '", description: 'Sorts words.', output: 'Apple fig pear' },
    { code: '(3, 10, 2 | Sort-Object -Descending) -join ","', description: 'Sorts downwards.', output: '10,3,2' },
  ],
  begin: (): unknown[] => [],
  process(_context, p, input) {
    if (!isNothing(p.InputObject)) input.push(p.InputObject);
  },
  end(context, p, input) {
    const access = objectAccess(context.session);
    const properties = expandPatterns(context, readProperties(context, p.Property, sortKeys), input);
    const rules: OrderRules = {
      descending: properties.length === 0 ? [p.Descending] : properties.map((each) => isDescending(each, p.Descending)),
      caseSensitive: p.CaseSensitive,
      culture: p.Culture,
    };
    const expressions = properties.map((property) => property.expression);
    const entries = input.map((object) => {
      context.checkStop();
      return orderEntry(access, object, expressions, ({ exception }) =>
        context.writeError(
          context.error(exception.typeName, exception.message, 'ExpressionEvaluation', 'InvalidResult', object),
        ),
      );
    });
    let sorted = mergeSort(
      entries,
      (left, right) => compareEntries(left, right, rules),
      () => context.checkStop(),
    );
    if (p.Unique) {
      sorted = sorted.filter((entry, index) => {
        const before = sorted[index - 1];
        return before === undefined || compareEntries(before, entry, rules) !== 0;
      });
    }
    if (p.Top !== undefined) sorted = sorted.slice(0, p.Top);
    else if (p.Bottom !== undefined) sorted = sorted.slice(-p.Bottom);
    for (const entry of sorted) context.writeObject(entry.object);
  },
});
