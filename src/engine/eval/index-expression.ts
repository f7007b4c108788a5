// IndexExpressionAst: `target[index]`, slices, and assigning to them.
import type { IndexExpressionAst } from '../../language/ast/expressions.ts';
import { automationNull } from '../../psobject/automation-null.ts';
import { runtimeError } from '../errors.ts';
import { getIndexed, setIndexed } from '../indexing.ts';
import type { Target } from './assignment.ts';
import { compileExpression, type Unit } from './compiler.ts';
import type { Expr, Frame } from './frame.ts';

export function compileIndex(ast: IndexExpressionAst, unit: Unit): Expr {
  const target = compileExpression(ast.target, unit);
  const index = compileExpression(ast.index, unit);
  const { nullConditional } = ast;
  return (f) => {
    const object = target(f);
    if (nullConditional && (object === null || object === automationNull)) return null;
    const at = index(f);
    // The hot case: an item of an array.
    if (typeof at === 'number' && Array.isArray(object)) {
      const item = at < 0 ? object[object.length + at] : object[at];
      if (item !== undefined) return item;
    }
    return getIndexed(f, object, at);
  };
}

export function compileIndexTarget(ast: IndexExpressionAst, unit: Unit): Target {
  const target = compileExpression(ast.target, unit);
  const index = compileExpression(ast.index, unit);
  const ready = (f: Frame): [unknown, unknown] => {
    const object = target(f);
    if (object === null || object === automationNull) {
      throw runtimeError('NullArray', 'Cannot index into a null array.');
    }
    return [object, index(f)];
  };
  return {
    write(f, value) {
      const [object, at] = ready(f);
      setIndexed(f, object, at, value);
      return value;
    },
    update(f, change) {
      const [object, at] = ready(f);
      const value = change(getIndexed(f, object, at));
      setIndexed(f, object, at, value);
      return value;
    },
  };
}
