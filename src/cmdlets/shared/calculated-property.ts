// -Property arguments of Format-*, Select-, Sort-, Group- and Measure-Object: names, script blocks, and tables such as
// @{ n = 'Size'; e = { $_.Length } }, whose keys may be shortened to any unambiguous head.

import { hasWildcard } from '../../conversion/wildcard.ts';
import type { CmdletContext } from '../../engine/definitions/cmdlet.ts';
import { typeNamesOf } from '../../engine/members.ts';
import { expressionOf, type PropertyExpression } from '../../format/property-expression.ts';
import { Dictionary } from '../../psobject/collections.ts';
import { baseOf } from '../../psobject/ps-object.ts';
import { ScriptBlockText } from '../../psobject/values.ts';

/** What a key of such a table may hold. */
export interface KeyDefinition {
  readonly name: string;
  /** A second name: `name` for `label`. */
  readonly alias?: string;
  /** Full .NET names; empty: anything. */
  readonly types: readonly string[];
}

const text = 'System.String';
export const keys = {
  expression: { name: 'expression', types: [text, 'System.Management.Automation.ScriptBlock'] },
  label: { name: 'label', alias: 'name', types: [text] },
  formatString: { name: 'formatString', types: [text] },
  width: { name: 'width', types: ['System.Int32'] },
  alignment: { name: 'alignment', types: [text] },
  depth: { name: 'depth', types: ['System.Int32'] },
  ascending: { name: 'ascending', types: [] },
  descending: { name: 'descending', types: [] },
} as const satisfies Record<string, KeyDefinition>;

/** A property argument in its full form. */
export interface CalculatedProperty {
  readonly expression: PropertyExpression;
  /** The other keys that were given, by their full names. */
  readonly entries: ReadonlyMap<string, unknown>;
}

/** Ends the command with PowerShell's error for a bad property argument. */
export function rejectProperty(context: CmdletContext, errorId: string, message: string): never {
  context.throwTerminating(context.error('System.NotSupportedException', message, errorId, 'InvalidArgument'));
}

function matches(key: string, { name, alias }: KeyDefinition): boolean {
  const lower = key.toLowerCase();
  return lower !== '' && (name.toLowerCase().startsWith(lower) || (alias?.startsWith(lower) ?? false));
}

function matchKey(context: CmdletContext, definitions: readonly KeyDefinition[], key: string): KeyDefinition {
  const found = definitions.filter((definition) => matches(key, definition));
  const [first, second] = found;
  if (first === undefined) rejectProperty(context, 'DictionaryKeyIllegal', `The ${key} key is not valid.`);
  if (second !== undefined) {
    rejectProperty(
      context,
      'DictionaryKeyAmbiguous',
      `The ${key} key is ambiguous; ${first.name} and ${second.name} conflict.`,
    );
  }
  return first;
}

function checkType(context: CmdletContext, key: string, value: unknown, { types }: KeyDefinition): void {
  if (types.length === 0) return;
  if (value === null) rejectProperty(context, 'DictionaryKeyMissingValue', `The ${key} key has no value.`);
  const actual = typeNamesOf(baseOf(value))[0] ?? '';
  if (types.includes(actual)) return;
  if (types.length > 1) {
    rejectProperty(
      context,
      'DictionaryKeyIllegalValue1',
      `The "${key}" key has a type, ${actual}, that is not valid; expected types are {${types.join(', ')}}.`,
    );
  }
  rejectProperty(
    context,
    'DictionaryKeyIllegalValue2',
    `The "${key}" key has a type, ${actual}, that is not valid; expected type is ${types[0]}.`,
  );
}

function fromTable(
  context: CmdletContext,
  table: Dictionary,
  definitions: readonly KeyDefinition[],
): Map<string, unknown> {
  const entries = new Map<string, unknown>();
  for (const [rawKey, rawValue] of table.entries()) {
    const key = baseOf(rawKey);
    const value = baseOf(rawValue);
    if (typeof key !== 'string') {
      const typeName = (typeNamesOf(key)[0] ?? '').replace(/^.*\./, '');
      rejectProperty(
        context,
        'DictionaryKeyNonString',
        `The ${typeName} key type is not valid. The key must be a string.`,
      );
    }
    const definition = matchKey(context, definitions, key);
    if (entries.has(definition.name)) {
      rejectProperty(
        context,
        'DictionaryKeyDuplicate',
        `The duplicated key "${key}" conflicts with "${definition.name}".`,
      );
    }
    checkType(context, key, value, definition);
    entries.set(definition.name, value);
  }
  return entries;
}

function expressionFrom(
  context: CmdletContext,
  value: unknown,
  fromKey: boolean,
  noPatterns: boolean,
): PropertyExpression {
  if (value === '') {
    if (fromKey)
      rejectProperty(context, 'ExpressionEmptyString1', 'The "expression" key cannot have an empty string value.');
    rejectProperty(context, 'ExpressionEmptyString2', 'An empty string value is not allowed.');
  }
  if (noPatterns && typeof value === 'string' && hasWildcard(value)) {
    if (fromKey) {
      rejectProperty(
        context,
        'ExpressionGlobbing1',
        `The "expression" key cannot have wildcard characters in value "${value}".`,
      );
    }
    rejectProperty(context, 'ExpressionGlobbing2', `Wildcard characters are not allowed in "${value}".`);
  }
  return expressionOf(value as string | ScriptBlockText);
}

function readProperty(
  context: CmdletContext,
  raw: unknown,
  definitions: readonly KeyDefinition[],
  noPatterns: boolean,
): CalculatedProperty {
  const value = baseOf(raw);
  if (value instanceof Dictionary) {
    const entries = fromTable(context, value, definitions);
    if (entries.has('expression')) {
      return { expression: expressionFrom(context, entries.get('expression'), true, noPatterns), entries };
    }
    return rejectProperty(context, 'DictionaryKeyMandatoryEntry', 'A mandatory entry for expression is missing.');
  }
  if (typeof value === 'string' || value instanceof ScriptBlockText) {
    return { expression: expressionFrom(context, value, false, noPatterns), entries: new Map() };
  }
  const allowed = `{${keys.expression.types.join(', ')}}`;
  return rejectProperty(
    context,
    'DictionaryKeyUnknownType',
    value === null
      ? `The value of a parameter was null; one of the following types was expected: ${allowed}.`
      : `Cannot convert ${typeNamesOf(value)[0]} to one of the following types ${allowed}.`,
  );
}

/** Reads property arguments against the keys that their tables may have; `expression` is always among them. */
export function readProperties(
  context: CmdletContext,
  values: readonly unknown[] | undefined,
  definitions: readonly KeyDefinition[],
  options: { readonly noPatterns?: boolean } = {},
): CalculatedProperty[] {
  return (values ?? []).map((value) => readProperty(context, value, definitions, options.noPatterns ?? false));
}
