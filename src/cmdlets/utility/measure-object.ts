// Measure-Object: counts, sums and extremes of numbers; lines, words and characters of text.
import { type CmdletContext, defineCmdlet } from '../../engine/definitions/cmdlet.ts';
import { typeNamesOf } from '../../engine/members.ts';
import { expressionText, expressionValues, isPattern, resolveNames } from '../../format/property-expression.ts';
import { Double } from '../../psobject/numbers.ts';
import { baseOf } from '../../psobject/ps-object.ts';
import { type CalculatedProperty, keys, readProperties } from '../shared/calculated-property.ts';
import { isNothing } from '../shared/empty-input.ts';
import { objectAccess } from '../shared/object-access.ts';
import { CmdletRecord, defineRecord } from '../shared/record.ts';
import { compareValues, toDouble, toText } from '../shared/values.ts';

const measureInfo = 'Microsoft.PowerShell.Commands.MeasureInfo';
const genericMeasureInfo = 'Microsoft.PowerShell.Commands.GenericMeasureInfo';
const genericObjectMeasureInfo = 'Microsoft.PowerShell.Commands.GenericObjectMeasureInfo';
const textMeasureInfo = 'Microsoft.PowerShell.Commands.TextMeasureInfo';

const shared = ['int Count', 'System.Nullable[double] Average', 'System.Nullable[double] Sum'];

export const measureObjectTypes = [
  defineRecord(measureInfo, []),
  defineRecord(
    genericMeasureInfo,
    [
      ...shared,
      'System.Nullable[double] Maximum',
      'System.Nullable[double] Minimum',
      'System.Nullable[double] StandardDeviation',
      'string Property',
    ],
    { base: measureInfo },
  ),
  defineRecord(
    genericObjectMeasureInfo,
    [...shared, 'System.Object Maximum', 'System.Object Minimum', 'string Property'],
    { base: measureInfo },
  ),
  defineRecord(
    textMeasureInfo,
    ['System.Nullable[int] Lines', 'System.Nullable[int] Words', 'System.Nullable[int] Characters', 'string Property'],
    { base: measureInfo },
  ),
];

interface Statistics {
  count: number;
  sum: number;
  variance: number;
  maximum: unknown;
  minimum: unknown;
  lines: number;
  words: number;
  characters: number;
}

interface State {
  readonly properties: readonly CalculatedProperty[];
  readonly byName: Map<string, { readonly name: string; readonly statistics: Statistics }>;
  sawNonNumber: boolean;
  total: number;
}

interface Wanted {
  readonly sum: boolean;
  readonly average: boolean;
  readonly maximum: boolean;
  readonly minimum: boolean;
  readonly deviation: boolean;
  readonly line: boolean;
  readonly word: boolean;
  readonly character: boolean;
  readonly ignoreWhiteSpace: boolean;
}

function statisticsOf(state: State, name: string): Statistics {
  const key = name.toLowerCase();
  let entry = state.byName.get(key);
  if (entry === undefined) {
    const statistics = {
      count: 0,
      sum: 0,
      variance: 0,
      maximum: null,
      minimum: null,
      lines: 0,
      words: 0,
      characters: 0,
    };
    entry = { name, statistics };
    state.byName.set(key, entry);
  }
  return entry.statistics;
}

function countLines(text: string): number {
  if (text === '') return 0;
  const breaks = text.split('\n').length - 1;
  return text.endsWith('\n') ? breaks : breaks + 1;
}

/** The further of two values: numbers as numbers, values of different types as texts. */
function further(value: unknown, known: unknown, sign: 1 | -1): unknown {
  if (known === null) return value;
  let left: unknown = wrap(toDouble(known), known);
  let right: unknown = wrap(toDouble(value), value);
  if (typeNamesOf(left)[0] !== typeNamesOf(right)[0]) {
    left = toText(left);
    right = toText(right);
  }
  return compareValues(left, right, false) * sign > 0 ? value : known;
}

function wrap(number: number | undefined, otherwise: unknown): unknown {
  return number === undefined ? otherwise : new Double(number);
}

function analyze(context: CmdletContext, state: State, wanted: Wanted, name: string, raw: unknown): void {
  const value = baseOf(raw);
  const statistics = statisticsOf(state, name);
  statistics.count++;
  if (wanted.line || wanted.word || wanted.character) {
    const text = value === null ? '' : toText(value);
    statistics.lines += countLines(text);
    statistics.words += text.split(/\s+/).filter((word) => word !== '').length;
    statistics.characters += wanted.ignoreWhiteSpace ? text.replace(/\s/g, '').length : text.length;
  }
  if (wanted.sum || wanted.average || wanted.deviation) {
    const number = toDouble(value);
    if (number === undefined) {
      state.sawNonNumber = true;
      context.writeError(
        context.error(
          'System.Management.Automation.PSInvalidOperationException',
          `Input object "${toText(value)}" is not numeric.`,
          'NonNumericInputObject',
          'InvalidType',
          value,
        ),
      );
      return;
    }
    const previous = statistics.sum;
    statistics.sum += number;
    const { count } = statistics;
    if (count > 1) {
      const distance = number - previous / (count - 1);
      statistics.variance = statistics.variance * ((count - 2) / (count - 1)) + (distance * distance) / count;
    }
  }
  if (wanted.minimum) statistics.minimum = further(value, statistics.minimum, 1);
  if (wanted.maximum) statistics.maximum = further(value, statistics.maximum, -1);
}

function analyzeProperties(context: CmdletContext, state: State, wanted: Wanted, target: unknown): void {
  const access = objectAccess(context.session);
  const seen = new Set<string>();
  for (const { expression } of state.properties) {
    const resolved = resolveNames(access, expression, target);
    if (resolved.length === 0 && !isPattern(expression)) statisticsOf(state, expressionText(expression));
    for (const each of resolved) {
      const name = expressionText(each);
      if (seen.has(name.toLowerCase())) continue;
      const result = expressionValues(access, each, target)[0];
      if (result === undefined) continue;
      seen.add(name.toLowerCase());
      analyze(context, state, wanted, name, result.value);
    }
  }
}

function genericInfo(statistics: Statistics, wanted: Wanted, state: State, name: string | null): CmdletRecord {
  const numbers = !state.sawNonNumber;
  const extremes = [statistics.minimum, statistics.maximum];
  const isNumeric = extremes.every((value) => value === null || toDouble(value) !== undefined);
  const number = (value: unknown): unknown => (value === null ? null : new Double(toDouble(value) as number));
  const common = {
    Count: statistics.count,
    Average: numbers && wanted.average && statistics.count > 0 ? new Double(statistics.sum / statistics.count) : null,
    Sum: numbers && wanted.sum ? new Double(statistics.sum) : null,
    Maximum: isNumeric ? number(statistics.maximum) : statistics.maximum,
    Minimum: isNumeric ? number(statistics.minimum) : statistics.minimum,
    Property: name,
  };
  if (!isNumeric) return new CmdletRecord(genericObjectMeasureInfo, common);
  return new CmdletRecord(genericMeasureInfo, {
    ...common,
    StandardDeviation: numbers && wanted.deviation ? new Double(Math.sqrt(statistics.variance)) : null,
  });
}

function textInfo(statistics: Statistics, wanted: Wanted, name: string | null): CmdletRecord {
  return new CmdletRecord(textMeasureInfo, {
    Lines: wanted.line ? statistics.lines : null,
    Words: wanted.word ? statistics.words : null,
    Characters: wanted.character ? statistics.characters : null,
    Property: name,
  });
}

interface Switches {
  readonly Sum: boolean;
  readonly AllStats: boolean;
  readonly Average: boolean;
  readonly Maximum: boolean;
  readonly Minimum: boolean;
  readonly StandardDeviation: boolean;
  readonly Line: boolean;
  readonly Word: boolean;
  readonly Character: boolean;
  readonly IgnoreWhiteSpace: boolean;
}

function wantedOf(p: Switches): Wanted {
  return {
    sum: p.Sum || p.AllStats,
    average: p.Average || p.AllStats,
    maximum: p.Maximum || p.AllStats,
    minimum: p.Minimum || p.AllStats,
    deviation: p.StandardDeviation || p.AllStats,
    line: p.Line,
    word: p.Word,
    character: p.Character,
    ignoreWhiteSpace: p.IgnoreWhiteSpace,
  };
}

const generic = { GenericMeasure: {} };
const text = { TextMeasure: {} };

export const measureObject = defineCmdlet({
  name: 'Measure-Object',
  aliases: ['measure'],
  defaultParameterSet: 'GenericMeasure',
  synopsis: 'Calculates the numeric properties of objects, and the characters, words, and lines in string objects.',
  parameters: {
    InputObject: { type: 'psobject', pipeline: true },
    Property: { type: 'object[]', position: 0, validate: [{ kind: 'notNullOrEmpty' }] },
    StandardDeviation: { type: 'switch', sets: generic },
    Sum: { type: 'switch', sets: generic },
    AllStats: { type: 'switch', sets: generic },
    Average: { type: 'switch', sets: generic },
    Maximum: { type: 'switch', sets: generic },
    Minimum: { type: 'switch', sets: generic },
    Line: { type: 'switch', sets: text },
    Word: { type: 'switch', sets: text },
    Character: { type: 'switch', sets: text },
    IgnoreWhiteSpace: { type: 'switch', sets: text },
  },
  examples: [{ code: '(1..4 | Measure-Object -Sum).Sum', description: 'Adds numbers.', output: '10' }],
  begin: (context, p): State => ({
    properties: readProperties(context, p.Property, [keys.expression]),
    byName: new Map(),
    sawNonNumber: false,
    total: 0,
  }),
  process(context, p, state) {
    if (isNothing(p.InputObject)) return;
    state.total++;
    const wanted = wantedOf(p);
    if (state.properties.length === 0) analyze(context, state, wanted, '$_', p.InputObject);
    else analyzeProperties(context, state, wanted, p.InputObject);
  },
  end(context, p, state) {
    const wanted = wantedOf(p);
    const named = state.properties.length > 0;
    if (state.total === 0 && !named) statisticsOf(state, '$_');
    for (const { name, statistics } of state.byName.values()) {
      if (statistics.count === 0 && named) continue;
      const shown = named ? name : null;
      context.writeObject(
        context.parameterSet === 'TextMeasure'
          ? textInfo(statistics, wanted, shown)
          : genericInfo(statistics, wanted, state, shown),
      );
    }
  },
});
