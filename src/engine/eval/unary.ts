// UnaryExpressionAst: signs, -not, -bnot, the unary comma, -join and -split, ++ and --.
import type { UnaryExpressionAst } from '../../language/ast/expressions.ts';
import { automationNull } from '../../psobject/automation-null.ts';
import { bitwiseNot, increment, joinOperator, negate, unaryPlus } from '../operations.ts';
import { compileTarget } from './assignment.ts';
import { compileExpression, type Unit } from './compiler.ts';
import { conditionOf } from './condition.ts';
import type { Expr } from './frame.ts';
import { splitOperator } from './text-operators.ts';

export function compileUnary(ast: UnaryExpressionAst, unit: Unit): Expr {
  switch (ast.tokenKind) {
    case 'PlusPlus':
    case 'MinusMinus':
    case 'PostfixPlusPlus':
    case 'PostfixMinusMinus':
      return compileStep(ast, unit);
    case 'Not':
    case 'Exclaim': {
      const child = conditionOf(ast.child, unit);
      return (f) => !child(f);
    }
    default:
  }
  const child = compileExpression(ast.child, unit);
  switch (ast.tokenKind) {
    case 'Minus':
      return (f) => negate(child(f));
    case 'Plus':
      return (f) => unaryPlus(child(f));
    case 'Bnot':
      return (f) => bitwiseNot(child(f));
    case 'Comma':
      return (f) => {
        const value = child(f);
        return [value === automationNull ? null : value];
      };
    case 'Join':
      return (f) => joinOperator(child(f), '');
    case 'Isplit':
    case 'Csplit':
      return (f) => splitOperator(f, child(f), null, true);
    default:
      throw new Error(`${ast.tokenKind} is no unary operator`);
  }
}

function compileStep(ast: UnaryExpressionAst, unit: Unit): Expr {
  const target = compileTarget(ast.child, unit);
  const by = ast.tokenKind === 'PlusPlus' || ast.tokenKind === 'PostfixPlusPlus' ? 1 : -1;
  const step = (old: unknown): unknown => {
    if (typeof old === 'number') {
      const next = old + by;
      if (next === (next | 0)) return next;
    }
    return increment(old === automationNull ? null : old, by);
  };
  if (ast.tokenKind === 'PlusPlus' || ast.tokenKind === 'MinusMinus') return (f) => target.update(f, step);
  return (f) => {
    let before: unknown = null;
    target.update(f, (old) => {
      before = old ?? 0;
      return step(old);
    });
    return before;
  };
}
