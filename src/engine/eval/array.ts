// ArrayLiteralAst `a, b`, ArrayExpressionAst `@( )`, SubExpressionAst `$( )` and ParenExpressionAst `( )`.
import type {
  ArrayExpressionAst,
  ArrayLiteralAst,
  ParenExpressionAst,
  SubExpressionAst,
} from '../../language/ast/expressions.ts';
import { automationNull } from '../../psobject/automation-null.ts';
import { collected, compileCollecting, compileValue, expressionOf } from './capture.ts';
import { compileExpression, type Unit } from './compiler.ts';
import type { Expr } from './frame.ts';
import { enumerateInto } from './output.ts';

export function compileArrayLiteral(ast: ArrayLiteralAst, unit: Unit): Expr {
  const elements = ast.elements.map((element) => compileExpression(element, unit));
  return (f) => {
    const items: unknown[] = [];
    for (const element of elements) {
      const value = element(f);
      items.push(value === automationNull ? null : value);
    }
    return items;
  };
}

export function compileArrayExpression(ast: ArrayExpressionAst, unit: Unit): Expr {
  const { statements, traps } = ast.subExpression;
  const only = statements.length === 1 && traps.length === 0 ? expressionOf(statements[0]!) : undefined;
  if (only !== undefined) {
    // `@(1, 2)` and `@($x)` need no collector: an array literal is the array, anything else is enumerated into a new one.
    const value = compileExpression(only, unit);
    if (only.kind === 'ArrayLiteralAst') return value;
    return (f) => {
      const items: unknown[] = [];
      enumerateInto(items, value(f));
      return items;
    };
  }
  return compileCollecting(ast.subExpression, unit);
}

export function compileSubExpression(ast: SubExpressionAst, unit: Unit): Expr {
  const collect = compileCollecting(ast.subExpression, unit);
  return (f) => collected(collect(f));
}

export function compileParen(ast: ParenExpressionAst, unit: Unit): Expr {
  return compileValue(ast.pipeline, unit);
}
