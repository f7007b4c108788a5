// HashtableAst: `@{ }` and `[ordered]@{ }`.
import type { HashtableAst } from '../../language/ast/expressions.ts';
import { automationNull } from '../../psobject/automation-null.ts';
import { type Dictionary, Hashtable, OrderedDictionary } from '../../psobject/collections.ts';
import { PSObject } from '../../psobject/ps-object.ts';
import { runtimeError } from '../errors.ts';
import { toText } from '../text.ts';
import { compileValue } from './capture.ts';
import { compileExpression, type Unit } from './compiler.ts';
import type { Expr } from './frame.ts';

function compileTable(ast: HashtableAst, unit: Unit, make: () => Dictionary): Expr {
  const pairs = ast.keyValuePairs.map((pair) => ({
    key: compileExpression(pair.key, unit),
    value: compileValue(pair.value, unit),
  }));
  return (f) => {
    const table = make();
    for (const pair of pairs) {
      const given = pair.key(f);
      const key = given instanceof PSObject ? given.baseObject : given;
      if (key === null || key === automationNull) {
        throw runtimeError('InvalidNullKey', 'A null key is not allowed in a hash literal.');
      }
      if (table.has(key)) {
        throw runtimeError(
          'DuplicateKeyInHashLiteral',
          `Item has already been added. Key in dictionary: '${toText(key)}'  Key being added: '${toText(key)}'`,
        );
      }
      const value = pair.value(f);
      table.set(key, value === automationNull ? null : value);
    }
    return table;
  };
}

export function compileHashtable(ast: HashtableAst, unit: Unit): Expr {
  return compileTable(ast, unit, () => new Hashtable());
}

export function compileOrderedTable(ast: HashtableAst, unit: Unit): Expr {
  return compileTable(ast, unit, () => new OrderedDictionary());
}
