// Select-Object: chosen properties of objects, chosen objects of a stream.

import { wildcardPattern } from '../../conversion/wildcard.ts';
import { type CmdletContext, defineCmdlet } from '../../engine/definitions/cmdlet.ts';
import { enumerate, getProperty, typeNamesOf } from '../../engine/members.ts';
import {
  type ExpressionResult,
  expressionText,
  expressionValues,
  isPattern,
  resolveNames,
} from '../../format/property-expression.ts';
import { baseOf, isPropertyBag, NoteProperty, PSObject } from '../../psobject/ps-object.ts';
import { type CalculatedProperty, keys, readProperties } from '../shared/calculated-property.ts';
import { isNothing } from '../shared/empty-input.ts';
import { objectAccess } from '../shared/object-access.ts';
import { compareLoosely } from '../shared/values.ts';

interface State {
  readonly properties: readonly CalculatedProperty[];
  readonly expand: CalculatedProperty | undefined;
  readonly isExcluded: (name: string) => boolean;
  /** Objects that wait for the end, or for more to come (-Last, -SkipLast). */
  readonly queue: unknown[];
  readonly indexes: readonly number[];
  readonly uniques: Unique[];
  skip: number;
  streamed: number;
  position: number;
}

interface Unique {
  readonly object: unknown;
  readonly notes: readonly NoteProperty[];
}

interface Asked {
  readonly unique: boolean;
  readonly caseInsensitive: boolean;
  readonly expandName: string | undefined;
}

function alreadyExists(context: CmdletContext, name: string, errorId: string, target: unknown): void {
  context.writeError(
    context.error(
      'System.Management.Automation.PSArgumentException',
      `The property cannot be processed because the property "${name}" already exists.`,
      errorId,
      'InvalidOperation',
      target,
    ),
  );
}

/** The note properties of one -Property argument for an object. */
function notesOf(context: CmdletContext, state: State, property: CalculatedProperty, target: unknown): NoteProperty[] {
  const access = objectAccess(context.session);
  const label = property.entries.get('label');
  const found: ExpressionResult[] = resolveNames(access, property.expression, target)
    .filter((expression) => !state.isExcluded(expressionText(expression)))
    .flatMap((expression) => expressionValues(access, expression, target));
  if (found.length === 0 && !isPattern(property.expression)) {
    if (state.isExcluded(expressionText(property.expression))) return [];
    found.push({ expression: property.expression, value: null, error: undefined });
  } else if (typeof label === 'string' && found.length > 1) {
    context.writeError(
      context.error(
        'System.InvalidOperationException',
        'The property cannot be renamed because multiple results were found.',
        'RenamingMultipleResults',
        'InvalidOperation',
        target,
      ),
    );
    return [];
  }
  return found.map((result) => {
    const name = typeof label === 'string' && label !== '' ? label : expressionText(result.expression);
    if (name === '') {
      context.throwTerminating(
        context.error(
          'System.Management.Automation.PSArgumentException',
          'An empty script block was specified without a name.',
          'EmptyScriptBlockAndNoName',
          'InvalidArgument',
        ),
      );
    }
    return new NoteProperty(name, result.value);
  });
}

function isSame(left: Unique, right: Unique, caseInsensitive: boolean): boolean {
  if (compareLoosely(left.object, right.object, caseInsensitive) !== 0) return false;
  if (left.notes.length !== right.notes.length) return false;
  return left.notes.every((note) => {
    const other = getProperty(right.object, note.name);
    return other !== undefined && compareLoosely(other, note.value, caseInsensitive) === 0;
  });
}

/** A property bag that was made or passed gets the type name Selected.<type>. */
function markSelected(object: unknown, source: unknown, isNew: boolean): void {
  if (!isPropertyBag(object)) return;
  const name = `Selected.${isPropertyBag(source) ? 'System.Management.Automation.PSCustomObject' : typeNamesOf(baseOf(source))[0]}`;
  const names = typeNamesOf(object);
  if (isNew || !names.includes(name)) object.typeNames = [name, ...names];
}

function emit(
  context: CmdletContext,
  state: State,
  asked: Asked,
  object: unknown,
  notes: readonly NoteProperty[],
  source: unknown,
): void {
  if (!asked.unique) {
    markSelected(object, source, notes.length > 0);
    context.writeObject(object);
    return;
  }
  const candidate = { object, notes };
  if (state.uniques.some((unique) => isSame(candidate, unique, asked.caseInsensitive))) return;
  markSelected(object, source, notes.length > 0);
  state.uniques.push(candidate);
}

function select(context: CmdletContext, state: State, asked: Asked, target: unknown): void {
  if (state.properties.length === 0 && state.expand === undefined) {
    emit(context, state, asked, target, [], target);
    return;
  }
  const notes = state.properties.flatMap((property) => notesOf(context, state, property, target));
  if (state.expand) {
    expand(context, state, asked, state.expand, target, notes);
    return;
  }
  const result = new PSObject();
  for (const note of notes) {
    if (result.members.get(note.name)) {
      alreadyExists(context, note.name, 'AlreadyExistingUserSpecifiedPropertyNoExpand', target);
    } else result.members.set(note);
  }
  emit(context, state, asked, result, notes, target);
}

function expand(
  context: CmdletContext,
  state: State,
  asked: Asked,
  property: CalculatedProperty,
  target: unknown,
  notes: readonly NoteProperty[],
): void {
  const results = expressionValues(objectAccess(context.session), property.expression, target);
  const fail = (message: string, errorId: string): void =>
    context.writeError(
      context.error('System.Management.Automation.PSArgumentException', message, errorId, 'InvalidArgument', target),
    );
  const [first] = results;
  if (first === undefined) {
    fail(`Property "${asked.expandName}" cannot be found.`, 'ExpandPropertyNotFound');
    return;
  }
  if (results.length > 1) {
    fail(
      `Multiple properties cannot be expanded. The "${asked.expandName}" pattern matches more than one property.`,
      'MutlipleExpandProperties',
    );
    return;
  }
  if (first.error) {
    const { exception } = first.error;
    context.writeError(
      context.error(exception.typeName, exception.message, 'PropertyEvaluationExpand', 'InvalidResult', target),
    );
    return;
  }
  if (isNothing(first.value)) return;
  for (const item of enumerate(first.value) ?? [first.value]) {
    if (item === null) continue;
    emit(context, state, asked, decorated(context, item, notes, target), notes, target);
  }
}

/** The expanded value with the other chosen properties as notes on a copy of its wrapper. */
function decorated(context: CmdletContext, item: unknown, notes: readonly NoteProperty[], target: unknown): unknown {
  if (notes.length === 0) return item;
  const result = item instanceof PSObject ? item : new PSObject(item);
  for (const note of notes) {
    if (getProperty(result, note.name) !== undefined) {
      alreadyExists(context, note.name, 'AlreadyExistingUserSpecifiedPropertyExpand', target);
    } else result.members.set(note);
  }
  return result;
}

const counts = { kind: 'range', min: 0, max: 2147483647 } as const;

export const selectObject = defineCmdlet({
  name: 'Select-Object',
  aliases: ['select'],
  defaultParameterSet: 'DefaultParameter',
  synopsis: 'Selects objects or object properties.',
  parameters: {
    InputObject: { type: 'psobject', pipeline: true },
    Property: { type: 'object[]', sets: { DefaultParameter: { position: 0 }, SkipLastParameter: { position: 0 } } },
    ExcludeProperty: { type: 'string[]', sets: { DefaultParameter: {}, SkipLastParameter: {} } },
    ExpandProperty: { type: 'string', sets: { DefaultParameter: {}, SkipLastParameter: {} } },
    Unique: { type: 'switch' },
    CaseInsensitive: { type: 'switch' },
    Last: { type: 'int', sets: { DefaultParameter: {} }, validate: [counts] },
    First: { type: 'int', sets: { DefaultParameter: {} }, validate: [counts] },
    Skip: { type: 'int', sets: { DefaultParameter: {}, SkipLastParameter: {} }, validate: [counts] },
    SkipLast: { type: 'int', sets: { SkipLastParameter: {} }, validate: [counts] },
    Wait: { type: 'switch', sets: { DefaultParameter: {}, IndexParameter: {} } },
    Index: { type: 'int[]', sets: { IndexParameter: {} }, validate: [counts] },
    SkipIndex: { type: 'int[]', sets: { SkipIndexParameter: {} }, validate: [counts] },
  },
  examples: [
    { code: "(1..9 | Select-Object -First 2 -Last 1) -join ','", description: 'Ends of a stream.', output: '1,2,9' },
    {
      code: "'pear' | Select-Object Length, @{ n = 'Upper'; e = { $_.ToUpper() } }",
      description: 'A property and a computed one.',
      output: 'Length Upper\n------ -----\n     4 PEAR',
    },
  ],
  begin(context, p): State {
    const excluded = (p.ExcludeProperty ?? []).map((pattern) => wildcardPattern(pattern));
    const asked = p.Property === undefined && excluded.length > 0 ? ['*'] : p.Property;
    return {
      properties: readProperties(context, asked, [keys.expression, keys.label]),
      expand: p.ExpandProperty
        ? readProperties(context, [p.ExpandProperty], [keys.expression, keys.label])[0]
        : undefined,
      isExcluded: (name) => excluded.some((pattern) => pattern.test(name)),
      queue: [],
      indexes: [...(p.Index ?? p.SkipIndex ?? [])].sort((left, right) => left - right),
      uniques: [],
      skip: p.Skip ?? 0,
      streamed: 0,
      position: 0,
    };
  },
  process(context, p, state) {
    const input = p.InputObject;
    if (isNothing(input)) return;
    const asked = { unique: p.Unique, caseInsensitive: p.CaseInsensitive, expandName: p.ExpandProperty };
    if (p.Index !== undefined || p.SkipIndex !== undefined) {
      const listed = state.indexes.includes(state.position);
      if (listed === (p.Index !== undefined)) select(context, state, asked, input);
      state.position++;
      if (p.Index !== undefined && !p.Wait && state.position > (state.indexes.at(-1) ?? -1))
        finish(context, p, state, asked);
      return;
    }
    const first = p.First ?? 0;
    const last = p.Last ?? 0;
    const bounded = p.First !== undefined || p.Last !== undefined;
    if (last > 0 && state.queue.length >= last + (first === 0 ? (p.Skip ?? 0) : 0)) state.queue.shift();
    state.queue.push(input);
    const next = dequeue(state, first, last, p.SkipLast ?? 0, bounded);
    if (next !== undefined) select(context, state, asked, next);
    if (bounded && last === 0 && first !== 0 && state.streamed >= first && !p.Wait) finish(context, p, state, asked);
  },
  end(context, p, state) {
    flush(context, p, state, { unique: p.Unique, caseInsensitive: p.CaseInsensitive, expandName: p.ExpandProperty });
  },
});

/** What may leave the queue now: undefined while -Skip, -Last or -SkipLast hold it back. */
function dequeue(state: State, first: number, last: number, skipLast: number, bounded: boolean): unknown {
  if (state.skip > 0) {
    if (last === 0 || first !== 0) {
      state.queue.shift();
      state.skip--;
    }
    return undefined;
  }
  if (skipLast > 0) return state.queue.length > skipLast ? state.queue.shift() : undefined;
  if (state.streamed < first || !bounded) {
    state.streamed++;
    return state.queue.shift();
  }
  if (last === 0) state.queue.shift();
  return undefined;
}

interface Bounds {
  readonly First: number | undefined;
  readonly Last: number | undefined;
  readonly Skip: number | undefined;
}

function flush(context: CmdletContext, p: Bounds, state: State, asked: Asked): void {
  if (context.parameterSet === 'DefaultParameter') {
    const keep = (p.First ?? 0) !== 0 ? 0 : (p.Skip ?? 0);
    while (state.queue.length > keep) select(context, state, asked, state.queue.shift());
  }
  for (const { object } of state.uniques) context.writeObject(object);
  state.uniques.length = 0;
}

function finish(context: CmdletContext, p: Bounds, state: State, asked: Asked): never {
  flush(context, p, state, asked);
  context.stopUpstream();
}
