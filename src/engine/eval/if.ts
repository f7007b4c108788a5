// IfStatementAst and TernaryExpressionAst.
import type { TernaryExpressionAst } from '../../language/ast/expressions.ts';
import type { IfStatementAst } from '../../language/ast/statements.ts';
import { compileExpression, type Unit } from './compiler.ts';
import { compileCondition, conditionOf } from './condition.ts';
import { type Exec, type Expr, flow } from './frame.ts';
import { compileStatementBlock } from './statement-block.ts';

export function compileIf(ast: IfStatementAst, unit: Unit): Exec {
  const otherwise = ast.elseClause && compileStatementBlock(ast.elseClause, unit);
  const clauses = ast.clauses.map((clause) => ({
    condition: compileCondition(clause.condition, unit),
    body: compileStatementBlock(clause.body, unit),
  }));
  if (clauses.length === 1) {
    const { condition, body } = clauses[0]!;
    if (otherwise === undefined) return (f) => (condition(f) ? body(f) : flow.next);
    return (f) => (condition(f) ? body(f) : otherwise(f));
  }
  return (f) => {
    for (const clause of clauses) if (clause.condition(f)) return clause.body(f);
    return otherwise === undefined ? flow.next : otherwise(f);
  };
}

export function compileTernary(ast: TernaryExpressionAst, unit: Unit): Expr {
  const condition = conditionOf(ast.condition, unit);
  const yes = compileExpression(ast.ifTrue, unit);
  const no = compileExpression(ast.ifFalse, unit);
  return (f) => (condition(f) ? yes(f) : no(f));
}
