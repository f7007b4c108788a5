// Where-Object: objects for which a script block, or a property and an operator, is true.
import { type CmdletContext, defineCmdlet } from '../../engine/definitions/cmdlet.ts';
import type { ParameterDefinition } from '../../engine/definitions/parameter.ts';
import { expressionValues, resolveNames } from '../../format/property-expression.ts';
import { automationNull } from '../../psobject/automation-null.ts';
import { type FilterOperator, filterOperators } from '../shared/filter-operators.ts';
import { objectAccess } from '../shared/object-access.ts';
import { isTrue } from '../shared/values.ts';

/** The operators, each a switch that makes a parameter set of its own. */
const operatorNames = Object.keys(filterOperators) as FilterOperator[];
const unary: readonly FilterOperator[] = ['Not'];

const setNameOf = (operator: FilterOperator): string =>
  operator === 'EQ' ? 'EqualSet' : `${operator.replace(/^C(?!ontains)/, 'CaseSensitive')}Set`;

const operatorSwitches: Record<string, ParameterDefinition & { readonly type: 'switch' }> = Object.fromEntries(
  operatorNames.map((operator) => [
    operator,
    {
      type: 'switch',
      sets: { [setNameOf(operator)]: { mandatory: operator !== 'EQ' } },
      ...(/^C|^Not$|^Is/.test(operator) ? {} : { aliases: [`I${operator.toLowerCase()}`] }),
    },
  ]),
);

const comparisonSets = Object.fromEntries(
  operatorNames.map((operator) => [setNameOf(operator), { position: 0, mandatory: true }]),
);
const valueSets = Object.fromEntries(
  operatorNames
    .filter((operator) => !unary.includes(operator))
    .map((operator) => [setNameOf(operator), { position: 1 }]),
);

/** The property's value for the comparison: null where the object has none, an error where a pattern fits several. */
function propertyValue(context: CmdletContext, name: string, target: unknown): unknown {
  const access = objectAccess(context.session);
  const resolved = resolveNames(access, { kind: 'name', name, resolved: false }, target);
  if (resolved.length > 1) {
    const names = resolved.map((each) => (each.kind === 'name' ? each.name : '')).join(' ');
    context.throwTerminating(
      context.error(
        'System.Management.Automation.PSArgumentException',
        `Input name "${name}" is ambiguous. It can be resolved to multiple matched members. Possible matches include: ${names}.`,
        'AmbiguousPropertyName',
        'InvalidArgument',
        target,
      ),
    );
  }
  const [first] = resolved;
  if (first === undefined) return null;
  return expressionValues(access, first, target)[0]?.value ?? null;
}

export const whereObject = defineCmdlet({
  name: 'Where-Object',
  aliases: ['where', '?'],
  defaultParameterSet: 'EqualSet',
  synopsis: 'Selects objects from a collection based on their property values.',
  parameters: {
    InputObject: { type: 'psobject', pipeline: true },
    FilterScript: { type: 'scriptblock', sets: { ScriptBlockSet: { position: 0, mandatory: true } } },
    Property: { type: 'string', sets: comparisonSets, validate: [{ kind: 'notNullOrEmpty' }] },
    Value: { type: 'object', sets: valueSets },
    ...operatorSwitches,
  },
  examples: [
    { code: "(1..6 | Where-Object { $_ % 2 }) -join ','", description: 'A script block.', output: '1,3,5' },
    {
      code: "'oak', 'ash' | Where-Object Length -gt 2",
      description: 'A property and an operator.',
      output: 'oak\nash',
    },
  ],
  process(context, p) {
    const input = p.InputObject;
    if (input === undefined || input === automationNull) return;
    if (p.FilterScript !== undefined) {
      const result = context.invoke(p.FilterScript, { dollarUnder: input, input: [input], newScope: false });
      if (isTrue(result.length === 1 ? result[0] : result)) context.writeObject(input);
      return;
    }
    const switches = p as unknown as Readonly<Record<FilterOperator, boolean>>;
    const operator = operatorNames.find((name) => switches[name]) ?? 'EQ';
    const left = propertyValue(context, p.Property as string, input);
    if (operator === 'EQ' && !switches.EQ && !context.isBound('Value')) {
      if (isTrue(left)) context.writeObject(input);
      return;
    }
    if (filterOperators[operator](context, left, p.Value ?? null)) context.writeObject(input);
  },
});
